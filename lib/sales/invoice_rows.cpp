#include "sales/invoice_rows.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace oa {

namespace {

// The blank literal lets the partial index invoice_header_to_extract serve the pass and its order.
constexpr std::string_view kHeaders = R"(
SELECT h.invoice_number, h.invoice_type, h.order_number, h.invoice_date, COALESCE(h.created_at, ''),
       h.merchandise_amount, h.freight_amount, h.additional_freight_amount, h.handling_amount,
       h.additional_charge_amount, h.tax_amount, h.freight_tax_amount, h.total_amount,
       o.order_number, COALESCE(o.internet_order, ''), COALESCE(o.entered_by, ''), COALESCE(oe.currency_code, ''),
       COALESCE(x.retail_store_id, ''), COALESCE(st.obr_delivery_type, ''), COALESCE(o.customer_number, 0),
       h.ship_to_number
FROM invoice_header h
LEFT JOIN order_header o ON o.company = h.company AND o.order_number = h.order_number
LEFT JOIN order_header_extended oe ON oe.company = o.company AND oe.order_number = o.order_number
LEFT JOIN store_cross_reference x ON x.company = oe.company AND x.store_code = oe.store_code
LEFT JOIN order_ship_to st
       ON st.company = h.company AND st.order_number = h.order_number AND st.ship_to_number = h.ship_to_number
WHERE h.company = ? AND h.extracted_to_store = ''
ORDER BY h.invoice_number)";

constexpr std::string_view kCustomer = R"(
SELECT c.customer_number, c.first_name, c.last_name, c.company_name, c.street, c.city, c.state, c.postal_code,
       c.country, COALESCE((SELECT p.phone_number FROM customer_sold_to_phone p
                            WHERE p.company = c.company AND p.customer_number = c.customer_number
                            ORDER BY p.phone_type LIMIT 1), ''),
       c.email_address, c.relate_id
FROM customer_sold_to c
WHERE c.company = ? AND c.customer_number = ? AND c.ghost <> 'Y')";

constexpr std::string_view kLines = R"(
SELECT d.sequence_number, d.line_number, d.item, d.sku_code, i.item IS NOT NULL, s.sku_code IS NOT NULL,
       COALESCE(s.relate_extracted, '') = 'Y', COALESCE(s.retail_reference_number, ''), d.quantity, d.price,
       d.extended_price, d.handling_amount, d.tax_amount, d.unit_cost, od.regular_price,
       COALESCE(od.price_override_reason, ''), COALESCE(od.promotion, ''), d.return_disposition_code,
       d.return_reason, d.original_invoice_number, COALESCE(oh.invoice_date, ''), COALESCE(ox.retail_store_id, '')
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

constexpr std::string_view kPayments = R"(
SELECT p.opm_sequence, p.amount, m.pay_type, t.pay_category, COALESCE(t.store_tender, ''),
       COALESCE(m.suppress_refund, '') = 'Y'
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
        "sku_code));");
    return database;
}

std::optional<std::int64_t> optional_integer(const Statement& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return row.integer(column);
}

std::optional<Money> optional_money(const Statement& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return row.money(column);
}

}  // namespace

InvoiceFeed::InvoiceFeed(Database& database, int company)
    : database_(with_notes(database)),
      company_(company),
      headers_(database.prepare(kHeaders)),
      customer_(database.prepare(kCustomer)),
      current_customers_(database, company),
      lines_(database.prepare(kLines)),
      payments_(database.prepare(kPayments)),
      note_invoice_(database.prepare("INSERT INTO temp.sent_invoice (invoice_number) VALUES (?)")),
      note_sku_(database.prepare("INSERT INTO temp.sent_sku (item, sku_code) VALUES (?, ?) ON CONFLICT "
                                 "(item, sku_code) DO NOTHING")) {}

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
    const Statement& row = headers_;
    invoice.invoice_number = row.integer(0);
    invoice.is_credit = row.text(1) == "C";
    invoice.order_number = row.integer(2);
    invoice.invoice_date = row.text(3);
    invoice.created_at = row.text(4);
    invoice.merchandise_amount = row.money(5);
    invoice.freight_amount = row.money(6);
    invoice.additional_freight_amount = row.money(7);
    invoice.handling_amount = row.money(8);
    invoice.additional_charge_amount = row.money(9);
    invoice.tax_amount = row.money(10);
    invoice.freight_tax_amount = row.money(11);
    invoice.total_amount = row.money(12);
    invoice.order_exists = !row.is_null(13);
    invoice.internet_order = row.text(14) == "I";
    invoice.entered_by = row.text(15);
    invoice.currency_code = row.text(16);
    invoice.retail_store_id = row.text(17);
    invoice.obr_delivery_type = row.text(18);
    invoice.sold_to_customer = row.integer(19);
    lines_.bind(invoice.order_number, row.integer(20), company_, invoice.invoice_number);
    payments_.bind(invoice.order_number, company_, invoice.invoice_number);
}

/// An order can come in for a Ghost, or for a customer that a merge has deleted: it is its target's.
void InvoiceFeed::read_customer(Invoice& invoice) {
    invoice.customer.reset();
    invoice.sold_to_is_ghost = false;
    if (!invoice.order_exists) return;
    const auto read = [&](std::int64_t customer_number) {
        customer_.bind(company_, customer_number);
        if (!customer_.step()) return false;
        const Statement& row = customer_;
        invoice.customer = InvoiceCustomer{row.integer(0), row.string(1), row.string(2),  row.string(3),
                                           row.string(4),  row.string(5), row.string(6),  row.string(7),
                                           row.string(8),  row.string(9), row.string(10), row.string(11)};
        customer_.reset();
        return true;
    };
    if (read(invoice.sold_to_customer)) return;
    const CurrentCustomer current = current_customers_.find(invoice.sold_to_customer);
    invoice.sold_to_is_ghost = current.kind == CurrentCustomer::Kind::kGhost;
    if (current.customer_number != 0) read(current.customer_number);
}

void InvoiceFeed::read_lines(Invoice& invoice) {
    invoice.lines.clear();
    while (lines_.step()) {
        const Statement& row = lines_;
        InvoiceLine& line = invoice.lines.emplace_back();
        line.sequence_number = row.integer(0);
        line.line_number = row.integer(1);
        line.item = row.text(2);
        line.sku_code = row.text(3);
        line.item_exists = row.integer(4) != 0;
        line.sku_exists = row.integer(5) != 0;
        line.sku_relate_extracted = row.integer(6) != 0;
        line.retail_reference_number = row.text(7);
        line.quantity = row.integer(8);
        line.price = row.money(9);
        line.extended_price = row.money(10);
        line.handling_amount = row.money(11);
        line.tax_amount = row.money(12);
        line.unit_cost = optional_money(row, 13);
        line.regular_price = optional_money(row, 14);
        line.price_override_reason = row.text(15);
        line.promotion = row.text(16);
        line.return_disposition_code = row.text(17);
        line.return_reason = row.text(18);
        line.original_invoice_number = row.integer(19);
        line.original_invoice_date = row.text(20);
        line.original_retail_store_id = row.text(21);
    }
}

void InvoiceFeed::read_payments(Invoice& invoice) {
    invoice.payments.clear();
    while (payments_.step()) {
        const Statement& row = payments_;
        invoice.payments.push_back({row.integer(0), optional_integer(row, 2), optional_integer(row, 3),
                                    row.string(4), row.money(1), row.integer(5) != 0});
    }
}

void InvoiceFeed::note_sent(const Invoice& invoice, const std::vector<const InvoiceLine*>& lines) {
    note_invoice_.run(invoice.invoice_number);
    ++sent_count_;
    for (const InvoiceLine* line : lines) {
        if (!line->sku_relate_extracted) note_sku_.run(line->item, line->sku_code);
    }
}

void InvoiceFeed::mark_sent() {
    const std::int64_t marked =
        database_
            .prepare(
                "UPDATE invoice_header SET extracted_to_store = 'Y' WHERE company = ? AND extracted_to_store "
                "= '' "
                "AND invoice_number IN (SELECT invoice_number FROM temp.sent_invoice)")
            .run(company_);
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

}  // namespace oa
