#include "crm_customer.hpp"

#include <array>
#include <string_view>

#include "text.hpp"

namespace oa::sandbox {

namespace {

constexpr const char* kHome = "HOME";

/// The parts of an address that go away when they are sent blank. A blank in any other place says nothing.
constexpr std::array<std::string_view, 4> kDeletable = {"AddressLine2", "AddressLine3", "AddressLine4",
                                                        "ApartmentNumber"};

using Comparable = std::string (*)(const std::string&);

void replace(Fields& standing, const Fields& sent) {
    for (const auto& [name, text] : sent) {
        if (text.empty()) {
            standing.erase(name);
        } else {
            standing.set(name, text);
        }
    }
}

bool has_type(const std::vector<Contact>& contacts, const std::string& type) {
    return std::any_of(contacts.begin(), contacts.end(),
                       [&](const Contact& contact) { return contact.type() == type; });
}

void update_address(Contact& standing, const Contact& sent) {
    replace(standing.attributes, sent.attributes);
    for (const auto& [name, text] : sent.fields) {
        if (!text.empty()) {
            standing.fields.set(name, text);
        } else if (std::find(kDeletable.begin(), kDeletable.end(), name) != kDeletable.end()) {
            standing.fields.erase(name);
        }
    }
}

void update_addresses(std::vector<Contact>& standing, const std::vector<Contact>& sent) {
    for (const auto& address : sent) {
        const auto known = std::find_if(standing.begin(), standing.end(),
                                        [&](const Contact& other) { return other.type() == address.type(); });
        update_address(known == standing.end() ? standing.emplace_back() : *known, address);
    }
}

/// What is kept of emails, or of telephones.
struct Kept {
    std::vector<Contact>& contacts;
    std::vector<std::string>& old;
    const char* field;
    Comparable comparable;

    bool has(const std::string& text) const {
        return std::any_of(contacts.begin(), contacts.end(), [&](const Contact& contact) {
            return comparable(contact.fields.get(field)) == comparable(text);
        });
    }
};

/// Puts what was sent in place of what is there of the same type, and remembers what that was.
void replace_by_type(Kept kept, const std::vector<Contact>& sent) {
    std::vector<Contact> gone;
    std::vector<Contact> stay;
    for (auto& contact : kept.contacts) {
        (has_type(sent, contact.type()) ? gone : stay).push_back(std::move(contact));
    }
    kept.contacts = std::move(stay);
    for (const auto& contact : sent) {
        auto& added = kept.contacts.emplace_back();
        const auto before = std::find_if(
            gone.begin(), gone.end(), [&](const Contact& other) { return other.type() == contact.type(); });
        if (before != gone.end()) added.attributes = before->attributes;
        replace(added.attributes, contact.attributes);
        replace(added.fields, contact.fields);
    }
    for (const auto& contact : gone) kept.old.push_back(contact.fields.get(kept.field));
    std::vector<std::string> old;
    for (const auto& text : kept.old) {
        if (!kept.has(text) && std::find(old.begin(), old.end(), text) == old.end()) old.push_back(text);
    }
    kept.old = std::move(old);
}

/// There is one primary email: the HOME address if one was sent, or else the one sent as such.
void choose_primary(std::vector<Contact>& emails, const std::vector<Contact>& sent) {
    const auto named = std::find_if(sent.begin(), sent.end(), [](const Contact& email) {
        const auto flag = email.attributes.get("PrimaryFlag");
        return flag == "true" || flag == "1";
    });
    if (!has_type(sent, kHome) && named == sent.end()) return;
    const auto type = has_type(sent, kHome) ? kHome : named->type();
    bool chosen = false;
    for (auto& email : emails) {
        const bool primary = !chosen && email.type() == type;
        email.attributes.set("PrimaryFlag", primary ? "true" : "false");
        chosen = chosen || primary;
    }
}

void update_emails(CrmCustomer& customer, const std::vector<Contact>& sent) {
    replace_by_type({customer.data.emails, customer.old_emails, "EMailAddress", comparable_email}, sent);
    choose_primary(customer.data.emails, sent);
}

void update_attributes(CustomerData& data, const CustomerData& sent) {
    for (const auto& [name, values] : sent.attributes) {
        if (values.empty()) {
            data.attributes.erase(name);
        } else {
            data.attributes[name] = values;
        }
    }
}

}  // namespace

void update(CrmCustomer& customer, const CustomerData& sent) {
    auto& data = customer.data;
    replace(data.fields, sent.fields);
    replace(data.names, sent.names);
    replace(data.preferences, sent.preferences);
    update_addresses(data.addresses, sent.addresses);
    update_emails(customer, sent.emails);
    replace_by_type({data.telephones, customer.old_telephones, "PhoneNumber", comparable_telephone},
                    sent.telephones);
    for (const auto& key : sent.keys) {
        if (std::find(data.keys.begin(), data.keys.end(), key) == data.keys.end()) data.keys.push_back(key);
    }
    update_attributes(data, sent);
}

std::string comparable_email(const std::string& address) {
    return lower_case(trim(address));
}

std::string comparable_telephone(const std::string& number) {
    std::string digits;
    std::copy_if(number.begin(), number.end(), std::back_inserter(digits),
                 [](char c) { return c >= '0' && c <= '9'; });
    return digits;
}

}  // namespace oa::sandbox
