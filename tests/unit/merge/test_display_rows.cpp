#include "merge/display_rows.hpp"

#include <map>
#include <string>

#include "merge/rules.hpp"
#include "unit/merge/merge_support.hpp"

using namespace oa;
using namespace oa::test;

TEST_CASE("the display of a customer is whole", "[merge/display_rows]") {
    MergeStore store;
    store.database.execute(
        "INSERT INTO customer_sold_to (company, customer_number, last_name, street, match_code, entry_date, "
        "change_date, changed_by, entered_by, bill_to_customer_number, discount_percent, price_column, "
        "status) VALUES "
        "(7, 1, 'BYRON', '1 ELM ST', 'M', '2010-01-01', '2010-01-02', 'MARY', 'OTTO', 9, 1250, 0, 'M');"
        "INSERT INTO customer_sold_to (company, customer_number, last_name) VALUES (7, 2, 'ELSE'), (8, 1, "
        "'OTHER');"
        "INSERT INTO customer_sold_to_extended VALUES (7, 1, 'TWO', '', '');"
        "INSERT INTO customer_sold_to_phone VALUES (7, 1, 'D', '555', '12');"
        "INSERT INTO customer_sold_to_email VALUES (7, 1, 'a@x.y', 'Y', '', '');"
        "INSERT INTO customer_address_change (company, customer_number, sequence_number, change_date) VALUES "
        "(7, 1, 1, '2010-01-02');"
        "INSERT INTO customer_sold_to_order_history (company, customer_number, entity, last_order_date) "
        "VALUES "
        "(7, 1, 'A', '2010-01-03');"
        "INSERT INTO customer_sold_to (company, customer_number, ghost, ghost_target_customer_number) VALUES "
        "(7, 3, 'Y', 1)");
    MergeDisplay display(store.database, 7);
    const auto shown = [&](std::int64_t number) {
        std::map<std::string, std::string> fields;
        for (const DisplayField& field : display.read(number)) fields[field.column] = field.value;
        return fields;
    };
    const auto fields = shown(1);
    // Each field of the rules, and six of the row besides, the two dates and the email address of the list.
    CHECK(fields.size() == sold_to_merge_fields().size() + 9);
    std::map<std::string, std::string> filled = fields;
    std::erase_if(filled, [](const auto& field) { return field.second.empty(); });
    CHECK(filled == std::map<std::string, std::string>{{"last_name", "BYRON"},
                                                       {"street", "1 ELM ST"},
                                                       {"match_code", "M"},
                                                       {"entry_date", "2010-01-01"},
                                                       {"change_date", "2010-01-02"},
                                                       {"changed_by", "MARY"},
                                                       {"entered_by", "OTTO"},
                                                       {"bill_to_customer_number", "9"},
                                                       {"discount_percent", "12.50"},
                                                       {"status", "M"},
                                                       {"address_line_2", "TWO"},
                                                       {"day_phone", "555"},
                                                       {"day_extension", "12"},
                                                       {"listed_email_address", "a@x.y"},
                                                       {"last_address_change", "2010-01-02"},
                                                       {"last_order_date", "2010-01-03"}});
    CHECK(shown(2)["last_name"] == "ELSE");
    CHECK(shown(3)["ghost_target_customer_number"] == "1");
    CHECK(display.read(4).empty());
}
