#include "customer_request.hpp"

#include <memory>
#include <span>

#include "customer_elements.hpp"
#include "xml_reader.hpp"

namespace oa::sandbox {

namespace {

using Names = std::span<const char* const>;

/// Reads the children with these names; what is there but blank is kept, as that says something too.
void read_children(const xmlNode* parent, Names names, Fields& fields) {
    if (parent == nullptr) return;
    for (const auto* name : names) {
        if (const auto* child = child_named(*parent, name)) fields.set(name, text_of(*child));
    }
}

void read_attributes(const xmlNode& element, Names names, Fields& fields) {
    for (const auto* name : names) {
        auto value = attribute_of(element, name);
        if (!value.empty()) fields.set(name, std::move(value));
    }
}

/// The name of a list that an attribute holds; the list outlives the request.
const char* listed(Names names, const std::string& text) {
    const auto found =
        std::find_if(names.begin(), names.end(), [&](const char* name) { return text == name; });
    return found == names.end() ? nullptr : *found;
}

std::vector<Contact> read_contacts(const xmlNode* parent, const char* name, Names fields) {
    std::vector<Contact> contacts;
    for (const auto* element : children_named(parent, name)) {
        auto& contact = contacts.emplace_back();
        read_attributes(*element, kContactAttributes, contact.attributes);
        read_children(element, fields, contact.fields);
    }
    return contacts;
}

void read_individual(const xmlNode& individual, CustomerData& data) {
    read_children(&individual, kIndividualElements, data.fields);
    for (const auto* name : children_named(child_named(individual, "Name"), "Name")) {
        const auto* location = listed(kNameLocations, attribute_of(*name, "Location"));
        if (location != nullptr) data.names.set(location, text_of(*name));
    }
    read_children(child_named(individual, "PersonalSummary"), kSummaryElements, data.fields);
    read_children(child_named(individual, "SocioEconomicProfile"), kProfileElements, data.fields);
    const auto* contact = child_named(individual, "ContactInformation");
    data.addresses = read_contacts(contact, "Address", kAddressElements);
    data.emails = read_contacts(contact, "EMail", kEmailElements);
    data.telephones = read_contacts(contact, "Telephone", kTelephoneElements);
}

void read_preferences(const xmlNode& element, Fields& preferences) {
    for (const auto* preference :
         children_named(child_named(element, "PersonalPreferences"), "ContactPreference")) {
        const auto* type = listed(kContactTypes, attribute_of(*preference, "ContactType"));
        if (type != nullptr) preferences.set(type, attribute_of(*preference, "Permission"));
    }
}

TextMatch match_of(const xmlNode& element) {
    return text_match_named(attribute_of(element, "SearchType"));
}

SoughtAddress read_sought_address(const xmlNode& element) {
    SoughtAddress address{attribute_of(element, "TypeCode"), {}};
    for (const auto* name : kAddressElements) {
        const auto* part = child_named(element, name);
        if (part == nullptr || text_of(*part).empty()) continue;
        address.texts.push_back({name, text_of(*part), match_of(*part)});
    }
    return address;
}

/// Emails or telephones to look for. They are sought whatever their type.
std::vector<SoughtText> read_sought_texts(const xmlNode* parent, const char* name, const char* field) {
    std::vector<SoughtText> texts;
    for (const auto* element : children_named(parent, name)) {
        auto text = text_at(*element, {field});
        if (!text.empty()) texts.push_back({field, std::move(text), match_of(*element)});
    }
    return texts;
}

void read_sought_individual(const xmlNode& individual, CustomerLookup& lookup) {
    for (const auto* name : children_named(child_named(individual, "Name"), "Name")) {
        const auto text = text_of(*name);
        if (!text.empty()) lookup.names.push_back({attribute_of(*name, "Location"), text, match_of(*name)});
    }
    const auto* contact = child_named(individual, "ContactInformation");
    for (const auto* element : children_named(contact, "Address")) {
        auto address = read_sought_address(*element);
        if (!address.texts.empty()) lookup.addresses.push_back(std::move(address));
    }
    lookup.emails = read_sought_texts(contact, "EMail", "EMailAddress");
    lookup.telephones = read_sought_texts(contact, "Telephone", "PhoneNumber");
    for (auto& telephone : lookup.telephones) telephone.text = comparable_telephone(telephone.text);
}

}  // namespace

CustomerData read_customer_data(const xmlNode& element) {
    CustomerData data;
    read_children(&element, kHeadElements, data.fields);
    read_children(&element, std::array{kSignupDate}, data.fields);
    read_children(child_named(element, "LastUpdateInfo"), kUpdateElements, data.fields);
    if (const auto* individual = element_at(element, {"EntityInformation", "Individual"})) {
        read_individual(*individual, data);
    }
    read_preferences(element, data.preferences);
    data.keys = read_alternate_keys(element, "AlternateKey");
    for (const auto* attribute : children_named(&element, "CustomAttribute")) {
        auto& values = data.attributes[attribute_of(*attribute, "name")];
        values.clear();
        for (const auto* value : children_named(attribute, "AttributeValue"))
            values.push_back(text_of(*value));
    }
    return data;
}

CustomerLookup read_customer_lookup(const xmlNode& element) {
    CustomerLookup lookup;
    lookup.id = text_at(element, {"CustomerID"});
    lookup.business_name = text_at(element, {"BusinessName"});
    lookup.keys = read_alternate_keys(element, "AlternateKey");
    lookup.nobody = !text_at(element, {"Instrument", "CardNumber"}).empty() ||
                    !text_at(element, {"Instrument", "CardSerialNumber"}).empty() ||
                    !text_at(element, {"SegmentID"}).empty();
    if (const auto* individual = element_at(element, {"EntityInformation", "Individual"})) {
        read_sought_individual(*individual, lookup);
    }
    return lookup;
}

std::vector<AlternateKey> read_alternate_keys(const xmlNode& parent, const char* name) {
    std::vector<AlternateKey> keys;
    for (const auto* key : children_named(&parent, name)) {
        keys.push_back({attribute_of(*key, "TypeCode"), text_at(*key, {"AlternateID"})});
    }
    return keys;
}

}  // namespace oa::sandbox
