#include "sales/transaction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>

#include "base/date.hpp"
#include "base/text.hpp"
#include "sales/checks.hpp"

namespace oa {

namespace {

/// What of an invoice is sent.
struct Amounts {
    Money merchandise, non_merchandise, tax;

    Money grand() const { return merchandise + non_merchandise + tax; }
};

Amounts amounts_sent(const Invoice& invoice, const Selection& selection, bool merchandise_only) {
    Amounts amounts;
    Money handling;
    amounts.tax = invoice.freight_tax_amount;
    for (const InvoiceLine* line : selection.lines) {
        amounts.merchandise += line->extended_price;
        handling += line->handling_amount;
        amounts.tax += line->tax_amount;
    }
    if (!merchandise_only) {
        amounts.non_merchandise = invoice.freight_amount + invoice.additional_freight_amount + handling +
                                  invoice.additional_charge_amount;
    }
    return amounts;
}

/// OA has no registers. The company number stands for one, so that two companies that share a location never
/// share a transaction's identity.
std::string workstation_id(const SalesRules& rules) {
    return fmt::format("{:03}", rules.company);
}

std::string store_id(const std::string& cross_referenced, const SalesRules& rules) {
    return cross_referenced.empty() ? rules.default_location : cross_referenced;
}

poslog::ItemLine item_line(const InvoiceLine& line, const SalesRules& rules) {
    poslog::ItemLine item;
    item.is_return = line.quantity < 0;
    item.item_id = item_id(line, rules.item_id_kind);
    item.unit_cost_price = line.unit_cost;
    item.regular_unit_price = line.regular_price.value_or(line.price);
    item.actual_unit_price = line.price;
    item.extended_amount = line.extended_price;
    item.quantity = line.quantity;
    if (item.regular_unit_price != item.actual_unit_price) {
        item.price_modifier = poslog::PriceModifier{(item.regular_unit_price - item.actual_unit_price).abs(),
                                                    item.actual_unit_price > item.regular_unit_price,
                                                    line.promotion, line.price_override_reason};
    }
    if (item.is_return && parse_date(line.original_invoice_date)) {
        item.original =
            poslog::TransactionId{store_id(line.original_retail_store_id, rules), workstation_id(rules),
                                  line.original_invoice_number, line.original_invoice_date};
    }
    item.disposal = line.return_disposition_code;
    item.reason = line.return_reason;
    return item;
}

/// Item for Non-Merchandise Amounts (L39): freight, additional freight, handling and additional charges as
/// one line.
poslog::ItemLine non_merchandise_line(Money amount, const SalesRules& rules) {
    poslog::ItemLine item;
    item.is_return = amount.is_negative();
    item.item_id = rules.non_merchandise_item;
    item.regular_unit_price = amount.abs();
    item.actual_unit_price = amount.abs();
    item.extended_amount = amount;
    item.quantity = item.is_return ? -1 : 1;
    return item;
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

/// The part of each payment that belongs to what is sent; nothing when the payments cannot be divided.
std::optional<std::vector<Money>> tender_amounts(const Invoice& invoice, Money grand) {
    std::vector<Money> paid;
    for (const InvoicePayment& payment : invoice.payments) paid.push_back(payment.amount);
    if (grand == invoice.total_amount) return paid;
    if (grand.is_zero()) return std::vector<Money>(paid.size());
    const auto positive = [](Money amount) { return amount > Money(); };
    const bool one_sign =
        std::none_of(paid.begin(), paid.end(), positive) ||
        std::none_of(paid.begin(), paid.end(), [](Money amount) { return amount.is_negative(); });
    if (!one_sign || invoice.total_amount.is_zero()) return std::nullopt;
    return prorate(grand, paid);
}

/// The currency code of Order Header Extended, otherwise A55, otherwise none (Customer Engagement
/// Integration, ISO Currency Codes).
std::string currency_code(const Invoice& invoice, const SalesRules& rules) {
    return invoice.currency_code.empty() ? rules.local_currency : invoice.currency_code;
}

poslog::Customer customer_of(const InvoiceCustomer& from, const SalesRules& rules) {
    poslog::Customer customer;
    customer.name = trim(fmt::format("{} {}", trim(from.first_name), trim(from.last_name)));
    if (customer.name.empty()) customer.name = trim(from.company_name);
    customer.address_line = trim(from.street);
    customer.city = trim(from.city);
    customer.state = trim(from.state);
    customer.postal_code = trim(from.postal_code);
    customer.country_code = trim(from.country);
    customer.telephone_number = trim(from.phone_number);
    customer.email = trim(from.email_address);
    customer.account_number = trim(from.relate_id);
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

    const Amounts amounts = amounts_sent(invoice, selection, rules.merchandise_only);
    const auto tenders = tender_amounts(invoice, amounts.grand());
    if (!tenders) {
        return Refusal{fmt::format("its tenders of {} cannot be divided to the {} that is sent",
                                   to_string(invoice.total_amount), to_string(amounts.grand()))};
    }
    if (selection.lines.empty() && amounts.non_merchandise.is_zero() && amounts.tax.is_zero()) {
        return Refusal{"it has no lines and no amounts"};
    }

    poslog::Transaction transaction;
    transaction.id = {store_id(invoice.retail_store_id, rules), workstation_id(rules), invoice.invoice_number,
                      invoice.invoice_date};
    transaction.begin_date_time = date_time(invoice);
    transaction.end_date_time = transaction.begin_date_time;
    transaction.operator_id = invoice.entered_by;
    transaction.currency_code = currency_code(invoice, rules);
    for (const InvoiceLine* line : selection.lines) transaction.items.push_back(item_line(*line, rules));
    if (!amounts.non_merchandise.is_zero()) {
        transaction.items.push_back(non_merchandise_line(amounts.non_merchandise, rules));
    }
    if (!amounts.tax.is_zero()) transaction.tax = poslog::TaxLine{amounts.merchandise, amounts.tax};
    for (std::size_t i = 0; i < invoice.payments.size(); ++i) {
        const InvoicePayment& payment = invoice.payments[i];
        transaction.tenders.push_back(
            {tender_type(*payment.pay_category), payment.store_tender, (*tenders)[i]});
    }
    transaction.grand_amount = amounts.grand();
    transaction.net_amount = amounts.merchandise + amounts.non_merchandise;
    transaction.tax_amount = amounts.tax;
    transaction.customer = customer_of(*invoice.customer, rules);
    // Web or Call Center on the Display Purchase History screen (Customer Engagement Integration, Purchase
    // History Integration).
    transaction.properties = {{"channel", invoice.internet_order ? "ECOMM" : "CATALOG"}};
    return transaction;
}

}  // namespace oa
