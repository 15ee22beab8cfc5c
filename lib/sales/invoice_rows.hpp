#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "customer/current_customer_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// The sold-to customer of an invoice, as far as a sales transaction names it.
struct InvoiceCustomer {
    std::int64_t customer_number = 0;
    std::string first_name, last_name, company_name;
    std::string street, city, state, postal_code, country;
    std::string phone_number, email_address, relate_id;
};

struct InvoiceLine {
    std::int64_t sequence_number = 0;
    std::int64_t line_number = 0;
    std::string item, sku_code;
    bool item_exists = false;
    bool sku_exists = false;
    bool sku_relate_extracted = false;
    std::string retail_reference_number;
    std::int64_t quantity = 0;
    Money price, extended_price, handling_amount, tax_amount;
    std::optional<Money> unit_cost;
    std::optional<Money> regular_price;  ///< of the order line; nothing when the line is not there
    std::string price_override_reason, promotion;
    std::string return_disposition_code, return_reason;
    std::int64_t original_invoice_number = 0;
    std::string original_invoice_date;     ///< blank when the original invoice is not in the store
    std::string original_retail_store_id;  ///< of the original order's store; blank for the default location
};

struct InvoicePayment {
    std::int64_t opm_sequence = 0;
    std::optional<std::int64_t> pay_type;      ///< nothing when the order payment method is not there
    std::optional<std::int64_t> pay_category;  ///< nothing when the pay type is not there
    std::string store_tender;
    Money amount;
    bool suppress_refund = false;
};

/// One invoice with all that the sales feed needs of it. Amounts of a credit invoice are negative.
struct Invoice {
    std::int64_t invoice_number = 0;
    bool is_credit = false;
    std::int64_t order_number = 0;
    std::int64_t ship_to_number = 0;
    bool order_exists = false;
    std::string invoice_date, created_at;
    Money merchandise_amount, freight_amount, additional_freight_amount, handling_amount,
        additional_charge_amount;
    Money tax_amount, freight_tax_amount, total_amount;
    bool internet_order = false;
    std::string entered_by, currency_code;
    bool currency_exists = false;    ///< `currency_code` is in the Currency table
    std::string unknown_store_code;  ///< of the order's store; blank when Store Cross Reference has it
    std::string
        retail_store_id;  ///< of the order's store by Store Cross Reference; blank for the default location
    std::string obr_delivery_type;
    std::int64_t sold_to_customer = 0;        ///< as the order names it
    bool sold_to_is_ghost = false;            ///< set where `customer` is not that one
    std::optional<InvoiceCustomer> customer;  ///< the one that it stands for now; nothing when there is none
    std::vector<InvoiceLine> lines;
    std::vector<InvoicePayment> payments;
};

/// A SKU that holds invoices back under L38 = XREF.
struct SkuWithoutReference {
    std::string item, sku_code;
    std::int64_t invoice_count = 0;
};

/// The invoices of a company whose Extracted to Store is blank, in invoice number order, and the marks of
/// those that were sent (Customer Engagement Integration, Customer Engagement Sales Feed, steps 3 and 4).
class InvoiceFeed {
  public:
    InvoiceFeed(Database& database, int company);

    /// How many there are to look at.
    std::int64_t count();

    /// The next invoice, into `invoice`, whose room is used again; false at the end. Call within one read
    /// transaction.
    bool next(Invoice& invoice);

    /// Notes that the invoice, with these of its lines, went into the file. Nothing is written to the store
    /// yet.
    void note_sent(const Invoice& invoice, const std::vector<const InvoiceLine*>& lines);

    /// Notes that the invoice stays behind because these of its lines have no retail reference number.
    void note_without_reference(const Invoice& invoice, const std::vector<const InvoiceLine*>& lines);
    /// What was noted, SKU by SKU, those of most invoices first.
    void skus_without_reference(const std::function<void(const SkuWithoutReference&)>& each);

    /// Within a write transaction of the caller: Extracted to Store = Y for the noted invoices and SKU Relate
    /// Extracted = Y for their SKUs. Error kTryLater when an invoice was marked by somebody else meanwhile.
    void mark_sent(std::string_view file_name);

  private:
    void read_header(Invoice& invoice);
    void read_customer(Invoice& invoice);
    bool read_customer(Invoice& invoice, std::int64_t customer_number);
    void read_lines(Invoice& invoice);
    void read_payments(Invoice& invoice);

    Database& database_;
    int company_;
    std::int64_t sent_count_ = 0;
    Statement headers_;
    Statement customer_;
    CurrentCustomers current_customers_;
    Statement lines_;
    Statement payments_;
    Statement note_invoice_;
    Statement note_sku_;
    Statement note_without_reference_;
    bool started_ = false;
};

/// Takes the marks of the invoices that left in a file of the outbox, which is lost, and answers how many:
/// the next feed sends them. Within a write transaction of the caller.
std::int64_t give_back_invoices(Database& database, int company, std::string_view file_name);

}  // namespace oa
