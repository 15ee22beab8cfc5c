#include "customer/record_message.hpp"

#include "service/soap_message.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;
using customer::Lookup;
using customer::Record;

// Contract, CustomerResponseType and CustomerLookupType; Customer Engagement Integration, Customer Data
// Mapping between Order Administration and Customer Engagement: which of the addresses is OA's.

namespace {

Record read(const std::string& inner) {
    const XmlReading reading = read_xml("<return>" + inner + "</return>");
    CAPTURE(reading.problem);
    REQUIRE(reading.root);
    return customer::read_record(reading.root);
}

std::string individual(const std::string& inner) {
    return "<EntityInformation><Individual>" + inner + "</Individual></EntityInformation>";
}

std::string contact(const std::string& inner) {
    return individual("<ContactInformation>" + inner + "</ContactInformation>");
}

/// `<Address TypeCode="HOME" PrimaryFlag="true"><City>A</City></Address>`
std::string address(const std::string& type, const std::string& primary, const std::string& city) {
    return "<Address TypeCode=\"" + type + "\" PrimaryFlag=\"" + primary + "\"><City>" + city +
           "</City></Address>";
}

std::string email(const std::string& type, const std::string& primary, const std::string& text) {
    return "<EMail TypeCode=\"" + type + "\" PrimaryFlag=\"" + primary + "\"><EMailAddress>" + text +
           "</EMailAddress></EMail>";
}

std::string filled(const Lookup& lookup) {
    return soap::envelope("searchCustomers", "urn:x", [&](Element element) {
        customer::fill(element.child("customerData"), lookup);
        element.add("securityUserId", "100");
    });
}

/// What stands in customerData.
std::string lookup_text(const Lookup& lookup) {
    const std::string text = filled(lookup);
    if (contains(text, "<customerData/>") || contains(text, "<customerData />")) return "";
    const std::string_view begin = "<customerData>";
    const auto at = text.find(begin);
    const auto end = text.find("</customerData>");
    REQUIRE(at != std::string::npos);
    REQUIRE(end != std::string::npos);
    return text.substr(at + begin.size(), end - at - begin.size());
}

Lookup full_lookup() {
    Lookup lookup;
    lookup.customer_id = "1000001";
    lookup.names = {{"First", "ADA", "Exact"}, {"Last", "BYR", "StartsWith"}};
    lookup.postal_code = "SW1Y";
    lookup.email_address = "ada@example.com";
    lookup.phone_number = "5550010001";
    lookup.alternate_key = customer::AlternateKey{"SERENADE_ID", "4711"};
    return lookup;
}

}  // namespace

TEST_CASE("every field that OA has a use for is read (contract, CustomerResponseType)",
          "[customer/record_message]") {
    const Record record = read(
        "<CustomerID>1000001</CustomerID><SignupDate>2010-01-01</SignupDate><RetailStoreID>9</RetailStoreID>"
        "<BusinessName>ENGINES</BusinessName>" +
        individual(
            "<Suffix>JR</Suffix><NickName>A</NickName><Salutation>MS</Salutation><Name>"
            "<Name Location=\"First\">ADA</Name><Name Location=\"Middle\">K</Name>"
            "<Name Location=\"Last\">BYRON</Name><Name Location=\"Last2\">KING</Name></Name>"
            "<ContactInformation>"
            "<Address Label=\"x\" ContactPreferenceCode=\"Y1\" PrimaryFlag=\"true\" TypeCode=\"HOME\">"
            "<AddressLine1>L1</AddressLine1><AddressLine2>L2</AddressLine2><AddressLine3>L3</AddressLine3>"
            "<AddressLine4>L4</AddressLine4><ApartmentNumber>APT</ApartmentNumber><City>LONDON</City>"
            "<Country>GB</Country><County>C</County><Territory>LN</Territory><PostalCode>SW1Y</PostalCode>"
            "</Address>"
            "<EMail PrimaryFlag=\"true\" TypeCode=\"HOME\" ContactPreferenceCode=\"N\" "
            "FormatPreferenceCode=\"HTML\"><EMailAddress>Ada@Example.com</EMailAddress></EMail>"
            "<Telephone PrimaryFlag=\"true\" TypeCode=\"BUSINESS\" ContactPreferenceCode=\"Y\">"
            "<PhoneNumber>5551</PhoneNumber><Extension>9</Extension></Telephone>"
            "<Telephone PrimaryFlag=\"false\" TypeCode=\"HOME\"><PhoneNumber>5552</PhoneNumber></Telephone>"
            "</ContactInformation>"
            "<PersonalSummary><GenderType>F</GenderType><BirthDate>1815-12-10</BirthDate><Rent>true</Rent>"
            "</PersonalSummary>") +
        "<AlternateKey TypeCode=\"SERENADE_ID\"><AlternateID>4711</AlternateID></AlternateKey>"
        "<AlternateKey TypeCode=\"OCP_CUST_ID\"><AlternateID>web-42</AlternateID></AlternateKey>"
        "<CustomAttribute name=\"AGE GROUP\"><AttributeValue>30-39</AttributeValue></CustomAttribute>"
        "<CustomAttribute name=\"Marital Status\"><AttributeValue>MARRIED</AttributeValue></CustomAttribute>"
        "<MaskData>false</MaskData>");
    CHECK(record.customer_id == "1000001");
    CHECK(record.business_name == "ENGINES");
    CHECK(record.suffix == "JR");
    CHECK(record.salutation == "MS");
    CHECK(record.birth_date == "1815-12-10");
    CHECK(record.names.size() == 4);
    CHECK(record.name("First") == "ADA");
    CHECK(record.name("Middle") == "K");
    CHECK(record.name("Last") == "BYRON");
    CHECK(record.name("First2").empty());

    REQUIRE(record.addresses.size() == 1);
    const customer::RecordAddress& home = record.addresses[0];
    CHECK(home.type_code == "HOME");
    CHECK(home.primary);
    CHECK(home.contact_preference_code == "Y1");
    CHECK(home.line_1 == "L1");
    CHECK(home.line_2 == "L2");
    CHECK(home.line_3 == "L3");
    CHECK(home.line_4 == "L4");
    CHECK(home.apartment_number == "APT");
    CHECK(home.city == "LONDON");
    CHECK(home.country == "GB");
    CHECK(home.territory == "LN");
    CHECK(home.postal_code == "SW1Y");

    REQUIRE(record.emails.size() == 1);
    CHECK(record.emails[0].address == "Ada@Example.com");
    CHECK(record.emails[0].type_code == "HOME");
    CHECK(record.emails[0].primary);
    CHECK(record.emails[0].contact_preference_code == "N");
    CHECK(record.emails[0].format_preference_code == "HTML");

    REQUIRE(record.telephones.size() == 2);
    CHECK(record.telephones[0].number == "5551");
    CHECK(record.telephones[0].type_code == "BUSINESS");
    CHECK(record.telephones[0].primary);
    CHECK(record.telephones[0].contact_preference_code == "Y");
    CHECK(record.telephones[1].number == "5552");
    CHECK(record.telephones[1].type_code == "HOME");
    CHECK_FALSE(record.telephones[1].primary);
    CHECK(record.telephones[1].contact_preference_code.empty());

    REQUIRE(record.alternate_keys.size() == 2);
    CHECK(record.alternate_key("SERENADE_ID") == "4711");
    CHECK(record.alternate_key("OCP_CUST_ID") == "web-42");
    REQUIRE(record.custom_attributes.size() == 2);
    CHECK(record.custom_attributes[0].name == "AGE GROUP");
    CHECK(record.custom_attributes[0].value == "30-39");
    CHECK(record.custom_attributes[1].name == "Marital Status");
    CHECK(record.custom_attributes[1].value == "MARRIED");
    CHECK_FALSE(record.is_masked);
}

TEST_CASE("an empty record has nothing", "[customer/record_message]") {
    for (const char* inner :
         {"", "<EntityInformation/>", "<EntityInformation><Individual/></EntityInformation>"}) {
        CAPTURE(inner);
        const Record record = read(inner);
        CHECK(record.customer_id.empty());
        CHECK(record.names.empty());
        CHECK(record.home_address() == nullptr);
        CHECK(record.home_email() == nullptr);
        CHECK_FALSE(record.alternate_key("SERENADE_ID").has_value());
        CHECK_FALSE(record.is_masked);
    }
}

TEST_CASE(
    "only the HOME address, the primary one of several (Customer Engagement Integration, Customer Data "
    "Mapping)",
    "[customer/record_message]") {
    struct Case {
        std::string name, addresses, city;  ///< `(none)` when there is no HOME address
    };
    const std::vector<Case> cases = {
        {"none at all", "", "(none)"},
        {"no HOME", address("WORK", "true", "A") + address("", "true", "B"), "(none)"},
        {"one HOME, not primary", address("WORK", "true", "A") + address("HOME", "false", "B"), "B"},
        {"the primary one is the second", address("HOME", "false", "A") + address("HOME", "true", "B"), "B"},
        {"the primary one is the first", address("HOME", "true", "A") + address("HOME", "false", "B"), "A"},
        {"none is primary: the first", address("HOME", "false", "A") + address("HOME", "false", "B"), "A"},
        {"a primary one of another type", address("HOME", "false", "A") + address("WORK", "true", "B"), "A"},
        {"PrimaryFlag as a number", address("HOME", "0", "A") + address("HOME", "1", "B"), "B"},
        {"the case counts", address("home", "true", "A"), "(none)"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const Record record = read(contact(c.addresses));
        const customer::RecordAddress* home = record.home_address();
        CHECK((home == nullptr ? "(none)" : home->city) == c.city);
    }
}

TEST_CASE(
    "only the HOME email address that is flagged as primary (Customer Engagement Integration, Customer Data "
    "Mapping)",
    "[customer/record_message]") {
    struct Case {
        std::string name, emails, address;
    };
    const std::vector<Case> cases = {
        {"none at all", "", "(none)"},
        {"a primary HOME", email("HOME", "true", "a"), "a"},
        {"a HOME that is not primary", email("HOME", "false", "a"), "(none)"},
        {"no flag", "<EMail TypeCode=\"HOME\"><EMailAddress>a</EMailAddress></EMail>", "(none)"},
        {"a primary one of another type", email("WORK", "true", "a"), "(none)"},
        {"after others",
         email("WORK", "true", "a") + email("HOME", "false", "b") + email("HOME", "true", "c"), "c"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const Record record = read(contact(c.emails));
        const customer::RecordEmail* home = record.home_email();
        CHECK((home == nullptr ? "(none)" : home->address) == c.address);
    }
}

TEST_CASE("of alternate keys of one type the first is taken", "[customer/record_message]") {
    const Record record = read(
        "<AlternateKey TypeCode=\"WEB\"><AlternateID>1</AlternateID></AlternateKey>"
        "<AlternateKey TypeCode=\"OROMS_ID\"><AlternateID>2</AlternateID></AlternateKey>"
        "<AlternateKey TypeCode=\"OROMS_ID\"><AlternateID>3</AlternateID></AlternateKey>"
        "<AlternateKey TypeCode=\"EMPTY\"/>");
    CHECK(record.alternate_keys.size() == 4);
    CHECK(record.alternate_key("OROMS_ID") == "2");
    CHECK(record.alternate_key("WEB") == "1");
    // It is assigned all the same.
    CHECK(record.alternate_key("EMPTY") == "");
    CHECK_FALSE(record.alternate_key("OROMS").has_value());
    CHECK_FALSE(record.alternate_key("").has_value());
}

TEST_CASE(
    "data shown as asterisks is known (Customer Engagement Customer Integration, Notes and Troubleshooting)",
    "[customer/record_message]") {
    struct Case {
        std::string name, inner;
        bool is_masked;
    };
    const auto name = [](const std::string& text) {
        return individual("<Name><Name Location=\"First\">ADA</Name><Name Location=\"Last\">" + text +
                          "</Name></Name>");
    };
    const auto line_1 = [](const std::string& text) {
        return contact("<Address TypeCode=\"HOME\"><AddressLine1>" + text + "</AddressLine1></Address>");
    };
    const std::vector<Case> cases = {
        {"MaskData true", "<MaskData>true</MaskData>", true},
        {"MaskData 1", "<MaskData>1</MaskData>", true},
        {"MaskData false", "<MaskData>false</MaskData>", false},
        {"MaskData 0", "<MaskData>0</MaskData>", false},
        {"MaskData empty", "<MaskData/>", false},
        {"MaskData of notes", "<CustomerNotes><MaskData>true</MaskData></CustomerNotes>", false},
        {"false, but a name", name("*****") + "<MaskData>false</MaskData>", true},
        {"one asterisk", name("*"), true},
        {"a name with an asterisk", name("BYRON*"), false},
        {"no name", name(""), false},
        {"an email address", contact(email("HOME", "true", "a@b.c") + email("WORK", "false", "*****")), true},
        {"an email address with some", contact(email("HOME", "true", "***@b.c")), false},
        {"a street", line_1("********"), true},
        {"a street of letters", line_1("12 SQUARE"), false},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CHECK(read(c.inner).is_masked == c.is_masked);
    }
}

TEST_CASE("a lookup is in the contract's order (contract, CustomerLookupType)", "[customer/record_message]") {
    CHECK(filled(full_lookup()) ==
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body>"
          "<ns2:searchCustomers xmlns:ns2=\"urn:x\"><customerData><CustomerID>1000001</CustomerID>"
          "<EntityInformation><Individual>"
          "<Name><Name Location=\"First\" SearchType=\"Exact\">ADA</Name>"
          "<Name Location=\"Last\" SearchType=\"StartsWith\">BYR</Name></Name>"
          "<ContactInformation><Address><PostalCode SearchType=\"Exact\">SW1Y</PostalCode></Address>"
          "<EMail SearchType=\"Exact\"><EMailAddress>ada@example.com</EMailAddress></EMail>"
          "<Telephone SearchType=\"Exact\"><PhoneNumber>5550010001</PhoneNumber></Telephone>"
          "</ContactInformation></Individual></EntityInformation>"
          "<AlternateKey TypeCode=\"SERENADE_ID\"><AlternateID>4711</AlternateID></AlternateKey>"
          "</customerData><securityUserId>100</securityUserId></ns2:searchCustomers></S:Body></S:Envelope>");
}

TEST_CASE("what is not looked for is left out, with what would hold it", "[customer/record_message]") {
    struct Case {
        std::string name, text;
        std::function<void(Lookup&)> change;
    };
    const std::string open = "<EntityInformation><Individual>";
    const std::string close = "</Individual></EntityInformation>";
    const std::vector<Case> cases = {
        {"nothing", "", [](Lookup&) {}},
        {"customer ID", "<CustomerID>7</CustomerID>", [](Lookup& l) { l.customer_id = "7"; }},
        {"a name", open + "<Name><Name Location=\"Last\" SearchType=\"SoundsLike\">B</Name></Name>" + close,
         [](Lookup& l) {
             l.names = {{"Last", "B", "SoundsLike"}};
         }},
        {"postal code",
         open +
             "<ContactInformation><Address><PostalCode SearchType=\"Exact\">1</PostalCode></Address>"
             "</ContactInformation>" +
             close,
         [](Lookup& l) { l.postal_code = "1"; }},
        {"email address",
         open +
             "<ContactInformation><EMail SearchType=\"Exact\"><EMailAddress>a@b</EMailAddress></EMail>"
             "</ContactInformation>" +
             close,
         [](Lookup& l) { l.email_address = "a@b"; }},
        {"phone number",
         open +
             "<ContactInformation><Telephone SearchType=\"Exact\"><PhoneNumber>5</PhoneNumber></Telephone>"
             "</ContactInformation>" +
             close,
         [](Lookup& l) { l.phone_number = "5"; }},
        {"alternate key", "<AlternateKey TypeCode=\"K\"><AlternateID>9</AlternateID></AlternateKey>",
         [](Lookup& l) {
             l.alternate_key = customer::AlternateKey{"K", "9"};
         }},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        Lookup lookup;
        c.change(lookup);
        CHECK(lookup_text(lookup) == c.text);
    }
}
