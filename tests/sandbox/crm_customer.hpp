#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "fields.hpp"

namespace oa::sandbox {

/// An address, email or telephone of a customer.
struct Contact {
    Fields attributes;
    Fields fields;

    /// HOME, WORK and the like.
    std::string type() const { return attributes.get("TypeCode"); }
};

/// What another system knows a customer by.
struct AlternateKey {
    std::string type;
    std::string id;

    auto operator<=>(const AlternateKey&) const = default;
};

/// The data of a customer, or as much of it as a message brings. Texts are called what their elements are.
struct CustomerData {
    Fields fields;       ///< every text that is not of one of the following kinds
    Fields names;        ///< by location
    Fields preferences;  ///< by contact type, true or false
    std::vector<Contact> addresses;
    std::vector<Contact> emails;
    std::vector<Contact> telephones;
    std::vector<AlternateKey> keys;
    std::map<std::string, std::vector<std::string>> attributes;
};

/// A customer as Customer Engagement keeps it.
struct CrmCustomer {
    std::string id;
    CustomerData data;
    std::vector<std::string> old_emails;      ///< addresses it had before: it is still found by them
    std::vector<std::string> old_telephones;  ///< numbers it had before, likewise
    std::string merged_into;                  ///< the customer that lives on in its place
    std::uint32_t revision = 0;               ///< how often it was updated
};

/// Brings a customer up to what a message says of it; what the message leaves out stays as it was.
void update(CrmCustomer& customer, const CustomerData& sent);

/// An email address as it is compared.
std::string comparable_email(const std::string& address);

/// A telephone number as it is compared: its digits.
std::string comparable_telephone(const std::string& number);

}  // namespace oa::sandbox
