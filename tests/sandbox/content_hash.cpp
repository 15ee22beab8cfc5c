#include "content_hash.hpp"

#include <map>
#include <string_view>

#include "crypto.hpp"
#include "xml_reader.hpp"

namespace oa::sandbox {

namespace {

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view{} : std::string_view(reinterpret_cast<const char*>(text));
}

std::string qualified_name(const xmlNs* space, const xmlChar* name) {
    std::string qualified = "{";
    if (space != nullptr) qualified += view(space->href);
    qualified += '}';
    qualified += view(name);
    return qualified;
}

/// No text holds the character that ends it here.
void append(std::string& content, std::string_view text) {
    content += text;
    content += '\0';
}

/// Names, sorted attributes and text, but neither prefixes nor indentation.
void append_element(std::string& content, const xmlNode& element) {
    append(content, "<");
    append(content, qualified_name(element.ns, element.name));
    std::map<std::string, std::string_view> attributes;
    for (const auto* attribute = element.properties; attribute != nullptr; attribute = attribute->next) {
        const auto* value = attribute->children;
        attributes[qualified_name(attribute->ns, attribute->name)] =
            value == nullptr ? std::string_view{} : view(value->content);
    }
    for (const auto& [name, value] : attributes) {
        append(content, "@");
        append(content, name);
        append(content, value);
    }
    append(content, text_of(element));
    for (const auto* child = element.children; child != nullptr; child = child->next) {
        if (child->type == XML_ELEMENT_NODE) append_element(content, *child);
    }
    append(content, ">");
}

}  // namespace

std::string content_hash(const xmlNode& element) {
    std::string content;
    append_element(content, element);
    Sha256 hash;
    hash.update(content.data(), content.size());
    return hash.hex();
}

}  // namespace oa::sandbox
