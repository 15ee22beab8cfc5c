#include "sales/selection.hpp"

#include "unit/fixtures.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

std::vector<std::int64_t> numbers(const Selection& selection) {
    std::vector<std::int64_t> result;
    for (const InvoiceLine* line : selection.lines) result.push_back(line->sequence_number);
    return result;
}

using Numbers = std::vector<std::int64_t>;

}  // namespace

TEST_CASE(
    "excluded sales (debit) invoices: OBR Delivery Type in L35 (Customer Engagement Integration: Sales Feed, "
    "step 3)",
    "[sales/selection]") {
    struct Case {
        std::string name;
        bool credit;
        std::string delivery_type;
        std::vector<std::string> types;
        bool excluded;
    };
    const std::vector<Case> cases = {
        {"the type", false, "S", {"S"}, true},
        {"another type", false, "P", {"S"}, false},
        {"first of a list", false, "S", {"S", "P"}, true},
        {"last of a list", false, "P", {"S", "P"}, true},
        {"not in a list", false, "R", {"S", "P"}, false},
        {"no L35", false, "S", {}, false},
        {"not brokered", false, "", {"S"}, false},
        {"not brokered, no L35", false, "", {}, false},
        {"a return of the type", true, "S", {"S"}, false},
        {"the case counts", false, "s", {"S"}, false},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        Invoice invoice = c.credit ? good_return() : good_invoice();
        invoice.obr_delivery_type = c.delivery_type;
        SalesRules rules = good_rules();
        rules.cross_channel_types = c.types;
        const Selection selection = select_lines(invoice, rules);
        CHECK(selection.exclusion == (c.excluded ? Exclusion::kCrossChannel : Exclusion::kNone));
        CHECK(numbers(selection) == (c.excluded ? Numbers{} : Numbers{1, 2}));
    }
}

TEST_CASE(
    "excluded return (credit) invoices: disposition code M22 with Suppress refund (Customer Engagement "
    "Integration: Sales Feed, step 3)",
    "[sales/selection]") {
    struct Case {
        std::string name;
        bool credit, suppress_refund;
        std::vector<std::string> codes;
        std::string m22;
        Exclusion exclusion;
        Numbers lines;
    };
    const std::vector<Case> cases = {
        {"all lines", true, true, {"01", "01"}, "01", Exclusion::kSuppressedReturn, {}},
        {"refund not suppressed", true, false, {"01", "01"}, "01", Exclusion::kNone, {1, 2}},
        {"another code", true, true, {"02", "03"}, "01", Exclusion::kNone, {1, 2}},
        {"mixed: the second stays", true, true, {"01", "02"}, "01", Exclusion::kNone, {2}},
        {"mixed: the first stays", true, true, {"02", "01"}, "01", Exclusion::kNone, {1}},
        {"mixed: the blank stays", true, true, {"01", ""}, "01", Exclusion::kNone, {2}},
        {"mixed, refund not suppressed", true, false, {"01", "02"}, "01", Exclusion::kNone, {1, 2}},
        {"M22 blank, codes blank", true, true, {"", ""}, "", Exclusion::kNone, {1, 2}},
        {"M22 blank", true, true, {"01", "01"}, "", Exclusion::kNone, {1, 2}},
        {"codes blank", true, true, {"", ""}, "01", Exclusion::kNone, {1, 2}},
        {"a sale with that code", false, true, {"01", "01"}, "01", Exclusion::kNone, {1, 2}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        Invoice invoice = c.credit ? good_return() : good_invoice();
        invoice.payments[0].suppress_refund = c.suppress_refund;
        for (std::size_t i = 0; i < c.codes.size(); ++i)
            invoice.lines[i].return_disposition_code = c.codes[i];
        SalesRules rules = good_rules();
        rules.excluded_disposition_code = c.m22;
        const Selection selection = select_lines(invoice, rules);
        CHECK(selection.exclusion == c.exclusion);
        CHECK(numbers(selection) == c.lines);
        // The choice does not hang on what of an invoice is sent.
        rules.merchandise_only = true;
        CHECK(select_lines(invoice, rules).exclusion == c.exclusion);
    }
}

TEST_CASE("Suppress refund counts on the payment methods that the invoice refunds", "[sales/selection]") {
    struct Case {
        std::string name;
        std::vector<std::pair<std::string, bool>> payments;  ///< amount, Suppress refund
        bool excluded;
    };
    const std::vector<Case> cases = {
        {"refunds the suppressed one", {{"-9.99", true}}, true},
        {"refunds the other one", {{"-9.99", false}}, false},
        {"refunds both, the second is suppressed", {{"-5.00", false}, {"-4.99", true}}, true},
        {"takes money by the suppressed one", {{"-15.00", false}, {"5.01", true}}, false},
        {"gives nothing back by the suppressed one", {{"0.00", true}}, true},
        {"no payment", {}, false},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        Invoice invoice = good_return();
        invoice.payments.clear();
        for (const auto& [amount, is_suppressed] : c.payments)
            invoice.payments.push_back({1, 1, 1, "CASH", money(amount), is_suppressed});
        for (InvoiceLine& line : invoice.lines) line.return_disposition_code = "01";
        SalesRules rules = good_rules();
        rules.excluded_disposition_code = "01";
        CHECK(select_lines(invoice, rules).exclusion ==
              (c.excluded ? Exclusion::kSuppressedReturn : Exclusion::kNone));
    }
}

TEST_CASE("with L36 an invoice without merchandise and tax has nothing to send", "[sales/selection]") {
    struct Case {
        std::string name;
        bool lines, merchandise_only;
        std::string tax;
        Exclusion exclusion;
    };
    const std::vector<Case> cases = {
        {"neither", false, true, "0", Exclusion::kNoMerchandise},
        {"tax alone", false, true, "0.55", Exclusion::kNone},
        {"neither, but everything is sent", false, false, "0", Exclusion::kNone},
        {"lines without tax", true, true, "0", Exclusion::kNone},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        Invoice invoice = good_invoice();
        if (!c.lines) invoice.lines.clear();
        invoice.tax_amount = money(c.tax);
        SalesRules rules = good_rules();
        rules.merchandise_only = c.merchandise_only;
        const Selection selection = select_lines(invoice, rules);
        CHECK(selection.exclusion == c.exclusion);
        CHECK(selection.lines.size() == (c.lines ? 2U : 0U));
    }
}

TEST_CASE("the selected lines are the invoice's own", "[sales/selection]") {
    const Invoice invoice = good_invoice();
    const Selection selection = select_lines(invoice, good_rules());
    REQUIRE(selection.lines.size() == 2);
    CHECK(selection.lines[0] == invoice.lines.data());
    CHECK(selection.lines[1] == &invoice.lines[1]);
}

TEST_CASE("an exclusion has a name for the counts", "[sales/selection]") {
    CHECK(to_string(Exclusion::kNone) == "none");
    CHECK(to_string(Exclusion::kCrossChannel) == "cross_channel");
    CHECK(to_string(Exclusion::kSuppressedReturn) == "suppressed_return");
    CHECK(to_string(Exclusion::kNoMerchandise) == "no_merchandise");
}
