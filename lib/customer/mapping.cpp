#include "customer/mapping.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/date.hpp"
#include "base/text.hpp"
#include "customer/fields.hpp"
#include "customer/phone_number.hpp"

namespace oa {

namespace {

std::vector<customer::Name> names(const SoldToCustomer& from) {
    std::vector<customer::Name> names;
    const auto add = [&names](const char* location, std::string text) {
        if (!text.empty()) names.push_back({location, std::move(text)});
    };
    add("First", oa_field(from.first_name, kFirstNameLength));
    add("Middle", oa_field(from.middle_initial, kMiddleInitialLength));
    add("Last", oa_field(from.last_name, kLastNameLength));
    return names;
}

/// "Y in Order Administration = Y in Customer Engagement, N = N".
std::optional<customer::Address> address(const SoldToCustomer& from) {
    customer::Address address;
    address.line_1 = oa_field(from.street, kAddressLineLength);
    address.line_2 = oa_field(from.address_line_2, kAddressLineLength);
    address.line_3 = oa_field(from.address_line_3, kAddressLineLength);
    address.line_4 = oa_field(from.address_line_4, kAddressLineLength);
    address.apartment_number = oa_field(from.apartment, kAddressLineLength);
    address.city = oa_field(from.city, kCityLength);
    address.territory = without_trailing_blanks(to_upper(from.state));
    address.postal_code = without_trailing_blanks(to_upper(from.postal_code));
    address.country = to_upper(trim(from.country));
    const auto is_blank = [](const std::string* part) { return part->empty(); };
    const auto parts = {&address.line_1,  &address.line_2,           &address.line_3,
                        &address.line_4,  &address.apartment_number, &address.city,
                        &address.country, &address.territory,        &address.postal_code};
    if (std::all_of(parts.begin(), parts.end(), is_blank)) return std::nullopt;
    address.contact_preference_code = from.mail;
    return address;
}

/// O1 = Y; O2, O3 or O4 = N; nothing where it is not known.
std::string opt_in_code(const SoldToCustomer& from) {
    if (from.opt_in_out.empty()) return "";
    return from.opt_in_out == "O1" ? "Y" : "N";
}

std::string email_address(const SoldToCustomer& from) {
    return std::string(trim(from.email_address));
}

/// Only the primary email address, as HOME. Format: H = HTML, T or blank = TEXT.
std::optional<customer::Email> email(const SoldToCustomer& from) {
    std::string address = email_address(from);
    if (address.empty()) return std::nullopt;
    return customer::Email{std::move(address), opt_in_code(from), from.email_format == "H" ? "HTML" : "TEXT"};
}

/// The permission of the third number: N when it is a fax and Do Not Fax is selected, otherwise Y.
std::string third_phone_permission(const SoldToCustomer& from, ThirdPhone type) {
    return type == ThirdPhone::kFax && from.do_not_fax == "Y" ? "N" : "Y";
}

/// The first there is of day, evening and third number is the primary one.
std::vector<customer::Telephone> telephones(const SoldToCustomer& from, const CustomerRules& rules) {
    std::vector<customer::Telephone> telephones;
    const auto add = [&](const std::string& label, const std::string& stored, std::string permission) {
        std::string digits = digits_of(stored);
        if (digits.empty()) return;
        telephones.push_back({label, std::move(digits), telephones.empty(), std::move(permission)});
    };
    add(rules.day_phone_label, from.day_phone, "Y");
    add(rules.evening_phone_label, from.evening_phone, "Y");
    add(rules.fax_phone_label, from.fax_or_mobile_phone, third_phone_permission(from, rules.third_phone));
    return telephones;
}

/// OA knows month and day; the year is 1900, which has no February 29: that day goes with 1904.
std::string birth_date(const SoldToCustomer& from) {
    const std::chrono::month month(static_cast<unsigned>(from.birth_month));
    const std::chrono::day day(static_cast<unsigned>(from.birth_date));
    for (const int year : {1900, 1904}) {
        const Date date{std::chrono::year(year), month, day};
        if (date.ok()) return to_string(date);
    }
    return "";
}

std::optional<bool> rent(const SoldToCustomer& from) {
    if (from.rent.empty()) return std::nullopt;
    return from.rent == "Y";
}

/// "Y defaults ...; otherwise leave blank": a permission that is not given is left out, but for an email
/// address that was opted out.
std::vector<customer::ContactPreference> contact_preferences(const SoldToCustomer& from,
                                                             const CustomerRules& rules) {
    std::vector<customer::ContactPreference> preferences;
    if (from.mail == "Y") preferences.push_back({"Mail", true});
    const std::string opt_in = opt_in_code(from);
    if (!email_address(from).empty() && !opt_in.empty()) preferences.push_back({"Email", opt_in == "Y"});
    if (!digits_of(from.day_phone).empty() || !digits_of(from.evening_phone).empty()) {
        preferences.push_back({"Phone", true});
    }
    if (rules.third_phone == ThirdPhone::kFax && from.do_not_fax != "Y") preferences.push_back({"Fax", true});
    return preferences;
}

/// OROMS-USERID, of who changed the customer last, or created it (Customer Engagement Integration, Customer
/// Data Mapping, Update user). The messages have no element for Create user: of a customer that is new there
/// it is the user of the first message.
std::string user_id(const SoldToCustomer& from) {
    const std::string_view changed_by = trim(from.changed_by);
    const std::string_view user = changed_by.empty() ? trim(from.entered_by) : changed_by;
    return user.empty() ? "OROMS" : "OROMS-" + to_upper(user);
}

std::vector<customer::AlternateKey> alternate_keys(const SoldToCustomer& from, const CustomerRules& rules) {
    std::vector<customer::AlternateKey> keys = {
        {rules.alternate_key_type, std::to_string(from.customer_number)}};
    const std::string_view web_id = trim(from.e_commerce_id);
    if (!web_id.empty()) keys.push_back({rules.web_alternate_key_type, std::string(web_id)});
    return keys;
}

}  // namespace

CustomerRules read_customer_rules(const Settings& settings) {
    CustomerRules rules;
    rules.default_location = settings.system_control_value("K69");
    rules.send_profile_data = settings.is_selected("L51");
    rules.third_phone =
        settings.system_control_value("L53") == "FAX" ? ThirdPhone::kFax : ThirdPhone::kMobile;
    rules.day_phone_label = settings.required_property("ORCE_DAY_PHONE_LABEL", "to send customers");
    rules.evening_phone_label = settings.required_property("ORCE_EVE_PHONE_LABEL", "to send customers");
    rules.fax_phone_label = settings.required_property("ORCE_FAX_PHONE_LABEL", "to send customers");
    rules.alternate_key_type = settings.required_property("ORCE_ALT_ID_OROMS", "to send customers");
    rules.web_alternate_key_type = settings.required_property("ORCE_ALT_ID_WEB", "to send customers");
    return rules;
}

customer::Customer map_customer(const SoldToCustomer& from, const CustomerRules& rules, CustomerIs is) {
    customer::Customer to;
    if (is == CustomerIs::kNew) {
        to.retail_store_id = rules.default_location;
        to.source = "CONTACT CENTER";
    }
    to.customer_id = trim(from.relate_id);
    to.business_name = oa_field(from.company_name, kCompanyLength);
    to.update_user_id = user_id(from);
    to.names = names(from);
    to.suffix = oa_field(from.suffix, kSuffixLength);
    to.salutation = oa_field(from.prefix, kPrefixLength);
    to.address = address(from);
    to.email = email(from);
    to.telephones = telephones(from, rules);
    to.birth_date = birth_date(from);
    to.rent = rent(from);
    to.contact_preferences = contact_preferences(from, rules);
    to.alternate_keys = alternate_keys(from, rules);
    if (rules.send_profile_data) {
        // The attribute's name must be the one it is defined by in Customer Engagement: as OA describes the
        // profile.
        for (const CustomerProfile& profile : from.profiles) {
            to.custom_attributes.push_back({without_trailing_blanks(profile.profile),
                                            without_trailing_blanks(to_upper(profile.profile_data))});
        }
    }
    return to;
}

std::optional<std::string> problem_with(const SoldToCustomer& from) {
    const std::string country = to_upper(trim(from.country));
    const bool two_letters = country.size() == 2 && std::all_of(country.begin(), country.end(),
                                                                [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!country.empty() && !two_letters) {
        return fmt::format(
            "the country code '{}' is not of two letters; run oa-store country-convert for three-letter "
            "codes",
            country);
    }
    // A code that is cut is another code, and would replace the right one there.
    const auto too_long = [](std::string_view what, const std::string& code, std::size_t length) {
        return fmt::format("the {} '{}' has more than {} positions and is not cut; correct it", what, code,
                           length);
    };
    const auto is_longer = [](const std::string& code, std::size_t length) {
        return character_count(without_trailing_blanks(code)) > length;
    };
    if (is_longer(from.state, kStateLength)) return too_long("state", from.state, kStateLength);
    if (is_longer(from.postal_code, kPostalCodeLength))
        return too_long("postal code", from.postal_code, kPostalCodeLength);
    return std::nullopt;
}

}  // namespace oa
