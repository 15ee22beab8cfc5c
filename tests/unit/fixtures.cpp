#include "unit/fixtures.hpp"

#include <stdexcept>

#include "base/date.hpp"
#include "sales/transaction.hpp"
#include "unit/support.hpp"

namespace oa::test {

namespace {

InvoiceLine good_line(std::int64_t number) {
    InvoiceLine line;
    line.sequence_number = number;
    line.line_number = number;
    line.item_exists = true;
    line.sku_exists = true;
    return line;
}

InvoiceCustomer good_customer() {
    InvoiceCustomer customer;
    customer.customer_number = 4711;
    customer.first_name = "Ada";
    customer.last_name = "Byron";
    customer.street = "12 St James Square";
    customer.city = "London";
    customer.postal_code = "SW1Y 4JH";
    customer.country = "GB";
    return customer;
}

poslog::ItemLine shirt() {
    poslog::ItemLine line;
    line.item_id = "ITM1-RED-XSML-WMNS";
    line.unit_cost_price = money("8.00");
    line.regular_unit_price = money("24.99");
    line.actual_unit_price = money("19.99");
    line.extended_amount = money("39.98");
    line.quantity = 2;
    line.price_modifier = poslog::PriceModifier{money("5.00"), false, "SPRING", "M"};
    return line;
}

poslog::ItemLine returned_mug() {
    poslog::ItemLine line;
    line.is_return = true;
    line.item_id = "MUG";
    line.regular_unit_price = money("4.00");
    line.actual_unit_price = money("5.00");
    line.extended_amount = money("5.00");
    line.quantity = 1;
    line.price_modifier = poslog::PriceModifier{money("1.00"), true, "", ""};
    line.original = poslog::TransactionId{"00123", "007", 1001, "2010-11-01"};
    line.disposal = "01";
    line.reason = "DMG";
    return line;
}

void negate(Money& amount) {
    amount = -amount;
}

}  // namespace

Invoice good_invoice() {
    Invoice invoice;
    invoice.invoice_number = 1042;
    invoice.order_number = 501;
    invoice.order_exists = true;
    invoice.currency_exists = true;
    invoice.invoice_date = "2010-11-23";
    invoice.created_at = "2010-11-23T09:21:41";
    invoice.freight_amount = money("4.95");
    invoice.additional_freight_amount = money("1.00");
    invoice.additional_charge_amount = money("2.00");
    invoice.freight_tax_amount = money("0.55");
    invoice.customer = good_customer();
    invoice.sold_to_customer = invoice.customer->customer_number;

    InvoiceLine shirt = good_line(1);
    shirt.item = "ITM1";
    shirt.sku_code = "RED XSML WMNS";
    shirt.retail_reference_number = "900001";
    shirt.quantity = 2;
    shirt.price = money("19.99");
    shirt.extended_price = money("39.98");
    shirt.tax_amount = money("3.20");
    InvoiceLine mug = good_line(2);
    mug.item = "MUG";
    mug.retail_reference_number = "900002";
    mug.quantity = 1;
    mug.price = money("5.00");
    mug.extended_price = money("5.00");
    mug.handling_amount = money("1.50");
    mug.tax_amount = money("0.40");
    invoice.lines = {shirt, mug};
    settle(invoice);
    return invoice;
}

Invoice good_return() {
    Invoice invoice = good_invoice();
    invoice.invoice_number = 1043;
    invoice.is_credit = true;
    for (Money* amount : {&invoice.freight_amount, &invoice.additional_freight_amount,
                          &invoice.additional_charge_amount, &invoice.freight_tax_amount}) {
        negate(*amount);
    }
    for (InvoiceLine& line : invoice.lines) {
        line.quantity = -line.quantity;
        negate(line.extended_price);
        negate(line.handling_amount);
        negate(line.tax_amount);
        line.return_disposition_code = "01";
        line.return_reason = "DMG";
    }
    settle(invoice);
    return invoice;
}

void settle(Invoice& invoice) {
    settle(invoice, {Money()});
    invoice.payments[0].amount = invoice.total_amount;
}

void settle(Invoice& invoice, const std::vector<Money>& tenders) {
    invoice.merchandise_amount = Money();
    invoice.handling_amount = Money();
    invoice.tax_amount = invoice.freight_tax_amount;
    for (const InvoiceLine& line : invoice.lines) {
        invoice.merchandise_amount += line.extended_price;
        invoice.handling_amount += line.handling_amount;
        invoice.tax_amount += line.tax_amount;
    }
    invoice.total_amount = invoice.merchandise_amount + invoice.freight_amount +
                           invoice.additional_freight_amount + invoice.handling_amount +
                           invoice.additional_charge_amount + invoice.tax_amount;
    const bool suppress_refund = !invoice.payments.empty() && invoice.payments[0].suppress_refund;
    invoice.payments.clear();
    for (std::size_t i = 1; i <= tenders.size(); ++i) {
        const auto number = static_cast<std::int64_t>(i);
        invoice.payments.push_back(
            {number, number, number, "TENDER" + std::to_string(i), tenders[i - 1], suppress_refund});
    }
}

SalesRules good_rules() {
    SalesRules rules;
    rules.company = 7;
    rules.default_location = "12301974";
    rules.non_merchandise_item = "NONMERCH";
    rules.today = *parse_date("2010-12-31");
    rules.alternate_key_type = "SERENADE_ID";
    return rules;
}

poslog::Transaction transaction_of(const Invoice& invoice, const SalesRules& rules) {
    const Selection selection = select_lines(invoice, rules);
    if (selection.exclusion != Exclusion::kNone) throw std::logic_error("the invoice was excluded");
    auto made = make_transaction(invoice, selection, rules);
    if (const auto* refusal = std::get_if<Refusal>(&made))
        throw std::logic_error("refused: " + refusal->reason);
    return std::get<poslog::Transaction>(made);
}

std::string refusal_of(const Invoice& invoice, const SalesRules& rules) {
    const auto made = make_transaction(invoice, select_lines(invoice, rules), rules);
    if (std::holds_alternative<poslog::Transaction>(made))
        throw std::logic_error("the invoice was not refused");
    return std::get<Refusal>(made).reason;
}

poslog::Transaction full_transaction() {
    poslog::Transaction transaction;
    transaction.id = {"12301974", "007", 1042, "2010-11-23"};
    transaction.begin_date_time = "2010-11-23T09:21:41";
    transaction.end_date_time = "2010-11-23T09:21:41";
    transaction.operator_id = "MARY";
    transaction.currency_code = "USD";
    transaction.items = {shirt(), returned_mug()};
    transaction.taxes = {{"Sale", money("39.98"), money("3.20")}, {"Refund", money("5.00"), money("0.40")}};
    transaction.tenders = {{"CreditDebit", "Sale", "VISA", money("40.00")},
                           {"Cash", "Refund", "CASH", money("2.22")}};
    transaction.grand_amount = money("37.78");
    transaction.customer = {"R1",   "Ada Byron", "12 Square", "London",          "LN",
                            "SW1Y", "GB",        "555-1",     "ada@example.com", {"SERENADE_ID", "4711"}};
    transaction.properties = {{"channel", "ECOMM"}};
    return transaction;
}

namespace {

/// Turns what goes back into a negative number, as the receiver does that the signs are for.
class Reader {
  public:
    explicit Reader(PoslogSigns signs) : signs_(signs) {}

    Money item(const poslog::ItemLine& item) const {
        REQUIRE(item.actual_unit_price * item.quantity == item.extended_amount);
        REQUIRE((item.quantity < 0) == (signs_ == PoslogSigns::kSigned && item.is_return));
        return signs_ == PoslogSigns::kArts && item.is_return ? -item.extended_amount : item.extended_amount;
    }
    Money amount(const std::string& type_code, Money amount) const {
        if (signs_ == PoslogSigns::kSigned) {
            REQUIRE(type_code.empty());
            return amount;
        }
        REQUIRE((type_code == "Sale" || type_code == "Refund"));
        REQUIRE_FALSE(amount.is_negative());
        return type_code == "Refund" ? -amount : amount;
    }

  private:
    PoslogSigns signs_;
};

}  // namespace

Received received(const poslog::Transaction& transaction, PoslogSigns signs) {
    const Reader reader(signs);
    Received received;
    for (const poslog::ItemLine& item : transaction.items) received.items += reader.item(item);
    for (const poslog::TaxLine& tax : transaction.taxes) {
        received.taxable += reader.amount(tax.type_code, tax.taxable_amount);
        received.tax += reader.amount(tax.type_code, tax.amount);
    }
    for (const poslog::TenderLine& tender : transaction.tenders) {
        received.tenders += reader.amount(tender.type_code, tender.amount);
    }
    return received;
}

void check_identity(const poslog::Transaction& transaction, PoslogSigns signs) {
    const Received sums = received(transaction, signs);
    REQUIRE(sums.items + sums.tax == transaction.grand_amount);
    REQUIRE(sums.tenders == transaction.grand_amount);
}

SoldToCustomer full_sold_to() {
    SoldToCustomer customer;
    customer.customer_number = 4711;
    customer.e_commerce_id = "web-42";
    customer.prefix = "ms";
    customer.first_name = "ada";
    customer.middle_initial = "k";
    customer.last_name = "byron";
    customer.suffix = "jr";
    customer.company_name = "engines";
    customer.street = "12 square";
    customer.address_line_2 = "line two";
    customer.address_line_3 = "line three";
    customer.address_line_4 = "line four";
    customer.apartment = "apt 3";
    customer.city = "london";
    customer.state = "ln";
    customer.postal_code = "sw1y 4jh";
    customer.country = "gb";
    customer.day_phone = "(555) 001-0001";
    customer.evening_phone = "555.002.0002";
    customer.fax_or_mobile_phone = "+1 555 003 0003";
    customer.email_address = "Ada@Example.com";
    customer.email_format = "H";
    customer.opt_in_out = "O1";
    customer.mail = "Y";
    customer.rent = "Y";
    customer.birth_month = 12;
    customer.birth_date = 10;
    customer.entered_by = "mary";
    customer.changed_by = "otto";
    customer.profiles = {{"Marital Status", "married"}, {"AGE GROUP", "30-39"}};
    return customer;
}

CustomerRules good_customer_rules() {
    CustomerRules rules;
    rules.default_location = "12301974";
    rules.send_profile_data = true;
    rules.third_phone = ThirdPhone::kFax;
    rules.day_phone_label = "BUSINESS";
    rules.evening_phone_label = "HOME";
    rules.fax_phone_label = "FAX";
    rules.alternate_key_type = "SERENADE_ID";
    rules.web_alternate_key_type = "OCP_CUST_ID";
    return rules;
}

customer::Customer mapped(const std::function<void(SoldToCustomer&)>& change) {
    SoldToCustomer customer = full_sold_to();
    change(customer);
    return map_customer(customer, good_customer_rules(), CustomerIs::kNew);
}

void check_text_row(std::string SoldToCustomer::*field, std::size_t length,
                    const std::function<std::string(const customer::Customer&)>& sent) {
    const auto sent_for = [&](const std::string& text) {
        return sent(mapped([&](SoldToCustomer& customer) { customer.*field = text; }));
    };
    const auto times = [](std::size_t count, const std::string& text) {
        std::string result;
        while (count-- > 0) result += text;
        return result;
    };
    CHECK(sent_for(times(length, "x")) == times(length, "X"));
    CHECK(sent_for(times(length + 1, "x")) == times(length, "X"));
    CHECK(sent_for(times(length, "\xC3\xA9")) == times(length, "\xC3\x89"));
    CHECK(sent_for(times(length + 1, "\xC3\xA9")) == times(length, "\xC3\x89"));
    CHECK(sent_for(times(length, "x") + "  ") == times(length, "X"));
    CHECK(sent_for("x \t ") == "X");
    // The blank that the cut leaves at the end is a trailing one.
    CHECK(sent_for(times(length - 1, "x") + " y") == times(length - 1, "X"));
    if (length > 2) CHECK(sent_for("x y") == "X Y");
    CHECK(sent_for("  ").empty());
    CHECK(sent_for("").empty());
}

}  // namespace oa::test
