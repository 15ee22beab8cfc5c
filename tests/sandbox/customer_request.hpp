#pragma once

#include <libxml/tree.h>

#include "crm_customer.hpp"
#include "customer_lookup.hpp"

namespace oa::sandbox {

/// Reads an element of CustomerType, its ID aside.
CustomerData read_customer_data(const xmlNode& element);

/// Reads an element of CustomerLookupType.
CustomerLookup read_customer_lookup(const xmlNode& element);

/// Reads the children with this name as alternate keys.
std::vector<AlternateKey> read_alternate_keys(const xmlNode& parent, const char* name);

}  // namespace oa::sandbox
