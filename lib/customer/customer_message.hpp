#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "service/xml.hpp"

namespace oa::customer {

/// CustomerNameTypeEntry: Location is First, Middle or Last.
struct Name {
    std::string location;
    std::string text;
};

/// AddressType. The lines 2 to 4 and the apartment are written also when they are blank: that deletes them.
struct Address {
    std::string line_1, line_2, line_3, line_4, apartment_number;
    std::string city, country, territory, postal_code;
    std::string contact_preference_code;  ///< blank for none
};

struct Email {
    std::string address;
    std::string contact_preference_code;  ///< blank for none
    std::string format_preference_code;
};

struct Telephone {
    std::string type_code;
    std::string number;
    bool primary = false;
    std::string contact_preference_code;
};

/// ContactType is Mail, Email, Phone or Fax.
struct ContactPreference {
    std::string contact_type;
    bool permission = false;
};

struct AlternateKey {
    std::string type_code;
    std::string alternate_id;
};

struct CustomAttribute {
    std::string name;
    std::string value;
};

/// What OA tells Customer Engagement of a customer: the contract's CustomerType, without what OA has not. A
/// blank text is left out.
struct Customer {
    std::string retail_store_id, customer_id, business_name, source, update_user_id;
    std::vector<Name> names;
    std::string suffix, salutation;
    std::optional<Address> address;  ///< HOME, primary
    std::optional<Email> email;      ///< HOME, primary
    std::vector<Telephone> telephones;
    std::string birth_date;    ///< ISO 8601
    std::optional<bool> rent;  ///< nothing where it is not known
    std::vector<ContactPreference> contact_preferences;
    std::vector<AlternateKey> alternate_keys;
    std::vector<CustomAttribute> custom_attributes;
};

/// Adds an alternate key, under the name that its place has.
void add_alternate_key(Element& parent, const char* name, const AlternateKey& key);

/// Fills an element of CustomerType, in the contract's order.
void fill(Element element, const Customer& customer);

/// Writes the batch file of customers one by one: memory is that of one customer.
class Writer {
  public:
    explicit Writer(Sink sink);

    /// True when a character that XML 1.0 cannot carry had to be replaced.
    bool write(const Customer& customer);
    /// Closes the document.
    void finish();

  private:
    Sink sink_;
};

}  // namespace oa::customer
