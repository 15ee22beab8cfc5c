#include "customer/record_message.hpp"

#include <algorithm>
#include <string_view>

namespace oa::customer {

namespace {

constexpr std::string_view kHome = "HOME";

void read_mark(const XmlElement& node, ContactMark& mark) {
    mark.type_code = node.attribute("TypeCode");
    mark.primary = XmlElement::is_true(node.attribute("PrimaryFlag"));
    mark.contact_preference_code = node.attribute("ContactPreferenceCode");
}

RecordAddress read_address(const XmlElement& node) {
    RecordAddress address;
    read_mark(node, address);
    address.line_1 = node.text_of("AddressLine1");
    address.line_2 = node.text_of("AddressLine2");
    address.line_3 = node.text_of("AddressLine3");
    address.line_4 = node.text_of("AddressLine4");
    address.apartment_number = node.text_of("ApartmentNumber");
    address.city = node.text_of("City");
    address.country = node.text_of("Country");
    address.territory = node.text_of("Territory");
    address.postal_code = node.text_of("PostalCode");
    return address;
}

RecordEmail read_email(const XmlElement& node) {
    RecordEmail email;
    read_mark(node, email);
    email.address = node.text_of("EMailAddress");
    email.format_preference_code = node.attribute("FormatPreferenceCode");
    return email;
}

RecordTelephone read_telephone(const XmlElement& node) {
    RecordTelephone telephone;
    read_mark(node, telephone);
    telephone.number = node.text_of("PhoneNumber");
    return telephone;
}

bool is_asterisks(std::string_view text) {
    return !text.empty() && text.find_first_not_of('*') == std::string_view::npos;
}

bool shows_asterisks(const Record& record) {
    const auto masked_name = [](const Name& name) { return is_asterisks(name.text); };
    const auto masked_email = [](const RecordEmail& email) { return is_asterisks(email.address); };
    const auto masked_address = [](const RecordAddress& address) { return is_asterisks(address.line_1); };
    const auto masked_telephone = [](const RecordTelephone& phone) { return is_asterisks(phone.number); };
    return std::any_of(record.telephones.begin(), record.telephones.end(), masked_telephone) ||
           std::any_of(record.names.begin(), record.names.end(), masked_name) ||
           std::any_of(record.emails.begin(), record.emails.end(), masked_email) ||
           std::any_of(record.addresses.begin(), record.addresses.end(), masked_address);
}

void read_individual(const XmlElement& individual, Record& record) {
    record.suffix = individual.text_of("Suffix");
    record.salutation = individual.text_of("Salutation");
    for (const XmlElement* name : individual.child("Name").all("Name")) {
        record.names.push_back({std::string(name->attribute("Location")), name->text});
    }
    const XmlElement& contact = individual.child("ContactInformation");
    for (const XmlElement* node : contact.all("Address")) record.addresses.push_back(read_address(*node));
    for (const XmlElement* node : contact.all("EMail")) record.emails.push_back(read_email(*node));
    for (const XmlElement* node : contact.all("Telephone"))
        record.telephones.push_back(read_telephone(*node));
    record.birth_date = individual.child("PersonalSummary").text_of("BirthDate");
}

}  // namespace

std::string Record::name(std::string_view location) const {
    const auto found = std::find_if(names.begin(), names.end(),
                                    [&](const Name& entry) { return entry.location == location; });
    return found == names.end() ? "" : found->text;
}

std::optional<std::string> Record::alternate_key(std::string_view type_code) const {
    const auto found = std::find_if(alternate_keys.begin(), alternate_keys.end(),
                                    [&](const AlternateKey& key) { return key.type_code == type_code; });
    if (found == alternate_keys.end()) return std::nullopt;
    return found->alternate_id;
}

const RecordAddress* Record::home_address() const {
    const RecordAddress* home = nullptr;
    for (const RecordAddress& address : addresses) {
        if (address.type_code != kHome) continue;
        if (address.primary) return &address;
        if (home == nullptr) home = &address;
    }
    return home;
}

const RecordEmail* Record::home_email() const {
    const auto found = std::find_if(emails.begin(), emails.end(), [](const RecordEmail& email) {
        return email.type_code == kHome && email.primary;
    });
    return found == emails.end() ? nullptr : &*found;
}

Record read_record(const XmlElement& node) {
    Record record;
    record.customer_id = node.text_of("CustomerID");
    record.retail_store_id = node.text_of("RetailStoreID");
    record.source = node.text_of("Source");
    record.business_name = node.text_of("BusinessName");
    read_individual(node.child("EntityInformation").child("Individual"), record);
    for (const XmlElement* key : node.all("AlternateKey")) {
        record.alternate_keys.push_back(
            {std::string(key->attribute("TypeCode")), key->text_of("AlternateID")});
    }
    for (const XmlElement* attribute : node.all("CustomAttribute")) {
        record.custom_attributes.push_back(
            {std::string(attribute->attribute("name")), attribute->text_of("AttributeValue")});
    }
    record.is_masked = node.child("MaskData").is_true() || shows_asterisks(record);
    return record;
}

void fill(Element element, const Lookup& lookup) {
    element.add_unless_empty("CustomerID", lookup.customer_id);
    Element entity = element.child("EntityInformation");
    Element individual = entity.child("Individual");
    Element names = individual.child("Name");
    for (const LookupName& name : lookup.names) {
        names.add("Name", name.text)
            .attribute("Location", name.location)
            .attribute("SearchType", name.search_type);
    }
    individual.remove_if_empty("Name");
    Element contact = individual.child("ContactInformation");
    if (!lookup.postal_code.empty()) {
        contact.child("Address").add("PostalCode", lookup.postal_code).attribute("SearchType", "Exact");
    }
    if (!lookup.email_address.empty()) {
        Element email = contact.child("EMail");
        email.attribute("SearchType", "Exact").add("EMailAddress", lookup.email_address);
    }
    if (!lookup.phone_number.empty()) {
        Element telephone = contact.child("Telephone");
        telephone.attribute("SearchType", "Exact").add("PhoneNumber", lookup.phone_number);
    }
    individual.remove_if_empty("ContactInformation");
    entity.remove_if_empty("Individual");
    element.remove_if_empty("EntityInformation");
    if (lookup.alternate_key) add_alternate_key(element, "AlternateKey", *lookup.alternate_key);
}

}  // namespace oa::customer
