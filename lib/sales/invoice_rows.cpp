#include "sales/invoice_rows.hpp"

#include <fmt/format.h>

#include <array>

#include "base/error.hpp"
#include "store/row_columns.hpp"

namespace oa {

namespace {

constexpr std::array kHeaderColumns = {
    column<&Invoice::invoice_number>("h.invoice_number"),
    column<&Invoice::is_credit>("h.invoice_type = 'C'"),
    column<&Invoice::order_number>("h.order_number"),
    column<&Invoice::ship_to_number>("h.ship_to_number"),
    column<&Invoice::invoice_date>("h.invoice_date"),
    column<&Invoice::created_at>("h.created_at"),
    column<&Invoice::merchandise_amount>("h.merchandise_amount"),
    column<&Invoice::freight_amount>("h.freight_amount"),
    column<&Invoice::additional_freight_amount>("h.additional_freight_amount"),
    column<&Invoice::handling_amount>("h.handling_amount"),
    column<&Invoice::additional_charge_amount>("h.additional_charge_amount"),
    column<&Invoice::tax_amount>("h.tax_amount"),
    column<&Invoice::freight_tax_amount>("h.freight_tax_amount"),
    column<&Invoice::total_amount>("h.total_amount"),
    column<&Invoice::order_exists>("o.order_number IS NOT NULL"),
    column<&Invoice::internet_order>("o.internet_order = 'I'"),
    column<&Invoice::entered_by>("o.entered_by"),
    column<&Invoice::currency_code>("oe.currency_code"),
    column<&Invoice::currency_exists>("cu.currency_code IS NOT NULL"),
    column<&Invoice::unknown_store_code>("CASE WHEN x.store_code IS NULL THEN oe.store_code END"),
    column<&Invoice::retail_store_id>("x.retail_store_id"),
    column<&Invoice::obr_delivery_type>("st.obr_delivery_type"),
    column<&Invoice::sold_to_customer>("o.customer_number"),
};

// The blank literal lets the partial index invoice_header_to_extract serve the pass and its order.
constexpr std::string_view kHeaders = R"(
SELECT {}
FROM invoice_header h
LEFT JOIN order_header o ON o.company = h.company AND o.order_number = h.order_number
LEFT JOIN order_header_extended oe ON oe.company = o.company AND oe.order_number = o.order_number
LEFT JOIN store_cross_reference x ON x.company = oe.company AND x.store_code = oe.store_code
LEFT JOIN currency cu ON cu.company = oe.company AND cu.currency_code = oe.currency_code
LEFT JOIN order_ship_to st
       ON st.company = h.company AND st.order_number = h.order_number AND st.ship_to_number = h.ship_to_number
WHERE h.company = ? AND h.extracted_to_store = ''
ORDER BY h.invoice_number)";

constexpr std::array kCustomerColumns = {
    column<&InvoiceCustomer::customer_number>("c.customer_number"),
    column<&InvoiceCustomer::first_name>("c.first_name"),
    column<&InvoiceCustomer::last_name>("c.last_name"),
    column<&InvoiceCustomer::company_name>("c.company_name"),
    column<&InvoiceCustomer::street>("c.street"),
    column<&InvoiceCustomer::city>("c.city"),
    column<&InvoiceCustomer::state>("c.state"),
    column<&InvoiceCustomer::postal_code>("c.postal_code"),
    column<&InvoiceCustomer::country>("c.country"),
    column<&InvoiceCustomer::phone_number>(
        "(SELECT p.phone_number FROM customer_sold_to_phone p WHERE p.company = c.company "
        "AND p.customer_number = c.customer_number ORDER BY p.phone_type LIMIT 1)"),
    column<&InvoiceCustomer::email_address>("c.email_address"),
    column<&InvoiceCustomer::relate_id>("c.relate_id"),
};
constexpr std::string_view kCustomer = R"(
SELECT {}
FROM customer_sold_to c
WHERE c.company = ? AND c.customer_number = ? AND c.ghost <> 'Y')";

constexpr std::array kLineColumns = {
    column<&InvoiceLine::sequence_number>("d.sequence_number"),
    column<&InvoiceLine::line_number>("d.line_number"),
    column<&InvoiceLine::item>("d.item"),
    column<&InvoiceLine::sku_code>("d.sku_code"),
    column<&InvoiceLine::item_exists>("i.item IS NOT NULL"),
    column<&InvoiceLine::sku_exists>("s.sku_code IS NOT NULL"),
    column<&InvoiceLine::sku_relate_extracted>("s.relate_extracted = 'Y'"),
    column<&InvoiceLine::retail_reference_number>("s.retail_reference_number"),
    column<&InvoiceLine::quantity>("d.quantity"),
    column<&InvoiceLine::price>("d.price"),
    column<&InvoiceLine::extended_price>("d.extended_price"),
    column<&InvoiceLine::handling_amount>("d.handling_amount"),
    column<&InvoiceLine::tax_amount>("d.tax_amount"),
    column<&InvoiceLine::unit_cost>("d.unit_cost"),
    column<&InvoiceLine::regular_price>("od.regular_price"),
    column<&InvoiceLine::price_override_reason>("od.price_override_reason"),
    column<&InvoiceLine::promotion>("od.promotion"),
    column<&InvoiceLine::return_disposition_code>("d.return_disposition_code"),
    column<&InvoiceLine::return_reason>("d.return_reason"),
    column<&InvoiceLine::original_invoice_number>("d.original_invoice_number"),
    // Of an original whose store is not known, its identity is not known either.
    column<&InvoiceLine::original_invoice_date>(
        "CASE WHEN oe.store_code <> '' AND ox.store_code IS NULL THEN '' ELSE oh.invoice_date END"),
    column<&InvoiceLine::original_retail_store_id>("ox.retail_store_id"),
};

constexpr std::string_view kLines = R"(
SELECT {}
FROM invoice_detail d
LEFT JOIN item i ON i.company = d.company AND i.item = d.item
LEFT JOIN sku s ON s.company = d.company AND s.item = d.item AND s.sku_code = d.sku_code
LEFT JOIN order_detail od ON od.company = d.company AND od.order_number = ? AND od.ship_to_number = ?
      AND od.line_number = d.line_number
LEFT JOIN invoice_header oh ON oh.company = d.company AND oh.invoice_number = d.original_invoice_number
LEFT JOIN order_header_extended oe ON oe.company = oh.company AND oe.order_number = oh.order_number
LEFT JOIN store_cross_reference ox ON ox.company = oe.company AND ox.store_code = oe.store_code
WHERE d.company = ? AND d.invoice_number = ?
ORDER BY d.sequence_number)";

constexpr std::array kPaymentColumns = {
    column<&InvoicePayment::opm_sequence>("p.opm_sequence"),
    column<&InvoicePayment::amount>("p.amount"),
    column<&InvoicePayment::pay_type>("m.pay_type"),
    column<&InvoicePayment::pay_category>("t.pay_category"),
    column<&InvoicePayment::store_tender>("t.store_tender"),
    column<&InvoicePayment::suppress_refund>("m.suppress_refund = 'Y'"),
};

constexpr std::string_view kPayments = R"(
SELECT {}
FROM invoice_payment_method p
LEFT JOIN order_payment_method m
       ON m.company = p.company AND m.order_number = ? AND m.opm_sequence = p.opm_sequence
LEFT JOIN pay_type t ON t.company = m.company AND t.pay_type = m.pay_type
WHERE p.company = ? AND p.invoice_number = ?
ORDER BY p.opm_sequence)";

// What was sent is noted in temporary tables: they spill to disk, so memory does not grow with the invoices.
Database& with_notes(Database& database) {
    database.execute(
        "CREATE TEMP TABLE sent_invoice (invoice_number INTEGER PRIMARY KEY);"
        "CREATE TEMP TABLE sent_sku (item TEXT NOT NULL, sku_code TEXT NOT NULL, PRIMARY KEY (item, "
        "sku_code));"
        "CREATE TEMP TABLE sku_without_reference (item TEXT NOT NULL, sku_code TEXT NOT NULL, "
        "invoice_count INTEGER NOT NULL, last_invoice INTEGER NOT NULL, PRIMARY KEY (item, sku_code));");
    return database;
}

}  // namespace

InvoiceFeed::InvoiceFeed(Database& database, int company)
    : database_(with_notes(database)),
      company_(company),
      headers_(database.prepare(fmt::format(kHeaders, select_list(kHeaderColumns)))),
      customer_(database.prepare(fmt::format(kCustomer, select_list(kCustomerColumns)))),
      current_customers_(database, company),
      lines_(database.prepare(fmt::format(kLines, select_list(kLineColumns)))),
      payments_(database.prepare(fmt::format(kPayments, select_list(kPaymentColumns)))),
      note_invoice_(database.prepare("INSERT INTO temp.sent_invoice (invoice_number) VALUES (?)")),
      note_sku_(database.prepare("INSERT INTO temp.sent_sku (item, sku_code) VALUES (?, ?) ON CONFLICT "
                                 "(item, sku_code) DO NOTHING")),
      note_without_reference_(database.prepare(
          "INSERT INTO temp.sku_without_reference (item, sku_code, invoice_count, last_invoice) "
          "VALUES (?, ?, 1, ?) ON CONFLICT (item, sku_code) DO UPDATE SET invoice_count = invoice_count + 1, "
          "last_invoice = excluded.last_invoice WHERE last_invoice <> excluded.last_invoice")) {}

std::int64_t InvoiceFeed::count() {
    return database_.scalar(
        "SELECT COUNT(*) FROM invoice_header WHERE company = ? AND extracted_to_store = ''", company_);
}

bool InvoiceFeed::next(Invoice& invoice) {
    if (!started_) headers_.bind(company_);
    started_ = true;
    if (!headers_.step()) return false;
    read_header(invoice);
    read_customer(invoice);
    read_lines(invoice);
    read_payments(invoice);
    return true;
}

void InvoiceFeed::read_header(Invoice& invoice) {
    take_columns(headers_, kHeaderColumns, invoice);
    lines_.bind(invoice.order_number, invoice.ship_to_number, company_, invoice.invoice_number);
    payments_.bind(invoice.order_number, company_, invoice.invoice_number);
}

/// An order can come in for a Ghost, or for a customer that a merge has deleted: it is its target's.
void InvoiceFeed::read_customer(Invoice& invoice) {
    invoice.sold_to_is_ghost = false;
    if (invoice.order_exists && read_customer(invoice, invoice.sold_to_customer)) return;
    invoice.customer.reset();
    if (!invoice.order_exists) return;
    const CurrentCustomer current = current_customers_.find(invoice.sold_to_customer);
    invoice.sold_to_is_ghost = current.kind == CurrentCustomer::Kind::kGhost;
    if (current.customer_number != 0) read_customer(invoice, current.customer_number);
}

bool InvoiceFeed::read_customer(Invoice& invoice, std::int64_t customer_number) {
    customer_.bind(company_, customer_number);
    if (!customer_.step()) return false;
    if (!invoice.customer) invoice.customer.emplace();
    take_columns(customer_, kCustomerColumns, *invoice.customer);
    customer_.reset();
    return true;
}

void InvoiceFeed::read_lines(Invoice& invoice) {
    invoice.lines.clear();
    while (lines_.step()) take_columns(lines_, kLineColumns, invoice.lines.emplace_back());
}

void InvoiceFeed::read_payments(Invoice& invoice) {
    invoice.payments.clear();
    while (payments_.step()) take_columns(payments_, kPaymentColumns, invoice.payments.emplace_back());
}

void InvoiceFeed::note_sent(const Invoice& invoice, const std::vector<const InvoiceLine*>& lines) {
    note_invoice_.run(invoice.invoice_number);
    ++sent_count_;
    for (const InvoiceLine* line : lines) {
        if (!line->sku_relate_extracted) note_sku_.run(line->item, line->sku_code);
    }
}

void InvoiceFeed::note_without_reference(const Invoice& invoice,
                                         const std::vector<const InvoiceLine*>& lines) {
    for (const InvoiceLine* line : lines)
        note_without_reference_.run(line->item, line->sku_code, invoice.invoice_number);
}

void InvoiceFeed::skus_without_reference(const std::function<void(const SkuWithoutReference&)>& each) {
    Statement query = database_.prepare(
        "SELECT item, sku_code, invoice_count FROM temp.sku_without_reference "
        "ORDER BY invoice_count DESC, item, sku_code");
    while (query.step()) each({query.string(0), query.string(1), query.integer(2)});
}

void InvoiceFeed::mark_sent(std::string_view file_name) {
    const std::int64_t marked =
        database_
            .prepare(
                "UPDATE invoice_header SET extracted_to_store = 'Y', outbound_file = ? WHERE company = ? AND "
                "extracted_to_store = '' AND invoice_number IN (SELECT invoice_number FROM "
                "temp.sent_invoice)")
            .run(file_name, company_);
    if (marked != sent_count_) {
        throw Error(
            ExitCode::kTryLater,
            fmt::format(
                "{} of the {} invoices in the file were changed by another program meanwhile; nothing was "
                "marked or sent, run the job again",
                sent_count_ - marked, sent_count_));
    }
    database_
        .prepare(
            "UPDATE sku SET relate_extracted = 'Y' WHERE company = ? "
            "AND (item, sku_code) IN (SELECT item, sku_code FROM temp.sent_sku)")
        .run(company_);
}

std::int64_t give_back_invoices(Database& database, int company, std::string_view file_name) {
    return database
        .prepare(
            "UPDATE invoice_header SET extracted_to_store = '', outbound_file = '' WHERE company = ? AND "
            "extracted_to_store = 'Y' AND outbound_file = ?")
        .run(company, file_name);
}

}  // namespace oa
