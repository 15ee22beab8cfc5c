#pragma once

#include <libxml/tree.h>
#include <libxml/xmlschemas.h>

#include <functional>
#include <initializer_list>
#include <string>
#include <vector>

namespace oa::sandbox {

/// Fills a buffer with the next bytes of a document and says how many; 0 at the end.
using ByteSource = std::function<int(char* buffer, int size)>;

/// Sees one child of the root element, whole; false ends the reading.
using ChildVisitor = std::function<bool(xmlNode* child)>;

/// The name of a document's root element.
struct RootElement {
    std::string name;
    std::string namespace_uri;
};

/// Reads as far as the root element; its name is empty when there is none.
RootElement read_root(const ByteSource& source);

/// What was wrong with a document.
struct XmlReport {
    bool well_formed = false;
    bool valid = false;               ///< to its schema; without one, the same as well formed
    std::vector<std::string> errors;  ///< the first few, each led by its line number
};

/// Reads a document of any size in one pass, holding it against `schema` if there is one and showing every
/// child of the root to `visit` if there is one. Only one child at a time is held in memory.
XmlReport read_document(const ByteSource& source, xmlSchema* schema, const ChildVisitor& visit);

/// The text directly inside an element, without white space at its ends.
std::string text_of(const xmlNode& element);

/// The first child element with this name; null when there is none.
const xmlNode* child_named(const xmlNode& parent, const char* name);

/// True for an element with this name.
bool is_named(const xmlNode& node, const char* name);

/// The first element at a path below another; null when there is none.
const xmlNode* element_at(const xmlNode& element, std::initializer_list<const char*> path);

/// The text of that element; blank when there is none.
std::string text_at(const xmlNode& element, std::initializer_list<const char*> path);

/// All children with this name; none when there is no parent.
std::vector<const xmlNode*> children_named(const xmlNode* parent, const char* name);

/// The value of an attribute without a namespace; empty when it is missing.
std::string attribute_of(const xmlNode& element, const char* name);

/// The element as indented XML, its namespaces declared.
std::string pretty_print(xmlNode& element);

}  // namespace oa::sandbox
