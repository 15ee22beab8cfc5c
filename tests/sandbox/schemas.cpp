#include "schemas.hpp"

#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "text.hpp"

namespace oa::sandbox {

namespace {

/// The schema file of each message, by its root element; a service with new messages adds them here.
constexpr std::array<std::pair<const char*, const char*>, 3> kSchemaFiles = {{
    {"POSLog", "poslog.xsd"},
    {"Customers", "customer.xsd"},
    {"Envelope", "soap-envelope.xsd"},
}};

void keep_first_message(void* message, xmlErrorPtr error) {
    auto& text = *static_cast<std::string*>(message);
    if (text.empty() && error != nullptr && error->message != nullptr) text = trim(error->message);
}

struct FreeParser {
    void operator()(xmlSchemaParserCtxt* parser) const { xmlSchemaFreeParserCtxt(parser); }
};

xmlSchema* load(const std::filesystem::path& file) {
    std::string message;
    const std::unique_ptr<xmlSchemaParserCtxt, FreeParser> parser(xmlSchemaNewParserCtxt(file.c_str()));
    if (!parser) throw std::runtime_error("cannot read the schema " + file.string());
    xmlSchemaSetParserStructuredErrors(parser.get(), keep_first_message, &message);
    auto* schema = xmlSchemaParse(parser.get());
    if (schema == nullptr) throw std::runtime_error(file.string() + " is not a schema: " + message);
    return schema;
}

}  // namespace

Schemas::Schemas(const std::filesystem::path& directory) {
    if (!std::filesystem::is_directory(directory)) {
        throw std::runtime_error(directory.string() + " is not a directory");
    }
    for (const auto& [root, name] : kSchemaFiles) {
        const auto file = directory / name;
        if (std::filesystem::exists(file)) by_root_[root].reset(load(file));
    }
}

xmlSchema* Schemas::find(const std::string& root) const {
    const auto found = by_root_.find(root);
    return found == by_root_.end() ? nullptr : found->second.get();
}

}  // namespace oa::sandbox
