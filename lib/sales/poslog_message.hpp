#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "service/xml.hpp"

namespace oa::poslog {

/// What identifies a transaction to Customer Engagement (contract, File Services).
struct TransactionId {
    std::string retail_store_id;
    std::string workstation_id;
    std::int64_t sequence_number = 0;
    std::string business_day_date;  ///< ISO 8601
};

/// The step from the regular to the actual unit price.
struct PriceModifier {
    Money amount;  ///< per unit, never negative
    bool adds = false;
    std::string promotion_id;
    std::string reason_code;
};

/// A line of goods, or of all non-merchandise amounts: actual unit price x quantity = extended amount.
/// Numbers are as they are sent, here and below (SignRule).
struct ItemLine {
    bool is_return = false;
    std::string item_id;
    std::optional<Money> unit_cost_price;
    Money regular_unit_price;
    Money actual_unit_price;
    Money extended_amount;
    std::int64_t quantity = 0;
    std::optional<PriceModifier> price_modifier;
    std::optional<TransactionId> original;  ///< of a return: the sale it undoes
    std::string disposal;                   ///< of a return: its disposition code
    std::string reason;                     ///< of a return
};

/// The tax that goes one way.
struct TaxLine {
    std::string type_code;  ///< Sale or Refund, blank for none
    Money taxable_amount;   ///< what the tax is on
    Money amount;
};

struct TenderLine {
    std::string tender_type;
    std::string type_code;  ///< Sale or Refund, blank for none
    std::string tender_id;
    Money amount;
};

struct AlternateKey {
    std::string type_code;
    std::string alternate_id;
};

struct Customer {
    std::string customer_id;  ///< the Relate ID, blank when there is none
    std::string name;
    std::string address_line, city, state, postal_code, country_code;
    std::string telephone_number, email;
    AlternateKey alternate_key;
};

struct Property {
    std::string code;
    std::string value;
};

/// One RETAIL_SALE transaction: an invoice.
struct Transaction {
    TransactionId id;
    std::string begin_date_time, end_date_time;  ///< ISO 8601; of its line items too
    std::string operator_id;
    std::string currency_code;
    std::vector<ItemLine> items;
    std::vector<TaxLine> taxes;
    std::vector<TenderLine> tenders;
    Money grand_amount;  ///< TransactionGrandAmount: the net that the customer pays
    Customer customer;
    std::vector<Property> properties;
};

/// Writes a POSLog document transaction by transaction (contract, POSLog file): memory is that of one
/// transaction.
class Writer {
  public:
    explicit Writer(Sink sink);

    /// True when a character that XML 1.0 cannot carry had to be replaced.
    bool write(const Transaction& transaction);
    /// Closes the document.
    void finish();

  private:
    Sink sink_;
};

}  // namespace oa::poslog
