#include "customer/customer_message.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <sstream>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;
using customer::Customer;
using customer::Writer;

namespace {

/// With every element that there is.
Customer full_customer() {
    Customer customer;
    customer.retail_store_id = "12301974";
    customer.customer_id = "R1";
    customer.business_name = "ENGINES & CO";
    customer.source = "CONTACT CENTER";
    customer.update_user_id = "OROMS-MARY";
    customer.names = {{"First", "ADA"}, {"Middle", "K"}, {"Last", "BYRON"}};
    customer.suffix = "JR";
    customer.salutation = "MS";
    customer.address = customer::Address{"12 SQUARE", "LINE 2", "LINE 3", "LINE 4", "APT 3",
                                         "LONDON",    "GB",     "LN",     "SW1Y",   "Y"};
    customer.email = customer::Email{"Ada@Example.com", "N", "HTML"};
    customer.telephones = {{"BUSINESS", "5551", true, "Y"}, {"FAX", "5553", false, "N"}};
    customer.birth_date = "1900-12-10";
    customer.rent = true;
    customer.contact_preferences = {{"Mail", true}, {"Email", false}, {"Phone", true}, {"Fax", true}};
    customer.alternate_keys = {{"SERENADE_ID", "4711"}, {"OCP_CUST_ID", "W42"}};
    customer.custom_attributes = {{"MARITAL STATUS", "MARRIED"}, {"AGE", "30-39"}};
    return customer;
}

struct Written {
    explicit Written(const Customer& customer) {
        Writer writer([this](std::string_view bytes) { text += bytes; });
        changed = writer.write(customer);
        writer.finish();
        const auto result = document.load_buffer(text.data(), text.size(),
                                                 pugi::parse_default | pugi::parse_ws_pcdata_single);
        CAPTURE(text, result.description());
        REQUIRE(result);
    }

    pugi::xml_node node(const std::string& path) const {
        return document.select_node(("/Customers/Customer/" + path).c_str()).node();
    }
    std::string at(const std::string& path) const { return node(path).text().get(); }
    bool has(const std::string& name) const { return !document.select_nodes(("//" + name).c_str()).empty(); }

    std::string text;
    bool changed = false;
    pugi::xml_document document;
};

Written changed_by(const std::function<void(Customer&)>& change) {
    Customer customer = full_customer();
    change(customer);
    return Written(customer);
}

// The contract's types that a customer uses, in their order; an element is of the type of its own name, but
// Name within Name, which is a text.
const std::map<std::string, std::string> kOrder = {
    {"Customers", "Customer"},
    {"Customer",
     "RetailStoreID Instrument CustomerID OrgName CustOrgTypcode EmployeeID BusinessName CustomerClass "
     "Source "
     "Prospect CustomerOwnerID CustomerNumber CustomerReference LastUpdateInfo Affiliation EntityInformation "
     "PersonalPreferences AlternateKey CustomAttribute CustomerNotes SignupDate AssociateAssignments "
     "PreferenceCenters"},
    {"LastUpdateInfo", "UpdateUserID UpdateDate"},
    {"EntityInformation", "Individual"},
    {"Individual",
     "Name Suffix SortingName NickName Salutation ContactInformation PersonalSummary SocioEconomicProfile"},
    {"Name", "Name"},
    {"ContactInformation", "Address EMail Telephone"},
    {"Address",
     "AddressLine1 AddressLine2 AddressLine3 AddressLine4 ApartmentNumber City Country County Territory "
     "PostalCode"},
    {"EMail", "EMailAddress"},
    {"Telephone", "PhoneNumber Extension"},
    {"PersonalSummary", "GenderType BirthDate Anniversary MaritalStatusCode Ethnicity Rent LanguageCode"},
    {"PersonalPreferences", "ContactPreference"},
    {"AlternateKey", "AlternateID"},
    {"CustomAttribute", "AttributeValue"},
};

std::vector<std::string> words(const std::string& text) {
    std::istringstream input(text);
    std::vector<std::string> result;
    for (std::string word; input >> word;) result.push_back(word);
    return result;
}

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

const std::string kIndividual = "EntityInformation/Individual/";
const std::string kContact = kIndividual + "ContactInformation/";

}  // namespace

TEST_CASE("the elements of a customer stand in the order of the contract, and all are there",
          "[customer/customer_message]") {
    const Written written(full_customer());
    std::set<std::string> seen;
    check_order(written.document.child("Customers"), seen);
    const std::vector<std::string> wanted = words(
        "Customer RetailStoreID CustomerID BusinessName Source LastUpdateInfo UpdateUserID EntityInformation "
        "Individual Name Suffix Salutation ContactInformation Address AddressLine1 AddressLine2 AddressLine3 "
        "AddressLine4 ApartmentNumber City Country Territory PostalCode EMail EMailAddress Telephone "
        "PhoneNumber PersonalSummary BirthDate Rent PersonalPreferences ContactPreference AlternateKey "
        "AlternateID CustomAttribute AttributeValue");
    CHECK(seen == std::set<std::string>(wanted.begin(), wanted.end()));
    CHECK_FALSE(written.changed);
}

TEST_CASE("values and attributes go where they belong", "[customer/customer_message]") {
    const Written written(full_customer());
    const std::map<std::string, std::string> wanted = {
        {"RetailStoreID", "12301974"},
        {"CustomerID", "R1"},
        {"BusinessName", "ENGINES & CO"},
        {"Source", "CONTACT CENTER"},
        {"LastUpdateInfo/UpdateUserID", "OROMS-MARY"},
        {kIndividual + "Name/Name[1][@Location='First']", "ADA"},
        {kIndividual + "Name/Name[2][@Location='Middle']", "K"},
        {kIndividual + "Name/Name[3][@Location='Last']", "BYRON"},
        {kIndividual + "Suffix", "JR"},
        {kIndividual + "Salutation", "MS"},
        {kContact + "Address/AddressLine1", "12 SQUARE"},
        {kContact + "Address/AddressLine2", "LINE 2"},
        {kContact + "Address/AddressLine3", "LINE 3"},
        {kContact + "Address/AddressLine4", "LINE 4"},
        {kContact + "Address/ApartmentNumber", "APT 3"},
        {kContact + "Address/City", "LONDON"},
        {kContact + "Address/Country", "GB"},
        {kContact + "Address/Territory", "LN"},
        {kContact + "Address[@TypeCode='HOME'][@PrimaryFlag='true'][@ContactPreferenceCode='Y']/PostalCode",
         "SW1Y"},
        {kContact + "EMail[@TypeCode='HOME'][@PrimaryFlag='true'][@ContactPreferenceCode='N']"
                    "[@FormatPreferenceCode='HTML']/EMailAddress",
         "Ada@Example.com"},
        {kContact + "Telephone[1][@TypeCode='BUSINESS'][@PrimaryFlag='true'][@ContactPreferenceCode='Y']/"
                    "PhoneNumber",
         "5551"},
        {kContact + "Telephone[2][@TypeCode='FAX'][@PrimaryFlag='false'][@ContactPreferenceCode='N']/"
                    "PhoneNumber",
         "5553"},
        {kIndividual + "PersonalSummary/BirthDate", "1900-12-10"},
        {kIndividual + "PersonalSummary/Rent", "true"},
        {"AlternateKey[1][@TypeCode='SERENADE_ID']/AlternateID", "4711"},
        {"AlternateKey[2][@TypeCode='OCP_CUST_ID']/AlternateID", "W42"},
        {"CustomAttribute[1][@name='MARITAL STATUS']/AttributeValue", "MARRIED"},
        {"CustomAttribute[2][@name='AGE']/AttributeValue", "30-39"},
    };
    for (const auto& [path, value] : wanted) {
        CAPTURE(path);
        CHECK(written.at(path) == value);
    }
    const std::string preferences = "PersonalPreferences/ContactPreference";
    for (const std::string place :
         {"[1][@ContactType='Mail'][@Permission='true']", "[2][@ContactType='Email'][@Permission='false']",
          "[3][@ContactType='Phone'][@Permission='true']", "[4][@ContactType='Fax'][@Permission='true']"}) {
        CAPTURE(place);
        CHECK(written.node(preferences + place));
    }
    CHECK(changed_by([](Customer& c) { c.rent = false; }).at(kIndividual + "PersonalSummary/Rent") ==
          "false");
}

TEST_CASE("what a customer has no value for is left out", "[customer/customer_message]") {
    struct Case {
        std::string name;
        std::function<void(Customer&)> change;
        std::vector<std::string> gone, kept;
    };
    const std::vector<Case> cases = {
        {"store", [](Customer& c) { c.retail_store_id.clear(); }, {"RetailStoreID"}, {"CustomerID"}},
        {"Relate ID", [](Customer& c) { c.customer_id.clear(); }, {"CustomerID"}, {}},
        {"company", [](Customer& c) { c.business_name.clear(); }, {"BusinessName"}, {}},
        {"source", [](Customer& c) { c.source.clear(); }, {"Source"}, {}},
        {"user", [](Customer& c) { c.update_user_id.clear(); }, {"LastUpdateInfo", "UpdateUserID"}, {}},
        {"names", [](Customer& c) { c.names.clear(); }, {"Name"}, {"Salutation"}},
        {"suffix", [](Customer& c) { c.suffix.clear(); }, {"Suffix"}, {}},
        {"salutation", [](Customer& c) { c.salutation.clear(); }, {"Salutation"}, {}},
        {"address", [](Customer& c) { c.address.reset(); }, {"Address", "AddressLine2"}, {"EMail"}},
        {"email", [](Customer& c) { c.email.reset(); }, {"EMail", "EMailAddress"}, {"Address"}},
        {"telephones", [](Customer& c) { c.telephones.clear(); }, {"Telephone"}, {"Address"}},
        {"all contacts",
         [](Customer& c) {
             c.address.reset();
             c.email.reset();
             c.telephones.clear();
         },
         {"ContactInformation"},
         {"PersonalSummary"}},
        {"birth date", [](Customer& c) { c.birth_date.clear(); }, {"BirthDate"}, {"Rent"}},
        {"rent", [](Customer& c) { c.rent.reset(); }, {"Rent"}, {"BirthDate"}},
        {"both",
         [](Customer& c) {
             c.birth_date.clear();
             c.rent.reset();
         },
         {"PersonalSummary"},
         {}},
        {"permissions", [](Customer& c) { c.contact_preferences.clear(); }, {"PersonalPreferences"}, {}},
        {"profiles", [](Customer& c) { c.custom_attributes.clear(); }, {"CustomAttribute"}, {}},
        {"address line 1", [](Customer& c) { c.address->line_1.clear(); }, {"AddressLine1"}, {"City"}},
        {"city", [](Customer& c) { c.address->city.clear(); }, {"City"}, {"AddressLine1"}},
        {"country", [](Customer& c) { c.address->country.clear(); }, {"Country"}, {"City"}},
        {"territory", [](Customer& c) { c.address->territory.clear(); }, {"Territory"}, {"City"}},
        {"postal code", [](Customer& c) { c.address->postal_code.clear(); }, {"PostalCode"}, {"City"}},
        {"mail permission",
         [](Customer& c) { c.address->contact_preference_code.clear(); },
         {"Address/@ContactPreferenceCode"},
         {"Address/@TypeCode", "EMail/@ContactPreferenceCode"}},
        {"opt-in",
         [](Customer& c) { c.email->contact_preference_code.clear(); },
         {"EMail/@ContactPreferenceCode"},
         {"EMail/@FormatPreferenceCode", "Address/@ContactPreferenceCode"}},
        {"phone permissions",
         [](Customer& c) {
             for (auto& telephone : c.telephones) telephone.contact_preference_code.clear();
         },
         {"Telephone/@ContactPreferenceCode"},
         {"Telephone/@TypeCode"}},
    };
    const Written whole(full_customer());
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const Written written = changed_by(c.change);
        for (const std::string& name : c.gone) {
            CAPTURE(name);
            CHECK(whole.has(name));
            CHECK_FALSE(written.has(name));
        }
        for (const std::string& name : c.kept) {
            CAPTURE(name);
            CHECK(written.has(name));
        }
        std::set<std::string> seen;
        check_order(written.document.child("Customers"), seen);
    }
}

TEST_CASE(
    "blank lines 2-4 and apartment are written: that deletes them (Customer Engagement Integration, Customer "
    "Data Mapping)",
    "[customer/customer_message]") {
    const Written written = changed_by([](Customer& c) {
        c.address->line_2 = c.address->line_3 = c.address->line_4 = c.address->apartment_number = "";
    });
    for (const std::string name : {"AddressLine2", "AddressLine3", "AddressLine4", "ApartmentNumber"}) {
        CAPTURE(name);
        REQUIRE(written.node(kContact + "Address/" + name));
        CHECK(written.at(kContact + "Address/" + name).empty());
    }
}

TEST_CASE("the smallest customer is a valid one", "[customer/customer_message]") {
    Customer customer;
    customer.alternate_keys = {{"SERENADE_ID", "1"}};
    CHECK(Written(customer).text ==
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Customers>\n"
          "  <Customer>\n"
          "    <EntityInformation>\n      <Individual />\n    </EntityInformation>\n"
          "    <AlternateKey TypeCode=\"SERENADE_ID\">\n      <AlternateID>1</AlternateID>\n"
          "    </AlternateKey>\n"
          "  </Customer>\n</Customers>\n");
}

TEST_CASE("a document opens and closes once around its customers", "[customer/customer_message]") {
    const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Customers>\n";
    std::string text;
    Writer writer([&](std::string_view bytes) { text += bytes; });
    CHECK(text == head);
    writer.write(full_customer());
    const std::size_t one = text.size() - head.size();
    writer.write(full_customer());
    // Streamed: what was written is not held back for the end.
    CHECK(text.size() == head.size() + 2 * one);
    writer.finish();
    CHECK(text.ends_with("  </Customer>\n</Customers>\n"));
    pugi::xml_document document;
    REQUIRE(document.load_string(text.c_str()));
    CHECK(document.select_nodes("/Customers/Customer").size() == 2);
}

TEST_CASE("what XML cannot carry is replaced and told, wherever it stands", "[customer/customer_message]") {
    struct Case {
        std::string name, sent;
        std::function<void(Customer&)> change;
    };
    const std::vector<Case> cases = {
        {"name", "A B",
         [](Customer& c) {
             c.names[0].text =
                 "A\x01"
                 "B";
         }},
        {"company",
         "A\xEF\xBF\xBD"
         "B",
         [](Customer& c) {
             c.business_name =
                 "A\xE9"
                 "B";
         }},
        {"address", "A B",
         [](Customer& c) {
             c.address->line_3 =
                 "A\x1F"
                 "B";
         }},
        {"email", "A B",
         [](Customer& c) {
             c.email->address =
                 "A\x0C"
                 "B";
         }},
        {"profile", "A B",
         [](Customer& c) {
             c.custom_attributes[0].value =
                 "A\x08"
                 "B";
         }},
        {"attribute", "A B",
         [](Customer& c) {
             c.custom_attributes[0].name =
                 "A\x08"
                 "B";
         }},
        {"alternate key", "A B",
         [](Customer& c) {
             c.alternate_keys[0].alternate_id =
                 "A\x02"
                 "B";
         }},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const Written written = changed_by(c.change);
        CHECK(written.changed);
        CHECK(contains(written.text, c.sent));
    }
    // One customer's flag is not the next one's.
    Writer writer([](std::string_view) {});
    Customer bad = full_customer();
    bad.suffix = "\x01";
    CHECK(writer.write(bad));
    CHECK_FALSE(writer.write(full_customer()));
}

TEST_CASE("markup and foreign characters arrive as they are", "[customer/customer_message]") {
    const std::string text = "<O'\"&> \xC3\x89\xCE\xA3\xD0\x96\xF0\x9F\x98\x80";
    const Written written = changed_by([&](Customer& c) {
        c.business_name = text;
        c.custom_attributes[0].name = text;
    });
    CHECK(written.at("BusinessName") == text);
    CHECK(written.node("CustomAttribute").attribute("name").value() == text);
    CHECK_FALSE(written.changed);
}
