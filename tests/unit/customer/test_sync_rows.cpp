#include "customer/sync_rows.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Seed 000, Synchronizing Customer Information through a Periodic Function.

namespace {

constexpr std::string_view kRows = R"(
INSERT INTO customer_sold_to (company, customer_number, relate_id, e_commerce_id, prefix, first_name, middle_initial,
                              last_name, suffix, company_name, street, apartment, city, state, postal_code, country,
                              email_address, mail, rent, do_not_fax, birth_month, birth_date, opt_in_out,
                              entered_by, changed_by, synchronize_with_remote_db)
VALUES (7, 4711, 'R1', 'web-1', 'Ms', 'Ada', 'K', 'Byron', 'Jr', 'Engines', '12 Square', 'Apt 3', 'London', 'LN',
        'SW1Y', 'GB', 'ada@example.com', 'Y', 'N', 'Y', 12, 10, 'O1', 'mary', 'otto', 'Y');
INSERT INTO customer_sold_to_extended (company, customer_number, address_line_2, address_line_3, address_line_4)
VALUES (7, 4711, 'Line 2', 'Line 3', 'Line 4');
INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number, extension)
VALUES (7, 4711, 'F', '555-3', ''), (7, 4711, 'E', '555-2', '22'), (7, 4711, 'D', '555-1', '11');
INSERT INTO customer_sold_to_email (company, customer_number, email_address, primary_email, format, opt_in_out)
VALUES (7, 4711, 'a@example.com', 'N', 'T', 'O4'), (7, 4711, 'ada@example.com', 'Y', 'H', 'O1');
INSERT INTO profile (company, profile, description) VALUES (7, 'MAR', 'Marital Status'), (7, 'AGE', 'Age group');
INSERT INTO profile_data (company, profile, profile_data, description)
VALUES (7, 'MAR', 'M', 'Married'), (7, 'MAR', 'S', 'Single'), (7, 'AGE', 'M', 'Middle');
INSERT INTO customer_profile (company, customer_number, profile, profile_data) VALUES (7, 4711, 'MAR', 'M');
)";

/// Customer 4711, flagged, with every field filled.
struct FullStore : TestStore {
    FullStore() { database.execute(kRows); }

    SoldToCustomer read() {
        SoldToCustomer customer;
        REQUIRE(CustomerReader(database, 7).read(4711, customer));
        return customer;
    }
    std::string column(const std::string& name) {
        return query_text(database, "SELECT " + name + " FROM customer_sold_to WHERE customer_number = 4711");
    }
    SyncUpdate apply(const SoldToCustomer& as_sent, const std::string& relate_id, int company = 7) {
        CustomerSyncUpdates updates(database, company);
        Transaction transaction(database, Transaction::Kind::kWrite);
        const SyncUpdate update = updates.apply(as_sent, relate_id);
        transaction.commit();
        return update;
    }
};

/// Customers that differ in flag and Ghost only.
struct FlagStore : TestStore {
    FlagStore() {
        add_company(database, 8, "Eight");
        add(7, 30, "Y", "");
        add(7, 10, "Y", "N");
        add(7, 20, "N", "");
        add(7, 25, "", "");
        add(7, 15, "Y", "Y");
        add(7, 16, "N", "Y");
        add(7, 40, "Y", "");
        add(8, 12, "Y", "");
        add(8, 35, "N", "");
    }

    void add(int company, std::int64_t number, const char* flag, const char* ghost) {
        database
            .prepare(
                "INSERT INTO customer_sold_to (company, customer_number, synchronize_with_remote_db, ghost) "
                "VALUES (?, ?, ?, ?)")
            .run(company, number, flag, ghost);
    }
    /// `10=Y 15=Y`: the flags of all customers of a company.
    std::string flags(int company = 7) {
        std::string text;
        Statement rows = database.prepare(
            "SELECT customer_number, synchronize_with_remote_db FROM customer_sold_to WHERE company = ? "
            "ORDER BY customer_number");
        rows.bind(company);
        while (rows.step()) {
            if (!text.empty()) text += ' ';
            text += std::to_string(rows.integer(0)) + '=' + rows.string(1);
        }
        return text;
    }
};

using Numbers = std::vector<std::int64_t>;

Numbers flagged_after(Database& database, std::int64_t after, std::int64_t limit, int company = 7) {
    CustomerFeed feed(database, company, CustomerSelection::kToSynchronize);
    feed.start_after(after, limit);
    Numbers numbers;
    SoldToCustomer customer;
    while (feed.next(customer)) numbers.push_back(customer.customer_number);
    return numbers;
}

}  // namespace

TEST_CASE(
    "to export all, every customer but Ghosts is flagged (Customer Engagement Integration, Synchronizing "
    "Customer Information)",
    "[customer/sync_rows]") {
    FlagStore store;
    CHECK(flag_all_customers(store.database, 7) == 2);
    CHECK(store.flags() == "10=Y 15=Y 16=N 20=Y 25=Y 30=Y 40=Y");
    CHECK(store.flags(8) == "12=Y 35=N");
    CHECK(flag_all_customers(store.database, 7) == 0);
    CHECK(flag_all_customers(store.database, 9) == 0);
}

TEST_CASE("one customer is flagged, unless it is a Ghost or not there", "[customer/sync_rows]") {
    struct Case {
        std::string name;
        int company;
        std::int64_t number;
        bool flagged;
        std::string flags;
    };
    const std::vector<Case> cases = {
        {"not flagged", 7, 20, true, "10=Y 15=Y 16=N 20=Y 25= 30=Y 40=Y"},
        {"blank", 7, 25, true, "10=Y 15=Y 16=N 20=N 25=Y 30=Y 40=Y"},
        {"flagged already", 7, 30, true, "10=Y 15=Y 16=N 20=N 25= 30=Y 40=Y"},
        {"a Ghost", 7, 16, false, "10=Y 15=Y 16=N 20=N 25= 30=Y 40=Y"},
        {"nobody", 7, 99, false, "10=Y 15=Y 16=N 20=N 25= 30=Y 40=Y"},
        {"another company's", 7, 35, false, "10=Y 15=Y 16=N 20=N 25= 30=Y 40=Y"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        FlagStore store;
        CHECK(flag_customer(store.database, c.company, c.number) == c.flagged);
        CHECK(store.flags() == c.flags);
        CHECK(store.flags(8) == "12=Y 35=N");
    }
}

TEST_CASE("flagged Ghosts are counted", "[customer/sync_rows]") {
    FlagStore store;
    CHECK(flagged_ghosts(store.database, 7) == 1);
    CHECK(flagged_ghosts(store.database, 8) == 0);
    store.add(8, 77, "Y", "Y");
    store.add(8, 78, "N", "Y");
    CHECK(flagged_ghosts(store.database, 7) == 1);
    CHECK(flagged_ghosts(store.database, 8) == 1);
}

TEST_CASE(
    "customers with the flag Y are sent, in order, no Ghost (Customer Engagement Integration, "
    "Synchronization trigger)",
    "[customer/sync_rows]") {
    FlagStore store;
    CHECK(flagged_after(store.database, 0, 0) == Numbers{10, 30, 40});
    CHECK(flagged_after(store.database, 0, 0, 8) == Numbers{12});
    CHECK(flagged_after(store.database, 0, 0, 9).empty());
    CHECK(flagged_after(store.database, 9, 0) == Numbers{10, 30, 40});
    CHECK(flagged_after(store.database, 10, 0) == Numbers{30, 40});
    CHECK(flagged_after(store.database, 40, 0).empty());
    CHECK(flagged_after(store.database, 0, 2) == Numbers{10, 30});
    CHECK(flagged_after(store.database, 10, 1) == Numbers{30});
    CHECK(flagged_after(store.database, 0, 100) == Numbers{10, 30, 40});
    CustomerFeed feed(store.database, 7, CustomerSelection::kToSynchronize);
    CHECK(feed.count_after(0) == 3);
    CHECK(feed.count_after(10) == 2);
    CHECK(feed.count_after(40) == 0);
    // A Relate Id does not matter, as it does for the conversion.
    store.database.execute("UPDATE customer_sold_to SET relate_id = 'R' WHERE customer_number = 30");
    CHECK(flagged_after(store.database, 0, 0) == Numbers{10, 30, 40});
}

TEST_CASE("a feed can be begun again", "[customer/sync_rows]") {
    FlagStore store;
    CustomerFeed feed(store.database, 7, CustomerSelection::kToSynchronize);
    SoldToCustomer customer;
    feed.start_after(0, 0);
    REQUIRE(feed.next(customer));
    feed.start_after(10, 1);
    REQUIRE(feed.next(customer));
    CHECK(customer.customer_number == 30);
    CHECK_FALSE(feed.next(customer));
}

TEST_CASE("a customer is read by its number as the feed gives it", "[customer/sync_rows]") {
    FullStore store;
    store.database.execute(
        "INSERT INTO customer_sold_to (company, customer_number, last_name, synchronize_with_remote_db, "
        "ghost) "
        "VALUES (7, 4712, 'Ghost', 'N', 'Y')");
    CustomerReader reader(store.database, 7);
    SoldToCustomer customer;
    CHECK_FALSE(reader.read(1, customer));
    REQUIRE(reader.read(4711, customer));
    CHECK(customer.last_name == "Byron");
    CHECK(customer.address_line_4 == "Line 4");
    CHECK(customer.profiles.size() == 1);

    CustomerFeed feed(store.database, 7, CustomerSelection::kToSynchronize);
    feed.start_after(0, 0);
    SoldToCustomer fed;
    REQUIRE(feed.next(fed));
    CHECK((fed == customer));

    // Whoever it is, and nothing of the one before it stays.
    REQUIRE(reader.read(4712, customer));
    SoldToCustomer ghost;
    ghost.customer_number = 4712;
    ghost.last_name = "Ghost";
    CHECK((customer == ghost));
    REQUIRE(reader.read(4711, customer));
    CHECK((customer == fed));
    CHECK_FALSE(CustomerReader(store.database, 8).read(4711, customer));
}

TEST_CASE(
    "an answer clears flag and E-commerce ID and fills the Relate Id (Customer Engagement Integration, "
    "Synchronization updates)",
    "[customer/sync_rows]") {
    struct Case {
        std::string name, before, answered;
    };
    for (const Case& c : std::vector<Case>{
             {"none before", "", "R9"}, {"the same", "R1", "R1"}, {"another, after a merge", "R1", "R2"}}) {
        CAPTURE(c.name);
        FullStore store;
        store.database.prepare("UPDATE customer_sold_to SET relate_id = ?").run(c.before);
        store.database.execute(
            "INSERT INTO customer_sold_to (company, customer_number, synchronize_with_remote_db, "
            "e_commerce_id) "
            "VALUES (7, 4712, 'Y', 'web-2')");
        const SoldToCustomer as_sent = store.read();
        CHECK(store.apply(as_sent, c.answered) == SyncUpdate::kCleared);
        CHECK(store.column("relate_id") == c.answered);
        CHECK(store.column("synchronize_with_remote_db") == "N");
        CHECK(store.column("e_commerce_id").empty());
        // And nothing else.
        SoldToCustomer wanted = as_sent;
        wanted.relate_id = c.answered;
        wanted.e_commerce_id.clear();
        CHECK((store.read() == wanted));
        CHECK(query_text(store.database,
                         "SELECT relate_id || synchronize_with_remote_db || e_commerce_id "
                         "FROM customer_sold_to WHERE customer_number = 4712") == "Yweb-2");
    }
}

TEST_CASE("a change of any field meanwhile keeps the flag, and fills the Relate Id", "[customer/sync_rows]") {
    const std::string customer = "UPDATE customer_sold_to SET ";
    const std::string phone = "UPDATE customer_sold_to_phone SET phone_number = '9' WHERE phone_type = ";
    std::vector<std::string> changes;
    for (const char* column :
         {"e_commerce_id", "prefix", "first_name", "middle_initial", "last_name", "suffix", "company_name",
          "street", "apartment", "city", "state", "postal_code", "country", "entered_by", "changed_by"}) {
        changes.push_back(customer + column + " = ''");
        changes.push_back(customer + column + " = 'Z'");
    }
    for (const char* other :
         {"email_address = 'z@example.com'", "opt_in_out = 'O2'", "mail = ''", "mail = 'N'", "rent = ''",
          "rent = 'Y'", "do_not_fax = ''", "do_not_fax = 'N'"}) {
        changes.push_back(customer + other);
    }
    for (const char* column : {"birth_month", "birth_date"}) {
        changes.push_back(customer + column + " = 1");
    }
    // Capitals are sent, but the stored text is what counts.
    changes.push_back(customer + "last_name = 'BYRON'");
    for (const char* line : {"address_line_2", "address_line_3", "address_line_4"}) {
        changes.push_back(std::string("UPDATE customer_sold_to_extended SET ") + line + " = 'other'");
    }
    changes.emplace_back("DELETE FROM customer_sold_to_extended");
    for (const char* type : {"'D'", "'E'", "'F'"}) {
        changes.push_back(phone + type);
        changes.push_back(std::string("DELETE FROM customer_sold_to_phone WHERE phone_type = ") + type);
    }
    changes.emplace_back(
        "UPDATE customer_sold_to_email SET format = 'T' WHERE email_address = 'ada@example.com'");
    changes.emplace_back("DELETE FROM customer_sold_to_email WHERE email_address = 'ada@example.com'");
    changes.emplace_back(customer +
                         "email_address = ''; UPDATE customer_sold_to_email SET primary_email = "
                         "CASE WHEN email_address = 'a@example.com' THEN 'Y' ELSE 'N' END");
    changes.emplace_back("UPDATE profile SET description = 'Status' WHERE profile = 'MAR'");
    changes.emplace_back("UPDATE profile_data SET description = 'Wed' WHERE profile_data = 'M'");
    changes.emplace_back("UPDATE customer_profile SET profile_data = 'S'");
    changes.emplace_back(
        "INSERT INTO customer_profile (company, customer_number, profile, profile_data) VALUES (7, 4711, "
        "'AGE', 'M')");
    changes.emplace_back("DELETE FROM customer_profile");

    for (const std::string& change : changes) {
        CAPTURE(change);
        FullStore store;
        const SoldToCustomer as_sent = store.read();
        store.database.execute(change);
        const SoldToCustomer changed = store.read();
        CHECK_FALSE((changed == as_sent));
        CHECK(store.apply(as_sent, "R9") == SyncUpdate::kChanged);
        CHECK(store.column("relate_id") == "R9");
        CHECK(store.column("synchronize_with_remote_db") == "Y");
        SoldToCustomer wanted = changed;
        wanted.relate_id = "R9";
        CHECK((store.read() == wanted));
    }
}

TEST_CASE("a change of what Customer Engagement is not told of does not count", "[customer/sync_rows]") {
    for (const std::string& change : std::vector<std::string>{
             "UPDATE customer_sold_to_phone SET extension = '99'",
             // The primary email address's own row says the same.
             "UPDATE customer_sold_to SET email_address = ''", "UPDATE customer_sold_to SET opt_in_out = ''",
             "UPDATE customer_sold_to_email SET opt_in_out = 'O2' WHERE email_address = 'a@example.com'",
             "INSERT INTO customer_sold_to_email (company, customer_number, email_address) "
             "VALUES (7, 4711, 'new@example.com')",
             "UPDATE profile_data SET description = 'Lone' WHERE profile_data = 'S'"}) {
        CAPTURE(change);
        FullStore store;
        const SoldToCustomer as_sent = store.read();
        store.database.execute(change);
        CHECK(store.apply(as_sent, "R9") == SyncUpdate::kCleared);
        CHECK(store.column("synchronize_with_remote_db") == "N");
    }
}

TEST_CASE("a Relate Id that was set meanwhile stays", "[customer/sync_rows]") {
    struct Case {
        std::string name, sent, meanwhile, answered, left;
    };
    const std::vector<Case> cases = {
        {"set by another", "", "R5", "R9", "R5"},
        {"replaced", "R1", "R5", "R9", "R5"},
        {"taken away", "R1", "", "R9", ""},
        {"the answered one", "", "R9", "R9", "R9"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        FullStore store;
        const auto set = [&](const std::string& relate_id) {
            store.database.prepare("UPDATE customer_sold_to SET relate_id = ?").run(relate_id);
        };
        set(c.sent);
        const SoldToCustomer as_sent = store.read();
        set(c.meanwhile);
        CHECK(store.apply(as_sent, c.answered) == SyncUpdate::kChanged);
        CHECK(store.column("relate_id") == c.left);
        CHECK(store.column("synchronize_with_remote_db") == "Y");
        CHECK(store.column("e_commerce_id") == "web-1");
    }
}

TEST_CASE("an answer for a customer that is gone is nobody's", "[customer/sync_rows]") {
    FullStore store;
    store.database.execute(
        "INSERT INTO customer_sold_to (company, customer_number, synchronize_with_remote_db) VALUES (7, "
        "4712, 'Y')");
    const SoldToCustomer as_sent = store.read();
    // Another company has no such customer.
    add_company(store.database, 8, "Eight");
    CHECK(store.apply(as_sent, "R9", 8) == SyncUpdate::kGone);
    CHECK(store.column("relate_id") == "R1");
    for (const char* table : {"customer_profile", "customer_sold_to_email", "customer_sold_to_phone",
                              "customer_sold_to_extended", "customer_sold_to"}) {
        store.database.execute(std::string("DELETE FROM ") + table + " WHERE customer_number = 4711");
    }
    CHECK(store.apply(as_sent, "R9") == SyncUpdate::kGone);
    CHECK(query_text(store.database, "SELECT COUNT(*) || MAX(relate_id) FROM customer_sold_to") == "1");
}

TEST_CASE("answers are taken in one after the other", "[customer/sync_rows]") {
    FullStore store;
    store.database.execute(
        "INSERT INTO customer_sold_to (company, customer_number, synchronize_with_remote_db) VALUES (7, "
        "4712, 'Y')");
    const SoldToCustomer first = store.read();
    SoldToCustomer second;
    REQUIRE(CustomerReader(store.database, 7).read(4712, second));
    CustomerSyncUpdates updates(store.database, 7);
    Transaction transaction(store.database, Transaction::Kind::kWrite);
    CHECK(updates.apply(first, "R9") == SyncUpdate::kCleared);
    CHECK(updates.apply(second, "R10") == SyncUpdate::kCleared);
    CHECK(updates.apply(first, "R11") == SyncUpdate::kChanged);
    transaction.commit();
    CHECK(store.column("relate_id") == "R9");
    CHECK(flagged_after(store.database, 0, 0).empty());
}
