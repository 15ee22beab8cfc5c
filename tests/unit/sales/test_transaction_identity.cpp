#include <algorithm>
#include <cstdlib>
#include <random>

#include "sales/transaction.hpp"
#include "unit/fixtures.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

/// Invoices that add up, of every kind: sales and returns, one to six lines, one to three tenders.
class RandomInvoices {
  public:
    explicit RandomInvoices(unsigned seed) : random_(seed) {}

    Invoice next() {
        const bool is_exchange = draw(0, 3) == 0;
        std::vector<InvoiceLine> lines;
        Money merchandise;
        sign_ = flip() ? -1 : 1;
        for (std::int64_t n = draw(1, 6); n > 0; --n) {
            if (is_exchange) sign_ = flip() ? -1 : 1;
            lines.push_back(line(good_invoice().lines[0], n));
            merchandise += lines.back().extended_price;
        }
        const bool credit = merchandise.is_negative() || (merchandise.is_zero() && sign_ < 0);
        sign_ = credit ? -1 : 1;
        Invoice invoice = credit ? good_return() : good_invoice();
        invoice.lines = std::move(lines);
        invoice.freight_amount = amount(2000);
        invoice.additional_freight_amount = amount(500);
        invoice.additional_charge_amount = flip() ? amount(1000) : -amount(1000);
        invoice.freight_tax_amount = amount(200);
        invoice.payments[0].suppress_refund = flip();
        settle(invoice);
        settle(invoice, split(invoice.total_amount));
        return invoice;
    }

    SalesRules rules(PoslogSigns signs) {
        SalesRules rules = good_rules();
        rules.sign_rule = SignRule(signs);
        rules.merchandise_only = flip();
        if (flip()) rules.excluded_disposition_code = "01";
        return rules;
    }

  private:
    std::int64_t draw(std::int64_t low, std::int64_t high) {
        return std::uniform_int_distribution<std::int64_t>(low, high)(random_);
    }
    bool flip() { return draw(0, 1) == 1; }
    Money amount(std::int64_t most) { return Money::hundredths(sign_ * (flip() ? draw(0, most) : 0)); }

    InvoiceLine line(const InvoiceLine& model, std::int64_t number) {
        InvoiceLine line = model;
        line.sequence_number = number;
        line.quantity = sign_ * draw(1, 20);
        line.price = Money::hundredths(draw(0, 50'000));
        const std::int64_t rounding = std::min(std::abs(line.quantity) / 2, line.price.hundredths());
        line.extended_price = line.price * line.quantity + Money::hundredths(draw(-rounding, rounding));
        line.handling_amount = amount(300);
        line.tax_amount = amount(5'000);  // nothing in half of them: the goods are not taxed
        if (flip()) line.regular_price = Money::hundredths(draw(0, 50'000));
        line.return_disposition_code = flip() ? "01" : "02";
        return line;
    }

    std::vector<Money> split(Money total) {
        std::vector<Money> parts = {total};
        for (std::int64_t more = draw(0, 2); more > 0; --more) {
            const Money part = Money::hundredths(parts[0].hundredths() * draw(0, 100) / 100);
            parts[0] -= part;
            parts.push_back(part);
        }
        return parts;
    }

    std::mt19937_64 random_;
    std::int64_t sign_ = 1;
};

/// What the rules say is sent, added up apart from the library.
struct Wanted {
    Wanted(const Invoice& invoice, const Selection& selection, const SalesRules& rules)
        : tax(invoice.freight_tax_amount) {
        for (const InvoiceLine& line : invoice.lines) {
            const auto& sent = selection.lines;
            if (std::find(sent.begin(), sent.end(), &line) == sent.end()) continue;
            items += line.extended_price;
            tax += line.tax_amount;
            if (!line.tax_amount.is_zero()) taxable += line.extended_price;
            if (!rules.merchandise_only) items += line.handling_amount;
        }
        const Money charge = invoice.additional_charge_amount;
        const Money freight = invoice.freight_amount + invoice.additional_freight_amount;
        if (!rules.merchandise_only) items += freight + charge;
        if (invoice.freight_tax_amount.is_zero()) return;
        taxable += freight;
        for (const Money amount : {invoice.handling_amount, charge}) {
            if (amount.is_negative() == invoice.freight_tax_amount.is_negative()) taxable += amount;
        }
    }

    Money items, tax, taxable;
};

void check_random_invoices(PoslogSigns signs) {
    RandomInvoices invoices(20231123);
    int made_count = 0;
    int partial_count = 0;
    for (int i = 0; i < 5000; ++i) {
        const Invoice invoice = invoices.next();
        const SalesRules rules = invoices.rules(signs);
        const Selection selection = select_lines(invoice, rules);
        CAPTURE(i, signs);
        if (selection.exclusion != Exclusion::kNone) continue;
        const auto made = make_transaction(invoice, selection, rules);
        if (const auto* refusal = std::get_if<Refusal>(&made)) {
            // Only where there is nothing to divide.
            CAPTURE(refusal->reason);
            REQUIRE(contains(refusal->reason, "cannot be divided"));
            REQUIRE(invoice.total_amount.is_zero());
            continue;
        }
        const auto& transaction = std::get<poslog::Transaction>(made);
        check_identity(transaction, signs);
        REQUIRE(transaction.tenders.size() == invoice.payments.size());
        const Wanted wanted(invoice, selection, rules);
        const Received sums = received(transaction, signs);
        REQUIRE(sums.items == wanted.items);
        REQUIRE(sums.tax == wanted.tax);
        REQUIRE(sums.taxable == wanted.taxable);
        const bool whole = !rules.merchandise_only && selection.lines.size() == invoice.lines.size();
        if (whole) REQUIRE(transaction.grand_amount == invoice.total_amount);
        ++made_count;
        if (!whole) ++partial_count;
    }
    // The table is not empty where it matters.
    CHECK(made_count > 4000);
    CHECK(partial_count > 2000);
}

}  // namespace

TEST_CASE("merchandise + non-merchandise + tax = grand amount = tenders, in every invoice",
          "[sales/transaction_identity]") {
    for (const PoslogSigns signs : {PoslogSigns::kArts, PoslogSigns::kSigned}) check_random_invoices(signs);
}
