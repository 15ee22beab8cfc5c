#include "crm_json.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <span>
#include <stdexcept>

namespace oa::sandbox {

namespace {

using nlohmann::json;

/// What a text is called in JSON, and whether it is a truth value there.
struct Label {
    const char* element;
    const char* name;
    bool is_flag = false;
};
using Labels = std::span<const Label>;

constexpr std::array kFieldLabels = {
    Label{"RetailStoreID", "retail_store_id"},
    Label{"OrgName", "org_name"},
    Label{"CustOrgTypcode", "cust_org_typcode"},
    Label{"EmployeeID", "employee_id"},
    Label{"BusinessName", "business_name"},
    Label{"CustomerClass", "customer_class"},
    Label{"Source", "source"},
    Label{"Prospect", "prospect", true},
    Label{"CustomerOwnerID", "customer_owner_id"},
    Label{"CustomerNumber", "customer_number"},
    Label{"CustomerReference", "customer_reference"},
    Label{"SignupDate", "signup_date"},
    Label{"Suffix", "suffix"},
    Label{"SortingName", "sorting_name"},
    Label{"NickName", "nick_name"},
    Label{"Salutation", "prefix"},
    Label{"GenderType", "gender_type"},
    Label{"BirthDate", "birth_date"},
    Label{"Anniversary", "anniversary"},
    Label{"MaritalStatusCode", "marital_status_code"},
    Label{"Ethnicity", "ethnicity"},
    Label{"Rent", "rent", true},
    Label{"LanguageCode", "language_code"},
    Label{"AnnualIncomeAmount", "annual_income_amount"},
    Label{"NetWorth", "net_worth"},
    Label{"HighestEducationalLevelName", "highest_educational_level_name"},
    Label{"UpdateUserID", "update_user_id"},
    Label{"UpdateDate", "update_date"},
};
constexpr std::array kNameLabels = {Label{"First", "first"}, Label{"First2", "first2"},
                                    Label{"Middle", "middle"}, Label{"Last", "last"},
                                    Label{"Last2", "last2"}};
constexpr std::array kPreferenceLabels = {Label{"Mail", "mail", true}, Label{"Email", "email", true},
                                          Label{"Phone", "phone", true}, Label{"Fax", "fax", true}};
constexpr std::array kContactLabels = {
    Label{"TypeCode", "type_code"},
    Label{"PrimaryFlag", "primary", true},
    Label{"ContactPreferenceCode", "contact_preference_code"},
    Label{"FormatPreferenceCode", "format_preference_code"},
    Label{"Label", "label"},
    Label{"ValidFlag", "valid", true},
    Label{"SequenceNumber", "sequence_number"},
};
constexpr std::array kAddressLabels = {
    Label{"AddressLine1", "line_1"},
    Label{"AddressLine2", "line_2"},
    Label{"AddressLine3", "line_3"},
    Label{"AddressLine4", "line_4"},
    Label{"ApartmentNumber", "apartment_number"},
    Label{"City", "city"},
    Label{"Country", "country"},
    Label{"County", "county"},
    Label{"Territory", "territory"},
    Label{"PostalCode", "postal_code"},
};
constexpr std::array kEmailLabels = {Label{"EMailAddress", "address"}};
constexpr std::array kTelephoneLabels = {Label{"PhoneNumber", "number"}, Label{"Extension", "extension"}};

/// The customer's lists of contacts.
struct ContactList {
    const char* name;
    std::vector<Contact> CustomerData::*contacts;
    Labels labels;
    bool first_is_primary;
};
constexpr std::array kContactLists = {
    ContactList{"addresses", &CustomerData::addresses, kAddressLabels, true},
    ContactList{"emails", &CustomerData::emails, kEmailLabels, true},
    ContactList{"telephones", &CustomerData::telephones, kTelephoneLabels, false},
};

/// A number or a truth value is taken as what it would be as text.
std::string text_from(const json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number() || value.is_boolean()) return value.dump();
    throw std::invalid_argument("not a text: " + value.dump());
}

/// Takes a text if it has one of these names; neither a null nor a blank is a text.
bool take(Labels labels, const std::string& name, const json& value, Fields& fields) {
    for (const auto& label : labels) {
        if (name != label.name) continue;
        if (value.is_null()) return true;
        auto text = text_from(value);
        if (!text.empty()) fields.set(label.element, std::move(text));
        return true;
    }
    return false;
}

[[noreturn]] void refuse(const std::string& name) {
    throw std::invalid_argument("unknown field '" + name + "'");
}

void read_fields(Labels labels, const json& object, Fields& fields) {
    for (const auto& [name, value] : object.items()) {
        if (!take(labels, name, value, fields)) refuse(name);
    }
}

Contact read_contact(const json& object, Labels labels) {
    Contact contact;
    contact.attributes.set("TypeCode", "HOME");
    for (const auto& [name, value] : object.items()) {
        if (!take(kContactLabels, name, value, contact.attributes) &&
            !take(labels, name, value, contact.fields)) {
            refuse(name);
        }
    }
    return contact;
}

void read_contacts(const ContactList& list, const json& shown, CustomerData& data) {
    auto& contacts = data.*list.contacts;
    for (const auto& object : shown) {
        auto contact = read_contact(object, list.labels);
        if (list.first_is_primary && contact.attributes.find("PrimaryFlag") == nullptr) {
            contact.attributes.set("PrimaryFlag", contacts.empty() ? "true" : "false");
        }
        contacts.push_back(std::move(contact));
    }
}

std::vector<std::string> read_texts(const json& value) {
    if (!value.is_array()) return {text_from(value)};
    std::vector<std::string> texts;
    for (const auto& each : value) texts.push_back(text_from(each));
    return texts;
}

bool take_contacts(const std::string& name, const json& value, CustomerData& data) {
    for (const auto& list : kContactLists) {
        if (name != list.name) continue;
        read_contacts(list, value, data);
        return true;
    }
    if (name != "address") return false;
    read_contacts(kContactLists.front(), json::array({value}), data);
    return true;
}

bool take_rest(const std::string& name, const json& value, CrmCustomer& customer) {
    auto& data = customer.data;
    if (name == "customer_id") {
        customer.id = text_from(value);
    } else if (name == "names") {
        read_fields(kNameLabels, value, data.names);
    } else if (name == "preferences") {
        read_fields(kPreferenceLabels, value, data.preferences);
    } else if (name == "alternate_keys") {
        for (const auto& key : value)
            data.keys.push_back({text_from(key.at("type")), text_from(key.at("id"))});
    } else if (name == "attributes") {
        for (const auto& [attribute, texts] : value.items()) data.attributes[attribute] = read_texts(texts);
    } else if (name == "old_emails") {
        customer.old_emails = read_texts(value);
    } else if (name == "old_telephones") {
        customer.old_telephones = read_texts(value);
    } else {
        return false;
    }
    return true;
}

void show(Labels labels, const Fields& fields, json& object) {
    for (const auto& label : labels) {
        const auto* text = fields.find(label.element);
        if (text == nullptr) continue;
        object[label.name] = label.is_flag ? json(*text == "true" || *text == "1") : json(*text);
    }
}

json show_contacts(const std::vector<Contact>& contacts, Labels labels) {
    auto shown = json::array();
    for (const auto& contact : contacts) {
        auto object = json::object();
        show(kContactLabels, contact.attributes, object);
        show(labels, contact.fields, object);
        shown.push_back(std::move(object));
    }
    return shown;
}

json show_attributes(const CustomerData& data) {
    auto shown = json::object();
    for (const auto& [name, values] : data.attributes) {
        shown[name] = values.size() == 1 ? json(values.front()) : json(values);
    }
    return shown;
}

}  // namespace

CrmCustomer crm_customer_from_json(const json& shown) try {
    if (!shown.is_object()) throw std::invalid_argument("a customer is a JSON object");
    CrmCustomer customer;
    for (const auto& [name, value] : shown.items()) {
        if (!take(kFieldLabels, name, value, customer.data.fields) &&
            !take_contacts(name, value, customer.data) && !take_rest(name, value, customer)) {
            refuse(name);
        }
    }
    return customer;
} catch (const json::exception& error) {
    throw std::invalid_argument(error.what());
}

json crm_customer_to_json(const CrmCustomer& customer) {
    const auto& data = customer.data;
    auto keys = json::array();
    for (const auto& key : data.keys) keys.push_back({{"type", key.type}, {"id", key.id}});
    json shown = {{"customer_id", customer.id},
                  {"names", json::object()},
                  {"preferences", json::object()},
                  {"alternate_keys", std::move(keys)},
                  {"attributes", show_attributes(data)},
                  {"old_emails", customer.old_emails},
                  {"old_telephones", customer.old_telephones},
                  {"merged_into", customer.merged_into.empty() ? json(nullptr) : json(customer.merged_into)},
                  {"revision", customer.revision}};
    for (const auto& list : kContactLists) shown[list.name] = show_contacts(data.*list.contacts, list.labels);
    show(kFieldLabels, data.fields, shown);
    show(kNameLabels, data.names, shown["names"]);
    show(kPreferenceLabels, data.preferences, shown["preferences"]);
    return shown;
}

}  // namespace oa::sandbox
