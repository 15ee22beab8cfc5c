#include <algorithm>
#include <functional>

#include "sales/transaction.hpp"
#include "unit/fixtures.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

SalesRules merchandise_only() {
    SalesRules rules = good_rules();
    rules.merchandise_only = true;
    return rules;
}

/// M22 01 with the refund suppressed: the first line of a return is left out.
SalesRules without_first_line(Invoice& invoice) {
    invoice.payments[0].suppress_refund = true;
    invoice.lines[0].return_disposition_code = "01";
    invoice.lines[1].return_disposition_code = "02";
    SalesRules rules = good_rules();
    rules.excluded_disposition_code = "01";
    return rules;
}

std::vector<std::string> tenders(const poslog::Transaction& transaction) {
    std::vector<std::string> result;
    for (const poslog::TenderLine& tender : transaction.tenders) result.push_back(to_string(tender.amount));
    return result;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("L36 unselected: everything, with the non-merchandise amounts as one line under L39",
          "[sales/transaction_amounts]") {
    const poslog::Transaction transaction = transaction_of(good_invoice(), good_rules());
    check_identity(transaction);
    REQUIRE(transaction.items.size() == 3);
    const poslog::ItemLine& other = transaction.items[2];
    CHECK(other.item_id == "NONMERCH");
    CHECK_FALSE(other.is_return);
    CHECK(other.quantity == 1);
    // 4.95 freight, 1.00 additional freight, 1.50 handling, 2.00 additional charges
    CHECK(other.extended_amount == money("9.45"));
    CHECK(other.regular_unit_price == money("9.45"));
    CHECK(other.actual_unit_price == money("9.45"));
    CHECK_FALSE(other.price_modifier.has_value());
    CHECK(transaction.grand_amount == money("58.58"));
    REQUIRE(transaction.taxes.size() == 1);
    CHECK(transaction.taxes[0].type_code == "Sale");
    CHECK(transaction.taxes[0].amount == money("4.15"));
    CHECK(transaction.taxes[0].taxable_amount == money("54.43"));
    CHECK(tenders(transaction) == Texts{"58.58"});
}

TEST_CASE("L36 selected: merchandise and tax, and the tenders reduced to them",
          "[sales/transaction_amounts]") {
    const poslog::Transaction transaction = transaction_of(good_invoice(), merchandise_only());
    check_identity(transaction);
    CHECK(transaction.items.size() == 2);
    CHECK(transaction.grand_amount == money("49.13"));
    REQUIRE(transaction.taxes.size() == 1);
    CHECK(transaction.taxes[0].amount == money("4.15"));
    CHECK(tenders(transaction) == Texts{"49.13"});
}

TEST_CASE("what a return sends is positive inside Return and Refund (ARTS), or negative (SIGNED)",
          "[sales/transaction_amounts]") {
    for (SalesRules rules : {good_rules(), merchandise_only()}) {
        for (const PoslogSigns signs : {PoslogSigns::kArts, PoslogSigns::kSigned}) {
            CAPTURE(rules.merchandise_only, signs);
            rules.sign_rule = SignRule(signs);
            const poslog::Transaction transaction = transaction_of(good_return(), rules);
            check_identity(transaction, signs);
            CHECK(transaction.grand_amount == money(rules.merchandise_only ? "-49.13" : "-58.58"));
            const bool arts = signs == PoslogSigns::kArts;
            REQUIRE(transaction.taxes.size() == 1);
            CHECK(transaction.taxes[0].type_code == (arts ? "Refund" : ""));
            CHECK(transaction.taxes[0].amount == money(arts ? "4.15" : "-4.15"));
            CHECK(transaction.taxes[0].taxable_amount == money(arts ? "54.43" : "-54.43"));
            REQUIRE(transaction.tenders.size() == 1);
            CHECK(transaction.tenders[0].type_code == (arts ? "Refund" : ""));
            CHECK(transaction.tenders[0].amount.is_negative() == !arts);
            CHECK(transaction.items.size() == (rules.merchandise_only ? 2U : 3U));
            for (const poslog::ItemLine& item : transaction.items) {
                CAPTURE(item.item_id);
                CHECK(item.is_return);
                CHECK((item.quantity < 0) == !arts);
                CHECK(item.extended_amount.is_negative() == !arts);
                CHECK_FALSE(item.actual_unit_price.is_negative());
            }
            CHECK(transaction.items[0].disposal == "01");
            CHECK(transaction.items[0].reason == "DMG");
        }
    }
}

TEST_CASE("an exchange is both, and an even exchange nets to nothing", "[sales/transaction_amounts]") {
    // Sold 50.00, given back 20.00 or 50.00, 10 % tax: the examples of SignRule.
    for (const bool even : {false, true}) {
        for (const PoslogSigns signs : {PoslogSigns::kArts, PoslogSigns::kSigned}) {
            CAPTURE(even, signs);
            const bool arts = signs == PoslogSigns::kArts;
            Invoice invoice = good_invoice();
            invoice.freight_amount = invoice.additional_freight_amount = Money();
            invoice.additional_charge_amount = invoice.freight_tax_amount = Money();
            const auto set = [](InvoiceLine& line, std::int64_t quantity, const char* price,
                                const char* tax) {
                line.quantity = quantity;
                line.price = money(price);
                line.extended_price = line.price * quantity;
                line.tax_amount = money(tax);
                line.handling_amount = Money();
            };
            set(invoice.lines[0], 2, "25.00", "5.00");
            set(invoice.lines[1], -1, even ? "50.00" : "20.00", even ? "-5.00" : "-2.00");
            settle(invoice);
            SalesRules rules = good_rules();
            rules.sign_rule = SignRule(signs);
            const poslog::Transaction transaction = transaction_of(invoice, rules);
            check_identity(transaction, signs);
            REQUIRE(transaction.items.size() == 2);
            CHECK_FALSE(transaction.items[0].is_return);
            CHECK(transaction.items[0].extended_amount == money("50.00"));
            CHECK(transaction.items[1].is_return);
            CHECK(transaction.items[1].quantity == (arts ? 1 : -1));
            CHECK(transaction.items[1].extended_amount.is_negative() == !arts);
            REQUIRE(transaction.taxes.size() == 2);
            CHECK(transaction.taxes[0].amount == money("5.00"));
            CHECK(transaction.taxes[0].type_code == (arts ? "Sale" : ""));
            CHECK(transaction.taxes[1].amount == money(even ? "5.00" : "2.00") * (arts ? 1 : -1));
            CHECK(transaction.taxes[1].type_code == (arts ? "Refund" : ""));
            CHECK(tenders(transaction) == Texts{even ? "0.00" : "33.00"});
            CHECK(transaction.grand_amount == money(even ? "0.00" : "33.00"));
        }
    }
}

TEST_CASE("TaxableAmount is what the tax is on", "[sales/transaction_amounts]") {
    struct Case {
        std::string name;
        std::function<void(Invoice&)> change;
        std::string taxable, taxable_merchandise_only;  ///< blank when there is no tax
    };
    const auto untaxed_goods = [](Invoice& invoice) {
        for (InvoiceLine& line : invoice.lines) line.tax_amount = Money();
    };
    const auto untaxed_freight = [](Invoice& invoice) { invoice.freight_tax_amount = Money(); };
    // 39.98 and 5.00 of goods; 4.95 + 1.00 freight, 1.50 handling, 2.00 charges. L36 changes nothing: the tax
    // on the freight is sent, and says what it is on.
    const std::vector<Case> cases = {
        {"all", [](Invoice&) {}, "54.43", "54.43"},
        {"goods only", untaxed_freight, "44.98", "44.98"},
        {"one line only",
         [&](Invoice& i) {
             untaxed_freight(i);
             i.lines[0].tax_amount = Money();
         },
         "5.00", "5.00"},
        {"freight only", untaxed_goods, "9.45", "9.45"},
        {"freight without a discount",
         [&](Invoice& i) {
             untaxed_goods(i);
             i.additional_charge_amount = i.is_credit ? money("20.00") : money("-20.00");
         },
         "7.45", "7.45"},
        {"nothing",
         [&](Invoice& i) {
             untaxed_goods(i);
             untaxed_freight(i);
         },
         "", ""},
    };
    for (const Case& c : cases) {
        for (const bool credit : {false, true}) {
            for (const SalesRules& rules : {good_rules(), merchandise_only()}) {
                CAPTURE(c.name, credit, rules.merchandise_only);
                Invoice invoice = credit ? good_return() : good_invoice();
                c.change(invoice);
                settle(invoice);
                const poslog::Transaction transaction = transaction_of(invoice, rules);
                check_identity(transaction);
                const std::string& taxable = rules.merchandise_only ? c.taxable_merchandise_only : c.taxable;
                REQUIRE(transaction.taxes.size() == (taxable.empty() ? 0U : 1U));
                if (taxable.empty()) continue;
                CHECK(to_string(transaction.taxes[0].taxable_amount) == taxable);
            }
        }
    }
}

TEST_CASE("price x quantity is the extended amount: a line that does not divide becomes two",
          "[sales/transaction_amounts]") {
    struct Case {
        std::int64_t quantity;
        std::string price, extended;
        Texts units;  ///< quantity x price of each line sent
    };
    const std::vector<Case> cases = {
        {2, "2.50", "5.00", {"2 x 2.50"}},
        {2, "2.51", "5.01", {"1 x 2.51", "1 x 2.50"}},
        {2, "2.50", "5.01", {"1 x 2.51", "1 x 2.50"}},
        {3, "3.33", "10.00", {"1 x 3.34", "2 x 3.33"}},
        {3, "6.67", "20.00", {"2 x 6.67", "1 x 6.66"}},
        {20, "0.00", "0.01", {"1 x 0.01", "19 x 0.00"}},
        {5, "0.00", "0.00", {"5 x 0.00"}},
    };
    for (const Case& c : cases) {
        for (const bool credit : {false, true}) {
            for (const std::string regular : {"", "9.99"}) {
                CAPTURE(c.quantity, c.extended, credit, regular);
                Invoice invoice = credit ? good_return() : good_invoice();
                InvoiceLine& line = invoice.lines[0];
                line.quantity = credit ? -c.quantity : c.quantity;
                line.price = money(c.price);
                line.extended_price = credit ? -money(c.extended) : money(c.extended);
                line.regular_price = regular.empty() ? line.price : money(regular);
                settle(invoice);
                const poslog::Transaction transaction = transaction_of(invoice, good_rules());
                check_identity(transaction);
                REQUIRE(transaction.items.size() == c.units.size() + 2);
                for (std::size_t i = 0; i < c.units.size(); ++i) {
                    const poslog::ItemLine& item = transaction.items[i];
                    CHECK(std::to_string(item.quantity) + " x " + to_string(item.actual_unit_price) ==
                          c.units[i]);
                    CHECK(item.item_id == "ITM1-RED-XSML-WMNS");
                    CHECK(item.is_return == credit);
                    // A hundredth of rounding is not a discount.
                    REQUIRE(item.price_modifier.has_value() == !regular.empty());
                    if (!item.price_modifier) continue;
                    CHECK(item.regular_unit_price - item.price_modifier->amount == item.actual_unit_price);
                }
            }
        }
    }
}

TEST_CASE("a non-merchandise line has the sign of its sum", "[sales/transaction_amounts]") {
    struct Case {
        std::string name, charge;
        bool credit, is_return;
        std::string amount;  ///< blank when there is no line
    };
    const std::vector<Case> cases = {
        {"a discount on a sale", "-20.00", false, true, "-12.55"},
        {"a restocking fee on a return", "20.00", true, false, "12.55"},
        {"a sum of nothing", "-7.45", false, false, ""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        Invoice invoice = c.credit ? good_return() : good_invoice();
        invoice.additional_charge_amount = money(c.charge);
        settle(invoice);
        const poslog::Transaction transaction = transaction_of(invoice, good_rules());
        check_identity(transaction);
        REQUIRE(transaction.items.size() == (c.amount.empty() ? 2U : 3U));
        if (c.amount.empty()) continue;
        const poslog::ItemLine& line = transaction.items[2];
        CHECK(line.extended_amount == money(c.amount).abs());
        CHECK(line.is_return == c.is_return);
        CHECK(line.quantity == 1);
        CHECK(line.actual_unit_price == money(c.amount).abs());
    }
}

TEST_CASE("a credit invoice that mixes disposition codes sends the rest, and its totals follow",
          "[sales/transaction_amounts]") {
    Invoice invoice = good_return();
    const SalesRules rules = without_first_line(invoice);
    const poslog::Transaction transaction = transaction_of(invoice, rules);
    check_identity(transaction);
    REQUIRE(transaction.items.size() == 2);
    CHECK(transaction.items[0].item_id == "MUG");
    CHECK(transaction.items[0].extended_amount == money("5.00"));
    CHECK(transaction.items[1].item_id == "NONMERCH");
    // The tax of the line and of the freight, on both.
    REQUIRE(transaction.taxes.size() == 1);
    CHECK(transaction.taxes[0].amount == money("0.95"));
    CHECK(transaction.taxes[0].taxable_amount == money("14.45"));
    CHECK(transaction.grand_amount == money("-15.40"));
    CHECK(tenders(transaction) == Texts{"15.40"});
}

TEST_CASE("the handling of a line that is left out is left out with it", "[sales/transaction_amounts]") {
    Invoice invoice = good_return();
    SalesRules rules = without_first_line(invoice);
    std::swap(invoice.lines[0].return_disposition_code, invoice.lines[1].return_disposition_code);
    const poslog::Transaction transaction = transaction_of(invoice, rules);
    check_identity(transaction);
    REQUIRE(transaction.items.size() == 2);
    CHECK(transaction.items[0].extended_amount == money("39.98"));
    CHECK(transaction.items[1].extended_amount == money("7.95"));
    // The freight tax is that of the whole invoice, with the handling that is not sent.
    REQUIRE(transaction.taxes.size() == 1);
    CHECK(transaction.taxes[0].taxable_amount == money("49.43"));
}

TEST_CASE("split tenders keep their amounts, or are reduced in proportion", "[sales/transaction_amounts]") {
    struct Case {
        std::string name;
        Texts paid;
        Texts whole, reduced;  ///< L36 unselected, selected
    };
    const std::vector<Case> cases = {
        {"two", {"29.29", "29.29"}, {"29.29", "29.29"}, {"24.57", "24.56"}},
        {"three", {"50.00", "8.00", "0.58"}, {"50.00", "8.00", "0.58"}, {"41.93", "6.71", "0.49"}},
        {"one of nothing", {"0.00", "58.58"}, {"0.00", "58.58"}, {"0.00", "49.13"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        Invoice invoice = good_invoice();
        std::vector<Money> paid;
        for (const std::string& amount : c.paid) paid.push_back(money(amount));
        settle(invoice, paid);
        const poslog::Transaction whole = transaction_of(invoice, good_rules());
        const poslog::Transaction reduced = transaction_of(invoice, merchandise_only());
        check_identity(whole);
        check_identity(reduced);
        CHECK(tenders(whole) == c.whole);
        CHECK(tenders(reduced) == c.reduced);
    }
}

TEST_CASE("tenders of both signs are sent whole, or as much of them as is due",
          "[sales/transaction_amounts]") {
    Invoice invoice = good_invoice();
    settle(invoice, {money("60.00"), money("-1.42")});
    const poslog::Transaction whole = transaction_of(invoice, good_rules());
    check_identity(whole);
    CHECK(tenders(whole) == Texts{"60.00", "1.42"});
    CHECK(whole.tenders[0].type_code == "Sale");
    CHECK(whole.tenders[1].type_code == "Refund");
    const poslog::Transaction part = transaction_of(invoice, merchandise_only());
    check_identity(part);
    CHECK(tenders(part) == Texts{"50.55", "1.42"});
}

TEST_CASE("tenders of nothing cannot pay for a part", "[sales/transaction_amounts]") {
    Invoice invoice = good_invoice();
    invoice.additional_charge_amount = money("-56.58");
    settle(invoice);
    REQUIRE(invoice.total_amount.is_zero());
    check_identity(transaction_of(invoice, good_rules()));
    CHECK(contains(refusal_of(invoice, merchandise_only()), "its tenders of 0.00 cannot be divided"));
    invoice.payments.clear();
    check_identity(transaction_of(invoice, good_rules()));
    CHECK(contains(refusal_of(invoice, merchandise_only()), "cannot be divided"));
}

TEST_CASE("goods for nothing are sent with tenders of nothing", "[sales/transaction_amounts]") {
    Invoice invoice = good_invoice();
    for (InvoiceLine& line : invoice.lines) line.price = line.extended_price = line.tax_amount = Money();
    invoice.freight_tax_amount = Money();
    settle(invoice, {money("5.00"), money("4.45")});
    const poslog::Transaction transaction = transaction_of(invoice, merchandise_only());
    check_identity(transaction);
    CHECK(transaction.items.size() == 2);
    CHECK(transaction.taxes.empty());
    CHECK(tenders(transaction) == Texts{"0.00", "0.00"});
}

TEST_CASE("an invoice without lines is sent for its charges, and refused without any",
          "[sales/transaction_amounts]") {
    Invoice invoice = good_invoice();
    invoice.lines.clear();
    settle(invoice);
    const poslog::Transaction transaction = transaction_of(invoice, good_rules());
    check_identity(transaction);
    CHECK(transaction.items.size() == 1);
    CHECK(transaction.grand_amount == money("8.50"));
    CHECK(transaction_of(invoice, merchandise_only()).grand_amount == money("0.55"));

    invoice.freight_amount = invoice.additional_freight_amount = invoice.additional_charge_amount = Money();
    invoice.freight_tax_amount = Money();
    settle(invoice);
    CHECK(refusal_of(invoice, good_rules()) == "it has no lines and no amounts");
}

TEST_CASE("an invoice with a problem is refused with its sentence", "[sales/transaction_amounts]") {
    Invoice invoice = good_invoice();
    invoice.total_amount += money("0.01");
    CHECK(contains(refusal_of(invoice, good_rules()), "the amounts add up to 58.58"));
    CHECK(contains(refusal_of(invoice, merchandise_only()), "the amounts add up to 58.58"));
}
