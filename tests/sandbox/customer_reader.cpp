#include "customer_reader.hpp"

#include <nlohmann/json.hpp>

#include "content_hash.hpp"
#include "xml_reader.hpp"

namespace oa::sandbox {

namespace {

using nlohmann::json;

/// First, middle and last name, whatever their order in the file.
std::string name_of(const xmlNode& customer) {
    const auto* names = element_at(customer, {"EntityInformation", "Individual", "Name"});
    std::string joined;
    for (const auto* location : {"First", "First2", "Middle", "Last", "Last2"}) {
        for (const auto* name : children_named(names, "Name")) {
            if (attribute_of(*name, "Location") != location) continue;
            if (!joined.empty()) joined += ' ';
            joined += text_of(*name);
        }
    }
    return joined;
}

/// The primary email address, or else the first.
std::string email_of(const xmlNode& customer) {
    const auto* contact = element_at(customer, {"EntityInformation", "Individual", "ContactInformation"});
    const xmlNode* chosen = nullptr;
    for (const auto* email : children_named(contact, "EMail")) {
        const auto primary = attribute_of(*email, "PrimaryFlag");
        if (chosen == nullptr) chosen = email;
        if (primary != "true" && primary != "1") continue;
        chosen = email;
        break;
    }
    return chosen == nullptr ? std::string{} : text_at(*chosen, {"EMailAddress"});
}

}  // namespace

std::optional<ConvertedCustomer> read_customer(const xmlNode& element,
                                               const std::string& alternate_key_type) {
    if (!is_named(element, "Customer")) return std::nullopt;
    ConvertedCustomer customer;
    auto keys = json::array();
    for (const auto* key : children_named(&element, "AlternateKey")) {
        const auto type = attribute_of(*key, "TypeCode");
        const auto id = text_at(*key, {"AlternateID"});
        if (type == alternate_key_type && customer.number.empty()) customer.number = id;
        keys.push_back({{"type", type}, {"id", id}});
    }
    customer.content_hash = content_hash(element);
    customer.summary = json{{"alternate_keys", std::move(keys)},
                            {"name", name_of(element)},
                            {"business_name", text_at(element, {"BusinessName"})},
                            {"retail_store_id", text_at(element, {"RetailStoreID"})},
                            {"email", email_of(element)}}
                           .dump();
    return customer;
}

}  // namespace oa::sandbox
