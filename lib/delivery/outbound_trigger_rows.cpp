#include "delivery/outbound_trigger_rows.hpp"

namespace oa {

std::int64_t add_outbound_trigger(Database& database, int company, std::string_view file_code,
                                  std::string_view trigger_key, std::string_view created_at) {
    const std::int64_t number = database.scalar(
        "SELECT COALESCE(MAX(trigger_number), 0) + 1 FROM il_outbound_trigger WHERE company = ?", company);
    database
        .prepare(
            "INSERT INTO il_outbound_trigger (company, trigger_number, file_code, trigger_key, capture_type, "
            "status, created_at) VALUES (?, ?, ?, ?, 'A', 'R', ?)")
        .run(company, number, file_code, trigger_key, created_at);
    return number;
}

std::optional<std::int64_t> outbound_trigger(Database& database, int company, std::string_view file_code,
                                             std::string_view trigger_key) {
    Statement query = database.prepare(
        "SELECT trigger_number FROM il_outbound_trigger WHERE company = ? AND trigger_key = ? AND file_code "
        "= ? ORDER BY trigger_number DESC LIMIT 1");
    query.bind(company, trigger_key, file_code);
    if (!query.step()) return std::nullopt;
    return query.integer(0);
}

}  // namespace oa
