#include "customer_lookup.hpp"

#include "text.hpp"

namespace oa::sandbox {

namespace {

bool has_name(const CrmCustomer& customer, const SoughtText& sought) {
    const auto* name = customer.data.names.find(sought.name);
    return name != nullptr && sought.fits(*name);
}

bool is_address(const Contact& address, const SoughtAddress& sought) {
    if (!sought.type.empty() && sought.type != address.type()) return false;
    return std::all_of(sought.texts.begin(), sought.texts.end(), [&](const SoughtText& part) {
        const auto* text = address.fields.find(part.name);
        return text != nullptr && part.fits(*text);
    });
}

bool has_address(const CrmCustomer& customer, const SoughtAddress& sought) {
    const auto& addresses = customer.data.addresses;
    return std::any_of(addresses.begin(), addresses.end(),
                       [&](const Contact& address) { return is_address(address, sought); });
}

bool has_email(const CrmCustomer& customer, const SoughtText& sought) {
    const auto& emails = customer.data.emails;
    const auto& old = customer.old_emails;
    return std::any_of(emails.begin(), emails.end(),
                       [&](const Contact& email) { return sought.fits(email.fields.get("EMailAddress")); }) ||
           std::any_of(old.begin(), old.end(), [&](const std::string& text) { return sought.fits(text); });
}

bool has_telephone(const CrmCustomer& customer, const SoughtText& sought) {
    const auto& telephones = customer.data.telephones;
    const auto& old = customer.old_telephones;
    const auto fits = [&](const std::string& number) { return sought.fits(comparable_telephone(number)); };
    return std::any_of(telephones.begin(), telephones.end(),
                       [&](const Contact& telephone) { return fits(telephone.fields.get("PhoneNumber")); }) ||
           std::any_of(old.begin(), old.end(), fits);
}

bool has_key(const CrmCustomer& customer, const AlternateKey& key) {
    const auto& keys = customer.data.keys;
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

template <typename Sought>
bool all_fit(const CrmCustomer& customer, const std::vector<Sought>& all,
             bool (*fits)(const CrmCustomer&, const Sought&)) {
    return std::all_of(all.begin(), all.end(), [&](const Sought& one) { return fits(customer, one); });
}

}  // namespace

bool SoughtText::fits(const std::string& other) const {
    const auto wanted = lower_case(text);
    const auto given = lower_case(trim(other));
    switch (match) {
        case TextMatch::kExact: return given == wanted;
        case TextMatch::kStartsWith: return given.starts_with(wanted);
        case TextMatch::kEndsWith: return given.ends_with(wanted);
        case TextMatch::kContains: return given.find(wanted) != std::string::npos;
    }
    return false;
}

bool CustomerLookup::empty() const {
    return !nobody && id.empty() && business_name.empty() && keys.empty() && names.empty() &&
           addresses.empty() && emails.empty() && telephones.empty();
}

bool CustomerLookup::fits(const CrmCustomer& customer) const {
    if (nobody || !customer.merged_into.empty()) return false;
    const SoughtText business{"", business_name, TextMatch::kExact};
    if (!business_name.empty() && !business.fits(customer.data.fields.get("BusinessName"))) return false;
    return all_fit(customer, keys, has_key) && all_fit(customer, emails, has_email) &&
           all_fit(customer, telephones, has_telephone) && all_fit(customer, names, has_name) &&
           all_fit(customer, addresses, has_address);
}

TextMatch text_match_named(std::string_view search_type) {
    if (search_type == "StartsWith") return TextMatch::kStartsWith;
    if (search_type == "EndsWith") return TextMatch::kEndsWith;
    if (search_type == "Contains") return TextMatch::kContains;
    return TextMatch::kExact;
}

}  // namespace oa::sandbox
