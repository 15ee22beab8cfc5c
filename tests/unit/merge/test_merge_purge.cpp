#include "merge/merge_purge.hpp"

#include <string>
#include <vector>

#include "customer/current_customer_rows.hpp"
#include "store/settings.hpp"
#include "unit/merge/merge_support.hpp"

using namespace oa;
using namespace oa::test;

// Merge/Purge Sold-to Names, Performing a Merge: the job, and what is special about single tables of
// Merge/Purge Logic. What every table gets is in test_merge_tables.cpp.

namespace {

/// Customer 20 is the target, 10 and 30 are its sources, 40 has nothing to do with them.
struct JobStore : MergeStore {
    JobStore() {
        database.execute(
            "INSERT INTO customer_sold_to (company, customer_number) VALUES (7, 10), (7, 20), (7, 30), (7, "
            "40), "
            "(8, 10), (8, 20), (8, 30), (8, 40);"
            "INSERT INTO customer_merge_purge VALUES (7, 20, 20, 'O', ''), (7, 10, 20, 'O', 'N'), "
            "(7, 30, 20, 'O', 'N')");
    }

    std::string target(const std::string& columns) {
        return rows("SELECT " + columns +
                    " FROM customer_sold_to WHERE company = 7 AND customer_number = 20");
    }
    std::string customers() {
        return rows("SELECT customer_number FROM customer_sold_to WHERE company = 7 ORDER BY 1");
    }
    void run(const std::string& sql) { database.execute(sql); }
};

}  // namespace

TEST_CASE("Customer Warehouse: both clauses", "[merge/merge_purge]") {
    struct Case {
        std::string name, given, warehouses;
    };
    const std::vector<Case> cases = {
        {"if the source has a customer warehouse and the target does not, use the source customer warehouse",
         "(7, 30, 3), (7, 40, 4), (8, 20, 8)", "20 3,40 4"},
        {"the first source's of several", "(7, 10, 1), (7, 30, 3)", "20 1"},
        {"if the target has a customer warehouse and the source does not, use the target customer warehouse",
         "(7, 20, 2)", "20 2"},
        {"and delete the source customer warehouse", "(7, 10, 1), (7, 20, 2), (7, 30, 3)", "20 2"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        JobStore store;
        store.run("INSERT INTO customer_warehouse VALUES " + c.given);
        REQUIRE(store.merge() == ExitCode::kDone);
        CHECK(store.rows(
                  "SELECT customer_number, warehouse FROM customer_warehouse WHERE company = 7 ORDER BY 1") ==
              c.warehouses);
    }
}

TEST_CASE("Customer Sold To User Fields: a blank one is filled", "[merge/merge_purge]") {
    JobStore store;
    store.run(
        "INSERT INTO customer_sold_to_user_fields VALUES (7, 20, 1, 'T1'), (7, 20, 2, ''), (7, 20, 3, ''), "
        "(7, 10, 1, 'A1'), (7, 10, 2, ''), (7, 10, 3, ''), (7, 10, 4, ''), (7, 30, 2, 'B2'), (7, 30, 4, "
        "'B4'), "
        "(7, 40, 2, 'X')");
    REQUIRE(store.merge() == ExitCode::kDone);
    CHECK(store.rows(
              "SELECT customer_number, user_field, value FROM customer_sold_to_user_fields ORDER BY 1, 2") ==
          "20 1 T1,20 2 B2,20 3 ,20 4 B4,40 2 X");
}

TEST_CASE("Customer Sold To Order History: the last source code is that of the last order",
          "[merge/merge_purge]") {
    JobStore store;
    store.run(
        "INSERT INTO customer_sold_to_order_history (company, customer_number, entity, last_order_date, "
        "last_source_code, order_count) VALUES "
        // Equal dates: the target's. Then the first source's. Then a blank one of the latest date.
        "(7, 20, 'A', '2010-01-01', 'T', 1), (7, 10, 'A', '2010-01-01', 'S', 1), "
        "(7, 10, 'B', '2010-01-01', 'S', 1), (7, 30, 'B', '2010-01-01', 'U', 1), "
        "(7, 20, 'C', NULL, 'T', 1), (7, 30, 'C', '2010-02-02', '', 1)");
    REQUIRE(store.merge() == ExitCode::kDone);
    CHECK(store.rows("SELECT entity, last_order_date, last_source_code, order_count FROM "
                     "customer_sold_to_order_history WHERE customer_number = 20 ORDER BY 1") ==
          "A 2010-01-01 T 2,B 2010-01-01 S 2,C 2010-02-02  2");
    // Current source code: the last that is not blank, of any entity.
    CHECK(store.target("current_source_code") == "T");
}

TEST_CASE("Customer Sold To Email: each address once, whatever its capitals", "[merge/merge_purge]") {
    JobStore store;
    store.run(
        "UPDATE customer_sold_to SET email_address = 'T@x.y', opt_in_out = 'O1' WHERE company = 7 AND "
        "customer_number = 20;"
        "UPDATE customer_sold_to SET email_address = 'row.less@x.y', opt_in_out = 'O3' WHERE company = 7 AND "
        "customer_number = 30;"
        "INSERT INTO customer_sold_to_email VALUES (7, 20, 'T@x.y', 'Y', 'H', 'O1'), (7, 10, 't@X.Y', 'Y', "
        "'T', 'O2'), "
        "(7, 10, 'S@x.y', 'Y', 'T', ''), (7, 30, 's@x.y', 'N', 'H', ''), (7, 40, 'x@x.y', 'Y', '', ''), "
        "(8, 10, 'e@x.y', 'Y', '', '')");
    REQUIRE(store.merge() == ExitCode::kDone);
    CHECK(store.rows("SELECT company, customer_number, email_address, primary_email, format, opt_in_out FROM "
                     "customer_sold_to_email ORDER BY 1, 2, 3") ==
          "7 20 S@x.y N T ,7 20 T@x.y Y H O1,7 20 row.less@x.y N  O3,7 40 x@x.y Y  ,8 10 e@x.y Y  ");
    CHECK(store.target("email_address, opt_in_out") == "T@x.y O1");
}

TEST_CASE("Customer Sold To Email: a target without address takes the first source's",
          "[merge/merge_purge]") {
    JobStore store;
    store.run(
        "UPDATE customer_sold_to SET email_address = 'u@x.y', opt_in_out = 'O3' WHERE company = 7 AND "
        "customer_number = 30;"
        "INSERT INTO customer_sold_to_email VALUES (7, 10, 's@x.y', 'N', 'T', ''), (7, 30, 'U@x.y', 'Y', "
        "'H', 'O3')");
    REQUIRE(store.merge() == ExitCode::kDone);
    CHECK(store.target("email_address, opt_in_out") == "u@x.y O3");
    CHECK(
        store.rows(
            "SELECT customer_number, email_address, primary_email FROM customer_sold_to_email ORDER BY 2") ==
        "20 U@x.y Y,20 s@x.y N");
}

TEST_CASE("Customer Sold To Email: a primary email address that only the list has does not change",
          "[merge/merge_purge]") {
    // CustomerReader takes the row with primary email Y for a customer whose own field is blank.
    JobStore store;
    store.run(
        "UPDATE customer_sold_to SET email_address = 's@x.y' WHERE company = 7 AND customer_number = 10;"
        "INSERT INTO customer_sold_to_email VALUES (7, 20, 't@x.y', 'Y', '', '')");
    REQUIRE(store.merge() == ExitCode::kDone);
    CHECK(
        store.rows("SELECT email_address, primary_email FROM customer_sold_to_email WHERE customer_number = "
                   "20 ORDER BY 1") == "s@x.y N,t@x.y Y");
    CHECK(store.target("email_address") != "s@x.y");
}

TEST_CASE("Customer Address Change: what the target had before", "[merge/merge_purge]") {
    for (const std::string user : {"", "MARY"}) {
        JobStore store;
        store.run(
            "UPDATE customer_sold_to SET prefix = 'MS', first_name = 'ANN', middle_initial = 'K', last_name "
            "= 'DELANEY', suffix = 'JR', "
            "company_name = 'CO', street = '1 OLD', apartment = 'A', city = 'HERE', state = 'MA', "
            "postal_code = '01581', "
            "delivery_code = 'R', po_box = 'PO', match_code = 'M', user_field_1 = '1', user_field_2 = '2', "
            "user_field_3 = '3', "
            "user_field_4 = '4' WHERE company = 7 AND customer_number = 20;"
            "INSERT INTO customer_sold_to_extended VALUES (7, 20, 'TWO', 'THREE', 'FOUR');"
            "INSERT INTO customer_sold_to_phone VALUES (7, 20, 'D', '555', '1'), (7, 20, 'E', '556', '2'), "
            "(7, 20, 'F', '557', '3'), "
            "(7, 10, 'D', '999', '');"
            "UPDATE customer_sold_to SET last_name = 'WILLIAMS', prefix = 'QQQ' WHERE company = 7 AND "
            "customer_number = 10;"
            "INSERT INTO customer_address_change (company, customer_number, sequence_number, change_date) "
            "VALUES "
            "(7, 20, 3, '2010-01-01'), (7, 10, 1, '2010-01-02')");
        REQUIRE(store.merge({.user = user, .would_merge = {}}) == ExitCode::kDone);
        CHECK(store.rows("SELECT sequence_number, change_date FROM customer_address_change WHERE "
                         "customer_number = 20 ORDER BY 1") == "3 2010-01-01,4 2010-01-02,5 2010-11-23");
        CHECK(store.rows("SELECT user_id, prefix, first_name, middle_initial, last_name, suffix, "
                         "company_name, street, apartment, "
                         "address_line_2, address_line_3, address_line_4, city, state, postal_code, "
                         "delivery_code, po_box, day_phone, "
                         "day_extension, evening_phone, evening_extension, fax_phone, fax_extension, "
                         "match_code, user_field_1, "
                         "user_field_2, user_field_3, user_field_4 FROM customer_address_change WHERE "
                         "sequence_number = 5") == (user.empty() ? "MERGE_PURG" : user) +
                                                       " MS ANN K DELANEY JR CO 1 OLD A TWO THREE FOUR HERE "
                                                       "MA 01581 R PO 555 1 556 2 557 3 M 1 2 3 4");
        CHECK(store.target("change_date, changed_by") ==
              "2010-11-23 " + (user.empty() ? std::string("MERGE_PURG") : user));
        // Blank fields of the source as well; the prefix is not looked up; the evening number is retained.
        CHECK(store.target("prefix, first_name, last_name, street, match_code") == "QQQ  WILLIAMS  ");
        CHECK(
            store.rows("SELECT phone_type, phone_number, extension FROM customer_sold_to_phone ORDER BY 1") ==
            "D 999 ,E 556 2,F 557 3");
        CHECK(store.rows("SELECT * FROM customer_sold_to_extended") == "7 20   ");
    }
}

TEST_CASE("the match code follows the target's address and country", "[merge/merge_purge]") {
    struct Case {
        std::string name, target, source, code;
    };
    const std::string address = "last_name = 'BYRON', street = '1 ELM ST', postal_code = '02101'";
    const std::string other = "last_name = 'OTHER', street = '2 OAK ST', postal_code = '01581'";
    const std::vector<Case> cases = {
        {"the source's address in the target's country", address + ", country = 'DE', match_code = 'T'",
         other + ", country = 'US', match_code = 'US/01581/OTHER/2OAKST/'", "DE/01581/OTHER/2OAKST/"},
        {"the source's address and country", address + ", match_code = 'T'",
         other + ", country = 'US', match_code = 'US/01581/OTHER/2OAKST/'", "US/01581/OTHER/2OAKST/"},
        {"one code", address + ", match_code = 'M'", other + ", match_code = 'M'", "M"},
        {"the source's has none", address + ", match_code = 'T'", other, "/01581/OTHER/2OAKST/"},
        {"a code that was given", address + ", match_code = 'T'", other + ", match_code = 'theirs'",
         "theirs"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        JobStore store;
        store.run(
            "UPDATE customer_sold_to SET " + c.target +
            " WHERE company = 7 AND customer_number = 20;"
            "UPDATE customer_sold_to SET " +
            c.source +
            " WHERE company = 7 AND customer_number = 10;"
            "INSERT INTO customer_address_change (company, customer_number, sequence_number, change_date) "
            "VALUES (7, 10, 1, '2010-01-01')");
        REQUIRE(store.merge() == ExitCode::kDone);
        CHECK(store.target("match_code") == c.code);
        CHECK(store.database.scalar(
                  "SELECT COUNT(*) FROM customer_address_change WHERE customer_number = 20") == 2);
    }
    // The target's own address gets a country alone: no change of address.
    JobStore store;
    store.run("UPDATE customer_sold_to SET " + address +
              ", match_code = '/02101/BYRON/1ELMST/' WHERE company = 7 "
              "AND customer_number = 20;"
              "UPDATE customer_sold_to SET country = 'US' WHERE company = 7 AND customer_number = 10");
    REQUIRE(store.merge() == ExitCode::kDone);
    CHECK(store.target("country, match_code") == "US US/02101/BYRON/1ELMST/");
    CHECK(store.database.scalar("SELECT COUNT(*) FROM customer_address_change") == 0);
}

TEST_CASE("change date and user stay where the address is the target's own", "[merge/merge_purge]") {
    JobStore store;
    store.run(
        "UPDATE customer_sold_to SET change_date = '2009-01-01', changed_by = 'MARY' WHERE company = 7 AND "
        "customer_number = 20;"
        "UPDATE customer_sold_to SET vat_number = 'GB1', last_name = 'BYRON' WHERE company = 7 AND "
        "customer_number = 10");
    REQUIRE(store.merge() == ExitCode::kDone);
    CHECK(store.target("vat_number, last_name, change_date, changed_by") == "GB1  2009-01-01 MARY");
}

TEST_CASE("a target without Extended row and phones gets those of the source", "[merge/merge_purge]") {
    JobStore store;
    store.run(
        "INSERT INTO customer_sold_to_extended VALUES (7, 10, 'TWO', 'THREE', 'FOUR');"
        "INSERT INTO customer_sold_to_phone VALUES (7, 10, 'F', '999', '7');"
        "INSERT INTO customer_sold_to_order_history (company, customer_number, entity, last_order_date) "
        "VALUES (7, 10, 'A', '2010-01-01')");
    REQUIRE(store.merge() == ExitCode::kDone);
    CHECK(store.rows("SELECT * FROM customer_sold_to_extended") == "7 20 TWO THREE FOUR");
    CHECK(store.rows("SELECT * FROM customer_sold_to_phone") == "7 20 F 999 7");
}

TEST_CASE("Customer Ship To: who becomes part of whom", "[merge/merge_purge]") {
    JobStore store;
    // Two of the target's have one match code; a source's joins the first. Those without match code never
    // join.
    store.run(
        "INSERT INTO customer_ship_to (company, customer_number, ship_to_number, last_name, match_code, "
        "change_date, country, "
        "email_address, entry_date) VALUES "
        "(7, 20, 2, 'T2', 'M', '2010-01-05', '', '', '2010-01-05'), (7, 20, 5, 'T5', 'M', NULL, '', '', "
        "NULL), (7, 20, 9, 'T9', '', NULL, '', '', NULL), "
        "(7, 10, 1, 'A1', 'M', '2010-01-04', 'US', 'a@x.y', '2010-01-01'), (7, 10, 2, 'A2', '', NULL, '', "
        "'', NULL), "
        "(7, 10, 3, 'A3', 'N', '2010-01-01', '', '', NULL), (7, 30, 1, 'B1', 'N', '2010-01-02', '', '', "
        "NULL), "
        "(7, 30, 2, 'B2', 'n', NULL, '', '', NULL), (7, 30, 3, 'B3', 'M', NULL, 'DE', '', NULL), "
        "(7, 40, 1, 'X1', 'M', NULL, '', '', NULL), (8, 10, 1, 'E1', 'M', NULL, '', '', NULL);"
        "INSERT INTO customer_ship_to_phone VALUES (7, 20, 2, 'D', '1', ''), (7, 10, 1, 'D', '2', ''), (7, "
        "10, 1, 'E', '3', ''), "
        "(7, 10, 3, 'D', '4', ''), (7, 30, 1, 'E', '5', '');"
        "INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES (7, 1, 10, "
        "'2010-01-01'), "
        "(7, 2, 30, '2010-01-01'), (7, 3, 20, '2010-01-01'), (7, 4, 40, '2010-01-01');"
        "INSERT INTO order_ship_to (company, order_number, ship_to_number, obr_delivery_type, "
        "customer_number, customer_ship_to_number) VALUES (7, 1, 1, '', 10, 1), (7, 1, 2, '', 10, 2), (7, 1, "
        "3, '', 10, 3), "
        "(7, 2, 1, '', 30, 1), "
        "(7, 2, 2, '', 30, 2), (7, 2, 3, '', 30, 3), (7, 2, 4, '', 0, 0), (7, 3, 1, '', 20, 5), (7, 4, 1, "
        "'', 40, 1)");
    REQUIRE(store.merge() == ExitCode::kDone);
    // 10 is new for A2; 11 for A3, with B1 as the later of the two; 12 for B2.
    CHECK(
        store.rows("SELECT ship_to_number, last_name, match_code, country, email_address, entry_date FROM "
                   "customer_ship_to "
                   "WHERE company = 7 AND customer_number = 20 ORDER BY 1") ==
        "2 T2 M US a@x.y 2010-01-01,5 T5 M   NULL,9 T9    NULL,10 A2    NULL,11 B1 N   NULL,12 B2 n   NULL");
    CHECK(store.rows("SELECT ship_to_number, phone_type, phone_number FROM customer_ship_to_phone WHERE "
                     "customer_number = 20 ORDER BY 1, 2") == "2 D 1,2 E 3,11 D 4,11 E 5");
    CHECK(store.rows("SELECT order_number, ship_to_number, customer_number, customer_ship_to_number FROM "
                     "order_ship_to ORDER BY 1, 2") ==
          "1 1 20 2,1 2 20 10,1 3 20 11,2 1 20 11,2 2 20 12,2 3 20 2,2 4 0 0,3 1 20 5,4 1 40 1");
    CHECK(store.rows("SELECT company, customer_number, last_name FROM customer_ship_to WHERE customer_number "
                     "<> 20 ORDER BY 1, 2") == "7 40 X1,8 10 E1");
    CHECK(check_store(store.database).empty());
}

TEST_CASE("an order to a ship-to that its customer does not have does not go to another one",
          "[merge/merge_purge]") {
    // 10 has no ship-to 2, 20 has; 20 has no ship-to 3, which 10's becomes; 40 has nothing to do with them.
    JobStore store;
    store.run(
        "INSERT INTO customer_ship_to (company, customer_number, ship_to_number, last_name) VALUES "
        "(7, 20, 1, 'T1'), (7, 20, 2, 'T2'), (7, 10, 1, 'A1');"
        "INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES (7, 1, 10, "
        "'2010-01-01'), (7, 2, 20, '2010-01-01'), (7, 3, 40, '2010-01-01');"
        "INSERT INTO order_ship_to (company, order_number, ship_to_number, obr_delivery_type, "
        "customer_number, customer_ship_to_number) VALUES (7, 1, 1, '', 10, 2), (7, 1, 2, '', 10, 1), "
        "(7, 2, 1, '', 20, 3), (7, 2, 2, '', 20, 2), (7, 3, 1, '', 40, 7)");
    REQUIRE(store.merge() == ExitCode::kDone);
    CHECK(store.rows("SELECT ship_to_number, last_name FROM customer_ship_to ORDER BY 1") ==
          "1 T1,2 T2,3 A1");
    CHECK(store.rows("SELECT order_number, ship_to_number, customer_number, customer_ship_to_number FROM "
                     "order_ship_to ORDER BY 1, 2") == "1 1 20 0,1 2 20 3,2 1 20 0,2 2 20 2,3 1 40 7");
}

TEST_CASE("Ghost: the customer's row is kept and names the target; everything else is gone",
          "[merge/merge_purge]") {
    JobStore store;
    store.run(
        "UPDATE customer_merge_purge SET ghost = 'Y' WHERE customer_number = 30;"
        "UPDATE customer_sold_to SET last_name = 'BYRON', relate_id = 'R' || customer_number, e_commerce_id "
        "= 'W', email_address = 'g@x.y', opt_in_out = 'O1', alternate_customer_number = 'ALT', "
        "synchronize_with_remote_db = 'Y' WHERE company = 7 AND customer_number IN (10, 30);"
        "UPDATE customer_sold_to SET ghost = 'Y', ghost_target_customer_number = 30 WHERE customer_number = "
        "40 AND company = 7;"
        "UPDATE customer_sold_to SET ghost = 'Y', ghost_target_customer_number = 30 WHERE customer_number = "
        "40 AND company = 8;"
        "INSERT INTO customer_sold_to_extended VALUES (7, 30, 'TWO', '', '');"
        "INSERT INTO customer_sold_to_phone VALUES (7, 30, 'D', '555', '');"
        "INSERT INTO customer_sold_to_email VALUES (7, 30, 'a@x.y', 'Y', '', '')");
    MergePurgeResult result;
    REQUIRE(store.merge(result) == ExitCode::kDone);
    CHECK(result.ghosts == 1);
    CHECK(summary_of(result, false) == "merged 2 duplicates into 1 customer, 1 kept as Ghosts");
    CHECK(store.customers() == "20,30,40");
    CHECK(store.rows("SELECT last_name, ghost, ghost_target_customer_number, relate_id, e_commerce_id, "
                     "synchronize_with_remote_db, email_address, opt_in_out, alternate_customer_number "
                     "FROM customer_sold_to WHERE company = 7 AND customer_number = 30") ==
          "BYRON Y 20   N   ");
    CHECK(store.target("email_address, opt_in_out, alternate_customer_number") == "g@x.y O1 ALT");
    CHECK(store.target("relate_id, e_commerce_id, synchronize_with_remote_db, ghost") == "R10 W Y ");
    for (const std::string& table : store.customer_tables()) {
        if (table == "customer_sold_to") continue;
        CAPTURE(table);
        CHECK(store.database.scalar("SELECT COUNT(*) FROM " + table +
                                    " WHERE company = 7 AND customer_number IN (10, 30)") == 0);
    }
    // Who was a Ghost of 30 is one of 20 now; another company's is not.
    CHECK(store.rows("SELECT company, ghost_target_customer_number FROM customer_sold_to WHERE "
                     "customer_number = 40") == "7 20,8 30");
}

TEST_CASE("the highest customer number is remembered when it is purged", "[merge/merge_purge]") {
    JobStore store;
    store.run("DELETE FROM customer_sold_to WHERE company = 7 AND customer_number = 40");
    REQUIRE(store.merge() == ExitCode::kDone);
    CHECK(store.customers() == "20");
    CHECK(store.rows("SELECT * FROM number_assignment") == "7 SOLD TO 30");
    // It does not go down again.
    store.run(
        "UPDATE number_assignment SET last_number = 99;"
        "INSERT INTO customer_sold_to (company, customer_number) VALUES (7, 21);"
        "INSERT INTO customer_merge_purge VALUES (7, 20, 20, 'O', ''), (7, 21, 20, 'O', 'N')");
    REQUIRE(store.merge() == ExitCode::kDone);
    CHECK(store.rows("SELECT * FROM number_assignment") == "7 SOLD TO 99");
}

TEST_CASE("Customer Merged: whom every source became, whatever H86 says", "[merge/merge_purge]") {
    MergeStore store;
    store.database.execute(R"(
INSERT INTO customer_sold_to (company, customer_number) VALUES (7, 1), (7, 2), (7, 3), (7, 4);
INSERT INTO customer_merge_purge VALUES (7, 2, 2, 'O', ''), (7, 1, 2, 'O', 'N'), (7, 4, 2, 'O', 'Y');
)");
    store_system_control_value(store.database, 7, "H86", "N");
    CHECK(store.merge() == ExitCode::kDone);
    CHECK(store.rows("SELECT * FROM customer_merged ORDER BY 2") == "7 1 2 2010-11-23,7 4 2 2010-11-23");
    // The target becomes a source itself.
    store.database.execute("INSERT INTO customer_merge_purge VALUES (7, 3, 3, 'O', ''), (7, 2, 3, 'O', '')");
    CHECK(store.merge() == ExitCode::kDone);
    CurrentCustomers customers(store.database, 7);
    for (const std::int64_t number : {1, 2, 3, 4}) CHECK(customers.find(number).customer_number == 3);
}
