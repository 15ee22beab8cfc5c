#include "sales/invoice_rows.hpp"

#include <functional>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

// Return invoice 1002 of order 501, which undoes a line of invoice 1001; everything they refer to is there.
constexpr std::string_view kRows = R"(
INSERT INTO currency (company, currency_code) VALUES (7, 'EUR');
INSERT INTO store_cross_reference (company, store_code, retail_store_id) VALUES (7, 'S1', '00123');
INSERT INTO pay_type (company, pay_type, pay_category, store_tender) VALUES (7, 4, 2, 'VISA'), (7, 5, 1, 'CASH');
INSERT INTO item (company, item) VALUES (7, 'ITM1'), (7, 'MUG');
INSERT INTO sku (company, item, sku_code, retail_reference_number, relate_extracted)
VALUES (7, 'ITM1', 'RED XSML', '900001', 'Y'), (7, 'MUG', '', '900002', '');
INSERT INTO customer_sold_to (company, customer_number, first_name, last_name, company_name, street, city, state,
                              postal_code, country, email_address, relate_id)
VALUES (7, 4711, 'Ada', 'Byron', 'Engines', '12 Square', 'London', 'LN', 'SW1Y', 'GB', 'ada@example.com', 'R1');
INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number)
VALUES (7, 4711, 'E', '555-2'), (7, 4711, 'D', '555-1');
INSERT INTO order_header (company, order_number, customer_number, internet_order, order_date, entered_by)
VALUES (7, 501, 4711, 'I', '2010-11-20', 'MARY');
INSERT INTO order_header_extended (company, order_number, currency_code, store_code) VALUES (7, 501, 'EUR', 'S1');
INSERT INTO order_ship_to (company, order_number, ship_to_number, obr_delivery_type)
VALUES (7, 501, 1, 'S'), (7, 501, 2, 'P');
INSERT INTO order_detail (company, order_number, ship_to_number, line_number, item, sku_code, quantity_ordered,
                          regular_price, price, price_override_reason, promotion)
VALUES (7, 501, 1, 1, 'ITM1', 'RED XSML', 2, 2499, 1999, 'M', 'SPRING'),
       (7, 501, 2, 1, 'ITM1', 'RED XSML', 2, 9999, 9999, '', '');
INSERT INTO order_payment_method (company, order_number, opm_sequence, pay_type, suppress_refund)
VALUES (7, 501, 1, 4, ''), (7, 501, 2, 5, 'Y');
INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date,
                            created_at, merchandise_amount, freight_amount, additional_freight_amount, handling_amount,
                            additional_charge_amount, tax_amount, freight_tax_amount, total_amount, extracted_to_store)
VALUES (7, 1001, 'I', 501, 1, '2010-11-23', NULL, 1, 2, 3, 4, 5, 6, 7, 8, 'Y'),
       (7, 1002, 'C', 501, 1, '2010-11-30', '2010-11-30T10:00:00', -1, -2, -3, -4, -5, -6, -7, -8, '');
INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, sku_code, quantity, price,
                            extended_price, unit_cost, handling_amount, tax_amount, return_disposition_code,
                            return_reason, original_invoice_number)
VALUES (7, 1002, 2, 9, 'MUG', '', -1, 500, -500, NULL, 0, 0, '', '', 0),
       (7, 1002, 1, 1, 'ITM1', 'RED XSML', -2, 1999, -3998, 800, -15, -320, '01', 'DMG', 1001);
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount)
VALUES (7, 1002, 2, -5), (7, 1002, 1, -3);
)";

struct FeedStore : TestStore {
    FeedStore() { database.execute(kRows); }
};

std::vector<Invoice> read_all(Database& database, int company = 7) {
    InvoiceFeed feed(database, company);
    std::vector<Invoice> invoices;
    Invoice invoice;
    while (feed.next(invoice)) invoices.push_back(invoice);
    return invoices;
}

Invoice only_invoice(Database& database) {
    const std::vector<Invoice> invoices = read_all(database);
    REQUIRE(invoices.size() == 1);
    return invoices[0];
}

void add_invoice(Database& database, int company, int number, const char* extracted = "") {
    database
        .prepare(
            "INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, "
            "ship_to_number, "
            "invoice_date, extracted_to_store) VALUES (?, ?, 'I', 501, 1, '2010-12-01', ?)")
        .run(company, number, extracted);
}

std::string extracted(Database& database, int company, int number) {
    return query_text(
        database, "SELECT extracted_to_store FROM invoice_header WHERE company = " + std::to_string(company) +
                      " AND invoice_number = " + std::to_string(number));
}

}  // namespace

TEST_CASE("an invoice comes with all that it refers to", "[sales/invoice_rows]") {
    FeedStore store;
    const Invoice invoice = only_invoice(store.database);
    CHECK(invoice.invoice_number == 1002);
    CHECK(invoice.is_credit);
    CHECK(invoice.order_number == 501);
    CHECK(invoice.order_exists);
    CHECK(invoice.invoice_date == "2010-11-30");
    CHECK(invoice.created_at == "2010-11-30T10:00:00");
    CHECK(invoice.merchandise_amount == money("-0.01"));
    CHECK(invoice.freight_amount == money("-0.02"));
    CHECK(invoice.additional_freight_amount == money("-0.03"));
    CHECK(invoice.handling_amount == money("-0.04"));
    CHECK(invoice.additional_charge_amount == money("-0.05"));
    CHECK(invoice.tax_amount == money("-0.06"));
    CHECK(invoice.freight_tax_amount == money("-0.07"));
    CHECK(invoice.total_amount == money("-0.08"));
    CHECK(invoice.internet_order);
    CHECK(invoice.entered_by == "MARY");
    CHECK(invoice.currency_code == "EUR");
    CHECK(invoice.retail_store_id == "00123");
    CHECK(invoice.obr_delivery_type == "S");
    CHECK(invoice.sold_to_customer == 4711);

    REQUIRE(invoice.customer.has_value());
    const InvoiceCustomer& customer = *invoice.customer;
    CHECK(customer.customer_number == 4711);
    CHECK(customer.first_name == "Ada");
    CHECK(customer.last_name == "Byron");
    CHECK(customer.company_name == "Engines");
    CHECK(customer.street == "12 Square");
    CHECK(customer.city == "London");
    CHECK(customer.state == "LN");
    CHECK(customer.postal_code == "SW1Y");
    CHECK(customer.country == "GB");
    CHECK(customer.phone_number == "555-1");
    CHECK(customer.email_address == "ada@example.com");
    CHECK(customer.relate_id == "R1");
}

TEST_CASE("lines come in their sequence with item, SKU, order line and original invoice",
          "[sales/invoice_rows]") {
    FeedStore store;
    const Invoice invoice = only_invoice(store.database);
    REQUIRE(invoice.lines.size() == 2);
    const InvoiceLine& shirt = invoice.lines[0];
    CHECK(shirt.sequence_number == 1);
    CHECK(shirt.line_number == 1);
    CHECK(shirt.item == "ITM1");
    CHECK(shirt.sku_code == "RED XSML");
    CHECK(shirt.item_exists);
    CHECK(shirt.sku_exists);
    CHECK(shirt.sku_relate_extracted);
    CHECK(shirt.retail_reference_number == "900001");
    CHECK(shirt.quantity == -2);
    CHECK(shirt.price == money("19.99"));
    CHECK(shirt.extended_price == money("-39.98"));
    CHECK(shirt.handling_amount == money("-0.15"));
    CHECK(shirt.tax_amount == money("-3.20"));
    CHECK(shirt.unit_cost == money("8.00"));
    // Of the ship-to of the invoice, not of the other.
    CHECK(shirt.regular_price == money("24.99"));
    CHECK(shirt.price_override_reason == "M");
    CHECK(shirt.promotion == "SPRING");
    CHECK(shirt.return_disposition_code == "01");
    CHECK(shirt.return_reason == "DMG");
    CHECK(shirt.original_invoice_number == 1001);
    CHECK(shirt.original_invoice_date == "2010-11-23");
    CHECK(shirt.original_retail_store_id == "00123");

    const InvoiceLine& mug = invoice.lines[1];
    CHECK(mug.sequence_number == 2);
    CHECK(mug.sku_exists);
    CHECK_FALSE(mug.sku_relate_extracted);
    CHECK(mug.retail_reference_number == "900002");
    CHECK_FALSE(mug.unit_cost.has_value());
    CHECK_FALSE(mug.regular_price.has_value());
    CHECK(mug.original_invoice_number == 0);
    CHECK(mug.original_invoice_date.empty());
}

TEST_CASE("payments come in their sequence with pay type and store tender", "[sales/invoice_rows]") {
    FeedStore store;
    const Invoice invoice = only_invoice(store.database);
    REQUIRE(invoice.payments.size() == 2);
    CHECK(invoice.payments[0].opm_sequence == 1);
    CHECK(invoice.payments[0].pay_type == 4);
    CHECK(invoice.payments[0].pay_category == 2);
    CHECK(invoice.payments[0].store_tender == "VISA");
    CHECK(invoice.payments[0].amount == money("-0.03"));
    CHECK_FALSE(invoice.payments[0].suppress_refund);
    CHECK(invoice.payments[1].suppress_refund);
    CHECK(invoice.payments[1].opm_sequence == 2);
    CHECK(invoice.payments[1].store_tender == "CASH");
    CHECK(invoice.payments[1].amount == money("-0.05"));
}

TEST_CASE("the customer is who the order's sold-to customer is after merges", "[sales/invoice_rows]") {
    struct Case {
        std::string name, sql;
        std::int64_t customer;
        bool is_ghost;
    };
    const std::vector<Case> cases = {
        {"a Ghost",
         "INSERT INTO customer_sold_to (company, customer_number, ghost, ghost_target_customer_number) "
         "VALUES (7, 12, 'Y', 4711)",
         4711, true},
        {"a Ghost of a Ghost",
         "INSERT INTO customer_sold_to (company, customer_number, ghost, ghost_target_customer_number) "
         "VALUES (7, 12, 'Y', 13), (7, 13, 'Y', 4711)",
         4711, true},
        {"a source that a merge deleted",
         "INSERT INTO customer_merged (company, source_customer_number, target_customer_number) "
         "VALUES (7, 12, 4711)",
         4711, false},
        {"a source of a source",
         "INSERT INTO customer_merged (company, source_customer_number, target_customer_number) "
         "VALUES (7, 12, 13), (7, 13, 4711)",
         4711, false},
        {"Ghosts of one another",
         "INSERT INTO customer_sold_to (company, customer_number, ghost, ghost_target_customer_number) "
         "VALUES (7, 12, 'Y', 13), (7, 13, 'Y', 12)",
         0, true},
        {"nobody", "", 0, false},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        FeedStore store;
        store.database.execute("UPDATE order_header SET customer_number = 12;" + c.sql);
        const Invoice invoice = only_invoice(store.database);
        CHECK(invoice.sold_to_customer == 12);
        CHECK(invoice.sold_to_is_ghost == c.is_ghost);
        CHECK((invoice.customer ? invoice.customer->customer_number : 0) == c.customer);
        if (c.customer != 0) CHECK(invoice.customer->relate_id == "R1");
    }
}

TEST_CASE("what is missing is told, and the invoice still comes", "[sales/invoice_rows]") {
    struct Case {
        std::string name, sql;
        std::function<bool(const Invoice&)> is_told;
    };
    const std::vector<Case> cases = {
        {"the order", "UPDATE invoice_header SET order_number = 502 WHERE invoice_number = 1002",
         [](const Invoice& i) {
             return !i.order_exists && !i.customer && i.entered_by.empty() &&
                    !i.payments.at(1).suppress_refund && !i.payments.at(0).pay_type &&
                    !i.lines.at(0).regular_price;
         }},
        {"the customer", "UPDATE order_header SET customer_number = 4712",
         [](const Invoice& i) { return i.order_exists && !i.customer; }},
        {"the customer's phone", "DELETE FROM customer_sold_to_phone",
         [](const Invoice& i) { return i.customer->phone_number.empty(); }},
        {"the day phone", "DELETE FROM customer_sold_to_phone WHERE phone_type = 'D'",
         [](const Invoice& i) { return i.customer->phone_number == "555-2"; }},
        {"the currency", "DELETE FROM currency", [](const Invoice& i) { return !i.currency_exists; }},
        {"the store", "DELETE FROM store_cross_reference",
         [](const Invoice& i) {
             return i.unknown_store_code == "S1" && i.retail_store_id.empty() &&
                    i.lines.at(0).original_invoice_date.empty();
         }},
        {"the extended header", "DELETE FROM order_header_extended",
         [](const Invoice& i) {
             return i.order_exists && i.currency_code.empty() && i.retail_store_id.empty() &&
                    i.lines.at(0).original_invoice_date == "2010-11-23" &&
                    i.lines.at(0).original_retail_store_id.empty();
         }},
        {"the store cross reference", "DELETE FROM store_cross_reference",
         [](const Invoice& i) { return i.retail_store_id.empty() && i.currency_code == "EUR"; }},
        {"the ship-to", "UPDATE invoice_header SET ship_to_number = 3 WHERE invoice_number = 1002",
         [](const Invoice& i) { return i.obr_delivery_type.empty() && !i.lines.at(0).regular_price; }},
        {"another ship-to", "UPDATE invoice_header SET ship_to_number = 2 WHERE invoice_number = 1002",
         [](const Invoice& i) {
             return i.obr_delivery_type == "P" && i.lines.at(0).regular_price == money("99.99");
         }},
        {"the order line", "DELETE FROM order_detail",
         [](const Invoice& i) { return !i.lines.at(0).regular_price && i.lines.at(0).promotion.empty(); }},
        {"the item", "DELETE FROM sku WHERE item = 'ITM1'; DELETE FROM item WHERE item = 'ITM1'",
         [](const Invoice& i) {
             return !i.lines.at(0).item_exists && !i.lines.at(0).sku_exists && i.lines.at(1).item_exists;
         }},
        {"the SKU", "DELETE FROM sku WHERE item = 'ITM1'",
         [](const Invoice& i) {
             return i.lines.at(0).item_exists && !i.lines.at(0).sku_exists &&
                    i.lines.at(0).retail_reference_number.empty() && !i.lines.at(0).sku_relate_extracted;
         }},
        {"the payment method", "DELETE FROM order_payment_method WHERE opm_sequence = 1",
         [](const Invoice& i) {
             return !i.payments.at(0).pay_type && !i.payments.at(0).pay_category && i.payments.at(1).pay_type;
         }},
        {"the pay type", "DELETE FROM pay_type WHERE pay_type = 4",
         [](const Invoice& i) {
             return i.payments.at(0).pay_type == 4 && !i.payments.at(0).pay_category &&
                    i.payments.at(0).store_tender.empty();
         }},
        {"the original invoice", "DELETE FROM invoice_header WHERE invoice_number = 1001",
         [](const Invoice& i) {
             return i.lines.at(0).original_invoice_number == 1001 &&
                    i.lines.at(0).original_invoice_date.empty();
         }},
        {"the creation time", "UPDATE invoice_header SET created_at = NULL WHERE invoice_number = 1002",
         [](const Invoice& i) { return i.created_at.empty() && i.invoice_date == "2010-11-30"; }},
        {"lines and payments", "DELETE FROM invoice_detail; DELETE FROM invoice_payment_method",
         [](const Invoice& i) { return i.lines.empty() && i.payments.empty() && i.customer; }},
        {"suppress refund", "UPDATE order_payment_method SET suppress_refund = 'N'",
         [](const Invoice& i) { return !i.payments.at(1).suppress_refund; }},
        {"the internet order", "UPDATE order_header SET internet_order = ''",
         [](const Invoice& i) { return !i.internet_order; }},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        FeedStore store;
        REQUIRE_FALSE(c.is_told(only_invoice(store.database)));
        FeedStore changed;
        changed.database.execute(c.sql);
        CHECK(c.is_told(only_invoice(changed.database)));
    }
}

TEST_CASE("blank invoices of the company come in the order of their numbers", "[sales/invoice_rows]") {
    FeedStore store;
    add_company(store.database, 8, "Eight");
    for (const int number : {1005, 1000, 999999999}) add_invoice(store.database, 7, number);
    add_invoice(store.database, 7, 1003, "Y");
    add_invoice(store.database, 8, 1002);
    InvoiceFeed feed(store.database, 7);
    CHECK(feed.count() == 4);
    std::vector<std::int64_t> numbers;
    Invoice invoice;
    while (feed.next(invoice)) {
        numbers.push_back(invoice.invoice_number);
        // The room is used again: nothing of the invoice before may stay.
        CHECK(invoice.lines.size() == (invoice.invoice_number == 1002 ? 2U : 0U));
        CHECK(invoice.payments.size() == (invoice.invoice_number == 1002 ? 2U : 0U));
    }
    CHECK(numbers == std::vector<std::int64_t>{1000, 1002, 1005, 999999999});
    Database second = open_store(store.path, Access::kReadOnly);
    const std::vector<Invoice> others = read_all(second, 8);
    REQUIRE(others.size() == 1);
    // Company 8 has an invoice of that number, but neither order, nor customer, nor lines.
    CHECK_FALSE(others[0].order_exists);
    CHECK_FALSE(others[0].customer.has_value());
    CHECK(others[0].lines.empty());
}

TEST_CASE("SKUs without a retail reference number are counted by their invoices", "[sales/invoice_rows]") {
    FeedStore store;
    InvoiceFeed feed(store.database, 7);
    InvoiceLine mug;
    mug.item = "MUG";
    InvoiceLine shirt;
    shirt.item = "ITM1";
    shirt.sku_code = "RED XSML";
    Invoice invoice;
    for (const std::int64_t number : {1, 2, 3}) {
        invoice.invoice_number = number;
        feed.note_without_reference(invoice, {&mug, &mug});
        if (number == 2) feed.note_without_reference(invoice, {&shirt});
    }
    std::vector<std::string> told;
    feed.skus_without_reference([&](const SkuWithoutReference& sku) {
        told.push_back(sku.item + "/" + sku.sku_code + ": " + std::to_string(sku.invoice_count));
    });
    CHECK(told == std::vector<std::string>{"MUG/: 3", "ITM1/RED XSML: 1"});
}

TEST_CASE("what was noted is marked, and nothing else", "[sales/invoice_rows]") {
    FeedStore store;
    add_company(store.database, 8, "Eight");
    add_invoice(store.database, 7, 1003);
    add_invoice(store.database, 8, 1002);
    store.database.execute(
        "INSERT INTO item (company, item) VALUES (8, 'MUG'), (7, 'CUP');"
        "INSERT INTO sku (company, item, sku_code) VALUES (8, 'MUG', ''), (7, 'CUP', ''), (7, 'MUG', 'BLUE');"
        "UPDATE sku SET relate_extracted = 'N' WHERE item = 'ITM1'");
    InvoiceFeed feed(store.database, 7);
    Invoice invoice;
    {
        Transaction snapshot(store.database, Transaction::Kind::kRead);
        while (feed.next(invoice)) {
            if (invoice.invoice_number == 1002) feed.note_sent(invoice, {&invoice.lines[1]});
        }
        snapshot.commit();
    }
    CHECK(extracted(store.database, 7, 1002).empty());
    Transaction transaction(store.database, Transaction::Kind::kWrite);
    feed.mark_sent("file.xml");
    transaction.commit();

    CHECK(extracted(store.database, 7, 1002) == "Y");
    CHECK(extracted(store.database, 7, 1003).empty());
    CHECK(extracted(store.database, 8, 1002).empty());
    CHECK(query_text(store.database,
                     "SELECT group_concat(company || item || sku_code) FROM sku WHERE relate_extracted = "
                     "'Y'") == "7MUG");
    CHECK(query_text(store.database, "SELECT relate_extracted FROM sku WHERE item = 'ITM1'") == "N");
}

TEST_CASE("a SKU that is on several lines is marked once", "[sales/invoice_rows]") {
    FeedStore store;
    InvoiceFeed feed(store.database, 7);
    Invoice invoice;
    REQUIRE(feed.next(invoice));
    feed.note_sent(invoice, {&invoice.lines[1], &invoice.lines[1], &invoice.lines[0]});
    CHECK_FALSE(feed.next(invoice));
    Transaction transaction(store.database, Transaction::Kind::kWrite);
    feed.mark_sent("file.xml");
    transaction.commit();
    CHECK(store.database.scalar("SELECT COUNT(*) FROM sku WHERE relate_extracted = 'Y'") == 2);
}

TEST_CASE("an invoice that somebody else marked meanwhile stops the run before anything is marked",
          "[sales/invoice_rows]") {
    FeedStore store;
    add_invoice(store.database, 7, 1003);
    InvoiceFeed feed(store.database, 7);
    Invoice invoice;
    while (feed.next(invoice)) feed.note_sent(invoice, {});
    Database other(store.path, Access::kReadWrite);
    other.execute("UPDATE invoice_header SET extracted_to_store = 'Y' WHERE invoice_number = 1003");
    {
        Transaction transaction(store.database, Transaction::Kind::kWrite);
        CHECK_ERROR(feed.mark_sent("file.xml"), ExitCode::kTryLater, "1 of the 2 invoices");
    }
    CHECK(extracted(store.database, 7, 1002).empty());
}
