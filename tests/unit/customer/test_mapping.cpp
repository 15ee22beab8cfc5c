#include "customer/mapping.hpp"

#include "unit/fixtures.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;
using customer::Customer;

// Seed 000, Customer Data Mapping between Order Administration and Customer Engagement: customer numbers,
// name, customer-level information, profile data, additional information. The rest of the table is in
// test_customer_mapping_contact.cpp.

namespace {

std::string name_at(const Customer& customer, const std::string& location) {
    std::string text;
    for (const customer::Name& name : customer.names) {
        if (name.location == location) text += name.text;
    }
    return text;
}

/// `Mail=Y Email=N`
std::string permissions(const Customer& customer) {
    std::string text;
    for (const customer::ContactPreference& preference : customer.contact_preferences) {
        if (!text.empty()) text += ' ';
        text += preference.contact_type + '=' + (preference.permission ? 'Y' : 'N');
    }
    return text;
}

/// `SERENADE_ID=4711 OCP_CUST_ID=web-42`
std::string alternate_keys(const Customer& customer) {
    std::string text;
    for (const customer::AlternateKey& key : customer.alternate_keys) {
        if (!text.empty()) text += ' ';
        text += key.type_code + '=' + key.alternate_id;
    }
    return text;
}

void no_change(SoldToCustomer& /*customer*/) {}

}  // namespace

TEST_CASE(
    "Customer number -> Alternate key OROMS_ID (Customer Engagement Integration, Customer Data Mapping)",
    "[customer/mapping]") {
    const auto only_number = [](SoldToCustomer& c) { c.e_commerce_id.clear(); };
    CHECK(alternate_keys(mapped(only_number)) == "SERENADE_ID=4711");
    CustomerRules rules = good_customer_rules();
    rules.alternate_key_type = "OROMS_ID";
    SoldToCustomer from = full_sold_to();
    from.e_commerce_id = "  ";
    from.customer_number = 999'999'999;
    CHECK(alternate_keys(map_customer(from, rules, CustomerIs::kNew)) == "OROMS_ID=999999999");
}

TEST_CASE(
    "E-commerce ID -> Alternate key ORCE_ALT_ID_WEB (Customer Engagement Integration, Synchronizing Customer "
    "Information)",
    "[customer/mapping]") {
    // An ID of the other side's: neither cut nor in capitals.
    CHECK(alternate_keys(mapped(no_change)) == "SERENADE_ID=4711 OCP_CUST_ID=web-42");
    CHECK(alternate_keys(mapped([](SoldToCustomer& c) { c.e_commerce_id = " W1 "; })) ==
          "SERENADE_ID=4711 OCP_CUST_ID=W1");
    CustomerRules rules = good_customer_rules();
    rules.web_alternate_key_type = "WEB";
    CHECK(alternate_keys(map_customer(full_sold_to(), rules, CustomerIs::kNew)) ==
          "SERENADE_ID=4711 WEB=web-42");
}

TEST_CASE("Relate id -> Customer ID (Customer Engagement Integration, Customer Data Mapping)",
          "[customer/mapping]") {
    CHECK(mapped(no_change).customer_id.empty());
    CHECK(mapped([](SoldToCustomer& c) { c.relate_id = "1000001a "; }).customer_id == "1000001a");
}

TEST_CASE("Prefix -> Salutation, 3 positions (Customer Engagement Integration, Customer Data Mapping)",
          "[customer/mapping]") {
    check_text_row(&SoldToCustomer::prefix, 3, [](const Customer& c) { return c.salutation; });
}

TEST_CASE("First name -> Name First, 15 positions (Customer Engagement Integration, Customer Data Mapping)",
          "[customer/mapping]") {
    check_text_row(&SoldToCustomer::first_name, 15, [](const Customer& c) { return name_at(c, "First"); });
}

TEST_CASE(
    "Middle initial -> Name Middle, 1 position (Customer Engagement Integration, Customer Data Mapping)",
    "[customer/mapping]") {
    check_text_row(&SoldToCustomer::middle_initial, 1,
                   [](const Customer& c) { return name_at(c, "Middle"); });
}

TEST_CASE("Last name -> Name Last, 25 positions (Customer Engagement Integration, Customer Data Mapping)",
          "[customer/mapping]") {
    check_text_row(&SoldToCustomer::last_name, 25, [](const Customer& c) { return name_at(c, "Last"); });
}

TEST_CASE("Suffix -> Suffix, 3 positions (Customer Engagement Integration, Customer Data Mapping)",
          "[customer/mapping]") {
    check_text_row(&SoldToCustomer::suffix, 3, [](const Customer& c) { return c.suffix; });
}

TEST_CASE("Company -> Business Name, 30 positions (Customer Engagement Integration, Customer Data Mapping)",
          "[customer/mapping]") {
    check_text_row(&SoldToCustomer::company_name, 30, [](const Customer& c) { return c.business_name; });
}

TEST_CASE("names carry their location, and a blank one is left out", "[customer/mapping]") {
    const auto shown = [](const std::function<void(SoldToCustomer&)>& change) {
        std::string text;
        for (const customer::Name& name : mapped(change).names) text += name.location + ':' + name.text + ' ';
        return text;
    };
    CHECK(shown(no_change) == "First:ADA Middle:K Last:BYRON ");
    CHECK(shown([](SoldToCustomer& c) { c.middle_initial.clear(); }) == "First:ADA Last:BYRON ");
    CHECK(shown([](SoldToCustomer& c) { c.first_name = c.middle_initial = " "; }) == "Last:BYRON ");
    // A company has no last name.
    CHECK(shown([](SoldToCustomer& c) { c.first_name = c.middle_initial = c.last_name = ""; }).empty());
}

TEST_CASE(
    "alphanumeric information is in capitals, but the email address (Customer Engagement Integration, "
    "Customer Data Mapping)",
    "[customer/mapping]") {
    const Customer to = mapped([](SoldToCustomer& c) {
        c.last_name = "m\xC3\xBCller-\xC5\x82uk";
        c.company_name =
            "stra\xC3\x9F"
            "e & s\xC3\xB8n";
        c.first_name = "\xCF\x83\xCE\xAC\xCF\x82";
        c.city = "\xD0\xBC\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0";
        c.email_address = "M\xC3\xBCller@Example.com";
    });
    CHECK(name_at(to, "Last") == "M\xC3\x9CLLER-\xC5\x81UK");
    CHECK(to.business_name ==
          "STRA\xC3\x9F"
          "E & S\xC3\x98N");
    CHECK(name_at(to, "First") == "\xCE\xA3\xCE\x86\xCE\xA3");
    CHECK(to.address.value().city == "\xD0\x9C\xD0\x9E\xD0\xA1\xD0\x9A\xD0\x92\xD0\x90");
    CHECK(to.email.value().address == "M\xC3\xBCller@Example.com");
    // Bytes that are not UTF-8 are one character each, and stay as they are.
    CHECK(mapped([](SoldToCustomer& c) { c.prefix = "a\xE9\xE8z"; }).salutation == "A\xE9\xE8");
}

TEST_CASE(
    "Retail Store ID -> Default Location for ORCE Integration K69 (Customer Engagement Integration, Customer "
    "Data Mapping)",
    "[customer/mapping]") {
    CHECK(mapped(no_change).retail_store_id == "12301974");
    CustomerRules rules = good_customer_rules();
    rules.default_location = "0042";
    CHECK(map_customer(full_sold_to(), rules, CustomerIs::kNew).retail_store_id == "0042");
    // "in order to prevent updating the existing store locations"
    CHECK(map_customer(full_sold_to(), rules, CustomerIs::kKnown).retail_store_id.empty());
}

TEST_CASE(
    "Source: Contact Center for a new customer (Customer Engagement Integration, Customer Data Mapping)",
    "[customer/mapping]") {
    CHECK(mapped(no_change).source == "CONTACT CENTER");
    CHECK(mapped([](SoldToCustomer& c) { c.relate_id = " "; }).source == "CONTACT CENTER");
    CHECK(map_customer(full_sold_to(), good_customer_rules(), CustomerIs::kKnown).source.empty());
}

TEST_CASE(
    "Mail flag -> Mail contact permission, Y or blank (Customer Engagement Integration, Customer Data "
    "Mapping)",
    "[customer/mapping]") {
    struct Case {
        std::string mail, permissions;
    };
    for (const Case& c : std::vector<Case>{{"Y", "Mail=Y Email=Y Phone=Y Fax=Y"},
                                           {"N", "Email=Y Phone=Y Fax=Y"},
                                           {"", "Email=Y Phone=Y Fax=Y"}}) {
        CAPTURE(c.mail);
        CHECK(permissions(mapped([&](SoldToCustomer& from) { from.mail = c.mail; })) == c.permissions);
    }
}

TEST_CASE(
    "Opt in/out setting -> Email contact permission (Customer Engagement Integration, Customer Data Mapping)",
    "[customer/mapping]") {
    struct Case {
        std::string opt_in_out, address, permissions;
    };
    const std::vector<Case> cases = {
        {"O1", "a@example.com", "Mail=Y Email=Y Phone=Y Fax=Y"},
        {"O2", "a@example.com", "Mail=Y Email=N Phone=Y Fax=Y"},
        {"O3", "a@example.com", "Mail=Y Email=N Phone=Y Fax=Y"},
        {"O4", "a@example.com", "Mail=Y Email=N Phone=Y Fax=Y"},
        {"", "a@example.com", "Mail=Y Phone=Y Fax=Y"},
        // There is no primary email address that it could be of.
        {"O1", "", "Mail=Y Phone=Y Fax=Y"},
        {"O2", " ", "Mail=Y Phone=Y Fax=Y"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.opt_in_out, c.address);
        CHECK(permissions(mapped([&](SoldToCustomer& from) {
                  from.opt_in_out = c.opt_in_out;
                  from.email_address = c.address;
              })) == c.permissions);
    }
}

TEST_CASE(
    "Day or Evening phone number -> Phone contact permission (Customer Engagement Integration, Customer Data "
    "Mapping)",
    "[customer/mapping]") {
    struct Case {
        std::string day, evening, permissions;
    };
    const std::vector<Case> cases = {
        {"5551", "5552", "Mail=Y Email=Y Phone=Y Fax=Y"}, {"5551", "", "Mail=Y Email=Y Phone=Y Fax=Y"},
        {"", "5552", "Mail=Y Email=Y Phone=Y Fax=Y"},     {"", "", "Mail=Y Email=Y Fax=Y"},
        {" ", "( ) -", "Mail=Y Email=Y Fax=Y"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.day, c.evening);
        CHECK(permissions(mapped([&](SoldToCustomer& from) {
                  from.day_phone = c.day;
                  from.evening_phone = c.evening;
              })) == c.permissions);
    }
}

TEST_CASE(
    "Do not fax -> Fax contact permission, by L53, Y or blank (Customer Engagement Integration, Customer "
    "Data Mapping)",
    "[customer/mapping]") {
    struct Case {
        ThirdPhone type;
        std::string do_not_fax, permissions;
    };
    const std::vector<Case> cases = {
        {ThirdPhone::kFax, "", "Mail=Y Email=Y Phone=Y Fax=Y"},
        {ThirdPhone::kFax, "N", "Mail=Y Email=Y Phone=Y Fax=Y"},
        {ThirdPhone::kFax, "Y", "Mail=Y Email=Y Phone=Y"},
        {ThirdPhone::kMobile, "", "Mail=Y Email=Y Phone=Y"},
        {ThirdPhone::kMobile, "Y", "Mail=Y Email=Y Phone=Y"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.do_not_fax, static_cast<int>(c.type));
        CustomerRules rules = good_customer_rules();
        rules.third_phone = c.type;
        SoldToCustomer from = full_sold_to();
        from.do_not_fax = c.do_not_fax;
        CHECK(permissions(map_customer(from, rules, CustomerIs::kNew)) == c.permissions);
    }
}

TEST_CASE("Rent -> Rent contact permission (Customer Engagement Integration, Customer Data Mapping)",
          "[customer/mapping]") {
    CHECK(mapped([](SoldToCustomer& c) { c.rent = "Y"; }).rent == true);
    CHECK(mapped([](SoldToCustomer& c) { c.rent = "N"; }).rent == false);
    CHECK_FALSE(mapped([](SoldToCustomer& c) { c.rent = ""; }).rent.has_value());
}

TEST_CASE(
    "Birth Month and Birth Date -> Birth date of 1900 (Customer Engagement Integration, Customer Data "
    "Mapping)",
    "[customer/mapping]") {
    struct Case {
        int month, day;
        std::string birth_date;
    };
    const std::vector<Case> cases = {
        {12, 10, "1900-12-10"},
        {1, 1, "1900-01-01"},
        {12, 31, "1900-12-31"},
        {2, 28, "1900-02-28"},
        {2, 29, "1904-02-29"},
        {2, 30, ""},
        {4, 31, ""},
        {0, 0, ""},
        {0, 10, ""},
        {12, 0, ""},
        {13, 1, ""},
        {1, 32, ""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.month, c.day);
        CHECK(mapped([&](SoldToCustomer& from) {
                  from.birth_month = c.month;
                  from.birth_date = c.day;
              }).birth_date == c.birth_date);
    }
}

TEST_CASE(
    "Profile description and data -> Attribute name and value, by L51 (Customer Engagement Integration, "
    "Customer Data Mapping)",
    "[customer/mapping]") {
    const auto shown = [](const Customer& customer) {
        std::string text;
        for (const customer::CustomAttribute& attribute : customer.custom_attributes) {
            text += attribute.name + '=' + attribute.value + '|';
        }
        return text;
    };
    // The name is the one that the attribute is defined by: as it stands.
    CHECK(shown(mapped(no_change)) == "Marital Status=MARRIED|AGE GROUP=30-39|");
    CHECK(shown(mapped([](SoldToCustomer& c) {
              c.profiles = {{"MARITAL STATUS  ", "Married "}};
          })) == "MARITAL STATUS=MARRIED|");
    CHECK(shown(mapped([](SoldToCustomer& c) { c.profiles.clear(); })).empty());
    CustomerRules unselected = good_customer_rules();
    unselected.send_profile_data = false;
    CHECK(shown(map_customer(full_sold_to(), unselected, CustomerIs::kNew)).empty());
}

TEST_CASE(
    "user ID -> Create user and Update user, OROMS-USERID (Customer Engagement Integration, Customer Data "
    "Mapping)",
    "[customer/mapping]") {
    struct Case {
        std::string entered_by, changed_by, user;
    };
    const std::vector<Case> cases = {
        {"mary", "otto", "OROMS-OTTO"}, {"mary", "", "OROMS-MARY"},
        {"", "otto", "OROMS-OTTO"},     {"", "", "OROMS"},
        {"KBROWN", "", "OROMS-KBROWN"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.entered_by, c.changed_by);
        CHECK(mapped([&](SoldToCustomer& from) {
                  from.entered_by = c.entered_by;
                  from.changed_by = c.changed_by;
              }).update_user_id == c.user);
    }
}

TEST_CASE("a user ID has no trailing blanks either", "[customer/mapping]") {
    CHECK(mapped([](SoldToCustomer& c) { c.changed_by = "otto  "; }).update_user_id == "OROMS-OTTO");
    CHECK(mapped([](SoldToCustomer& c) { c.changed_by = "  "; }).update_user_id == "OROMS-MARY");
}
