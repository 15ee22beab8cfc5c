#include "sales/transaction.hpp"

#include "unit/fixtures.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

TEST_CASE("the identity is location, company, invoice number and invoice date", "[sales/transaction]") {
    Invoice invoice = good_invoice();
    SalesRules rules = good_rules();
    poslog::Transaction transaction = transaction_of(invoice, rules);
    CHECK(transaction.id.retail_store_id == "12301974");
    CHECK(transaction.id.workstation_id == "007");
    CHECK(transaction.id.sequence_number == 1042);
    CHECK(transaction.id.business_day_date == "2010-11-23");
    CHECK(transaction.begin_date_time == "2010-11-23T09:21:41");
    CHECK(transaction.end_date_time == "2010-11-23T09:21:41");

    // Store Cross Reference
    invoice.retail_store_id = "00123";
    invoice.created_at.clear();
    invoice.entered_by = "MARY";
    rules.company = 123;
    transaction = transaction_of(invoice, rules);
    CHECK(transaction.id.retail_store_id == "00123");
    CHECK(transaction.id.workstation_id == "123");
    CHECK(transaction.begin_date_time == "2010-11-23T00:00:00");
    CHECK(transaction.operator_id == "MARY");
}

TEST_CASE(
    "the currency is the order's, else A55, else none (Customer Engagement Integration: ISO Currency Codes)",
    "[sales/transaction]") {
    struct Case {
        std::string of_order, a55, sent;
    };
    const std::vector<Case> cases = {
        {"EUR", "USD", "EUR"}, {"EUR", "", "EUR"}, {"", "USD", "USD"}, {"", "", ""}};
    for (const Case& c : cases) {
        CAPTURE(c.of_order, c.a55);
        Invoice invoice = good_invoice();
        invoice.currency_code = c.of_order;
        SalesRules rules = good_rules();
        rules.local_currency = c.a55;
        CHECK(transaction_of(invoice, rules).currency_code == c.sent);
    }
}

TEST_CASE("the channel is ECOMM for an internet order, otherwise CATALOG", "[sales/transaction]") {
    for (const bool internet : {true, false}) {
        Invoice invoice = good_invoice();
        invoice.internet_order = internet;
        const poslog::Transaction transaction = transaction_of(invoice, good_rules());
        REQUIRE(transaction.properties.size() == 1);
        CHECK(transaction.properties[0].code == "channel");
        CHECK(transaction.properties[0].value == (internet ? "ECOMM" : "CATALOG"));
    }
}

TEST_CASE("the tender is the pay type's store tender", "[sales/transaction]") {
    Invoice invoice = good_invoice();
    settle(invoice, {money("10"), money("10"), money("10"), money("10"), money("18.58")});
    const poslog::Transaction transaction = transaction_of(invoice, good_rules());
    const std::vector<std::string> types = {"Cash", "CreditDebit", "AccountsReceivable", "StoredValue",
                                            "Other"};
    REQUIRE(transaction.tenders.size() == types.size());
    for (std::size_t i = 0; i < types.size(); ++i) {
        CHECK(transaction.tenders[i].tender_type == types[i]);
        CHECK(transaction.tenders[i].tender_id == "TENDER" + std::to_string(i + 1));
    }
}

TEST_CASE("a step from the regular to the actual price is a modifier", "[sales/transaction]") {
    struct Case {
        std::string name;
        std::optional<Money> regular;
        std::string step;  ///< blank when there is none
        bool adds;
    };
    const std::vector<Case> cases = {
        {"a discount", money("24.99"), "5.00", false},    {"a higher price", money("15.00"), "4.99", true},
        {"the regular price", money("19.99"), "", false}, {"no order line", std::nullopt, "", false},
        {"from nothing", money("0.00"), "19.99", true},
    };
    for (const Case& c : cases) {
        for (const bool credit : {false, true}) {
            CAPTURE(c.name, credit);
            Invoice invoice = credit ? good_return() : good_invoice();
            invoice.lines[0].regular_price = c.regular;
            invoice.lines[0].promotion = "SPRING";
            invoice.lines[0].price_override_reason = "M";
            invoice.lines[0].unit_cost = money("8.00");
            const poslog::Transaction transaction = transaction_of(invoice, good_rules());
            check_identity(transaction);
            const poslog::ItemLine& item = transaction.items[0];
            CHECK(item.regular_unit_price == c.regular.value_or(money("19.99")));
            CHECK(item.actual_unit_price == money("19.99"));
            CHECK(item.unit_cost_price == money("8.00"));
            REQUIRE(item.price_modifier.has_value() == !c.step.empty());
            if (!item.price_modifier) continue;
            CHECK(item.price_modifier->amount == money(c.step));
            CHECK(item.price_modifier->adds == c.adds);
            CHECK(item.price_modifier->promotion_id == "SPRING");
            CHECK(item.price_modifier->reason_code == "M");
        }
    }
}

TEST_CASE("a return that knows its original invoice carries its identity", "[sales/transaction]") {
    Invoice invoice = good_return();
    invoice.lines[0].original_invoice_number = 1001;
    invoice.lines[0].original_invoice_date = "2010-11-01";
    invoice.lines[1].original_invoice_number = 999;  // not in the store: its date is not known
    poslog::Transaction transaction = transaction_of(invoice, good_rules());
    REQUIRE(transaction.items[0].original.has_value());
    CHECK(transaction.items[0].original->retail_store_id == "12301974");
    CHECK(transaction.items[0].original->workstation_id == "007");
    CHECK(transaction.items[0].original->sequence_number == 1001);
    CHECK(transaction.items[0].original->business_day_date == "2010-11-01");
    CHECK_FALSE(transaction.items[1].original.has_value());
    CHECK_FALSE(transaction.items[2].original.has_value());

    // The identity that the original was sent with: the store of its own order.
    invoice.lines[0].original_retail_store_id = "00123";
    transaction = transaction_of(invoice, good_rules());
    CHECK(transaction.items[0].original->retail_store_id == "00123");

    Invoice sale = good_invoice();
    sale.lines[0].original_invoice_number = 1001;
    sale.lines[0].original_invoice_date = "2010-11-01";
    CHECK_FALSE(transaction_of(sale, good_rules()).items[0].original.has_value());
}

TEST_CASE("a link never carries a date that is none", "[sales/transaction]") {
    Invoice invoice = good_return();
    invoice.lines[0].original_invoice_number = 1001;
    invoice.lines[0].original_invoice_date = "01.11.2010";
    const SalesRules rules = good_rules();
    const auto made = make_transaction(invoice, select_lines(invoice, rules), rules);
    const auto* transaction = std::get_if<poslog::Transaction>(&made);
    CHECK((transaction == nullptr || !transaction->items[0].original.has_value()));
}

TEST_CASE("the customer goes with the alternate key, and the Relate ID where there is one",
          "[sales/transaction]") {
    Invoice invoice = good_invoice();
    SalesRules rules = good_rules();
    rules.alternate_key_type = "OA_ID";
    invoice.customer->phone_number = " 555-1 ";
    invoice.customer->email_address = "ada@example.com ";
    poslog::Customer customer = transaction_of(invoice, rules).customer;
    CHECK(customer.alternate_key.type_code == "OA_ID");
    CHECK(customer.alternate_key.alternate_id == "4711");
    CHECK(customer.customer_id.empty());
    CHECK(customer.address_line == "12 St James Square");
    CHECK(customer.city == "London");
    CHECK(customer.state.empty());
    CHECK(customer.postal_code == "SW1Y 4JH");
    CHECK(customer.country_code == "GB");
    CHECK(customer.telephone_number == "555-1");
    CHECK(customer.email == "ada@example.com");

    invoice.customer->relate_id = " R1 ";
    customer = transaction_of(invoice, rules).customer;
    CHECK(customer.customer_id == "R1");
    CHECK(customer.alternate_key.alternate_id == "4711");
}

TEST_CASE("a customer is named by first and last name, or by company", "[sales/transaction]") {
    struct Case {
        std::string first, last, company, name;
    };
    const std::vector<Case> cases = {
        {"Ada", "Byron", "Engines", "Ada Byron"},
        {"", "Byron", "Engines", "Byron"},
        {"Ada", "", "", "Ada"},
        {"", "", "Engines", "Engines"},
        {" ", " ", " Engines ", "Engines"},
        {" Ada ", " Byron ", "", "Ada Byron"},
        {"", "", "", ""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.first, c.last, c.company);
        Invoice invoice = good_invoice();
        invoice.customer->first_name = c.first;
        invoice.customer->last_name = c.last;
        invoice.customer->company_name = c.company;
        CHECK(transaction_of(invoice, good_rules()).customer.name == c.name);
    }
}

TEST_CASE("items are named by L38", "[sales/transaction]") {
    SalesRules rules = good_rules();
    CHECK(transaction_of(good_invoice(), rules).items[0].item_id == "ITM1-RED-XSML-WMNS");
    rules.item_id_kind = ItemIdKind::kXref;
    const poslog::Transaction transaction = transaction_of(good_invoice(), rules);
    CHECK(transaction.items[0].item_id == "900001");
    CHECK(transaction.items[1].item_id == "900002");
    CHECK(transaction.items[2].item_id == "NONMERCH");
}
