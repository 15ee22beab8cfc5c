#include "customer/record_mapping.hpp"

#include "unit/fixtures.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Seed 000, Customer Data Mapping between Order Administration and Customer Engagement, from Customer
// Engagement to Order Administration; Updating an Existing Customer.

namespace {

customer::RecordAddress address_of(const std::string& type_code, bool primary, const std::string& line_1) {
    customer::RecordAddress address;
    address.type_code = type_code;
    address.primary = primary;
    address.line_1 = line_1;
    return address;
}

customer::RecordEmail email_of(const std::string& type_code, bool primary, const std::string& text) {
    customer::RecordEmail email;
    email.type_code = type_code;
    email.primary = primary;
    email.address = text;
    return email;
}

customer::RecordTelephone telephone_of(const std::string& type_code, const std::string& number,
                                       bool primary = false) {
    customer::RecordTelephone telephone;
    telephone.type_code = type_code;
    telephone.primary = primary;
    telephone.number = number;
    return telephone;
}

/// A record with a HOME address and nothing more.
customer::Record bare_record() {
    customer::Record record;
    record.customer_id = "500";
    record.addresses.push_back(address_of("HOME", true, ""));
    return record;
}

MappedRecord mapped_from(const std::function<void(customer::Record&)>& change,
                         const SoldToCustomer& existing = full_sold_to(),
                         const CustomerRules& rules = good_customer_rules()) {
    customer::Record record = bare_record();
    change(record);
    return map_record(record, existing, rules);
}

void no_change(customer::Record& /*record*/) {}

std::string times(std::size_t count, const std::string& text) {
    std::string result;
    while (count-- > 0) result += text;
    return result;
}

struct TextRow {
    const char* title;
    std::string SoldToCustomer::*field;
    std::size_t length;
    std::function<void(customer::Record&, const std::string&)> set;
};

void set_name(customer::Record& record, const char* location, const std::string& text) {
    record.names.push_back({location, text});
}

template <std::string customer::RecordAddress::*Field>
void set_home(customer::Record& record, const std::string& text) {
    record.addresses.front().*Field = text;
}

using Record = customer::Record;
using Text = const std::string&;
using Address = customer::RecordAddress;

std::vector<TextRow> text_rows() {
    return {
        {"Prefix", &SoldToCustomer::prefix, 3, [](Record& r, Text t) { r.salutation = t; }},
        {"First name", &SoldToCustomer::first_name, 15, [](Record& r, Text t) { set_name(r, "First", t); }},
        {"Middle initial", &SoldToCustomer::middle_initial, 1,
         [](Record& r, Text t) { set_name(r, "Middle", t); }},
        {"Last name", &SoldToCustomer::last_name, 25, [](Record& r, Text t) { set_name(r, "Last", t); }},
        {"Suffix", &SoldToCustomer::suffix, 3, [](Record& r, Text t) { r.suffix = t; }},
        {"Company", &SoldToCustomer::company_name, 30, [](Record& r, Text t) { r.business_name = t; }},
        {"Street", &SoldToCustomer::street, 32, set_home<&Address::line_1>},
        {"Address line 2", &SoldToCustomer::address_line_2, 32, set_home<&Address::line_2>},
        {"Address line 3", &SoldToCustomer::address_line_3, 32, set_home<&Address::line_3>},
        {"Address line 4", &SoldToCustomer::address_line_4, 32, set_home<&Address::line_4>},
        {"Apartment", &SoldToCustomer::apartment, 32, set_home<&Address::apartment_number>},
        {"City", &SoldToCustomer::city, 25, set_home<&Address::city>},
    };
}

struct Case {
    std::string there, here;
    bool truncated;
};

std::vector<Case> cases_for(std::size_t length) {
    return {
        {"", "", false},
        {"   ", "", false},
        {"x", "X", false},
        {"x \t ", "X", false},
        {times(length, "x"), times(length, "X"), false},
        {times(length, "x") + "     ", times(length, "X"), false},
        {times(length + 1, "x"), times(length, "X"), true},
        {times(length, "x") + "  y", times(length, "X"), true},
        // The blank that the cut leaves at the end is a trailing one.
        {times(length - 1, "x") + " y", times(length - 1, "X"), true},
        // Characters, not bytes.
        {times(length, "\xC3\xA9"), times(length, "\xC3\x89"), false},
        {times(length + 1, "\xC3\xA9"), times(length, "\xC3\x89"), true},
        {times(length, "\xE2\x82\xAC"), times(length, "\xE2\x82\xAC"), false},
        {times(length + 1, "\xF0\x9F\x98\x80"), times(length, "\xF0\x9F\x98\x80"), true},
    };
}

std::string mail_after(const std::string& code, const std::string& before) {
    SoldToCustomer existing = full_sold_to();
    existing.mail = before;
    const MappedRecord mapped =
        mapped_from([&](Record& r) { r.addresses.front().contact_preference_code = code; }, existing);
    return mapped.problems.empty() ? mapped.customer.mail : "problem";
}

std::string opt_after(const std::string& code, const std::string& before) {
    SoldToCustomer existing = full_sold_to();
    existing.opt_in_out = before;
    return mapped_from(
               [&](Record& r) {
                   r.emails.push_back(email_of("HOME", true, "a@example.com"));
                   r.emails.front().contact_preference_code = code;
               },
               existing)
        .customer.opt_in_out;
}

std::string format_after(const std::string& code, const std::string& before) {
    SoldToCustomer existing = full_sold_to();
    existing.email_format = before;
    return mapped_from(
               [&](Record& r) {
                   r.emails.push_back(email_of("HOME", true, "a@example.com"));
                   r.emails.front().format_preference_code = code;
               },
               existing)
        .customer.email_format;
}

}  // namespace

TEST_CASE(
    "Text is cut to the length of OA, in capitals, without trailing blanks (Customer Engagement Integration, "
    "Data Mapping)",
    "[customer/record_mapping]") {
    for (const TextRow& row : text_rows()) {
        for (const SoldToCustomer& existing : {SoldToCustomer{}, full_sold_to()}) {
            for (const Case& wanted : cases_for(row.length)) {
                CAPTURE(row.title, wanted.there);
                const auto mapped = mapped_from([&](Record& r) { row.set(r, wanted.there); }, existing);
                CHECK(mapped.customer.*row.field == wanted.here);
                CHECK(mapped.truncated == wanted.truncated);
                CHECK(mapped.problems.empty());
                CHECK(mapped.remarks.empty());
            }
        }
    }
}

TEST_CASE("A line end or tab within a field is a blank", "[customer/record_mapping]") {
    const auto mapped =
        mapped_from([](Record& r) { set_home<&Address::line_1>(r, "1 Main St\r\nApt\t4\n"); });
    CHECK(mapped.customer.street == "1 MAIN ST  APT 4");
}

TEST_CASE("A code is never cut: one that is too long keeps the customer from being taken",
          "[customer/record_mapping]") {
    const std::vector<TextRow> rows = {
        {"territory", &SoldToCustomer::state, 2, set_home<&Address::territory>},
        {"postal code", &SoldToCustomer::postal_code, 10, set_home<&Address::postal_code>}};
    for (const TextRow& row : rows) {
        for (const std::string& code :
             {times(row.length, "x"), times(row.length, "x") + "  ", std::string()}) {
            CAPTURE(row.title, code);
            const auto mapped = mapped_from([&](Record& r) { row.set(r, code); });
            CHECK(mapped.customer.*row.field == times(code.empty() ? 0 : row.length, "X"));
            CHECK(mapped.problems.empty());
        }
        const auto mapped = mapped_from([&](Record& r) { row.set(r, times(row.length + 1, "x")); });
        CHECK(mapped.customer.*row.field == times(row.length + 1, "X"));
        REQUIRE(mapped.problems.size() == 1);
        CHECK(contains(mapped.problems.front(), row.title));
        CHECK_FALSE(mapped.truncated);
    }
}

TEST_CASE("A middle name of one letter and a blank inside a name stay", "[customer/record_mapping]") {
    const auto mapped = mapped_from([](Record& r) {
        set_name(r, "First", "anna  maria");
        set_name(r, "Middle", "b");
        set_name(r, "Last2", "passed over");
    });
    CHECK(mapped.customer.first_name == "ANNA  MARIA");
    CHECK(mapped.customer.middle_initial == "B");
    CHECK(mapped.customer.last_name.empty());
    CHECK_FALSE(mapped.truncated);
}

TEST_CASE("What is deleted in Customer Engagement goes here too, phone numbers and birth date stay",
          "[customer/record_mapping]") {
    const auto mapped = mapped_from(no_change);
    const SoldToCustomer& customer = mapped.customer;
    for (const TextRow& row : text_rows()) {
        CAPTURE(row.title);
        CHECK((customer.*row.field).empty());
    }
    CHECK(customer.email_address.empty());
    CHECK(customer.country.empty());
    CHECK(customer.day_phone == "(555) 001-0001");
    CHECK(customer.evening_phone == "555.002.0002");
    CHECK(customer.fax_or_mobile_phone == "+1 555 003 0003");
    CHECK(customer.birth_month == 12);
    CHECK(customer.birth_date == 10);
    CHECK(customer.profiles == full_sold_to().profiles);
    CHECK_FALSE(mapped.truncated);
    CHECK(mapped.problems.empty());
}

TEST_CASE("Customer ID -> Relate id; number, e-commerce ID and users are no part of it",
          "[customer/record_mapping]") {
    SoldToCustomer existing = full_sold_to();
    existing.relate_id = "old";
    const SoldToCustomer customer = mapped_from(no_change, existing).customer;
    CHECK(customer.relate_id == "500");
    CHECK(customer.customer_number == 4711);
    CHECK(customer.e_commerce_id == "web-42");
    CHECK(customer.entered_by == "mary");
    CHECK(customer.changed_by == "otto");
}

TEST_CASE("Rent and Do not fax are not taken", "[customer/record_mapping]") {
    SoldToCustomer existing = full_sold_to();
    for (const std::string value : {"", "N", "Y"}) {
        existing.rent = value;
        existing.do_not_fax = value;
        const SoldToCustomer customer = mapped_from(no_change, existing).customer;
        CHECK(customer.rent == value);
        CHECK(customer.do_not_fax == value);
    }
}

TEST_CASE("Country: in capitals, whole, without blanks", "[customer/record_mapping]") {
    const auto country_of = [](const std::string& text) {
        return mapped_from([&](Record& r) { r.addresses.front().country = text; }).customer.country;
    };
    CHECK(country_of("us") == "US");
    CHECK(country_of("US ") == "US");
    // Never USA cut to US: it must be of two positions, which is for the validation to say.
    CHECK(country_of("usa") == "USA");
    CHECK(country_of("").empty());
}

TEST_CASE(
    "Only the HOME address counts, the primary one of several (Customer Engagement Integration, Data "
    "Mapping: Address)",
    "[customer/record_mapping]") {
    const auto street_of = [](const std::vector<Address>& addresses) {
        return mapped_from([&](Record& r) { r.addresses = addresses; }).customer.street;
    };
    const Address work = address_of("BUSINESS", true, "work");
    const Address first = address_of("HOME", false, "first");
    const Address second = address_of("HOME", false, "second");
    const Address primary = address_of("HOME", true, "primary");
    CHECK(street_of({work, first}) == "FIRST");
    CHECK(street_of({first, primary}) == "PRIMARY");
    CHECK(street_of({primary, first}) == "PRIMARY");
    CHECK(street_of({first, second}) == "FIRST");
    CHECK(street_of({work, first, primary, second}) == "PRIMARY");
}

TEST_CASE("Without a HOME address the one of OA stays, and it is said", "[customer/record_mapping]") {
    for (const bool other : {false, true}) {
        const auto mapped = mapped_from([&](Record& r) {
            r.addresses.clear();
            if (other) r.addresses.push_back(address_of("BUSINESS", true, times(40, "w")));
            if (other) r.addresses.back().contact_preference_code = "maybe";
        });
        const SoldToCustomer before = full_sold_to();
        for (const auto field :
             {&SoldToCustomer::street, &SoldToCustomer::address_line_2, &SoldToCustomer::address_line_3,
              &SoldToCustomer::address_line_4, &SoldToCustomer::apartment, &SoldToCustomer::city,
              &SoldToCustomer::state, &SoldToCustomer::postal_code, &SoldToCustomer::country,
              &SoldToCustomer::mail}) {
            CHECK(mapped.customer.*field == before.*field);
        }
        REQUIRE(mapped.remarks.size() == 1);
        CHECK(contains(mapped.remarks.front(), "HOME"));
        CHECK(mapped.problems.empty());
        CHECK_FALSE(mapped.truncated);
    }
}

TEST_CASE("Mail: Y or N or what starts so, anything else cannot be taken", "[customer/record_mapping]") {
    for (const std::string before : {"", "N", "Y"}) {
        CAPTURE(before);
        for (const char* yes : {"Y", "YES", "Yes, by post"}) CHECK(mail_after(yes, before) == "Y");
        for (const char* no : {"N", "NO", "Never"}) CHECK(mail_after(no, before) == "N");
        for (const char* other : {"X", "1", "O1", "maybe", "true", "?Y", "\xC3\x9D"}) {
            CHECK(mail_after(other, before) == "problem");
        }
        CHECK(mail_after("", before) == before);
    }
}

TEST_CASE("Email: only the primary HOME one; its case stays, its trailing blanks go",
          "[customer/record_mapping]") {
    const auto email_after = [](const std::vector<customer::RecordEmail>& emails) {
        return mapped_from([&](Record& r) { r.emails = emails; }).customer.email_address;
    };
    CHECK(email_after({email_of("HOME", true, "Anna@Example.COM  ")}) == "Anna@Example.COM");
    CHECK(email_after({email_of("HOME", false, "a@x.example"), email_of("HOME", true, "b@x.example")}) ==
          "b@x.example");
    CHECK(email_after({email_of("BUSINESS", true, "a@x.example"), email_of("HOME", true, "b@x.example")}) ==
          "b@x.example");
    CHECK(email_after({email_of("BUSINESS", true, "a@x.example")}).empty());
    CHECK(email_after({email_of("HOME", false, "a@x.example")}).empty());
    CHECK(email_after({}).empty());
}

TEST_CASE("An email address that OA has no room for is a problem, not cut", "[customer/record_mapping]") {
    const auto problems_of = [](std::size_t length) {
        const auto mapped =
            mapped_from([&](Record& r) { r.emails.push_back(email_of("HOME", true, times(length, "x"))); });
        CHECK_FALSE(mapped.truncated);
        return mapped.problems.size();
    };
    CHECK(problems_of(50) == 0);
    CHECK(problems_of(51) == 1);
}

TEST_CASE("Opt in/out: Y = O1, N = O2, any other value = no change", "[customer/record_mapping]") {
    for (const char* before : {"", "O1", "O2", "O3", "O4"}) {
        CAPTURE(before);
        CHECK(opt_after("Y", before) == "O1");
        for (const char* other : {"", "X", "Maybe", "O1", "0"}) CHECK(opt_after(other, before) == before);
    }
    CHECK(opt_after("N", "") == "O2");
    CHECK(opt_after("N", "O1") == "O2");
    CHECK(opt_after("N", "O2") == "O2");
    // These are sent as N: they opt out already.
    CHECK(opt_after("N", "O3") == "O3");
    CHECK(opt_after("N", "O4") == "O4");
}

TEST_CASE("The permission of an email address that is not taken says nothing", "[customer/record_mapping]") {
    const auto mapped = mapped_from([](Record& r) {
        r.emails.push_back(email_of("BUSINESS", true, "a@example.com"));
        r.emails.front().contact_preference_code = "N";
        r.emails.front().format_preference_code = "TEXT";
    });
    CHECK(mapped.customer.opt_in_out == "O1");
    CHECK(mapped.customer.email_format == "H");
}

TEST_CASE("Format: H = HTML, T or blank = TEXT", "[customer/record_mapping]") {
    for (const char* before : {"", "H", "T"}) {
        CHECK(format_after("HTML", before) == "H");
        CHECK(format_after("", before) == before);
        CHECK(format_after("PLAIN", before) == before);
    }
    CHECK(format_after("TEXT", "H") == "T");
    CHECK(format_after("TEXT", "T") == "T");
    CHECK(format_after("TEXT", "").empty());
}

TEST_CASE("Phones by the labels of the Properties file", "[customer/record_mapping]") {
    const std::vector<customer::RecordTelephone> telephones = {
        telephone_of("MOBILE", "1110003"), telephone_of("HOME", "1110002"), telephone_of("FAX", "1110004"),
        telephone_of("BUSINESS", "1110001")};
    const auto after = [&](const CustomerRules& rules) {
        const auto mapped =
            mapped_from([&](Record& r) { r.telephones = telephones; }, SoldToCustomer{}, rules).customer;
        return mapped.day_phone + " " + mapped.evening_phone + " " + mapped.fax_or_mobile_phone;
    };
    CustomerRules rules = good_customer_rules();
    CHECK(after(rules) == "1110001 1110002 1110004");
    rules.fax_phone_label = "MOBILE";
    CHECK(after(rules) == "1110001 1110002 1110003");
    rules.day_phone_label = "WORK";
    CHECK(after(rules) == " 1110002 1110003");
    std::swap(rules.day_phone_label, rules.evening_phone_label);
    rules.day_phone_label = "FAX";
    CHECK(after(rules) == "1110004  1110003");
}

TEST_CASE("Phones: formatting aside, the primary one of several, never cut", "[customer/record_mapping]") {
    const auto day_phone = [](const std::vector<customer::RecordTelephone>& telephones) {
        const auto mapped = mapped_from([&](Record& r) { r.telephones = telephones; });
        CHECK_FALSE(mapped.truncated);
        return mapped.problems.empty() ? mapped.customer.day_phone : "problem";
    };
    // The same number stays as OA has it.
    for (const char* same : {"5550010001", "555-001-0001", "(555) 001-0001  "}) {
        CHECK(day_phone({telephone_of("BUSINESS", same)}) == "(555) 001-0001");
    }
    CHECK(day_phone({telephone_of("BUSINESS", "+1 (617) 555-0101  ")}) == "16175550101");
    CHECK(day_phone({telephone_of("BUSINESS", "")}) == "(555) 001-0001");
    CHECK(day_phone({telephone_of("BUSINESS", "1"), telephone_of("BUSINESS", "2")}) == "1");
    CHECK(day_phone({telephone_of("BUSINESS", "1"), telephone_of("BUSINESS", "2", true)}) == "2");
    CHECK(day_phone({telephone_of("BUSINESS", "1", true), telephone_of("BUSINESS", "2", true)}) == "1");
    CHECK(day_phone({telephone_of("HOME", "2", true), telephone_of("BUSINESS", "1")}) == "1");
    CHECK(day_phone({telephone_of("BUSINESS", "12345678901234")}) == "12345678901234");
    CHECK(day_phone({telephone_of("BUSINESS", "123456789012345")}) == "problem");
}

TEST_CASE("Birth date: month and day; an invalid one cannot be taken, none changes nothing",
          "[customer/record_mapping]") {
    const auto birthday = [](const std::string& text) {
        const auto mapped = mapped_from([&](Record& r) { r.birth_date = text; });
        if (!mapped.problems.empty()) return std::string("problem");
        return std::to_string(mapped.customer.birth_month) + "/" + std::to_string(mapped.customer.birth_date);
    };
    for (const char* text : {"1977-05-17", "1977-05-17Z", "1977-05-17+02:00", "1977-05-17-05:00"}) {
        CHECK(birthday(text) == "5/17");
    }
    CHECK(birthday("1900-12-31") == "12/31");
    CHECK(birthday("2000-02-29") == "2/29");
    CHECK(birthday("").substr(0, 5) == "12/10");
    for (const char* text :
         {"1977-02-29", "1977-13-01", "1977-00-10", "1977-05", "17.05.1977", "yesterday"}) {
        CAPTURE(text);
        CHECK(birthday(text) == "problem");
    }
}

TEST_CASE("Attributes -> profile data, only with L51", "[customer/record_mapping]") {
    const auto profiles_after = [](bool send, const std::vector<customer::CustomAttribute>& attributes) {
        CustomerRules rules = good_customer_rules();
        rules.send_profile_data = send;
        const auto mapped =
            mapped_from([&](Record& r) { r.custom_attributes = attributes; }, full_sold_to(), rules);
        std::string text;
        for (const CustomerProfile& profile : mapped.customer.profiles) {
            text += profile.profile + "=" + profile.profile_data + ";";
        }
        return text;
    };
    const std::string before = "Marital Status=married;AGE GROUP=30-39;";
    CHECK(profiles_after(false, {{"Marital Status", "SINGLE"}, {"HOBBY", "CHESS"}}) == before);
    CHECK(profiles_after(true, {}) == before);
    CHECK(profiles_after(true, {{"Marital Status", "MARRIED"}}) == before);
    CHECK(profiles_after(true, {{"Marital Status", "SINGLE"}}) == "Marital Status=SINGLE;AGE GROUP=30-39;");
    CHECK(profiles_after(true, {{"HOBBY", "CHESS"}}) == before + "HOBBY=CHESS;");
}

TEST_CASE("All problems are told, not only the first", "[customer/record_mapping]") {
    const auto mapped = mapped_from([](Record& r) {
        r.addresses.front().contact_preference_code = "maybe";
        r.birth_date = "yesterday";
        r.telephones.push_back(telephone_of("HOME", "123456789012345"));
        r.emails.push_back(email_of("HOME", true, times(51, "x")));
    });
    CHECK(mapped.problems.size() == 4);
}
