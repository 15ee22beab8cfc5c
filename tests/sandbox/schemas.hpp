#pragma once

#include <libxml/xmlschemas.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>

namespace oa::sandbox {

/// The XML schemas that arriving messages are held against, found by the name of their root element.
class Schemas {
  public:
    /// Knows no schema, so that nothing is validated.
    Schemas() = default;

    /// Loads the schemas that are in the directory; throws when one of them is no schema.
    explicit Schemas(const std::filesystem::path& directory);

    /// The schema for messages with this root element; null when there is none.
    xmlSchema* find(const std::string& root) const;

  private:
    struct FreeSchema {
        void operator()(xmlSchema* schema) const { xmlSchemaFree(schema); }
    };
    std::map<std::string, std::unique_ptr<xmlSchema, FreeSchema>> by_root_;
};

}  // namespace oa::sandbox
