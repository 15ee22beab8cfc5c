#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crm_customer.hpp"

namespace oa::sandbox {

enum class TextMatch { kExact, kStartsWith, kEndsWith, kContains };

/// A text to look for.
struct SoughtText {
    std::string name;  ///< the location or element it is sought in; blank where there is but one
    std::string text;
    TextMatch match = TextMatch::kExact;

    /// True when another text is what is sought, ASCII letter case aside.
    bool fits(const std::string& other) const;
};

/// An address to look for; all of it must fit the same one.
struct SoughtAddress {
    std::string type;  ///< blank for any
    std::vector<SoughtText> texts;
};

/// What a search asks for. Customers are found that fit all of it.
struct CustomerLookup {
    std::string id;
    std::string business_name;
    std::vector<AlternateKey> keys;
    std::vector<SoughtText> names;
    std::vector<SoughtAddress> addresses;
    std::vector<SoughtText> emails;
    std::vector<SoughtText> telephones;
    bool nobody = false;  ///< it asks for a card or a segment, which no customer here has

    /// True when it asks for nothing.
    bool empty() const;

    /// True when a customer is found by it, the ID aside.
    bool fits(const CrmCustomer& customer) const;
};

/// How the text of a SearchType says to compare; what sounds alike is not known here, so it must be equal.
TextMatch text_match_named(std::string_view search_type);

}  // namespace oa::sandbox
