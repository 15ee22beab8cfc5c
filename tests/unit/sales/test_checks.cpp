#include "sales/checks.hpp"

#include <functional>
#include <limits>

#include "sales/transaction.hpp"
#include "unit/fixtures.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

std::string problem(const Invoice& invoice, const SalesRules& rules = good_rules()) {
    return problem_with(invoice, select_lines(invoice, rules), rules).value_or("");
}

struct Change {
    std::string name;
    std::function<void(Invoice&)> make;
    std::string part;  ///< of the sentence; blank when the invoice stays good
};

void check_changes(const std::function<Invoice()>& make_good, const std::vector<Change>& changes) {
    REQUIRE(problem(make_good()).empty());
    for (const Change& change : changes) {
        CAPTURE(change.name);
        Invoice invoice = make_good();
        change.make(invoice);
        std::string found;
        REQUIRE_NOTHROW(found = problem(invoice));
        CAPTURE(found);
        CHECK(found.empty() == change.part.empty());
        CHECK(contains(found, change.part));
    }
}

/// The first line sells `quantity` at `price` each, extended to `extended`; header and tender follow.
std::function<void(Invoice&)> first_line(std::int64_t quantity, const std::string& price,
                                         const std::string& extended) {
    return [=](Invoice& invoice) {
        invoice.lines[0].quantity = quantity;
        invoice.lines[0].price = money(price);
        invoice.lines[0].extended_price = money(extended);
        settle(invoice);
    };
}

/// Sets one amount of the header and makes the rest follow.
std::function<void(Invoice&)> charge(Money Invoice::*amount, const std::string& value) {
    return [=](Invoice& invoice) {
        invoice.*amount = money(value);
        settle(invoice);
    };
}

/// Sets one amount of the first line and makes the header follow.
std::function<void(Invoice&)> line_charge(Money InvoiceLine::*amount, const std::string& value) {
    return [=](Invoice& invoice) {
        invoice.lines[0].*amount = money(value);
        settle(invoice);
    };
}

}  // namespace

TEST_CASE("an invoice that refers to what is not there is not right", "[sales/checks]") {
    check_changes(
        good_invoice,
        {
            {"order", [](Invoice& i) { i.order_exists = false; }, "there is no order 501"},
            {"customer", [](Invoice& i) { i.customer.reset(); },
             "the sold-to customer 4711 of order 501 is missing"},
            {"a Ghost without a target",
             [](Invoice& i) {
                 i.customer.reset();
                 i.sold_to_is_ghost = true;
             },
             "the sold-to customer 4711 of order 501 is a Ghost, and which customer took its place is not "
             "known"},
            {"a Ghost of a customer", [](Invoice& i) { i.sold_to_is_ghost = true; }, ""},
            {"invoice date", [](Invoice& i) { i.invoice_date = "11/23/2010"; },
             "'11/23/2010' is not an invoice date"},
            {"no invoice date", [](Invoice& i) { i.invoice_date.clear(); }, "is not an invoice date"},
            {"a day that is none", [](Invoice& i) { i.invoice_date = "2010-02-29"; },
             "is not an invoice date"},
            {"a time as date", [](Invoice& i) { i.invoice_date = "2010-11-23T09:21:41"; },
             "is not an invoice date"},
            {"creation time", [](Invoice& i) { i.created_at = "noon"; }, "'noon' is not a creation time"},
            {"no creation time", [](Invoice& i) { i.created_at.clear(); }, ""},
            {"a creation time with an offset", [](Invoice& i) { i.created_at = "2010-11-23T09:21:41-05:00"; },
             ""},
            {"a creation time with a fraction", [](Invoice& i) { i.created_at = "2010-11-23T09:21:41.123Z"; },
             ""},
            {"today", [](Invoice& i) { i.invoice_date = "2010-12-31"; }, ""},
            {"tomorrow", [](Invoice& i) { i.invoice_date = "2011-01-01"; },
             "its invoice date 2011-01-01 is in the future (today is 2010-12-31)"},
            {"made tomorrow", [](Invoice& i) { i.created_at = "2011-01-01T00:00:00"; },
             "its creation time 2011-01-01T00:00:00 is in the future (today is 2010-12-31)"},
            {"a store", [](Invoice& i) { i.unknown_store_code = "S9"; },
             "order 501 was taken at store 'S9', which Store Cross Reference (WSCR) does not have"},
            {"a currency",
             [](Invoice& i) {
                 i.currency_code = "XXX";
                 i.currency_exists = false;
             },
             "the Currency table (WCUR) has no currency 'XXX', which order 501 is in"},
            {"item", [](Invoice& i) { i.lines[1].item_exists = false; }, "line 2: there is no item MUG"},
            {"SKU", [](Invoice& i) { i.lines[0].sku_exists = false; },
             "line 1: item ITM1 has no SKU RED XSML WMNS"},
            {"an item without SKUs", [](Invoice& i) { i.lines[1].sku_exists = false; }, ""},
            {"an item code", [](Invoice& i) { i.lines[1].item = "M\x01G"; },
             "line 2: its item code holds a character"},
            {"a SKU code", [](Invoice& i) { i.lines[0].sku_code = "RED\xFF"; },
             "line 1: its item code holds a character"},
            {"payment method", [](Invoice& i) { i.payments[0].pay_type.reset(); },
             "order 501 has no payment method 1"},
            {"pay type", [](Invoice& i) { i.payments[0].pay_category.reset(); }, "there is no pay type 1"},
            {"store tender", [](Invoice& i) { i.payments[0].store_tender.clear(); },
             "pay type 1 has no store tender"},
            {"a return's order",
             [](Invoice& i) {
                 i = good_return();
                 i.order_exists = false;
             },
             "there is no order 501"},
        });
}

TEST_CASE("amounts that do not add up are not right", "[sales/checks]") {
    check_changes(
        good_invoice,
        {
            {"merchandise", [](Invoice& i) { i.merchandise_amount += money("0.01"); },
             "the lines' merchandise adds up to 44.98, the invoice header says 44.99"},
            {"handling", [](Invoice& i) { i.handling_amount -= money("0.01"); },
             "the lines' handling adds up to 1.50, the invoice header says 1.49"},
            {"tax", [](Invoice& i) { i.tax_amount += money("0.01"); },
             "the tax adds up to 4.15, the invoice header says 4.16"},
            {"freight tax", [](Invoice& i) { i.freight_tax_amount = Money(); }, "the tax adds up to 3.60"},
            {"total", [](Invoice& i) { i.total_amount += money("0.01"); },
             "the amounts add up to 58.58, the invoice header says 58.59"},
            {"freight", [](Invoice& i) { i.freight_amount += money("0.01"); }, "the amounts add up to 58.59"},
            {"additional freight", [](Invoice& i) { i.additional_freight_amount = Money(); },
             "the amounts add up to 57.58"},
            {"additional charge", [](Invoice& i) { i.additional_charge_amount = Money(); },
             "the amounts add up to 56.58"},
            {"a line too few", [](Invoice& i) { i.lines.pop_back(); },
             "the lines' merchandise adds up to 39.98"},
            {"tenders", [](Invoice& i) { i.payments[0].amount -= money("0.01"); },
             "the tenders add up to 58.57, the invoice header says 58.58"},
            {"no tenders", [](Invoice& i) { i.payments.clear(); }, "the tenders add up to 0.00"},
            {"split tenders",
             [](Invoice& i) {
                 settle(i, {money("50.00"), money("8.58")});
             },
             ""},
            {"a tender too many",
             [](Invoice& i) {
                 settle(i, {money("50.00"), money("8.58"), money("0.01")});
             },
             "the tenders add up to 58.59"},
            {"a tender and its change",
             [](Invoice& i) {
                 settle(i, {money("60.00"), money("-1.42")});
             },
             ""},
        });
}

TEST_CASE("a sale has no negative amounts, but for additional charges", "[sales/checks]") {
    check_changes(
        good_invoice,
        {
            {"merchandise", [](Invoice& i) { i.merchandise_amount = money("-0.01"); },
             "a sales (debit) invoice cannot have the merchandise amount of -0.01"},
            {"freight", charge(&Invoice::freight_amount, "-0.01"), "cannot have the freight amount of -0.01"},
            {"additional freight", charge(&Invoice::additional_freight_amount, "-0.01"),
             "cannot have the additional freight amount of -0.01"},
            {"handling", [](Invoice& i) { i.handling_amount = money("-0.01"); },
             "cannot have the handling amount of -0.01"},
            {"tax", [](Invoice& i) { i.tax_amount = money("-0.01"); }, "cannot have the tax amount of -0.01"},
            {"freight tax", charge(&Invoice::freight_tax_amount, "-0.01"),
             "cannot have the freight tax amount of -0.01"},
            {"a discount as additional charge", charge(&Invoice::additional_charge_amount, "-3.00"), ""},
            {"no freight", charge(&Invoice::freight_amount, "0"), ""},
            {"quantity", first_line(-2, "19.99", "-39.98"), "a sales (debit) invoice cannot have"},
            {"no quantity", first_line(0, "19.99", "0"),
             "line 1: a sales (debit) invoice cannot have the quantity of 0"},
            {"price", first_line(2, "-19.99", "-39.98"), "cannot have the merchandise amount of -34.98"},
            {"price alone", [](Invoice& i) { i.lines[0].price = money("-19.99"); },
             "line 1: a sales (debit) invoice cannot have the price of -19.99"},
            {"a line's handling", line_charge(&InvoiceLine::handling_amount, "-1.00"),
             "cannot have the handling amount of -1.00"},
            {"a line's tax", line_charge(&InvoiceLine::tax_amount, "-0.10"),
             "cannot have the tax amount of -0.10"},
            {"unit cost", [](Invoice& i) { i.lines[0].unit_cost = money("-8"); },
             "cannot have the unit cost of -8.00"},
            {"regular price", [](Invoice& i) { i.lines[0].regular_price = money("-8"); },
             "cannot have the regular price of -8.00"},
            {"a line for nothing", first_line(2, "0", "0"), ""},
        });
}

TEST_CASE("a return has no positive amounts, but for additional charges", "[sales/checks]") {
    check_changes(
        good_return,
        {
            {"merchandise", [](Invoice& i) { i.merchandise_amount = money("0.01"); },
             "a return (credit) invoice cannot have the merchandise amount of 0.01"},
            {"freight", charge(&Invoice::freight_amount, "0.01"), "cannot have the freight amount of 0.01"},
            {"additional freight", charge(&Invoice::additional_freight_amount, "0.01"),
             "freight amount of 0.01"},
            {"handling", [](Invoice& i) { i.handling_amount = money("0.01"); },
             "cannot have the handling amount of 0.01"},
            {"tax", [](Invoice& i) { i.tax_amount = money("0.01"); }, "cannot have the tax amount of 0.01"},
            {"freight tax", charge(&Invoice::freight_tax_amount, "0.01"),
             "cannot have the freight tax amount of 0.01"},
            {"a restocking fee", charge(&Invoice::additional_charge_amount, "10.00"), ""},
            {"quantity", [](Invoice& i) { i.lines[0].quantity = 2; },
             "line 1: a return (credit) invoice cannot have the quantity of 2"},
            {"no quantity", [](Invoice& i) { i.lines[0].quantity = 0; }, "cannot have the quantity of 0"},
            {"price", [](Invoice& i) { i.lines[0].price = money("-19.99"); },
             "cannot have the price of -19.99"},
            {"extended price", [](Invoice& i) { i.lines[0].extended_price = money("39.98"); },
             "cannot have the extended price of 39.98"},
            {"a line's handling", line_charge(&InvoiceLine::handling_amount, "0.01"),
             "cannot have the handling amount of 0.01"},
            {"unit cost", [](Invoice& i) { i.lines[0].unit_cost = money("8"); }, ""},
        });
}

TEST_CASE("an exchange has lines of both kinds, each with amounts of its own sign", "[sales/checks]") {
    // The mug comes back, the shirts are sold; net of the goods 34.98.
    const auto mug_back = [](const std::function<void(Invoice&)>& change) {
        return [=](Invoice& i) {
            InvoiceLine& mug = i.lines[1];
            mug.quantity = -1;
            mug.extended_price = money("-5.00");
            mug.handling_amount = money("-1.50");
            mug.tax_amount = money("-0.40");
            settle(i);
            change(i);
        };
    };
    const auto settled = [&](const std::function<void(Invoice&)>& change) {
        return mug_back([=](Invoice& i) {
            change(i);
            settle(i);
        });
    };
    check_changes(
        good_invoice,
        {
            {"an exchange", mug_back([](Invoice&) {}), ""},
            {"an even exchange", settled([](Invoice& i) {
                 i.lines[0].quantity = 1;
                 i.lines[0].price = i.lines[0].extended_price = money("5.00");
             }),
             ""},
            {"tax of the sold line", settled([](Invoice& i) { i.lines[1].tax_amount = money("0.40"); }),
             "line 2: a returned line of a sales (debit) invoice cannot have the tax amount of 0.40"},
            {"handling of the sold line",
             settled([](Invoice& i) { i.lines[1].handling_amount = money("1.50"); }),
             "line 2: a returned line of a sales (debit) invoice cannot have the handling amount of 1.50"},
            {"extended as sold", settled([](Invoice& i) {
                 i.lines[1].extended_price = money("5.00");
                 i.lines[1].handling_amount = Money();
             }),
             "line 2: a sales (debit) invoice cannot have the quantity of -1"},
            {"more back than sold", settled([](Invoice& i) {
                 i.lines[1].price = money("50.00");
                 i.lines[1].extended_price = money("-50.00");
             }),
             "a sales (debit) invoice cannot have the merchandise amount of -10.02"},
            {"freight", settled([](Invoice& i) { i.freight_amount = money("-1.00"); }),
             "a sales (debit) invoice cannot have the freight amount of -1.00"},
        });
}

TEST_CASE("an absurd amount or quantity is refused, whatever it adds up to", "[sales/checks]") {
    constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
    const auto set = [](Money Invoice::*amount, std::int64_t value) {
        return [=](Invoice& i) { i.*amount = Money::hundredths(value); };
    };
    const auto set_line = [](Money InvoiceLine::*amount, std::int64_t value) {
        return [=](Invoice& i) { i.lines[0].*amount = Money::hundredths(value); };
    };
    const auto quantity = [](std::int64_t value) { return [=](Invoice& i) { i.lines[0].quantity = value; }; };
    const std::string absurd = "beyond any invoice";
    const std::vector<Change> both = {
        {"merchandise", set(&Invoice::merchandise_amount, kMax), absurd},
        {"merchandise, least", set(&Invoice::merchandise_amount, kMin), absurd},
        {"freight", set(&Invoice::freight_amount, kMax), absurd},
        {"additional freight", set(&Invoice::additional_freight_amount, kMin), absurd},
        {"handling", set(&Invoice::handling_amount, kMax), absurd},
        {"tax", set(&Invoice::tax_amount, kMax), absurd},
        {"freight tax", set(&Invoice::freight_tax_amount, kMin), absurd},
        {"additional charge", set(&Invoice::additional_charge_amount, kMax), absurd},
        {"additional charge, least", set(&Invoice::additional_charge_amount, kMin), absurd},
        {"total", set(&Invoice::total_amount, kMax), absurd},
        {"total, least", set(&Invoice::total_amount, kMin), absurd},
        {"price", set_line(&InvoiceLine::price, kMax), absurd},
        {"extended price", set_line(&InvoiceLine::extended_price, kMin), absurd},
        {"a line's handling", set_line(&InvoiceLine::handling_amount, kMin), absurd},
        {"a line's tax", set_line(&InvoiceLine::tax_amount, kMax), absurd},
        {"unit cost", [=](Invoice& i) { i.lines[0].unit_cost = Money::hundredths(kMax); }, absurd},
        {"regular price", [=](Invoice& i) { i.lines[0].regular_price = Money::hundredths(kMax); }, absurd},
        {"tender", [=](Invoice& i) { i.payments[0].amount = Money::hundredths(kMax); }, absurd},
        {"tender, least", [=](Invoice& i) { i.payments[0].amount = Money::hundredths(kMin); }, absurd},
        {"quantity", quantity(kMax), "cannot have the quantity of 9223372036854775807"},
        {"quantity, least", quantity(kMin), "cannot have the quantity of -9223372036854775808"},
        {"quantity of eight digits", quantity(10'000'000), "cannot have the quantity of 10000000"},
    };
    check_changes(good_invoice, both);
    check_changes(good_return, both);
    check_changes(good_invoice, {
                                    {"the largest price", first_line(1, "999999954.00", "999999954.00"), ""},
                                    {"a hundredth more than the largest",
                                     first_line(1, "1000000000.00", "1000000000.00"), absurd},
                                    {"the largest quantity", first_line(9'999'999, "0.01", "99999.99"), ""},
                                });
}

TEST_CASE("the extended price is quantity times price, give or take half a hundredth a unit",
          "[sales/checks]") {
    const std::string no = "do not extend to";
    check_changes(good_invoice, {
                                    {"exact", first_line(3, "3.33", "9.99"), ""},
                                    {"3 for 10.00", first_line(3, "3.33", "10.00"), ""},
                                    {"a hundredth less", first_line(3, "3.33", "9.98"), ""},
                                    {"two too many", first_line(3, "3.33", "10.01"),
                                     "line 1: 3 of 3.33 do not extend to 10.01"},
                                    {"two too few", first_line(3, "3.33", "9.97"), no},
                                    {"one of one", first_line(1, "3.33", "3.34"), no},
                                    {"one of two: the edge", first_line(2, "3.33", "6.67"), ""},
                                    {"one of two, below: the edge", first_line(2, "3.33", "6.65"), ""},
                                    {"two of two", first_line(2, "3.33", "6.68"), no},
                                    {"fifty of a hundred: the edge", first_line(100, "3.33", "333.50"), ""},
                                    {"past it", first_line(100, "3.33", "333.51"), no},
                                    {"nothing for nothing", first_line(1, "0.00", "0.00"), ""},
                                    {"something for nothing", first_line(1, "0.00", "0.01"), no},
                                });
    check_changes(good_return, {
                                   {"exact", first_line(-3, "3.33", "-9.99"), ""},
                                   {"3 for 10.00", first_line(-3, "3.33", "-10.00"), ""},
                                   {"past the edge", first_line(-3, "3.33", "-10.01"), no},
                                   {"one of one", first_line(-1, "3.33", "-3.34"), no},
                               });
}

TEST_CASE("A55 counts where the order has no currency of its own", "[sales/checks]") {
    SalesRules rules = good_rules();
    rules.local_currency = "XXX";
    rules.local_currency_exists = false;
    Invoice invoice = good_invoice();
    invoice.currency_code.clear();
    CHECK(problem(invoice, rules) ==
          "the Currency table (WCUR) has no currency 'XXX', which A55 Local Currency Code names");
    invoice.currency_code = "CAD";
    invoice.currency_exists = true;
    CHECK(problem(invoice, rules).empty());
}

TEST_CASE("under XREF every sent line needs a retail reference number", "[sales/checks]") {
    SalesRules rules = good_rules();
    rules.item_id_kind = ItemIdKind::kXref;
    Invoice invoice = good_return();
    CHECK(problem(invoice, rules).empty());
    for (const char* blank : {"", "   "}) {
        CAPTURE(blank);
        invoice.lines[0].retail_reference_number = blank;
        // It is no problem of the invoice but of its SKU, which is told once for all invoices.
        CHECK(problem(invoice, rules).empty());
        const Selection selection = select_lines(invoice, rules);
        const auto lines = lines_without_reference(selection, ItemIdKind::kXref);
        REQUIRE(lines.size() == 1);
        CHECK(lines[0]->item == "ITM1");
        CHECK(lines_without_reference(selection, ItemIdKind::kItem).empty());
        const auto made = make_transaction(invoice, selection, rules);
        REQUIRE(std::holds_alternative<Refusal>(made));
        CHECK(std::get<Refusal>(made).without_reference == lines);
    }
    invoice.lines[0].retail_reference_number = "9\x02";
    CHECK(contains(problem(invoice, rules), "a character that XML cannot carry"));
    // A line that is left out need not have one, and its item need not be there.
    invoice.lines[0].item_exists = false;
    invoice.payments[0].suppress_refund = true;
    invoice.lines[0].return_disposition_code = "09";
    rules.excluded_disposition_code = "09";
    CHECK(problem(invoice, rules).empty());
    // Its amounts still belong to the invoice.
    invoice.lines[0].quantity = 5;
    CHECK(contains(problem(invoice, rules), "line 1: "));
}

TEST_CASE("ItemID by L38 (Customer Engagement Integration: Customer Engagement Purchase History Integration)",
          "[sales/checks]") {
    struct Case {
        std::string item, sku_code, reference, by_item, by_xref;
    };
    const std::vector<Case> cases = {
        {"ITM1", "RED XSML WMNS", "900001", "ITM1-RED-XSML-WMNS", "900001"},
        {"ITM1", "RED  XSML   WMNS", "900001", "ITM1-RED-XSML-WMNS", "900001"},
        {" ITM1 ", " RED XSML WMNS  ", " 900001 ", "ITM1-RED-XSML-WMNS", "900001"},
        {"ITM1", "RED", "", "ITM1-RED", ""},
        {"ITM1", "", "900001", "ITM1", "900001"},
        {"ITM1", "   ", "", "ITM1", ""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.item, c.sku_code);
        InvoiceLine line;
        line.item = c.item;
        line.sku_code = c.sku_code;
        line.retail_reference_number = c.reference;
        CHECK(item_id(line, ItemIdKind::kItem) == c.by_item);
        CHECK(item_id(line, ItemIdKind::kXref) == c.by_xref);
    }
}
