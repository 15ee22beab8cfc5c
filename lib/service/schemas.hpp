#pragma once

#include <string_view>
#include <vector>

namespace oa {

/// One of the schemas of messages that are read, compiled in.
struct EmbeddedSchema {
    std::string_view name;  ///< `cw-pick-in.xsd`
    std::string_view text;
};

extern const std::vector<EmbeddedSchema> kEmbeddedSchemas;

}  // namespace oa
