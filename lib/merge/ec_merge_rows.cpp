#include "merge/ec_merge_rows.hpp"

namespace oa {

std::int64_t EcMerges::count() {
    return database_.scalar("SELECT COUNT(*) FROM ec_cust_sold_to_merge WHERE company = ?", company_);
}

std::int64_t EcMerges::give_file(const std::string& file_name) {
    return database_
        .prepare("UPDATE ec_cust_sold_to_merge SET file_name = ? WHERE company = ? AND file_name = ''")
        .run(file_name, company_);
}

std::vector<std::string> EcMerges::files() {
    Statement query = database_.prepare(
        "SELECT DISTINCT file_name FROM ec_cust_sold_to_merge WHERE company = ? AND file_name <> '' ORDER BY "
        "file_name");
    query.bind(company_);
    std::vector<std::string> files;
    while (query.step()) files.push_back(query.string(0));
    return files;
}

std::int64_t EcMerges::rows(const std::string& file_name,
                            const std::function<void(std::int64_t source, std::int64_t target)>& row) {
    Statement query = database_.prepare(
        "SELECT source_cust_sold_to, target_cust_sold_to FROM ec_cust_sold_to_merge "
        "WHERE company = ? AND file_name = ? ORDER BY target_cust_sold_to, source_cust_sold_to");
    query.bind(company_, file_name);
    std::int64_t count = 0;
    for (; query.step(); ++count) row(query.integer(0), query.integer(1));
    return count;
}

void EcMerges::clear(const std::string& file_name) {
    database_.prepare("DELETE FROM ec_cust_sold_to_merge WHERE company = ? AND file_name = ?")
        .run(company_, file_name);
}

}  // namespace oa
