#pragma once

#include <libxml/tree.h>

#include <optional>
#include <string>

namespace oa::sandbox {

/// The root element of a customer conversion file.
inline constexpr const char* kCustomersRoot = "Customers";

/// What Customer Engagement knows a customer by, and what is shown of it.
struct ConvertedCustomer {
    std::string number;        ///< its alternate key of the type asked for; blank when it has none
    std::string content_hash;  ///< the same for the same content, however it is laid out
    std::string summary;       ///< keys, names, store and email address as a JSON object
};

/// Reads one `Customer` element; none when the element is another.
std::optional<ConvertedCustomer> read_customer(const xmlNode& element, const std::string& alternate_key_type);

}  // namespace oa::sandbox
