#pragma once

#include <libxml/tree.h>

#include <string>

namespace oa::sandbox {

/// A hash of an element: the same for the same content, however it is laid out.
std::string content_hash(const xmlNode& element);

}  // namespace oa::sandbox
