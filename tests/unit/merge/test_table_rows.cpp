#include <string>
#include <utility>
#include <vector>

#include "store/table_column.hpp"
#include "unit/merge/merge_support.hpp"

using namespace oa;
using namespace oa::test;

// Merge/Purge Sold-to Names, Merge/Purge Logic: what becomes of the rows of each table. Customer 20 is the
// target, 10 and 30 are its sources; 40 has nothing to do with them, and company 8 has the same numbers.
// Every customer has two rows in every table: one of a key that all of them have, one of a key of its own.

namespace {

/// `text` with the company for $C, the customer for $N, and a number that is theirs alone for $K.
std::string filled(std::string text, int company, int customer) {
    const std::vector<std::pair<std::string, std::string>> values = {
        {"$C", std::to_string(company)},
        {"$N", std::to_string(customer)},
        {"$K", std::to_string(company * 1000 + customer)}};
    for (const auto& [name, value] : values) {
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name))
            text.replace(at, 2, value);
    }
    return text;
}

constexpr const char* kCompanyRows = R"(
INSERT INTO profile VALUES ($C, 'HOB', 'Hobby'), ($C, 'P10', 'a'), ($C, 'P20', 'b'), ($C, 'P30', 'c'), ($C, 'P40', 'd');
INSERT INTO profile_data SELECT company, profile, n, 'x' FROM profile
    CROSS JOIN (SELECT '10' AS n UNION SELECT '20' UNION SELECT '30' UNION SELECT '40') WHERE company = $C;
)";

constexpr const char* kCustomerRows = R"(
INSERT INTO customer_sold_to (company, customer_number, last_name, email_address, opt_in_out)
    VALUES ($C, $N, 'NAME$N', 'own$N@x.y', 'O1');
INSERT INTO customer_sold_to_extended VALUES ($C, $N, 'LINE$N', '', '');
INSERT INTO customer_sold_to_phone VALUES ($C, $N, 'D', '555$N', '$N');
INSERT INTO customer_sold_to_email VALUES ($C, $N, 'own$N@x.y', 'Y', 'H', 'O1'), ($C, $N, 'shared@x.y', 'N', 'T', 'O2');
INSERT INTO alternate_customer_number_cross_reference VALUES ($C, $N, 'SHARED', '$N'), ($C, $N, 'A$N', '$N');
INSERT INTO customer_contract_pricing VALUES ($C, $N, 'SHARED', '', 1, $N00, NULL, NULL), ($C, $N, 'I$N', '', 1, $N00, NULL, NULL);
INSERT INTO customer_pay_type_exclusion VALUES ($C, $N, 1), ($C, $N, $N);
INSERT INTO customer_profile VALUES ($C, $N, 'HOB', '$N'), ($C, $N, 'P$N', '$N');
INSERT INTO customer_sold_to_user_fields VALUES ($C, $N, 1, '$N'), ($C, $N, $N, 'OWN$N');
INSERT INTO customer_tax VALUES ($C, $N, 'US', 'MA', 'E', 'C$N', NULL), ($C, $N, 'US', '$N', 'E', 'C$N', NULL);
INSERT INTO customer_warehouse VALUES ($C, $N, $N);
INSERT INTO pick_gen_select_customer VALUES ($C, 'SHARED', $N), ($C, 'T$N', $N);
INSERT INTO pick_gen_select_po VALUES ($C, 'SHARED', $N, 'PO'), ($C, 'SHARED', $N, 'PO$N');
INSERT INTO promotion_customer VALUES ($C, 'SHARED', $N, $N), ($C, 'P$N', $N, $N);
INSERT INTO customer_sold_to_item_class VALUES ($C, $N, 'ALL', '2010-01-$N', $N, $N00), ($C, $N, 'C$N', NULL, $N, $N00);
INSERT INTO customer_sold_to_order_history VALUES ($C, $N, 'ALL', '2010-01-$N', 'SRC$N', 1, $N01, 2, $N02, 3, $N03, 4, $N04, $N05),
    ($C, $N, 'E$N', NULL, '', $N, $N, $N, $N, $N, $N, $N, $N, $N);
INSERT INTO customer_sold_to_promotion VALUES ($C, $N, 'ALL', '2010-01-$N', $N), ($C, $N, 'P$N', NULL, $N);
INSERT INTO order_billing_history_sold_to VALUES ($C, $N, 2010, 1, 1, $N01, 2, $N02, 3, $N03), ($C, $N, 2010, $N, 1, $N01, 2, $N02, 3, $N03);
INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES ($C, $K, $N, '2010-01-01');
INSERT INTO order_ship_to (company, order_number, ship_to_number, obr_delivery_type, customer_number,
    customer_ship_to_number) VALUES ($C, $K, 1, '', $N, 1), ($C, $K, 2, '', $N, 2), ($C, $K, 3, '', $N, 0);
INSERT INTO pick_control_header (company, pick_control_number, customer_number, order_number, ship_to_number) VALUES ($C, $K, $N, $K, 1);
INSERT INTO po_header VALUES ($C, $K, $N, 1, $K, NULL);
INSERT INTO store_pickup_header VALUES ($C, $K, $N, $K, 'S1');
INSERT INTO tickler (company, tickler_number, customer_number) VALUES ($C, $K, $N);
INSERT INTO tickler_history (company, tickler_number, sequence_number, customer_number) VALUES ($C, $K, 1, $N);
INSERT INTO customer_ship_to (company, customer_number, ship_to_number, first_name, match_code)
    VALUES ($C, $N, 1, 'SHIP$N', 'SAME'), ($C, $N, 2, 'OWN$N', 'M$N');
INSERT INTO customer_ship_to_extended VALUES ($C, $N, 1, 'THREE$N', ''), ($C, $N, 2, 'THREE$N', 'FOUR');
INSERT INTO customer_ship_to_phone VALUES ($C, $N, 1, 'D', '555$N', ''), ($C, $N, 2, 'E', '555$N', '');
INSERT INTO customer_ship_to_mail_history VALUES ($C, $N, 1, 1, NULL, 'S$N', ''), ($C, $N, 1, 4, NULL, 'T$N', ''), ($C, $N, 2, 2, NULL, 'U$N', '');
INSERT INTO customer_ship_to_order_history VALUES ($C, $N, 1, 'ALL', '2010-01-$N', 1, $N01, 2, $N02), ($C, $N, 2, 'ALL', NULL, 1, $N01, 2, $N02);
INSERT INTO order_billing_history_ship_to VALUES ($C, $N, 1, 2010, 1, 1, $N01, 2, $N02, 3, $N03), ($C, $N, 2, 2010, 1, 1, $N01, 2, $N02, 3, $N03);
)";

/// Tables whose rows are numbered, with a column that tells the rows apart.
const std::vector<std::pair<std::string, std::string>> kNumbered = {
    {"catalog_request", "source_code"}, {"correspondence_history", "subject"},
    {"customer_action", "description"}, {"customer_address_change", "user_id"},
    {"customer_fraud", "description"},  {"customer_note", "note"},
    {"customer_ownership", "item"},     {"customer_sold_to_mail_history", "source_code"},
    {"customer_subscription", "item"},  {"customer_warranty", "item"},
};

struct FullStore : MergeStore {
    FullStore() {
        for (const int company : {7, 8}) {
            database.execute(filled(kCompanyRows, company, 0));
            for (const int customer : {10, 20, 30, 40}) add_customer(company, customer);
        }
        database.execute(
            "INSERT INTO customer_merge_purge VALUES (7, 20, 20, 'O', ''), (7, 10, 20, 'O', 'N'), "
            "(7, 30, 20, 'O', 'N'), (8, 20, 20, 'O', ''), (8, 10, 20, 'O', 'N')");
    }

    void add_customer(int company, int customer) {
        database.execute(filled(kCustomerRows, company, customer));
        for (const auto& [table, column] : kNumbered) {
            database.execute(filled("INSERT INTO " + table + " (company, customer_number, sequence_number, " +
                                        column + ") VALUES ($C, $N, 1, 'S$N'), ($C, $N, 4, 'T$N')",
                                    company, customer));
        }
    }

    /// All that lies under a customer's number, or names it.
    std::string rows_of(const std::string& condition) {
        std::string text;
        for (const std::string& table : customer_tables()) {
            const std::string found = rows("SELECT * FROM " + table + " WHERE " + condition);
            if (!found.empty()) text += table + ": " + found + '\n';
        }
        return text;
    }
};

}  // namespace

TEST_CASE("Merge/Purge Logic, table by table", "[merge/table_rows]") {
    struct Case {
        std::string name;     ///< the table and the documentation's comment
        std::string columns;  ///< that are looked at
        std::string table, expected;
    };
    const std::string numbered = "1 S20,4 T20,5 S10,6 T10,7 S30,8 T30";
    // 10, 20 and 30 of a key that all have, each by itself of its own.
    const std::vector<Case> cases = {
        {"Alternate Customer # Cross Reference: Adds source records to target.",
         "alternate_customer_number, type", "alternate_customer_number_cross_reference",
         "A10 10,A20 20,A30 30,SHARED 20"},
        {"Catalog Requests: Adds source requests to target.", "sequence_number, source_code",
         "catalog_request", numbered},
        {"Correspondence History: Adds source emails to target.", "sequence_number, subject",
         "correspondence_history", numbered},
        {"Customer Action: Adds the source information to the target.", "sequence_number, description",
         "customer_action", numbered},
        {"Customer Address Change: Adds source address changes to target.", "sequence_number, user_id",
         "customer_address_change", numbered + ",9 MERGE_PURG"},
        {"Customer Contract Pricing: Adds the source information to the target.", "item, price",
         "customer_contract_pricing", "I10 1000,I20 2000,I30 3000,SHARED 2000"},
        {"Customer Fraud: Adds the source information to the target.", "sequence_number, description",
         "customer_fraud", numbered},
        {"Customer Note: Adds the source notes to the target.", "sequence_number, note", "customer_note",
         numbered},
        {"Customer Ownership: Adds the source information to the target.", "sequence_number, item",
         "customer_ownership", numbered},
        {"Customer Pay Type Exclusion: Adds the source information to the target.", "pay_type",
         "customer_pay_type_exclusion", "1,10,20,30"},
        {"Customer Profile: if the source has information and the target does not, uses the source "
         "information.",
         "profile, profile_data", "customer_profile", "HOB 20,P10 10,P20 20,P30 30"},
        {"Customer Ship To: Merges matching ship-to customers based on match code; adds additional source "
         "ship-to "
         "customers to target.",
         "ship_to_number, first_name, match_code", "customer_ship_to",
         "1 SHIP30 SAME,2 OWN20 M20,3 OWN10 M10,4 OWN30 M30"},
        {"Customer Ship To Extended: See How are the Customer Tables Updated?",
         "ship_to_number, address_line_3, address_line_4", "customer_ship_to_extended",
         "1 THREE30 ,2 THREE20 FOUR,3 THREE10 FOUR,4 THREE30 FOUR"},
        {"Customer Ship To Mail History: Adds the source information to the target.",
         "ship_to_number, sequence_number, source_code", "customer_ship_to_mail_history",
         "1 1 S20,1 4 T20,1 5 S10,1 6 T10,1 7 S30,1 8 T30,2 2 U20,3 1 U10,4 1 U30"},
        {"Customer Ship To Order History: Adds the source history to the target history.",
         "ship_to_number, entity, last_order_date, order_count, order_dollars, return_count, return_dollars",
         "customer_ship_to_order_history",
         "1 ALL 2010-01-30 3 6003 6 6006,2 ALL NULL 1 2001 2 2002,3 ALL NULL 1 1001 2 1002,4 ALL NULL 1 3001 "
         "2 3002"},
        {"Customer Ship-To Phone Number: Uses most recent phone numbers based on change date.",
         "ship_to_number, phone_type, phone_number", "customer_ship_to_phone",
         "1 D 55530,2 E 55520,3 E 55510,4 E 55530"},
        {"Customer Sold To: See How are the Customer Tables Updated?", "last_name, email_address, ghost",
         "customer_sold_to", "NAME30 own20@x.y "},
        {"Customer Sold To Email: Adds source records to target; target's primary email address does not "
         "change.",
         "email_address, primary_email, format, opt_in_out", "customer_sold_to_email",
         "own10@x.y N H O1,own20@x.y Y H O1,own30@x.y N H O1,shared@x.y N T O2"},
        {"Customer Sold To Extended: See How are the Customer Tables Updated?", "address_line_2",
         "customer_sold_to_extended", "LINE30"},
        {"Customer Sold To Item Class: Adds the source information to the target.",
         "item_class, last_order_date, quantity, dollars", "customer_sold_to_item_class",
         "ALL 2010-01-30 60 6000,C10 NULL 10 1000,C20 NULL 20 2000,C30 NULL 30 3000"},
        {"Customer Sold To Mail History: Adds the source information to the target.",
         "sequence_number, source_code", "customer_sold_to_mail_history", numbered},
        {"Customer Sold To Order History: Adds the source history to the target history.",
         "entity, last_order_date, last_source_code, order_count, order_dollars, return_count, "
         "return_dollars, exchange_count, "
         "exchange_dollars, cancel_count, cancel_dollars",
         "customer_sold_to_order_history",
         "ALL 2010-01-30 SRC30 3 6003 6 6006 9 6009 12 6012,E10 NULL  10 10 10 10 10 10 10 10,"
         "E20 NULL  20 20 20 20 20 20 20 20,E30 NULL  30 30 30 30 30 30 30 30"},
        {"Life to date warranty dollars: the system adds the two values together.",
         "entity, life_to_date_warranty_dollars", "customer_sold_to_order_history",
         "ALL 6015,E10 10,E20 20,E30 30"},
        {"Customer Sold To Phone Number: Uses most recent phone numbers based on change date.",
         "phone_type, phone_number, extension", "customer_sold_to_phone", "D 55530 30"},
        {"Customer Sold To Promotion: Adds the source information to the target.",
         "promotion, last_used_date, use_count", "customer_sold_to_promotion",
         "ALL 2010-01-30 60,P10 NULL 10,P20 NULL 20,P30 NULL 30"},
        {"Customer Sold To User Fields: If any user field is blank for the target customer but not the "
         "source customer, "
         "uses the source information.",
         "user_field, value", "customer_sold_to_user_fields", "1 20,10 OWN10,20 OWN20,30 OWN30"},
        {"Customer Subscription: Adds the source information to the target.", "sequence_number, item",
         "customer_subscription", numbered},
        {"Customer Tax: Adds the source information to the target.", "state, exemption_certificate_number",
         "customer_tax", "10 C10,20 C20,30 C30,MA C20"},
        {"Customer Warehouse: use the target customer warehouse and delete the source customer warehouse.",
         "warehouse", "customer_warehouse", "20"},
        {"Customer Warranty: Adds the source records to the target customer.", "sequence_number, item",
         "customer_warranty", numbered},
        {"Order Billing History (sold-to): Adds all target and source dollar and quantity figures together",
         "billing_year, billing_period, order_quantity, order_dollars, billed_quantity, billed_dollars, "
         "return_quantity, return_dollars",
         "order_billing_history_sold_to",
         "2010 1 3 6003 6 6006 9 6009,2010 10 1 1001 2 1002 3 1003,2010 20 1 2001 2 2002 3 2003,2010 30 1 "
         "3001 2 3002 3 3003"},
        {"Order Billing History (ship-to): Adds all target and source dollar and quantity figures together",
         "ship_to_number, order_quantity, order_dollars, billed_quantity, billed_dollars, return_quantity, "
         "return_dollars",
         "order_billing_history_ship_to",
         "1 3 6003 6 6006 9 6009,2 1 2001 2 2002 3 2003,3 1 1001 2 1002 3 1003,4 1 3001 2 3002 3 3003"},
        {"Order Header: Adds the source records to the target.", "order_number", "order_header",
         "7010,7020,7030"},
        {"Order Ship To: Adds the source records to the target.",
         "order_number, ship_to_number, customer_ship_to_number", "order_ship_to",
         "7010 1 1,7010 2 3,7010 3 0,7020 1 1,7020 2 2,7020 3 0,7030 1 1,7030 2 4,7030 3 0"},
        {"Pick Control Header: Adds the source records to the target.", "pick_control_number",
         "pick_control_header", "7010,7020,7030"},
        {"Pick Gen Select Customer: Adds the source records to the target.", "pick_generation_template",
         "pick_gen_select_customer", "SHARED,T10,T20,T30"},
        {"Pick Gen Select PO: Adds the source records to the target.",
         "pick_generation_template, purchase_order_number", "pick_gen_select_po",
         "SHARED PO,SHARED PO10,SHARED PO20,SHARED PO30"},
        {"PO Header: Adds the source records to the target.", "po_number", "po_header", "7010,7020,7030"},
        {"Promotion Customer: Adds the source records to the target.", "promotion, maximum_uses",
         "promotion_customer", "P10 10,P20 20,P30 30,SHARED 20"},
        {"Store Pickup Header: Adds the source records to the target. Not currently implemented.",
         "store_pickup_number", "store_pickup_header", "7010,7020,7030"},
        {"Tickler: Adds the source records to the target.", "tickler_number", "tickler", "7010,7020,7030"},
        {"Tickler History: Adds the source records to the target.", "tickler_number", "tickler_history",
         "7010,7020,7030"},
    };
    FullStore store;
    const std::string bystander = store.rows_of("company = 7 AND customer_number = 40");
    const std::string other_company = store.rows_of("company = 8");
    // No table is left out here.
    for (const std::string& table : store.customer_tables()) {
        CAPTURE(table);
        if (table == "customer_merge_purge") continue;
        CHECK(store.database.scalar("SELECT COUNT(*) FROM " + table +
                                    " WHERE company = 7 AND customer_number = 40") > 0);
        CHECK(std::any_of(cases.begin(), cases.end(), [&](const Case& c) { return c.table == table; }));
    }
    MergePurgeResult result;
    REQUIRE(store.merge(result) == ExitCode::kDone);
    CHECK(result.targets == 1);
    CHECK(result.sources == 2);
    CHECK(result.ghosts == 0);
    CHECK(result.left == 0);
    for (const Case& c : cases) {
        CAPTURE(c.name);
        std::string order;
        for (int column = 1; column <= std::count(c.columns.begin(), c.columns.end(), ',') + 1 && column <= 3;
             ++column) {
            order += (order.empty() ? "" : ", ") + std::to_string(column);
        }
        CHECK(store.rows("SELECT " + c.columns + " FROM " + c.table +
                         " WHERE company = 7 AND customer_number = 20 ORDER BY " + order) == c.expected);
    }
    CHECK(store.rows_of("company = 7 AND customer_number IN (10, 30)").empty());
    CHECK(store.rows_of("company = 7 AND customer_number = 40") == bystander);
    CHECK(store.rows_of("company = 8") == other_company);
    CHECK(store.list().empty());
    CHECK(check_store(store.database).empty());
}

TEST_CASE("a source's row keeps everything but its number", "[merge/table_rows]") {
    // Tables whose columns take anything.
    std::vector<std::string> tables = {"alternate_customer_number_cross_reference",
                                       "customer_contract_pricing",
                                       "customer_pay_type_exclusion",
                                       "customer_sold_to_user_fields",
                                       "customer_tax",
                                       "customer_warehouse",
                                       "pick_gen_select_customer",
                                       "pick_gen_select_po",
                                       "promotion_customer",
                                       "customer_sold_to_item_class",
                                       "customer_sold_to_order_history",
                                       "customer_sold_to_promotion",
                                       "order_billing_history_sold_to",
                                       "pick_control_header",
                                       "po_header",
                                       "store_pickup_header",
                                       "tickler",
                                       "tickler_history"};
    for (const auto& [table, column] : kNumbered) tables.push_back(table);
    MergeStore store;
    store.database.execute(
        "INSERT INTO customer_sold_to (company, customer_number) VALUES (7, 10), (7, 20);"
        "INSERT INTO customer_address_change (company, customer_number, sequence_number, change_date) VALUES "
        "(7, 20, 1, '2099-01-01');"
        "INSERT INTO customer_merge_purge VALUES (7, 20, 20, 'O', ''), (7, 10, 20, 'O', 'N')");
    const auto rows = [&](const std::string& table, int customer, std::string* insert = nullptr) {
        std::string names;
        std::string values;
        for (const TableColumn& column : table_columns(store.database, table)) {
            if (column.name == "company" || column.name == "customer_number" ||
                column.name == "sequence_number")
                continue;
            const bool is_number =
                column.type == TableColumn::Type::kInteger || column.type == TableColumn::Type::kMoney;
            names += ", " + column.name;
            values += is_number ? ", " + std::to_string(names.size())
                                : ", '" +
                                      (column.type == TableColumn::Type::kDate ? "2010-01-02"
                                       : table == "pick_control_header" && column.name == "status"
                                           ? "B"
                                           : column.name.substr(0, column.max_length)) +
                                      "'";
        }
        if (insert != nullptr) {
            const bool is_numbered =
                store.database.scalar(
                    "SELECT COUNT(*) FROM pragma_table_info(?) WHERE name = 'sequence_number'", table) > 0;
            *insert = "INSERT INTO " + table + " (company, customer_number" +
                      (is_numbered ? ", sequence_number" : "") + names + ") VALUES (7, 10" +
                      (is_numbered ? ", 1" : "") + values + ")";
        }
        return store.rows("SELECT " + names.substr(2) + " FROM " + table +
                          " WHERE company = 7 AND customer_number = " + std::to_string(customer) +
                          (table == "customer_address_change" ? " AND sequence_number > 1" : ""));
    };
    std::vector<std::string> before;
    for (const std::string& table : tables) {
        std::string insert;
        rows(table, 10, &insert);
        CAPTURE(insert);
        REQUIRE_NOTHROW(store.database.execute(insert));
        store.database.execute(
            table == "customer_address_change"
                ? "UPDATE customer_address_change SET sequence_number = 5 WHERE customer_number = 10"
                : "");
        before.push_back(rows(table, 10));
        REQUIRE_FALSE(before.back().empty());
    }
    REQUIRE(store.merge() == ExitCode::kDone);
    for (std::size_t i = 0; i < tables.size(); ++i) {
        CAPTURE(tables[i]);
        CHECK(rows(tables[i], 20) == before[i]);
        CHECK(rows(tables[i], 10).empty());
    }
}
