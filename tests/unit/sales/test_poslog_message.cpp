#include "sales/poslog_message.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <sstream>

#include "unit/fixtures.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;
using poslog::ItemLine;
using poslog::Writer;

namespace {

struct Written {
    explicit Written(const poslog::Transaction& transaction) {
        Writer writer([this](std::string_view bytes) { text += bytes; });
        changed = writer.write(transaction);
        writer.finish();
        const auto result = document.load_buffer(text.data(), text.size(),
                                                 pugi::parse_default | pugi::parse_ws_pcdata_single);
        CAPTURE(text, result.description());
        REQUIRE(result);
    }

    pugi::xml_node transaction() const { return document.child("POSLog").child("Transaction"); }
    pugi::xml_node line(int number) const {
        const std::string path = "RetailTransaction/LineItem[" + std::to_string(number) + "]";
        return transaction().select_node(path.c_str()).node();
    }
    std::string at(const std::string& path) const {
        return transaction().select_node(path.c_str()).node().text().get();
    }

    std::string text;
    bool changed = false;
    pugi::xml_document document;
};

std::vector<std::string> words(const std::string& text) {
    std::istringstream input(text);
    std::vector<std::string> result;
    for (std::string word; input >> word;) result.push_back(word);
    return result;
}

// The types of the contract that a sales feed uses, in their order.
const std::map<std::string, std::string> kOrder = {
    {"POSLog", "Transaction"},
    {"Transaction",
     "RetailStoreID WorkstationID SequenceNumber BusinessDayDate BeginDateTime EndDateTime OperatorID "
     "CurrencyCode OrgCurrencyCode ExchangeRate PosTransactionProperties RetailTransaction"},
    {"RetailTransaction",
     "LineItem Total CustomerAccount Customer TransactionLink PostVoidReasonCode PostVoidComment"},
    {"LineItem", "SequenceNumber BeginDateTime EndDateTime Return Sale Tender Tax"},
    {"Sale",
     "ItemID UnitCostPrice RegularSalesUnitPrice ActualSalesUnitPrice ExtendedAmount Quantity SerialNumber "
     "Associate "
     "PercentageOfItem RetailPriceModifier"},
    {"Return",
     "ItemID UnitCostPrice RegularSalesUnitPrice ActualSalesUnitPrice ExtendedAmount Quantity SerialNumber "
     "Associate "
     "PercentageOfItem TransactionLink Disposal Reason ReturnType ReasonComment RetailPriceModifier"},
    {"TransactionLink", "RetailStoreID WorkstationID SequenceNumber BusinessDayDate"},
    {"RetailPriceModifier", "SequenceNumber Amount PromotionID ReasonCode Coupon"},
    {"Tax", "TaxAuthority TaxableAmount Amount Percent"},
    {"Tender", "TenderID Amount Authorization"},
    {"Customer", "CustomerID Name Address TelephoneNumber eMail AlternateKey"},
    {"Address", "AddressLine City State PostalCode CountryCode"},
    {"AlternateKey", "AlternateID"},
    {"PosTransactionProperties", "PosTransactionPropertyCode PosTransactionPropertyValue"},
};

void check_order(const pugi::xml_node& parent, std::set<std::string>& seen) {
    std::size_t last = 0;
    for (const pugi::xml_node& child : parent.children()) {
        if (child.type() != pugi::node_element) continue;
        CAPTURE(parent.name(), child.name());
        REQUIRE(kOrder.count(parent.name()) == 1);
        const std::vector<std::string> order = words(kOrder.at(parent.name()));
        const auto found = std::find(order.begin(), order.end(), child.name());
        REQUIRE(found != order.end());
        const auto place = static_cast<std::size_t>(found - order.begin());
        CHECK(place >= last);
        last = place;
        seen.insert(child.name());
        check_order(child, seen);
    }
}

}  // namespace

TEST_CASE("the elements stand in the order of the contract, and all are there", "[sales/poslog_message]") {
    const Written written(full_transaction());
    std::set<std::string> seen;
    check_order(written.document.child("POSLog"), seen);
    for (const std::string name : {"RetailStoreID",
                                   "WorkstationID",
                                   "SequenceNumber",
                                   "BusinessDayDate",
                                   "BeginDateTime",
                                   "EndDateTime",
                                   "OperatorID",
                                   "CurrencyCode",
                                   "LineItem",
                                   "Sale",
                                   "Return",
                                   "Tax",
                                   "Tender",
                                   "Total",
                                   "Customer",
                                   "ItemID",
                                   "UnitCostPrice",
                                   "RegularSalesUnitPrice",
                                   "ActualSalesUnitPrice",
                                   "ExtendedAmount",
                                   "Quantity",
                                   "TransactionLink",
                                   "Disposal",
                                   "Reason",
                                   "RetailPriceModifier",
                                   "Amount",
                                   "PromotionID",
                                   "ReasonCode",
                                   "TaxableAmount",
                                   "TenderID",
                                   "Name",
                                   "Address",
                                   "AddressLine",
                                   "City",
                                   "State",
                                   "PostalCode",
                                   "CountryCode",
                                   "TelephoneNumber",
                                   "eMail",
                                   "CustomerID",
                                   "AlternateKey",
                                   "AlternateID",
                                   "PosTransactionProperties",
                                   "PosTransactionPropertyCode",
                                   "PosTransactionPropertyValue"}) {
        CAPTURE(name);
        CHECK(seen.count(name) == 1);
    }
    CHECK_FALSE(written.changed);
}

TEST_CASE("a document opens and closes once around its transactions", "[sales/poslog_message]") {
    const std::string head =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<POSLog xmlns=\"http://www.nrf-arts.org/IXRetail/namespace/\" "
        "xmlns:dtv=\"http://www.datavantagecorp.com/xstore/\">\n";
    std::string text;
    Writer writer([&](std::string_view bytes) { text += bytes; });
    CHECK(text == head);
    writer.write(full_transaction());
    const std::size_t one = text.size() - head.size();
    writer.write(full_transaction());
    // Streamed: what was written is not held back for the end.
    CHECK(text.size() == head.size() + 2 * one);
    writer.finish();
    CHECK(text.ends_with("  </Transaction>\n</POSLog>\n"));
    pugi::xml_document document;
    REQUIRE(document.load_string(text.c_str()));
    CHECK(document.select_nodes("/POSLog/Transaction").size() == 2);
}

TEST_CASE("the transaction carries the attributes of the contract", "[sales/poslog_message]") {
    const Written written(full_transaction());
    const pugi::xml_node transaction = written.transaction();
    const pugi::xml_node retail = transaction.child("RetailTransaction");
    struct Case {
        pugi::xml_node node;
        std::string name, value;
    };
    const std::vector<Case> cases = {
        {transaction, "CancelFlag", "false"},
        {transaction, "OfflineFlag", "false"},
        {transaction, "TrainingModeFlag", "false"},
        {transaction, "TransactionType", "RETAIL_SALE"},
        {transaction, "dtv:TransactionType", "RETAIL_SALE"},
        {retail, "Version", "2.1"},
        {retail, "TypeCode", "Transaction"},
        {retail, "TransactionStatus", "Delivered"},
        {written.line(1), "VoidFlag", "false"},
        {written.line(1).child("Sale"), "ItemType", "Stock"},
        {written.line(2).child("Return"), "ItemType", "Stock"},
        {written.line(1).child("Sale").child("RetailPriceModifier"), "VoidFlag", "false"},
        {written.line(1).child("Sale").child("RetailPriceModifier").child("Amount"), "Action", "Subtract"},
        {written.line(2).child("Return").child("RetailPriceModifier").child("Amount"), "Action", "Add"},
        {written.line(2).child("Return").child("TransactionLink"), "ReasonCode", "Return"},
        {written.line(3).child("Tax"), "TaxType", "Sales"},
        {written.line(3).child("Tax"), "TypeCode", "Sale"},
        {written.line(4).child("Tax"), "TypeCode", "Refund"},
        {written.line(5).child("Tender"), "TenderType", "CreditDebit"},
        {written.line(5).child("Tender"), "TypeCode", "Sale"},
        {written.line(6).child("Tender"), "TenderType", "Cash"},
        {written.line(6).child("Tender"), "TypeCode", "Refund"},
        {retail.child("Total"), "TotalType", "TransactionGrandAmount"},
        {retail.child("Customer").child("AlternateKey"), "TypeCode", "SERENADE_ID"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.node.name(), c.name);
        REQUIRE(c.node);
        CHECK(c.node.attribute(c.name.c_str()).value() == c.value);
    }
}

TEST_CASE("values go where they belong, and line items are numbered from 1 through",
          "[sales/poslog_message]") {
    const Written written(full_transaction());
    const std::map<std::string, std::string> wanted = {
        {"RetailStoreID", "12301974"},
        {"WorkstationID", "007"},
        {"SequenceNumber", "1042"},
        {"BusinessDayDate", "2010-11-23"},
        {"BeginDateTime", "2010-11-23T09:21:41"},
        {"EndDateTime", "2010-11-23T09:21:41"},
        {"OperatorID", "MARY"},
        {"CurrencyCode", "USD"},
        {"RetailTransaction/LineItem[1]/Sale/ItemID", "ITM1-RED-XSML-WMNS"},
        {"RetailTransaction/LineItem[1]/Sale/UnitCostPrice", "8.00"},
        {"RetailTransaction/LineItem[1]/Sale/RegularSalesUnitPrice", "24.99"},
        {"RetailTransaction/LineItem[1]/Sale/ActualSalesUnitPrice", "19.99"},
        {"RetailTransaction/LineItem[1]/Sale/ExtendedAmount", "39.98"},
        {"RetailTransaction/LineItem[1]/Sale/Quantity", "2"},
        {"RetailTransaction/LineItem[1]/Sale/RetailPriceModifier/SequenceNumber", "1"},
        {"RetailTransaction/LineItem[1]/Sale/RetailPriceModifier/Amount", "5.00"},
        {"RetailTransaction/LineItem[1]/Sale/RetailPriceModifier/PromotionID", "SPRING"},
        {"RetailTransaction/LineItem[1]/Sale/RetailPriceModifier/ReasonCode", "M"},
        {"RetailTransaction/LineItem[2]/Return/ExtendedAmount", "5.00"},
        {"RetailTransaction/LineItem[2]/Return/Quantity", "1"},
        {"RetailTransaction/LineItem[2]/Return/TransactionLink/RetailStoreID", "00123"},
        {"RetailTransaction/LineItem[2]/Return/TransactionLink/WorkstationID", "007"},
        {"RetailTransaction/LineItem[2]/Return/TransactionLink/SequenceNumber", "1001"},
        {"RetailTransaction/LineItem[2]/Return/TransactionLink/BusinessDayDate", "2010-11-01"},
        {"RetailTransaction/LineItem[2]/Return/Disposal", "01"},
        {"RetailTransaction/LineItem[2]/Return/Reason", "DMG"},
        {"RetailTransaction/LineItem[3]/Tax/TaxableAmount", "39.98"},
        {"RetailTransaction/LineItem[3]/Tax/Amount", "3.20"},
        {"RetailTransaction/LineItem[4]/Tax/TaxableAmount", "5.00"},
        {"RetailTransaction/LineItem[4]/Tax/Amount", "0.40"},
        {"RetailTransaction/LineItem[5]/Tender/TenderID", "VISA"},
        {"RetailTransaction/LineItem[5]/Tender/Amount", "40.00"},
        {"RetailTransaction/LineItem[6]/Tender/Amount", "2.22"},
        {"RetailTransaction/Total", "37.78"},
        {"RetailTransaction/Customer/Name", "Ada Byron"},
        {"RetailTransaction/Customer/Address/AddressLine", "12 Square"},
        {"RetailTransaction/Customer/Address/CountryCode", "GB"},
        {"RetailTransaction/Customer/TelephoneNumber", "555-1"},
        {"RetailTransaction/Customer/eMail", "ada@example.com"},
        {"RetailTransaction/Customer/CustomerID", "R1"},
        {"RetailTransaction/Customer/AlternateKey/AlternateID", "4711"},
        {"PosTransactionProperties/PosTransactionPropertyCode", "channel"},
        {"PosTransactionProperties/PosTransactionPropertyValue", "ECOMM"},
    };
    for (const auto& [path, value] : wanted) {
        CAPTURE(path);
        CHECK(written.at(path) == value);
    }
    for (int number = 1; number <= 6; ++number) {
        CHECK(written.line(number).child("SequenceNumber").text().as_int() == number);
        CHECK(written.line(number).child_value("BeginDateTime") == written.at("BeginDateTime"));
        CHECK(written.line(number).child_value("EndDateTime") == written.at("EndDateTime"));
    }
    CHECK_FALSE(written.line(7));
    // Readers take the first or the last of several.
    CHECK(written.transaction().select_nodes("RetailTransaction/Total").size() == 1);
}

TEST_CASE("what has no value is left out", "[sales/poslog_message]") {
    struct Case {
        std::string name;
        std::function<void(poslog::Transaction&)> change;
        std::vector<std::string> gone;
    };
    const std::vector<Case> cases = {
        {"currency", [](poslog::Transaction& t) { t.currency_code.clear(); }, {"CurrencyCode"}},
        {"operator", [](poslog::Transaction& t) { t.operator_id.clear(); }, {"OperatorID"}},
        {"tax", [](poslog::Transaction& t) { t.taxes.clear(); }, {"Tax"}},
        {"tenders", [](poslog::Transaction& t) { t.tenders.clear(); }, {"Tender"}},
        {"unit cost", [](poslog::Transaction& t) { t.items[0].unit_cost_price.reset(); }, {"UnitCostPrice"}},
        {"modifiers",
         [](poslog::Transaction& t) {
             for (ItemLine& item : t.items) item.price_modifier.reset();
         },
         {"RetailPriceModifier"}},
        {"promotion",
         [](poslog::Transaction& t) { t.items[0].price_modifier->promotion_id.clear(); },
         {"PromotionID"}},
        {"reason",
         [](poslog::Transaction& t) { t.items[0].price_modifier->reason_code.clear(); },
         {"ReasonCode"}},
        {"original", [](poslog::Transaction& t) { t.items[1].original.reset(); }, {"TransactionLink"}},
        {"disposition", [](poslog::Transaction& t) { t.items[1].disposal.clear(); }, {"Disposal"}},
        {"return reason", [](poslog::Transaction& t) { t.items[1].reason.clear(); }, {"Reason"}},
        {"a sale's disposition",
         [](poslog::Transaction& t) {
             t.items[1].is_return = false;
             t.items[1].original.reset();
         },
         {"Disposal", "Reason", "Return"}},
        {"name", [](poslog::Transaction& t) { t.customer.name.clear(); }, {"Name"}},
        {"city", [](poslog::Transaction& t) { t.customer.city.clear(); }, {"City"}},
        {"address",
         [](poslog::Transaction& t) {
             t.customer.address_line = t.customer.city = t.customer.state = "";
             t.customer.postal_code = t.customer.country_code = "";
         },
         {"Address", "AddressLine"}},
        {"telephone",
         [](poslog::Transaction& t) { t.customer.telephone_number.clear(); },
         {"TelephoneNumber"}},
        {"email", [](poslog::Transaction& t) { t.customer.email.clear(); }, {"eMail"}},
        {"Relate ID", [](poslog::Transaction& t) { t.customer.customer_id.clear(); }, {"CustomerID"}},
        {"properties", [](poslog::Transaction& t) { t.properties.clear(); }, {"PosTransactionProperties"}},
    };
    const auto has = [](const Written& written, const std::string& name) {
        return !written.document.select_nodes(("//*[local-name()='" + name + "']").c_str()).empty();
    };
    const Written whole(full_transaction());
    for (const Case& c : cases) {
        CAPTURE(c.name);
        poslog::Transaction transaction = full_transaction();
        c.change(transaction);
        const Written written(transaction);
        for (const std::string& name : c.gone) {
            CAPTURE(name);
            CHECK(has(whole, name));
            CHECK_FALSE(has(written, name));
        }
        std::set<std::string> seen;
        check_order(written.document.child("POSLog"), seen);
    }
}
