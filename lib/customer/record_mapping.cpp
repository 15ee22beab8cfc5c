#include "customer/record_mapping.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/date.hpp"
#include "base/text.hpp"
#include "customer/fields.hpp"
#include "customer/phone_number.hpp"

namespace oa {

namespace {

constexpr std::size_t kEmailLength = 50;
constexpr std::size_t kPhoneLength = 14;

/// Takes the fields of a record over, one by one.
class RecordMapping {
  public:
    RecordMapping(const customer::Record& record, const SoldToCustomer& existing, const CustomerRules& rules)
        : record_(record), rules_(rules) {
        mapped_.customer = existing;
    }

    MappedRecord map() {
        SoldToCustomer& to = mapped_.customer;
        to.relate_id = record_.customer_id;
        take(to.prefix, record_.salutation, kPrefixLength);
        take(to.first_name, record_.name("First"), kFirstNameLength);
        take(to.middle_initial, record_.name("Middle"), kMiddleInitialLength);
        take(to.last_name, record_.name("Last"), kLastNameLength);
        take(to.suffix, record_.suffix, kSuffixLength);
        take(to.company_name, record_.business_name, kCompanyLength);
        take_address();
        take_telephones();
        take_email();
        take_birth_date();
        if (rules_.send_profile_data) take_profiles();
        return std::move(mapped_);
    }

  private:
    void take(std::string& field, std::string_view text, std::size_t length) {
        // A field of OA is one line.
        std::string line(text);
        std::replace_if(
            line.begin(), line.end(), [](char c) { return c == '\t' || c == '\r' || c == '\n'; }, ' ');
        field = oa_field(line, length);
        if (character_count(without_trailing_blanks(line)) > length) mapped_.truncated = true;
    }

    /// A code that is cut is another code, and would be sent back over the right one: it is never cut.
    void take_code(std::string& field, std::string_view text, std::size_t length, std::string_view what) {
        field = without_trailing_blanks(to_upper(text));
        if (character_count(field) <= length) return;
        mapped_.problems.push_back(fmt::format(
            "its {} '{}' is longer than the {} positions of Order Administration", what, field, length));
    }

    void take_address() {
        const customer::RecordAddress* home = record_.home_address();
        if (home == nullptr) {
            mapped_.remarks.emplace_back("it has no HOME address in Customer Engagement");
            return;
        }
        SoldToCustomer& to = mapped_.customer;
        take(to.street, home->line_1, kAddressLineLength);
        take(to.address_line_2, home->line_2, kAddressLineLength);
        take(to.address_line_3, home->line_3, kAddressLineLength);
        take(to.address_line_4, home->line_4, kAddressLineLength);
        take(to.apartment, home->apartment_number, kAddressLineLength);
        take(to.city, home->city, kCityLength);
        take_code(to.state, home->territory, kStateLength, "territory");
        take_code(to.postal_code, home->postal_code, kPostalCodeLength, "postal code");
        to.country = to_upper(trim(home->country));
        take_mail(home->contact_preference_code);
    }

    /// "Must consist of or start with the letters Y or N"; where there is none, the one of OA stays.
    void take_mail(const std::string& code) {
        const std::string letter = to_upper(first_characters(trim(code), 1));
        if (letter == "Y" || letter == "N") {
            mapped_.customer.mail = letter;
        } else if (!letter.empty()) {
            mapped_.problems.push_back(
                fmt::format("its mail permission '{}' starts with neither Y nor N", code));
        }
    }

    void take_telephones() {
        SoldToCustomer& to = mapped_.customer;
        take_telephone(to.day_phone, rules_.day_phone_label);
        take_telephone(to.evening_phone, rules_.evening_phone_label);
        take_telephone(to.fax_or_mobile_phone, rules_.fax_phone_label);
    }

    /// The primary number of the type, or else its first. Formatting alone is not a change.
    void take_telephone(std::string& field, const std::string& type_code) {
        const customer::RecordTelephone* chosen = nullptr;
        for (const customer::RecordTelephone& telephone : record_.telephones) {
            if (telephone.type_code != type_code) continue;
            if (chosen == nullptr || (telephone.primary && !chosen->primary)) chosen = &telephone;
        }
        const std::string digits = chosen == nullptr ? "" : digits_of(chosen->number);
        if (digits.empty() || digits == digits_of(field)) return;
        if (digits.size() > kPhoneLength) {
            mapped_.problems.push_back(
                fmt::format("its {} phone number has more than {} digits", type_code, kPhoneLength));
        }
        field = digits;
    }

    /// "Y = O1, N = O2, any other value = no change."
    void take_email() {
        SoldToCustomer& to = mapped_.customer;
        const customer::RecordEmail* home = record_.home_email();
        const std::string address = home == nullptr ? "" : without_trailing_blanks(home->address);
        if (character_count(address) > kEmailLength) {
            mapped_.problems.push_back(
                fmt::format("its email address has more than {} characters", kEmailLength));
        }
        to.email_address = address;
        if (address.empty()) return;
        if (home->contact_preference_code == "Y") to.opt_in_out = "O1";
        // O3 and O4 are opt-outs too.
        if (home->contact_preference_code == "N" && (to.opt_in_out.empty() || to.opt_in_out == "O1")) {
            to.opt_in_out = "O2";
        }
        if (home->format_preference_code == "HTML") to.email_format = "H";
        if (home->format_preference_code == "TEXT" && to.email_format == "H") to.email_format = "T";
    }

    void take_birth_date() {
        if (record_.birth_date.empty()) return;
        // A date may come with a time zone behind it.
        const auto date = parse_date(first_characters(record_.birth_date, 10));
        if (!date) {
            mapped_.problems.push_back(fmt::format("its birth date '{}' is not a date", record_.birth_date));
            return;
        }
        mapped_.customer.birth_month = static_cast<int>(static_cast<unsigned>(date->month()));
        mapped_.customer.birth_date = static_cast<int>(static_cast<unsigned>(date->day()));
    }

    void take_profiles() {
        std::vector<CustomerProfile>& profiles = mapped_.customer.profiles;
        for (const customer::CustomAttribute& attribute : record_.custom_attributes) {
            const auto same = [&](const CustomerProfile& profile) {
                return without_trailing_blanks(profile.profile) == attribute.name;
            };
            const auto known = std::find_if(profiles.begin(), profiles.end(), same);
            if (known == profiles.end()) {
                profiles.push_back({attribute.name, attribute.value});
            } else if (to_upper(known->profile_data) != to_upper(attribute.value)) {
                known->profile_data = attribute.value;
            }
        }
    }

    const customer::Record& record_;
    const CustomerRules& rules_;
    MappedRecord mapped_;
};

}  // namespace

MappedRecord map_record(const customer::Record& record, const SoldToCustomer& existing,
                        const CustomerRules& rules) {
    return RecordMapping(record, existing, rules).map();
}

}  // namespace oa
