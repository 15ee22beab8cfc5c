#include "customer/customer_message.hpp"

namespace oa::customer {

namespace {

constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Customers>\n";
constexpr std::string_view kFoot = "</Customers>\n";
constexpr std::string_view kHome = "HOME";

void preference_code(Element& element, const std::string& code) {
    if (!code.empty()) element.attribute("ContactPreferenceCode", code);
}

void add_address(Element& contact, const Address& address) {
    Element element = contact.child("Address");
    preference_code(element, address.contact_preference_code);
    element.attribute("PrimaryFlag", "true").attribute("TypeCode", kHome);
    element.add_unless_empty("AddressLine1", address.line_1);
    element.add("AddressLine2", address.line_2);
    element.add("AddressLine3", address.line_3);
    element.add("AddressLine4", address.line_4);
    element.add("ApartmentNumber", address.apartment_number);
    element.add_unless_empty("City", address.city);
    element.add_unless_empty("Country", address.country);
    element.add_unless_empty("Territory", address.territory);
    element.add_unless_empty("PostalCode", address.postal_code);
}

void add_email(Element& contact, const Email& email) {
    Element element = contact.child("EMail");
    element.attribute("PrimaryFlag", "true").attribute("TypeCode", kHome);
    preference_code(element, email.contact_preference_code);
    element.attribute("FormatPreferenceCode", email.format_preference_code);
    element.add("EMailAddress", email.address);
}

void add_telephone(Element& contact, const Telephone& telephone) {
    Element element = contact.child("Telephone");
    element.attribute("PrimaryFlag", telephone.primary ? "true" : "false")
        .attribute("TypeCode", telephone.type_code);
    preference_code(element, telephone.contact_preference_code);
    element.add("PhoneNumber", telephone.number);
}

/// IndividualType.
void add_individual(Element& parent, const Customer& customer) {
    Element individual = parent.child("EntityInformation").child("Individual");
    Element names = individual.child("Name");
    for (const Name& name : customer.names) names.add("Name", name.text).attribute("Location", name.location);
    individual.remove_if_empty("Name");
    individual.add_unless_empty("Suffix", customer.suffix);
    individual.add_unless_empty("Salutation", customer.salutation);
    Element contact = individual.child("ContactInformation");
    if (customer.address) add_address(contact, *customer.address);
    if (customer.email) add_email(contact, *customer.email);
    for (const Telephone& telephone : customer.telephones) add_telephone(contact, telephone);
    individual.remove_if_empty("ContactInformation");
    Element summary = individual.child("PersonalSummary");
    summary.add_unless_empty("BirthDate", customer.birth_date);
    if (customer.rent) summary.add("Rent", *customer.rent ? "true" : "false");
    individual.remove_if_empty("PersonalSummary");
}

}  // namespace

void add_alternate_key(Element& parent, const char* name, const AlternateKey& key) {
    Element node = parent.child(name);
    node.attribute("TypeCode", key.type_code);
    node.add("AlternateID", key.alternate_id);
}

void fill(Element element, const Customer& customer) {
    element.add_unless_empty("RetailStoreID", customer.retail_store_id);
    element.add_unless_empty("CustomerID", customer.customer_id);
    element.add_unless_empty("BusinessName", customer.business_name);
    element.add_unless_empty("Source", customer.source);
    if (!customer.update_user_id.empty())
        element.child("LastUpdateInfo").add("UpdateUserID", customer.update_user_id);
    add_individual(element, customer);
    Element preferences = element.child("PersonalPreferences");
    for (const ContactPreference& preference : customer.contact_preferences) {
        preferences.child("ContactPreference")
            .attribute("ContactType", preference.contact_type)
            .attribute("Permission", preference.permission ? "true" : "false");
    }
    element.remove_if_empty("PersonalPreferences");
    for (const AlternateKey& key : customer.alternate_keys) add_alternate_key(element, "AlternateKey", key);
    for (const CustomAttribute& attribute : customer.custom_attributes) {
        Element node = element.child("CustomAttribute");
        node.attribute("name", attribute.name);
        node.add("AttributeValue", attribute.value);
    }
}

Writer::Writer(Sink sink) : sink_(std::move(sink)) {
    sink_(kHead);
}

bool Writer::write(const Customer& customer) {
    return write_element("Customer", 1, sink_, [&](Element element) { fill(element, customer); });
}

void Writer::finish() {
    sink_(kFoot);
}

}  // namespace oa::customer
