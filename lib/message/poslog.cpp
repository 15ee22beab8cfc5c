#include "message/poslog.hpp"

namespace oa::poslog {

namespace {

constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<POSLog xmlns=\"http://www.nrf-arts.org/IXRetail/namespace/\" "
    "xmlns:dtv=\"http://www.datavantagecorp.com/xstore/\">\n";
constexpr std::string_view kFoot = "</POSLog>\n";

constexpr const char* kRetailSale = "RETAIL_SALE";

// The type names of the contract name each function: the elements stand in that order there and here.

void add_transaction_id(pugi::xml_node node, const TransactionId& id) {
    add_element(node, "RetailStoreID", id.retail_store_id);
    add_element(node, "WorkstationID", id.workstation_id);
    add_element(node, "SequenceNumber", std::to_string(id.sequence_number));
    add_element(node, "BusinessDayDate", id.business_day_date);
}

pugi::xml_node add_line_item(pugi::xml_node retail_transaction, int sequence_number) {
    pugi::xml_node line = retail_transaction.append_child("LineItem");
    line.append_attribute("VoidFlag") = "false";
    add_element(line, "SequenceNumber", std::to_string(sequence_number));
    return line;
}

void add_price_modifier(pugi::xml_node item, const PriceModifier& modifier) {
    pugi::xml_node node = item.append_child("RetailPriceModifier");
    node.append_attribute("VoidFlag") = "false";
    add_element(node, "SequenceNumber", "1");
    add_element(node, "Amount", to_string(modifier.amount));
    node.child("Amount").append_attribute("Action") = modifier.adds ? "Add" : "Subtract";
    add_element_unless_empty(node, "PromotionID", modifier.promotion_id);
    add_element_unless_empty(node, "ReasonCode", modifier.reason_code);
}

/// SaleType and ReturnType.
void add_item(pugi::xml_node line, const ItemLine& item) {
    pugi::xml_node node = line.append_child(item.is_return ? "Return" : "Sale");
    node.append_attribute("ItemType") = "Stock";
    add_element(node, "ItemID", item.item_id);
    if (item.unit_cost_price) add_element(node, "UnitCostPrice", to_string(*item.unit_cost_price));
    add_element(node, "RegularSalesUnitPrice", to_string(item.regular_unit_price));
    add_element(node, "ActualSalesUnitPrice", to_string(item.actual_unit_price));
    add_element(node, "ExtendedAmount", to_string(item.extended_amount));
    add_element(node, "Quantity", std::to_string(item.quantity));
    if (item.original) {
        pugi::xml_node link = node.append_child("TransactionLink");
        link.append_attribute("ReasonCode") = "Return";
        add_transaction_id(link, *item.original);
    }
    if (item.is_return) {
        add_element_unless_empty(node, "Disposal", item.disposal);
        add_element_unless_empty(node, "Reason", item.reason);
    }
    if (item.price_modifier) add_price_modifier(node, *item.price_modifier);
}

void add_tax(pugi::xml_node line, const TaxLine& tax) {
    pugi::xml_node node = line.append_child("Tax");
    node.append_attribute("TaxType") = "Sales";
    add_element(node, "TaxableAmount", to_string(tax.taxable_amount));
    add_element(node, "Amount", to_string(tax.amount));
}

void add_tender(pugi::xml_node line, const TenderLine& tender) {
    pugi::xml_node node = line.append_child("Tender");
    node.append_attribute("TenderType") = tender.tender_type.c_str();
    add_element(node, "TenderID", tender.tender_id);
    add_element(node, "Amount", to_string(tender.amount));
}

void add_total(pugi::xml_node retail_transaction, const char* type, Money amount) {
    add_element(retail_transaction, "Total", to_string(amount));
    retail_transaction.last_child().append_attribute("TotalType") = type;
}

bool add_address(pugi::xml_node node, const Customer& customer) {
    pugi::xml_node address = node.append_child("Address");
    bool changed = add_element_unless_empty(address, "AddressLine", customer.address_line);
    changed |= add_element_unless_empty(address, "City", customer.city);
    changed |= add_element_unless_empty(address, "State", customer.state);
    changed |= add_element_unless_empty(address, "PostalCode", customer.postal_code);
    changed |= add_element_unless_empty(address, "CountryCode", customer.country_code);
    if (address.first_child().empty()) node.remove_child(address);
    return changed;
}

/// PoslogCustomerType.
bool add_customer(pugi::xml_node retail_transaction, const Customer& customer) {
    pugi::xml_node node = retail_transaction.append_child("Customer");
    bool changed = add_element_unless_empty(node, "Name", customer.name);
    changed |= add_address(node, customer);
    changed |= add_element_unless_empty(node, "TelephoneNumber", customer.telephone_number);
    changed |= add_element_unless_empty(node, "eMail", customer.email);
    changed |= add_element_unless_empty(node, "AccountNumber", customer.account_number);
    pugi::xml_node key = node.append_child("AlternateKey");
    key.append_attribute("TypeCode") = customer.alternate_key.type_code.c_str();
    add_element(key, "AlternateID", customer.alternate_key.alternate_id);
    return changed;
}

bool add_retail_transaction(pugi::xml_node parent, const Transaction& transaction) {
    pugi::xml_node node = parent.append_child("RetailTransaction");
    node.append_attribute("Version") = "2.1";
    node.append_attribute("TypeCode") = "Transaction";
    node.append_attribute("TransactionStatus") = "Delivered";
    int sequence_number = 0;
    for (const ItemLine& item : transaction.items) add_item(add_line_item(node, ++sequence_number), item);
    if (transaction.tax) add_tax(add_line_item(node, ++sequence_number), *transaction.tax);
    for (const TenderLine& tender : transaction.tenders)
        add_tender(add_line_item(node, ++sequence_number), tender);
    add_total(node, "TransactionGrandAmount", transaction.grand_amount);
    add_total(node, "TransactionNetAmount", transaction.net_amount);
    add_total(node, "TransactionTaxAmount", transaction.tax_amount);
    return add_customer(node, transaction.customer);
}

}  // namespace

Writer::Writer(Sink sink) : sink_(std::move(sink)) {
    sink_(kHead);
}

bool Writer::write(const Transaction& transaction) {
    pugi::xml_document document;
    pugi::xml_node node = document.append_child("Transaction");
    node.append_attribute("CancelFlag") = "false";
    node.append_attribute("OfflineFlag") = "false";
    node.append_attribute("TrainingModeFlag") = "false";
    node.append_attribute("TransactionType") = kRetailSale;
    node.append_attribute("dtv:TransactionType") = kRetailSale;
    add_transaction_id(node, transaction.id);
    add_element(node, "VoidFlag", "false");
    add_element(node, "BeginDateTime", transaction.begin_date_time);
    add_element(node, "EndDateTime", transaction.end_date_time);
    bool changed = add_element_unless_empty(node, "OperatorID", transaction.operator_id);
    add_element_unless_empty(node, "CurrencyCode", transaction.currency_code);
    changed |= add_retail_transaction(node, transaction);
    for (const Property& property : transaction.properties) {
        pugi::xml_node properties = node.append_child("PosTransactionProperties");
        add_element(properties, "PosTransactionPropertyCode", property.code);
        add_element(properties, "PosTransactionPropertyValue", property.value);
    }
    print_node(node, 1, sink_);
    return changed;
}

void Writer::finish() {
    sink_(kFoot);
}

}  // namespace oa::poslog
