#pragma once

#include <optional>
#include <string>
#include <vector>

#include "customer/customer_message.hpp"
#include "service/xml.hpp"
#include "service/xml_reader.hpp"

namespace oa::customer {

/// A contact of a customer in Customer Engagement, as it is marked there.
struct ContactMark {
    std::string type_code;
    bool primary = false;
    std::string contact_preference_code;
};

struct RecordAddress : ContactMark {
    std::string line_1, line_2, line_3, line_4, apartment_number;
    std::string city, country, territory, postal_code;
};

struct RecordEmail : ContactMark {
    std::string address;
    std::string format_preference_code;
};

struct RecordTelephone : ContactMark {
    std::string number;
};

/// A customer as Customer Engagement knows it: of the contract's CustomerResponseType what OA has a use for.
struct Record {
    std::string customer_id, retail_store_id, source, business_name, salutation, suffix, birth_date;
    std::vector<Name> names;
    std::vector<RecordAddress> addresses;
    std::vector<RecordEmail> emails;
    std::vector<RecordTelephone> telephones;
    std::vector<AlternateKey> alternate_keys;
    std::vector<CustomAttribute> custom_attributes;
    /// Data is shown as asterisks: the security user lacks rights (Customer Engagement Customer Integration,
    /// Notes and Troubleshooting).
    bool is_masked = false;

    /// The name at a Location: First, Middle, Last; blank for none.
    std::string name(std::string_view location) const;
    /// The first alternate key of a type; nothing for none.
    std::optional<std::string> alternate_key(std::string_view type_code) const;
    /// The HOME address, email address: the primary one where there are several; null for none.
    const RecordAddress* home_address() const;
    /// "Only the HOME email address that is flagged as primary is eligible"; null for none.
    const RecordEmail* home_email() const;
};

/// Reads an element of CustomerResponseType; what it holds beside is passed over. XmlProblem for what it has
/// twice.
Record read_record(const XmlElement& element);

/// A name to look for. SearchType is StartsWith, EndsWith, Exact, Contains or SoundsLike.
struct LookupName {
    std::string location;
    std::string text;
    std::string search_type;
};

/// What to search for: the contract's CustomerLookupType. A blank field is not a criterion; all that are
/// given must hold.
struct Lookup {
    std::string customer_id;
    std::vector<LookupName> names;
    std::string postal_code, email_address, phone_number;
    std::optional<AlternateKey> alternate_key;
};

/// Fills an element of CustomerLookupType, in the contract's order.
void fill(Element element, const Lookup& lookup);

}  // namespace oa::customer
