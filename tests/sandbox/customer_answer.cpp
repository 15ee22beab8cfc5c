#include "customer_answer.hpp"

#include <algorithm>
#include <array>

#include "customer_elements.hpp"

namespace oa::sandbox {

namespace {

constexpr const char* kMask = "********";

/// The names among the other texts.
constexpr std::array<std::string_view, 3> kPersonal = {"BusinessName", "SortingName", "NickName"};

bool is_personal(std::string_view name) {
    return std::find(kPersonal.begin(), kPersonal.end(), name) != kPersonal.end();
}

}  // namespace

void CustomerAnswer::write(std::string_view name, const CrmCustomer& customer) {
    const auto& data = customer.data;
    xml_.start(name);
    xml_.element("CustomerID", customer.id);
    write_fields(std::array{kSignupDate}, data.fields);
    write_fields(kHeadElements, data.fields);
    write_group("LastUpdateInfo", kUpdateElements, data.fields);
    xml_.start("EntityInformation");
    write_individual(data);
    xml_.end();
    write_preferences(data.preferences);
    write_keys(data.keys);
    write_attributes(data);
    xml_.element("MaskData", mask_ ? "true" : "false");
    xml_.end();
}

void CustomerAnswer::write_individual(const CustomerData& data) {
    xml_.start("Individual");
    write_fields(kIndividualElements, data.fields);
    write_names(data.names);
    write_contact_information(data);
    write_group("PersonalSummary", kSummaryElements, data.fields);
    write_group("SocioEconomicProfile", kProfileElements, data.fields);
    xml_.end();
}

void CustomerAnswer::write_names(const Fields& names) {
    if (names.empty()) return;
    xml_.start("Name");
    for (const auto* location : kNameLocations) {
        const auto* text = names.find(location);
        if (text == nullptr) continue;
        xml_.start("Name");
        xml_.attribute("Location", location);
        xml_.text(mask_ ? kMask : *text);
        xml_.end();
    }
    xml_.end();
}

void CustomerAnswer::write_contact_information(const CustomerData& data) {
    if (data.addresses.empty() && data.emails.empty() && data.telephones.empty()) return;
    xml_.start("ContactInformation");
    write_contacts("Address", data.addresses, kAddressElements);
    write_contacts("EMail", data.emails, kEmailElements);
    write_contacts("Telephone", data.telephones, kTelephoneElements);
    xml_.end();
}

void CustomerAnswer::write_preferences(const Fields& preferences) {
    if (preferences.empty()) return;
    xml_.start("PersonalPreferences");
    for (const auto* type : kContactTypes) {
        const auto* permission = preferences.find(type);
        if (permission == nullptr) continue;
        xml_.start("ContactPreference");
        xml_.attribute("ContactType", type);
        xml_.attribute("Permission", *permission);
        xml_.end();
    }
    xml_.end();
}

void CustomerAnswer::write_keys(const std::vector<AlternateKey>& keys) {
    for (const auto& key : keys) {
        xml_.start("AlternateKey");
        xml_.attribute("TypeCode", key.type);
        xml_.element("AlternateID", key.id);
        xml_.end();
    }
}

void CustomerAnswer::write_attributes(const CustomerData& data) {
    for (const auto& [name, values] : data.attributes) {
        xml_.start("CustomAttribute");
        xml_.attribute("name", name);
        for (const auto& value : values) xml_.element("AttributeValue", value);
        xml_.end();
    }
}

void CustomerAnswer::write_personal(const char* name, const std::string& text) {
    xml_.element(name, mask_ ? kMask : text);
}

template <typename Names>
void CustomerAnswer::write_contacts(const char* name, const std::vector<Contact>& contacts,
                                    const Names& fields) {
    for (const auto& contact : contacts) {
        xml_.start(name);
        for (const auto& [attribute, value] : contact.attributes) xml_.attribute(attribute, value);
        for (const auto* field : fields) {
            if (const auto* text = contact.fields.find(field)) write_personal(field, *text);
        }
        xml_.end();
    }
}

/// An element around others, left out when none of them is there.
template <typename Names>
void CustomerAnswer::write_group(const char* name, const Names& names, const Fields& fields) {
    if (std::none_of(names.begin(), names.end(),
                     [&](const char* each) { return fields.find(each) != nullptr; })) {
        return;
    }
    xml_.start(name);
    write_fields(names, fields);
    xml_.end();
}

template <typename Names>
void CustomerAnswer::write_fields(const Names& names, const Fields& fields) {
    for (const auto* name : names) {
        const auto* text = fields.find(name);
        if (text == nullptr) continue;
        if (is_personal(name)) {
            write_personal(name, *text);
        } else {
            xml_.element(name, *text);
        }
    }
}

}  // namespace oa::sandbox
