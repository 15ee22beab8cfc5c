#include "service/xml.hpp"

#include <functional>

#include "unit/fixtures.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

TEST_CASE("an element is added with its text, or not at all for an empty one", "[service/xml]") {
    pugi::xml_document document;
    const pugi::xml_node node = document.append_child("P");
    bool changed = false;
    Element parent(node, changed);
    parent.add("A", "a & <b>").attribute("b", "\"&<");
    parent.add("B", "");
    parent.add_unless_empty("C", "");
    parent.add_unless_empty("D", " ");
    CHECK_FALSE(changed);
    parent.add_unless_empty("E", std::string_view("\0", 1));
    CHECK(changed);
    std::string text;
    print_node(node, 1, [&](std::string_view bytes) { text += bytes; });
    CHECK(text ==
          "  <P>\n    <A b=\"&quot;&amp;&lt;\">a &amp; &lt;b&gt;</A>\n    <B></B>\n    <D> </D>\n    <E> "
          "</E>\n  </P>\n");
}

TEST_CASE("an attribute tells too when it had to be changed", "[service/xml]") {
    pugi::xml_document document;
    bool changed = false;
    Element(document.append_child("P"), changed).attribute("a", "\x01");
    CHECK(changed);
}

TEST_CASE("an element that was given nothing can be taken away, one with text or an attribute stays",
          "[service/xml]") {
    pugi::xml_document document;
    bool changed = false;
    const pugi::xml_node node = document.append_child("P");
    Element parent(node, changed);
    parent.child("A");
    parent.child("B").attribute("b", "");
    parent.child("C").add("D", "");
    for (const char* name : {"A", "B", "C"}) parent.remove_if_empty(name);
    CHECK_FALSE(node.child("A"));
    CHECK(node.child("B"));
    CHECK(node.child("C"));
}

namespace {

struct TextField {
    std::string name;
    std::function<std::string&(poslog::Transaction&)> of;
    std::string path;  ///< of its element or attribute, from the document
};

/// Every field whose text comes from the store.
const std::vector<TextField>& text_fields() {
    static const std::vector<TextField> fields = {
        {"store", [](poslog::Transaction& t) -> std::string& { return t.id.retail_store_id; },
         "//Transaction/RetailStoreID"},
        {"operator", [](poslog::Transaction& t) -> std::string& { return t.operator_id; }, "//OperatorID"},
        {"currency", [](poslog::Transaction& t) -> std::string& { return t.currency_code; },
         "//CurrencyCode"},
        {"item", [](poslog::Transaction& t) -> std::string& { return t.items[0].item_id; }, "//Sale/ItemID"},
        {"promotion",
         [](poslog::Transaction& t) -> std::string& { return t.items[0].price_modifier->promotion_id; },
         "//PromotionID"},
        {"override reason",
         [](poslog::Transaction& t) -> std::string& { return t.items[0].price_modifier->reason_code; },
         "//ReasonCode"},
        {"original store",
         [](poslog::Transaction& t) -> std::string& { return t.items[1].original->retail_store_id; },
         "//TransactionLink/RetailStoreID"},
        {"disposition", [](poslog::Transaction& t) -> std::string& { return t.items[1].disposal; },
         "//Disposal"},
        {"return reason", [](poslog::Transaction& t) -> std::string& { return t.items[1].reason; },
         "//Reason"},
        {"store tender", [](poslog::Transaction& t) -> std::string& { return t.tenders[0].tender_id; },
         "//Tender/TenderID"},
        {"name", [](poslog::Transaction& t) -> std::string& { return t.customer.name; }, "//Customer/Name"},
        {"street", [](poslog::Transaction& t) -> std::string& { return t.customer.address_line; },
         "//AddressLine"},
        {"city", [](poslog::Transaction& t) -> std::string& { return t.customer.city; }, "//City"},
        {"state", [](poslog::Transaction& t) -> std::string& { return t.customer.state; }, "//State"},
        {"postal code", [](poslog::Transaction& t) -> std::string& { return t.customer.postal_code; },
         "//PostalCode"},
        {"country", [](poslog::Transaction& t) -> std::string& { return t.customer.country_code; },
         "//CountryCode"},
        {"telephone", [](poslog::Transaction& t) -> std::string& { return t.customer.telephone_number; },
         "//TelephoneNumber"},
        {"email", [](poslog::Transaction& t) -> std::string& { return t.customer.email; }, "//eMail"},
        {"Relate ID", [](poslog::Transaction& t) -> std::string& { return t.customer.customer_id; },
         "//CustomerID"},
        {"alternate key type",
         [](poslog::Transaction& t) -> std::string& { return t.customer.alternate_key.type_code; },
         "//AlternateKey/@TypeCode"},
        {"alternate key",
         [](poslog::Transaction& t) -> std::string& { return t.customer.alternate_key.alternate_id; },
         "//AlternateID"},
        {"property", [](poslog::Transaction& t) -> std::string& { return t.properties[0].value; },
         "//PosTransactionPropertyValue"},
    };
    return fields;
}

struct Written {
    explicit Written(const poslog::Transaction& transaction) {
        poslog::Writer writer([this](std::string_view bytes) { text += bytes; });
        changed = writer.write(transaction);
        writer.finish();
        const auto result = document.load_buffer(text.data(), text.size(),
                                                 pugi::parse_default | pugi::parse_ws_pcdata_single);
        CAPTURE(text, result.description());
        REQUIRE(result);
    }

    std::string text;
    bool changed = false;
    pugi::xml_document document;
};

std::string value_at(const Written& written, const std::string& path) {
    const pugi::xpath_node found = written.document.select_node(path.c_str());
    return found.attribute() ? found.attribute().value() : found.node().text().get();
}

}  // namespace

TEST_CASE("characters of markup and other scripts pass through every field", "[service/xml]") {
    for (const std::string value : {"&<>\"'", "]]>", "<!-- -->", "&amp;", "M\xC3\xBCller & S\xC3\xB6hne",
                                    "\xE2\x82\xAC \xF0\x9F\x98\x80"}) {
        for (const TextField& field : text_fields()) {
            CAPTURE(field.name, value);
            poslog::Transaction transaction = full_transaction();
            field.of(transaction) = value;
            const Written written(transaction);
            CHECK(value_at(written, field.path) == value);
            CHECK_FALSE(written.changed);
        }
    }
    poslog::Transaction transaction = full_transaction();
    transaction.customer.name = "A&B<C>M\xC3\xBC";
    CHECK(contains(Written(transaction).text, "<Name>A&amp;B&lt;C&gt;M\xC3\xBC</Name>"));
}

TEST_CASE("what XML cannot carry is replaced in every field, and told", "[service/xml]") {
    struct Case {
        std::string value, replaced;
    };
    const std::vector<Case> cases = {{std::string("a\0b", 3), "a b"},
                                     {"a\x01"
                                      "b",
                                      "a b"},
                                     {"a\xFF"
                                      "b",
                                      "a\xEF\xBF\xBD"
                                      "b"}};
    for (const Case& c : cases) {
        for (const TextField& field : text_fields()) {
            CAPTURE(field.name, c.replaced);
            poslog::Transaction transaction = full_transaction();
            field.of(transaction) = c.value;
            const Written written(transaction);
            CHECK(value_at(written, field.path) == c.replaced);
            CHECK(written.changed);
        }
    }
}
