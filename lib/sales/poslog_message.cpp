#include "sales/poslog_message.hpp"

namespace oa::poslog {

namespace {

constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<POSLog xmlns=\"http://www.nrf-arts.org/IXRetail/namespace/\" "
    "xmlns:dtv=\"http://www.datavantagecorp.com/xstore/\">\n";
constexpr std::string_view kFoot = "</POSLog>\n";

constexpr std::string_view kRetailSale = "RETAIL_SALE";

// The type names of the contract name each function: the elements stand in that order there and here.

void add_transaction_id(Element& element, const TransactionId& id) {
    element.add("RetailStoreID", id.retail_store_id);
    element.add("WorkstationID", id.workstation_id);
    element.add("SequenceNumber", std::to_string(id.sequence_number));
    element.add("BusinessDayDate", id.business_day_date);
}

void add_times(Element& element, const Transaction& transaction) {
    element.add("BeginDateTime", transaction.begin_date_time);
    element.add("EndDateTime", transaction.end_date_time);
}

Element add_line_item(Element& retail_transaction, const Transaction& transaction, int sequence_number) {
    Element line = retail_transaction.child("LineItem");
    line.attribute("VoidFlag", "false");
    line.add("SequenceNumber", std::to_string(sequence_number));
    add_times(line, transaction);
    return line;
}

void add_type_code(Element& element, const std::string& type_code) {
    if (!type_code.empty()) element.attribute("TypeCode", type_code);
}

void add_price_modifier(Element& item, const PriceModifier& modifier) {
    Element element = item.child("RetailPriceModifier");
    element.attribute("VoidFlag", "false");
    element.add("SequenceNumber", "1");
    element.add("Amount", to_string(modifier.amount)).attribute("Action", modifier.adds ? "Add" : "Subtract");
    element.add_unless_empty("PromotionID", modifier.promotion_id);
    element.add_unless_empty("ReasonCode", modifier.reason_code);
}

/// SaleType and ReturnType.
void add_item(Element line, const ItemLine& item) {
    Element element = line.child(item.is_return ? "Return" : "Sale");
    element.attribute("ItemType", "Stock");
    element.add("ItemID", item.item_id);
    if (item.unit_cost_price) element.add("UnitCostPrice", to_string(*item.unit_cost_price));
    element.add("RegularSalesUnitPrice", to_string(item.regular_unit_price));
    element.add("ActualSalesUnitPrice", to_string(item.actual_unit_price));
    element.add("ExtendedAmount", to_string(item.extended_amount));
    element.add("Quantity", std::to_string(item.quantity));
    if (item.original) {
        Element link = element.child("TransactionLink");
        link.attribute("ReasonCode", "Return");
        add_transaction_id(link, *item.original);
    }
    if (item.is_return) {
        element.add_unless_empty("Disposal", item.disposal);
        element.add_unless_empty("Reason", item.reason);
    }
    if (item.price_modifier) add_price_modifier(element, *item.price_modifier);
}

void add_tax(Element line, const TaxLine& tax) {
    Element element = line.child("Tax");
    element.attribute("TaxType", "Sales");
    add_type_code(element, tax.type_code);
    element.add("TaxableAmount", to_string(tax.taxable_amount));
    element.add("Amount", to_string(tax.amount));
}

void add_tender(Element line, const TenderLine& tender) {
    Element element = line.child("Tender");
    element.attribute("TenderType", tender.tender_type);
    add_type_code(element, tender.type_code);
    element.add("TenderID", tender.tender_id);
    element.add("Amount", to_string(tender.amount));
}

/// PoslogCustomerType.
void add_customer(Element& retail_transaction, const Customer& customer) {
    Element element = retail_transaction.child("Customer");
    element.add_unless_empty("CustomerID", customer.customer_id);
    element.add_unless_empty("Name", customer.name);
    Element address = element.child("Address");
    address.add_unless_empty("AddressLine", customer.address_line);
    address.add_unless_empty("City", customer.city);
    address.add_unless_empty("State", customer.state);
    address.add_unless_empty("PostalCode", customer.postal_code);
    address.add_unless_empty("CountryCode", customer.country_code);
    element.remove_if_empty("Address");
    element.add_unless_empty("TelephoneNumber", customer.telephone_number);
    element.add_unless_empty("eMail", customer.email);
    Element key = element.child("AlternateKey");
    key.attribute("TypeCode", customer.alternate_key.type_code);
    key.add("AlternateID", customer.alternate_key.alternate_id);
}

void add_retail_transaction(Element& parent, const Transaction& transaction) {
    Element element = parent.child("RetailTransaction");
    element.attribute("Version", "2.1")
        .attribute("TypeCode", "Transaction")
        .attribute("TransactionStatus", "Delivered");
    int sequence_number = 0;
    const auto next_line = [&] { return add_line_item(element, transaction, ++sequence_number); };
    for (const ItemLine& item : transaction.items) add_item(next_line(), item);
    for (const TaxLine& tax : transaction.taxes) add_tax(next_line(), tax);
    for (const TenderLine& tender : transaction.tenders) add_tender(next_line(), tender);
    // The only Total: readers in the field take the first or the last, whatever its type.
    element.add("Total", to_string(transaction.grand_amount))
        .attribute("TotalType", "TransactionGrandAmount");
    add_customer(element, transaction.customer);
}

void add_transaction(Element element, const Transaction& transaction) {
    element.attribute("CancelFlag", "false")
        .attribute("OfflineFlag", "false")
        .attribute("TrainingModeFlag", "false");
    element.attribute("TransactionType", kRetailSale).attribute("dtv:TransactionType", kRetailSale);
    add_transaction_id(element, transaction.id);
    add_times(element, transaction);
    element.add_unless_empty("OperatorID", transaction.operator_id);
    element.add_unless_empty("CurrencyCode", transaction.currency_code);
    // In a file they stand here, whatever the published type's order.
    for (const Property& property : transaction.properties) {
        Element properties = element.child("PosTransactionProperties");
        properties.add("PosTransactionPropertyCode", property.code);
        properties.add("PosTransactionPropertyValue", property.value);
    }
    add_retail_transaction(element, transaction);
}

}  // namespace

Writer::Writer(Sink sink) : sink_(std::move(sink)) {
    sink_(kHead);
}

bool Writer::write(const Transaction& transaction) {
    return write_element("Transaction", 1, sink_,
                         [&](Element element) { add_transaction(element, transaction); });
}

void Writer::finish() {
    sink_(kFoot);
}

}  // namespace oa::poslog
