#include "unit/fixtures.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;
using customer::Customer;

// Seed 000, Customer Data Mapping between Order Administration and Customer Engagement: address, phone
// numbers, email address, information that is not mapped; and the settings that the mapping reads.

namespace {

using Read = std::function<std::string(const Customer&)>;

Read of_address(std::string customer::Address::*field) {
    return [field](const Customer& customer) { return customer.address.value().*field; };
}

void no_change(SoldToCustomer& /*customer*/) {}

/// In capitals without trailing blanks, and never cut: a customer with one that is too long is not sent.
void check_code_row(std::string SoldToCustomer::*field, std::size_t length, const Read& sent) {
    const auto with = [&](const std::string& code) {
        return [field, code](SoldToCustomer& customer) { customer.*field = code; };
    };
    for (const std::string& code :
         {std::string(length, 'x'), std::string(length, 'x') + " \t ", std::string()}) {
        CHECK(sent(mapped(with(code))) == std::string(code.empty() ? 0 : length, 'X'));
        SoldToCustomer customer;
        with(code)(customer);
        CHECK_FALSE(problem_with(customer).has_value());
    }
    CHECK(sent(mapped(with(std::string(length + 1, 'x')))) == std::string(length + 1, 'X'));
    SoldToCustomer customer;
    with(std::string(length + 1, 'x'))(customer);
    CHECK(contains(problem_with(customer).value_or(""), fmt::format("has more than {} positions", length)));
}

/// As the batch file has it.
std::string written(const Customer& customer) {
    std::string text;
    customer::Writer writer([&](std::string_view bytes) { text += bytes; });
    writer.write(customer);
    writer.finish();
    return text;
}

/// `BUSINESS 5550010001 primary Y, HOME 5550020002 Y`
std::string telephones(const Customer& customer) {
    std::string text;
    for (const customer::Telephone& telephone : customer.telephones) {
        if (!text.empty()) text += ", ";
        text += telephone.type_code + ' ' + telephone.number + (telephone.primary ? " primary " : " ") +
                telephone.contact_preference_code;
    }
    return text;
}

std::string telephones_of(const std::string& day, const std::string& evening, const std::string& third) {
    return telephones(mapped([&](SoldToCustomer& c) {
        c.day_phone = day;
        c.evening_phone = evening;
        c.fax_or_mobile_phone = third;
    }));
}

}  // namespace

TEST_CASE("Street -> Address line 1, 32 positions (Customer Engagement Integration, Customer Data Mapping)",
          "[customer/mapping_contact]") {
    check_text_row(&SoldToCustomer::street, 32, of_address(&customer::Address::line_1));
}

TEST_CASE("Apt/Suite -> Apartment, 32 positions (Customer Engagement Integration, Customer Data Mapping)",
          "[customer/mapping_contact]") {
    check_text_row(&SoldToCustomer::apartment, 32, of_address(&customer::Address::apartment_number));
}

TEST_CASE(
    "Address (lines 2-4) -> Address lines 2-4, 32 positions (Customer Engagement Integration, Customer Data "
    "Mapping)",
    "[customer/mapping_contact]") {
    check_text_row(&SoldToCustomer::address_line_2, 32, of_address(&customer::Address::line_2));
    check_text_row(&SoldToCustomer::address_line_3, 32, of_address(&customer::Address::line_3));
    check_text_row(&SoldToCustomer::address_line_4, 32, of_address(&customer::Address::line_4));
}

TEST_CASE("City -> City, 25 positions (Customer Engagement Integration, Customer Data Mapping)",
          "[customer/mapping_contact]") {
    check_text_row(&SoldToCustomer::city, 25, of_address(&customer::Address::city));
}

TEST_CASE("State -> State, 2 positions (Customer Engagement Integration, Customer Data Mapping)",
          "[customer/mapping_contact]") {
    check_code_row(&SoldToCustomer::state, 2, of_address(&customer::Address::territory));
}

TEST_CASE("Postal code -> Postal code, 10 positions (Customer Engagement Integration, Customer Data Mapping)",
          "[customer/mapping_contact]") {
    check_code_row(&SoldToCustomer::postal_code, 10, of_address(&customer::Address::postal_code));
}

TEST_CASE("Country -> Country, a 2-position code (Customer Engagement Integration, Customer Data Mapping)",
          "[customer/mapping_contact]") {
    struct Case {
        std::string country, sent;
    };
    for (const Case& c : std::vector<Case>{{"US", "US"},
                                           {"us", "US"},
                                           {"US ", "US"},
                                           {" us", "US"},
                                           {"\tUS", "US"},
                                           {"", ""},
                                           {"   ", ""}}) {
        CAPTURE(c.country);
        SoldToCustomer from = full_sold_to();
        from.country = c.country;
        CHECK_FALSE(problem_with(from).has_value());
        CHECK(map_customer(from, good_customer_rules(), CustomerIs::kNew).address.value().country == c.sent);
    }
}

TEST_CASE("a country code that is not of two letters keeps the customer from being sent",
          "[customer/mapping_contact]") {
    for (const std::string country :
         {"USA", "usa", "U", "U1", "1", "123", "U S", "U.", "\xC3\x84", "\xC3\x84T"}) {
        CAPTURE(country);
        SoldToCustomer from = full_sold_to();
        from.country = country;
        CHECK(problem_with(from).has_value());
    }
    SoldToCustomer from = full_sold_to();
    from.country = "USA";
    const std::string problem = problem_with(from).value_or("");
    CHECK(contains(problem, "'USA'"));
    CHECK(contains(problem, "oa-store country-convert"));
}

TEST_CASE(
    "Mail -> Contact permission of the address, Y = Y, N = N (Customer Engagement Integration, Customer Data "
    "Mapping)",
    "[customer/mapping_contact]") {
    for (const std::string mail : {"Y", "N", ""}) {
        CAPTURE(mail);
        const Customer to = mapped([&](SoldToCustomer& c) { c.mail = mail; });
        CHECK(to.address.value().contact_preference_code == mail);
    }
}

TEST_CASE("without any part of it there is no address", "[customer/mapping_contact]") {
    const auto clear = [](SoldToCustomer& c) {
        c.street = c.address_line_2 = c.address_line_3 = c.address_line_4 = c.apartment = "";
        c.city = c.state = c.postal_code = c.country = " ";
    };
    CHECK_FALSE(mapped(clear).address.has_value());
    // One part is enough.
    for (std::string SoldToCustomer::*part :
         {&SoldToCustomer::street, &SoldToCustomer::city, &SoldToCustomer::state,
          &SoldToCustomer::postal_code, &SoldToCustomer::country}) {
        CHECK(mapped([&](SoldToCustomer& c) {
                  clear(c);
                  c.*part = "GB";
              }).address.has_value());
    }
}

TEST_CASE("an address that is kept in lines 2-4 or the apartment only is sent too",
          "[customer/mapping_contact]") {
    for (std::string SoldToCustomer::*part :
         {&SoldToCustomer::address_line_2, &SoldToCustomer::address_line_3, &SoldToCustomer::address_line_4,
          &SoldToCustomer::apartment}) {
        CHECK(mapped([&](SoldToCustomer& c) {
                  c.street = c.address_line_2 = c.address_line_3 = c.address_line_4 = c.apartment = "";
                  c.city = c.state = c.postal_code = c.country = "";
                  c.*part = "PO BOX 12";
              }).address.has_value());
    }
}

TEST_CASE(
    "Day, Eve, Mbl or Fax -> the labels' Telephone types (Customer Engagement Integration, Customer Data "
    "Mapping)",
    "[customer/mapping_contact]") {
    CHECK(telephones(mapped(no_change)) ==
          "BUSINESS 5550010001 primary Y, HOME 5550020002 Y, FAX 15550030003 Y");
    CustomerRules rules = good_customer_rules();
    rules.day_phone_label = "WORK";
    rules.evening_phone_label = "EVE";
    rules.fax_phone_label = "MOBILE";
    rules.third_phone = ThirdPhone::kMobile;
    CHECK(telephones(map_customer(full_sold_to(), rules, CustomerIs::kNew)) ==
          "WORK 5550010001 primary Y, EVE 5550020002 Y, MOBILE 15550030003 Y");
}

TEST_CASE(
    "primary is the day, else the evening, else the third number (Customer Engagement Integration, Customer "
    "Data Mapping)",
    "[customer/mapping_contact]") {
    struct Case {
        std::string day, evening, third, sent;
    };
    const std::vector<Case> cases = {
        {"1", "2", "3", "BUSINESS 1 primary Y, HOME 2 Y, FAX 3 Y"},
        {"1", "2", "", "BUSINESS 1 primary Y, HOME 2 Y"},
        {"1", "", "3", "BUSINESS 1 primary Y, FAX 3 Y"},
        {"1", "", "", "BUSINESS 1 primary Y"},
        {"", "2", "3", "HOME 2 primary Y, FAX 3 Y"},
        {"", "2", "", "HOME 2 primary Y"},
        {"", "", "3", "FAX 3 primary Y"},
        {"", "", "", ""},
        // What has no digit is no number.
        {" -- ", "2", "", "HOME 2 primary Y"},
        {"none", "( )", "3", "FAX 3 primary Y"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.day, c.evening, c.third);
        CHECK(telephones_of(c.day, c.evening, c.third) == c.sent);
    }
}

TEST_CASE(
    "any formatting is removed from a phone number (Customer Engagement Integration, Customer Data Mapping)",
    "[customer/mapping_contact]") {
    for (const std::string stored :
         {"5550010001", "(555) 001-0001", "555.001.0001", "555/001 0001  ", " 555-001-0001",
          "555\xC2\xA0"
          "001\xE2\x80\x93"
          "0001"}) {
        CAPTURE(stored);
        CHECK(telephones_of(stored, "", "") == "BUSINESS 5550010001 primary Y");
        CHECK(telephones_of("", stored, "") == "HOME 5550010001 primary Y");
        CHECK(telephones_of("", "", stored) == "FAX 5550010001 primary Y");
    }
}

TEST_CASE(
    "Contact permission of the phone numbers, by L53 and Do Not Fax (Customer Engagement Integration, "
    "Customer Data Mapping)",
    "[customer/mapping_contact]") {
    struct Case {
        ThirdPhone type;
        std::string do_not_fax, third;
    };
    const std::vector<Case> cases = {
        {ThirdPhone::kFax, "Y", "N"},    {ThirdPhone::kFax, "N", "Y"},    {ThirdPhone::kFax, "", "Y"},
        {ThirdPhone::kMobile, "Y", "Y"}, {ThirdPhone::kMobile, "N", "Y"}, {ThirdPhone::kMobile, "", "Y"},
    };
    for (const Case& c : cases) {
        CAPTURE(static_cast<int>(c.type), c.do_not_fax);
        CustomerRules rules = good_customer_rules();
        rules.third_phone = c.type;
        SoldToCustomer from = full_sold_to();
        from.do_not_fax = c.do_not_fax;
        // Those of the day and evening numbers are always Y.
        CHECK(telephones(map_customer(from, rules, CustomerIs::kNew)) ==
              "BUSINESS 5550010001 primary Y, HOME 5550020002 Y, FAX 15550030003 " + c.third);
    }
}

TEST_CASE(
    "Email address -> HOME, as it is, trailing spaces removed (Customer Engagement Integration, Customer "
    "Data Mapping)",
    "[customer/mapping_contact]") {
    CHECK(mapped(no_change).email.value().address == "Ada@Example.com");
    CHECK(mapped([](SoldToCustomer& c) { c.email_address = "a.B@c.D  "; }).email.value().address ==
          "a.B@c.D");
    const std::string fifty = "a.long.address.of.a.customer.in.lower@EXAMPLE.COM.";
    CHECK(mapped([&](SoldToCustomer& c) { c.email_address = fifty; }).email.value().address == fifty);
    CHECK_FALSE(mapped([](SoldToCustomer& c) { c.email_address = ""; }).email.has_value());
    CHECK_FALSE(mapped([](SoldToCustomer& c) { c.email_address = "  "; }).email.has_value());
}

TEST_CASE(
    "Opt in/opt out -> Contact permission of the email, O1 = Y, O2-O4 = N (Customer Engagement Integration, "
    "Customer Data Mapping)",
    "[customer/mapping_contact]") {
    struct Case {
        std::string opt_in_out, code;
    };
    for (const Case& c : std::vector<Case>{{"O1", "Y"}, {"O2", "N"}, {"O3", "N"}, {"O4", "N"}, {"", ""}}) {
        CAPTURE(c.opt_in_out);
        const Customer to = mapped([&](SoldToCustomer& from) { from.opt_in_out = c.opt_in_out; });
        CHECK(to.email.value().contact_preference_code == c.code);
    }
}

TEST_CASE(
    "Format -> Format preference, H = HTML, T or blank = TEXT (Customer Engagement Integration, Customer "
    "Data Mapping)",
    "[customer/mapping_contact]") {
    struct Case {
        std::string format, sent;
    };
    for (const Case& c : std::vector<Case>{{"H", "HTML"}, {"T", "TEXT"}, {"", "TEXT"}}) {
        CAPTURE(c.format);
        const Customer to = mapped([&](SoldToCustomer& from) { from.email_format = c.format; });
        CHECK(to.email.value().format_preference_code == c.sent);
    }
}

TEST_CASE(
    "N/A -> Primary, Yes for the HOME address and email address (Customer Engagement Integration, Customer "
    "Data Mapping)",
    "[customer/mapping_contact]") {
    const std::string text = written(mapped(no_change));
    CHECK(contains(text, "<Address ContactPreferenceCode=\"Y\" PrimaryFlag=\"true\" TypeCode=\"HOME\">"));
    CHECK(contains(text, "<EMail PrimaryFlag=\"true\" TypeCode=\"HOME\""));
}

TEST_CASE(
    "Create date and Update date are Customer Engagement's own (Customer Engagement Integration, Customer "
    "Data Mapping)",
    "[customer/mapping_contact]") {
    const std::string text = written(mapped(no_change));
    CHECK(contains(text, "<UpdateUserID>OROMS-OTTO</UpdateUserID>"));
    for (const char* part : {"UpdateDate", "CreateDate", "SignupDate"}) {
        CAPTURE(part);
        CHECK_FALSE(contains(text, part));
    }
}

TEST_CASE("the smallest customer is its number, and a customer of today's defaults",
          "[customer/mapping_contact]") {
    SoldToCustomer from;
    from.customer_number = 1;
    CustomerRules rules = good_customer_rules();
    rules.third_phone = ThirdPhone::kMobile;
    const Customer to = map_customer(from, rules, CustomerIs::kNew);
    CHECK(to.retail_store_id == "12301974");
    CHECK(to.source == "CONTACT CENTER");
    CHECK(to.update_user_id == "OROMS");
    REQUIRE(to.alternate_keys.size() == 1);
    CHECK(to.alternate_keys[0].alternate_id == "1");
    CHECK(to.names.empty());
    CHECK_FALSE(to.address.has_value());
    CHECK_FALSE(to.email.has_value());
    CHECK(to.telephones.empty());
    CHECK(to.contact_preferences.empty());
    CHECK_FALSE(to.rent.has_value());
    CHECK(to.birth_date.empty());
    CHECK_FALSE(problem_with(from).has_value());
}

TEST_CASE(
    "PO box, delivery code, class, county and extension are never sent (Customer Engagement Integration, "
    "Information that is not "
    "mapped)",
    "[customer/mapping_contact]") {
    TestStore store;
    store.database.execute(
        "INSERT INTO customer_sold_to (company, customer_number, last_name, street, country, po_box, "
        "delivery_code, customer_class) VALUES (7, 4711, 'BYRON', '12 SQUARE', 'GB', 'PO98765', 'Q', 'ZQ');"
        "INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number, extension) "
        "VALUES (7, 4711, 'D', '555-1', '7788')");
    CustomerFeed feed(store.database, 7, CustomerSelection::kToConvert);
    feed.start_after(0, 0);
    SoldToCustomer from;
    REQUIRE(feed.next(from));
    const std::string text = written(map_customer(from, good_customer_rules(), CustomerIs::kNew));
    REQUIRE(contains(text, "5551"));
    for (const char* part : {"98765", ">Q<", "\"Q\"", "ZQ", "7788", "Extension", "County", "CustomerClass",
                             "POBox", "Delivery"}) {
        CAPTURE(part);
        CHECK_FALSE(contains(text, part));
    }
}

TEST_CASE("the settings of the mapping are read with their defaults", "[customer/mapping_contact]") {
    TestStore store;
    CHECK(read_customer_rules(Settings(store.database, 7)).default_location.empty());
    store_system_control_value(store.database, 7, "K69", "12301974");
    const CustomerRules defaults = read_customer_rules(Settings(store.database, 7));
    CHECK(defaults.default_location == "12301974");
    CHECK_FALSE(defaults.send_profile_data);
    CHECK((defaults.third_phone == ThirdPhone::kMobile));
    CHECK(defaults.day_phone_label == "BUSINESS");
    CHECK(defaults.evening_phone_label == "HOME");
    CHECK(defaults.fax_phone_label == "MOBILE");
    CHECK(defaults.alternate_key_type == "SERENADE_ID");
    CHECK(defaults.web_alternate_key_type == "OCP_CUST_ID");
}

TEST_CASE("the settings of the mapping are the company's own", "[customer/mapping_contact]") {
    TestStore store;
    for (const auto& [code, value] :
         {std::pair("K69", "42"), std::pair("L51", "Y"), std::pair("L53", "FAX")}) {
        store_system_control_value(store.database, 7, code, value);
    }
    for (const char* name : {"ORCE_DAY_PHONE_LABEL", "ORCE_EVE_PHONE_LABEL", "ORCE_FAX_PHONE_LABEL",
                             "ORCE_ALT_ID_OROMS", "ORCE_ALT_ID_WEB"}) {
        store_property(store.database, 7, name, std::string(name).substr(5, 7));
    }
    const CustomerRules rules = read_customer_rules(Settings(store.database, 7));
    CHECK(rules.default_location == "42");
    CHECK(rules.send_profile_data);
    CHECK((rules.third_phone == ThirdPhone::kFax));
    CHECK(rules.day_phone_label == "DAY_PHO");
    CHECK(rules.evening_phone_label == "EVE_PHO");
    CHECK(rules.fax_phone_label == "FAX_PHO");
    store_property(store.database, 7, "ORCE_ALT_ID_OROMS", "OROMS_ID");
    store_property(store.database, 7, "ORCE_ALT_ID_WEB", "WEB_ID");
    const CustomerRules keys = read_customer_rules(Settings(store.database, 7));
    CHECK(keys.alternate_key_type == "OROMS_ID");
    CHECK(keys.web_alternate_key_type == "WEB_ID");
}
