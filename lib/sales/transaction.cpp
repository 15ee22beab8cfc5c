#include "sales/transaction.hpp"

#include <fmt/format.h>

#include "base/date.hpp"
#include "base/text.hpp"
#include "sales/checks.hpp"
#include "sales/item_lines.hpp"
#include "sales/tender_amounts.hpp"

namespace oa {

namespace {

/// Tax that goes one way, and what it is on.
struct TaxPart {
    Money amount;
    Money taxable;

    void add(Money tax, Money taxed) {
        amount += tax;
        taxable += taxed;
    }
};

/// What of an invoice is sent; what goes back is negative.
struct Amounts {
    Money merchandise, non_merchandise;
    TaxPart sales_tax, returns_tax;

    Money grand() const { return merchandise + non_merchandise + sales_tax.amount + returns_tax.amount; }
    TaxPart& part_of(Money tax) { return direction_of(tax) == Direction::kReturn ? returns_tax : sales_tax; }
    void add_tax(Money tax, Money taxed) {
        if (!tax.is_zero()) part_of(tax).add(tax, taxed);
    }
    bool has_tax() const { return !sales_tax.amount.is_zero() || !returns_tax.amount.is_zero(); }
};

/// What the freight tax amount is on: freight, handling and charges of the whole invoice, sent or not. What
/// goes the other way, such as a discount on a sale or a restocking fee on a return, is not taxed.
Money taxed_freight(const Invoice& invoice) {
    Money taxed;
    for (const Money amount : {invoice.freight_amount, invoice.additional_freight_amount,
                               invoice.handling_amount, invoice.additional_charge_amount}) {
        if (direction_of(amount) == direction_of(invoice.freight_tax_amount)) taxed += amount;
    }
    return taxed;
}

Amounts amounts_sent(const Invoice& invoice, const Selection& selection, bool merchandise_only) {
    Amounts amounts;
    Money handling;
    for (const InvoiceLine* line : selection.lines) {
        amounts.merchandise += line->extended_price;
        handling += line->handling_amount;
        amounts.add_tax(line->tax_amount, line->extended_price);
    }
    amounts.add_tax(invoice.freight_tax_amount, taxed_freight(invoice));
    if (!merchandise_only) {
        amounts.non_merchandise = invoice.freight_amount + invoice.additional_freight_amount + handling +
                                  invoice.additional_charge_amount;
    }
    return amounts;
}

std::vector<poslog::ItemLine> item_lines(const Selection& selection, const Amounts& amounts,
                                         const SalesRules& rules) {
    std::vector<poslog::ItemLine> items;
    for (const InvoiceLine* line : selection.lines) add_item_lines(*line, rules, items);
    if (!amounts.non_merchandise.is_zero()) {
        items.push_back(non_merchandise_line(amounts.non_merchandise, rules));
    }
    return items;
}

std::vector<poslog::TaxLine> tax_lines(const Amounts& amounts, const SignRule& signs) {
    std::vector<poslog::TaxLine> lines;
    for (const TaxPart& part : {amounts.sales_tax, amounts.returns_tax}) {
        if (part.amount.is_zero()) continue;
        const Direction direction = direction_of(part.amount);
        lines.push_back({std::string(signs.type_code(direction)), signs.sent(part.taxable, direction),
                         signs.sent(part.amount, direction)});
    }
    return lines;
}

/// The tender type of the retail standard for OA's pay categories.
std::string tender_type(std::int64_t pay_category) {
    switch (pay_category) {
        case 1: return "Cash";
        case 2: return "CreditDebit";
        case 3: return "AccountsReceivable";
        case 4: return "StoredValue";
        default: return "Other";
    }
}

std::vector<Money> paid(const Invoice& invoice) {
    std::vector<Money> amounts;
    amounts.reserve(invoice.payments.size());
    for (const InvoicePayment& payment : invoice.payments) amounts.push_back(payment.amount);
    return amounts;
}

std::vector<poslog::TenderLine> tender_lines(const Invoice& invoice, const std::vector<Money>& amounts,
                                             const SignRule& signs) {
    std::vector<poslog::TenderLine> lines;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        const InvoicePayment& payment = invoice.payments[i];
        const Direction direction = direction_of(amounts[i]);
        lines.push_back({tender_type(*payment.pay_category), std::string(signs.type_code(direction)),
                         payment.store_tender, signs.sent(amounts[i], direction)});
    }
    return lines;
}

/// The currency code of Order Header Extended, otherwise A55, otherwise none (Customer Engagement
/// Integration, ISO Currency Codes).
std::string currency_code(const Invoice& invoice, const SalesRules& rules) {
    return invoice.currency_code.empty() ? rules.local_currency : invoice.currency_code;
}

poslog::Customer customer_of(const InvoiceCustomer& from, const SalesRules& rules) {
    poslog::Customer customer;
    customer.customer_id = trim(from.relate_id);
    customer.name = trim(fmt::format("{} {}", trim(from.first_name), trim(from.last_name)));
    if (customer.name.empty()) customer.name = trim(from.company_name);
    customer.address_line = trim(from.street);
    customer.city = trim(from.city);
    customer.state = trim(from.state);
    customer.postal_code = trim(from.postal_code);
    customer.country_code = trim(from.country);
    customer.telephone_number = trim(from.phone_number);
    customer.email = trim(from.email_address);
    customer.alternate_key = {rules.alternate_key_type, std::to_string(from.customer_number)};
    return customer;
}

std::string date_time(const Invoice& invoice) {
    return to_string(
        *parse_timestamp(invoice.created_at.empty() ? invoice.invoice_date : invoice.created_at));
}

}  // namespace

std::variant<poslog::Transaction, Refusal> make_transaction(const Invoice& invoice,
                                                            const Selection& selection,
                                                            const SalesRules& rules) {
    if (auto problem = problem_with(invoice, selection, rules)) return Refusal{std::move(*problem)};

    if (auto lines = lines_without_reference(selection, rules.item_id_kind); !lines.empty()) {
        return Refusal{"lines without a retail reference number", std::move(lines)};
    }
    const Amounts amounts = amounts_sent(invoice, selection, rules.merchandise_only);
    const auto tenders = tender_amounts(paid(invoice), amounts.grand());
    if (!tenders) {
        return Refusal{fmt::format("its tenders of {} cannot be divided to the {} that is sent",
                                   to_string(invoice.total_amount), to_string(amounts.grand()))};
    }
    if (selection.lines.empty() && amounts.non_merchandise.is_zero() && !amounts.has_tax()) {
        return Refusal{"it has no lines and no amounts"};
    }

    poslog::Transaction transaction;
    transaction.id =
        transaction_id(invoice.retail_store_id, invoice.invoice_number, invoice.invoice_date, rules);
    transaction.begin_date_time = date_time(invoice);
    transaction.end_date_time = transaction.begin_date_time;
    transaction.operator_id = invoice.entered_by;
    transaction.currency_code = currency_code(invoice, rules);
    transaction.items = item_lines(selection, amounts, rules);
    transaction.taxes = tax_lines(amounts, rules.sign_rule);
    transaction.tenders = tender_lines(invoice, *tenders, rules.sign_rule);
    transaction.grand_amount = amounts.grand();
    transaction.customer = customer_of(*invoice.customer, rules);
    // Web or Call Center on the Display Purchase History screen (Customer Engagement Integration, Purchase
    // History Integration).
    transaction.properties = {{"channel", invoice.internet_order ? "ECOMM" : "CATALOG"}};
    return transaction;
}

}  // namespace oa
