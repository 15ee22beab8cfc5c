#include "admin/loaded_addresses.hpp"

#include "store/csv_load.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;
namespace fs = std::filesystem;

namespace {

/// Files that are loaded as oa-store load does, beside a store with company 7.
struct Load {
    fs::path file(const std::string& table, const std::string& text) {
        fs::path path = store.directory / (table + ".csv");
        write_file(path, text);
        return path;
    }

    void run(const std::vector<fs::path>& files, bool replace = true) {
        LoadedAddresses addresses(store.database, replace);
        const LoadHooks hooks{[&](const auto& table, const auto& columns, const auto& fields) {
                                  addresses.before_row(table, columns, fields);
                              },
                              [&] { addresses.written(parse_date("2010-11-23").value()); }};
        std::string problems;
        load_csv_files(
            store.database, files, {replace, false}, false,
            [&](const std::string&, std::size_t, const std::string& problem) { problems += problem; }, hooks);
        REQUIRE(problems.empty());
    }

    std::string text(const std::string& sql) { return query_text(store.database, sql); }
    std::string changes() {
        return text(
            "SELECT COALESCE(GROUP_CONCAT(customer_number || ' ' || user_id || ' ' || last_name, ', '), '') "
            "FROM "
            "customer_address_change");
    }

    TestStore store;
};

const std::string kHeader = "company,customer_number,last_name,street,postal_code\n";

}  // namespace

TEST_CASE("a first load makes match codes and no changes", "[admin/loaded_addresses]") {
    Load load;
    load.run(
        {load.file("customer_sold_to", kHeader + "7,1,SAMPLE,12 OAK ST,02101\n7,2,OTHER,1 ELM ST,02101\n"),
         load.file("customer_sold_to_phone",
                   "company,customer_number,phone_type,phone_number\n7,1,D,6175550101\n"),
         load.file("customer_ship_to",
                   "company,customer_number,ship_to_number,last_name,street,postal_code\n"
                   "7,1,1,SAMPLE,12 OAK ST,02101\n")},
        false);
    CHECK(load.text("SELECT COUNT(*) FROM customer_sold_to WHERE match_code LIKE '%/02101/%'") == "2");
    CHECK(load.text("SELECT COUNT(*) FROM customer_ship_to WHERE match_code LIKE '%/02101/%'") == "1");
    CHECK(load.changes().empty());
    // The first address lines of a customer are no change of them.
    load.run({load.file("customer_sold_to_extended", "company,customer_number,address_line_2\n7,1,GATE C\n")},
             false);
    CHECK(load.changes().empty());
}

TEST_CASE("a load that replaces keeps match code and history in step", "[admin/loaded_addresses]") {
    Load load;
    load.run(
        {load.file("customer_sold_to", kHeader + "7,1,SAMPLE,12 OAK ST,02101\n7,2,OTHER,1 ELM ST,02101\n")});
    const std::string before = load.text("SELECT match_code FROM customer_sold_to WHERE customer_number = 1");
    load.run(
        {load.file("customer_sold_to", kHeader + "7,1,NEW,12 OAK ST,02101\n7,2,OTHER,1 ELM ST,02101\n")});
    CHECK(load.changes() == "1 LOAD SAMPLE");
    CHECK(load.text("SELECT match_code FROM customer_sold_to WHERE customer_number = 1") != before);
    load.run(
        {load.file("customer_sold_to_extended", "address_line_2,company,customer_number\nGATE C, 7 , 2 \n")});
    CHECK(load.changes() == "1 LOAD SAMPLE, 2 LOAD OTHER");
}

TEST_CASE("a match code and a history that are loaded stand", "[admin/loaded_addresses]") {
    Load load;
    const std::string header = "company,customer_number,last_name,street,postal_code,match_code\n";
    load.run({load.file("customer_sold_to", header + "7,1,SAMPLE,12 OAK ST,02101,THEIRS\n")});
    CHECK(load.text("SELECT match_code FROM customer_sold_to") == "THEIRS");
    load.run({load.file("customer_sold_to", header + "7,1,NEW,12 OAK ST,02101,THEIRS TOO\n"),
              load.file("customer_address_change",
                        "company,customer_number,sequence_number,change_date,user_id,last_name\n"
                        "7,1,1,2010-11-22,OTTO,SAMPLE\n")});
    CHECK(load.text("SELECT match_code FROM customer_sold_to") == "THEIRS TOO");
    CHECK(load.changes() == "1 OTTO SAMPLE");
}
