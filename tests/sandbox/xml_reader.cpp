#include "xml_reader.hpp"

#include <libxml/xmlreader.h>

#include <memory>
#include <stdexcept>

#include "text.hpp"

namespace oa::sandbox {

namespace {

constexpr std::size_t kErrorsKept = 5;

struct FreeReader {
    void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};
using Reader = std::unique_ptr<xmlTextReader, FreeReader>;

struct FreeValidation {
    void operator()(xmlSchemaValidCtxt* validation) const { xmlSchemaFreeValidCtxt(validation); }
};
using Validation = std::unique_ptr<xmlSchemaValidCtxt, FreeValidation>;

struct FreeDocument {
    void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};

struct FreeText {
    void operator()(xmlChar* text) const { xmlFree(text); }
};

std::string to_text(const xmlChar* text) {
    return text == nullptr ? std::string{} : std::string(reinterpret_cast<const char*>(text));
}

std::string take_text(xmlChar* text) {
    const std::unique_ptr<xmlChar, FreeText> owned(text);
    return to_text(owned.get());
}

const xmlChar* to_xml(const char* text) {
    return reinterpret_cast<const xmlChar*>(text);
}

int read_source(void* source, char* buffer, int size) {
    return (*static_cast<const ByteSource*>(source))(buffer, size);
}

int close_source(void* /*source*/) {
    return 0;
}

/// What was complained about while reading: first what breaks the document, then what breaks its schema.
struct Complaints {
    bool broken = false;
    bool invalid = false;
    std::vector<std::string> messages;
};

void complain(void* complaints, xmlErrorPtr error) {
    auto& all = *static_cast<Complaints*>(complaints);
    if (error == nullptr || error->level < XML_ERR_ERROR) return;
    (error->domain == XML_FROM_SCHEMASV ? all.invalid : all.broken) = true;
    if (all.messages.size() >= kErrorsKept || error->message == nullptr) return;
    all.messages.push_back("line " + std::to_string(error->line) + ": " + std::string(trim(error->message)));
}

/// While a schema is in use the library reports broken XML nowhere but here.
void complain_of_break(Complaints& complaints) {
    auto* error = xmlGetLastError();
    if (error != nullptr && error->domain == XML_FROM_PARSER) complain(&complaints, error);
    if (complaints.messages.empty()) complaints.messages.emplace_back("the document breaks off");
}

Reader open_reader(const ByteSource& source, Complaints& complaints) {
    // libxml2 hands the context back unchanged, and read_source takes it as const again.
    auto* context = const_cast<ByteSource*>(&source);
    Reader reader(xmlReaderForIO(read_source, close_source, context, nullptr, nullptr, XML_PARSE_NONET));
    if (!reader) throw std::runtime_error("cannot start reading XML");
    xmlTextReaderSetStructuredErrorHandler(reader.get(), complain, &complaints);
    return reader;
}

bool at_root_child(xmlTextReader* reader) {
    return xmlTextReaderNodeType(reader) == XML_READER_TYPE_ELEMENT && xmlTextReaderDepth(reader) == 1;
}

/// Takes away the white space between elements, so that it can be indented anew.
void strip_indentation(xmlNode& element) {
    if (xmlFirstElementChild(&element) == nullptr) return;
    for (auto* node = element.children; node != nullptr;) {
        auto* next = node->next;
        if (node->type == XML_ELEMENT_NODE) {
            strip_indentation(*node);
        } else if (xmlIsBlankNode(node) == 1) {
            xmlUnlinkNode(node);
            xmlFreeNode(node);
        }
        node = next;
    }
}

/// Walks until the visitor has seen enough or the document ends; false when it breaks off before.
bool walk(xmlTextReader* reader, const ChildVisitor& visit) {
    int more = xmlTextReaderRead(reader);
    while (more == 1) {
        if (!visit || !at_root_child(reader)) {
            more = xmlTextReaderRead(reader);
            continue;
        }
        auto* child = xmlTextReaderExpand(reader);
        if (child == nullptr) return false;
        if (!visit(child)) return true;
        more = xmlTextReaderNext(reader);
    }
    return more == 0;
}

}  // namespace

RootElement read_root(const ByteSource& source) {
    Complaints complaints;
    const auto reader = open_reader(source, complaints);
    while (xmlTextReaderRead(reader.get()) == 1) {
        if (xmlTextReaderNodeType(reader.get()) != XML_READER_TYPE_ELEMENT) continue;
        return {to_text(xmlTextReaderConstLocalName(reader.get())),
                to_text(xmlTextReaderConstNamespaceUri(reader.get()))};
    }
    return {};
}

XmlReport read_document(const ByteSource& source, xmlSchema* schema, const ChildVisitor& visit) {
    Complaints complaints;
    xmlResetLastError();
    // Declared before the reader, which still uses it while it is being freed.
    Validation validation;
    const auto reader = open_reader(source, complaints);
    if (schema != nullptr) {
        validation.reset(xmlSchemaNewValidCtxt(schema));
        if (!validation || xmlTextReaderSchemaValidateCtxt(reader.get(), validation.get(), 0) != 0) {
            throw std::runtime_error("cannot start validating XML");
        }
    }
    const bool ended = walk(reader.get(), visit);
    if (!ended && !complaints.broken) complain_of_break(complaints);

    XmlReport report;
    report.well_formed = ended && !complaints.broken;
    report.valid = report.well_formed && !complaints.invalid;
    report.errors = std::move(complaints.messages);
    return report;
}

std::string text_of(const xmlNode& element) {
    std::string text;
    for (const auto* node = element.children; node != nullptr; node = node->next) {
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
            text += to_text(node->content);
    }
    return std::string(trim(text));
}

const xmlNode* child_named(const xmlNode& parent, const char* name) {
    for (const auto* node = parent.children; node != nullptr; node = node->next) {
        if (is_named(*node, name)) return node;
    }
    return nullptr;
}

bool is_named(const xmlNode& node, const char* name) {
    return node.type == XML_ELEMENT_NODE && xmlStrEqual(node.name, to_xml(name)) == 1;
}

const xmlNode* element_at(const xmlNode& element, std::initializer_list<const char*> path) {
    const auto* found = &element;
    for (const auto* name : path) {
        found = child_named(*found, name);
        if (found == nullptr) return nullptr;
    }
    return found;
}

std::string text_at(const xmlNode& element, std::initializer_list<const char*> path) {
    const auto* found = element_at(element, path);
    return found == nullptr ? std::string{} : text_of(*found);
}

std::vector<const xmlNode*> children_named(const xmlNode* parent, const char* name) {
    std::vector<const xmlNode*> children;
    for (const auto* node = parent == nullptr ? nullptr : parent->children; node != nullptr;
         node = node->next) {
        if (is_named(*node, name)) children.push_back(node);
    }
    return children;
}

std::string attribute_of(const xmlNode& element, const char* name) {
    return take_text(xmlGetNoNsProp(&element, to_xml(name)));
}

std::string pretty_print(xmlNode& element) {
    const std::unique_ptr<xmlDoc, FreeDocument> document(xmlNewDoc(to_xml("1.0")));
    auto* copy = document ? xmlDocCopyNode(&element, document.get(), 1) : nullptr;
    if (copy == nullptr) throw std::runtime_error("cannot copy an XML element");
    xmlDocSetRootElement(document.get(), copy);
    strip_indentation(*copy);
    xmlChar* text = nullptr;
    int size = 0;
    xmlDocDumpFormatMemoryEnc(document.get(), &text, &size, "UTF-8", 1);
    return take_text(text);
}

}  // namespace oa::sandbox
