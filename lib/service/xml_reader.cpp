#include "service/xml_reader.hpp"

#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <algorithm>
#include <limits>
#include <map>
#include <memory>

#include "base/error.hpp"
#include "base/mask.hpp"
#include "base/text.hpp"
#include "service/schemas.hpp"

namespace oa {

namespace {

/// Names of the other side are shown in messages, but no number of a card that stands in one.
constexpr std::size_t kShortestNumber = 10;
constexpr std::size_t kLongestSentence = 200;
constexpr int kOptions = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
constexpr std::string_view kGzip = "\x1F\x8B";

template <auto free>
struct Free {
    template <typename Object>
    void operator()(Object* object) const {
        free(object);
    }
};
using Context = std::unique_ptr<xmlParserCtxt, Free<xmlFreeParserCtxt>>;
using Document = std::unique_ptr<xmlDoc, Free<xmlFreeDoc>>;
using Schema = std::unique_ptr<xmlSchema, Free<xmlSchemaFree>>;
using SchemaParser = std::unique_ptr<xmlSchemaParserCtxt, Free<xmlSchemaFreeParserCtxt>>;
using Validator = std::unique_ptr<xmlSchemaValidCtxt, Free<xmlSchemaFreeValidCtxt>>;
/// What is wrong by the schema, by element.
using Problems = std::map<const xmlNode*, std::string>;

std::string to_string(const xmlChar* text) {
    return text == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(text));
}

/// libxml2's sentence, its first line, without what the document has as a value.
std::string sentence_of(const xmlError& error) {
    std::string sentence = error.message == nullptr ? "" : error.message;
    sentence = trim(sentence.substr(0, sentence.find('\n')));
    for (const std::string_view repeating : {"[facet", "The value '"}) {
        const std::size_t at = sentence.find(repeating);
        if (at != std::string::npos)
            sentence.replace(at, std::string::npos, "its value is not one that it can have");
    }
    sentence = with_card_numbers_masked(to_xml_text(sentence).text, kShortestNumber);
    return fmt::format("line {}: {}", error.line, first_characters(sentence, kLongestSentence));
}

void refuse_document_type(void* context, const xmlChar* /*name*/, const xmlChar* /*public_id*/,
                          const xmlChar* /*system_id*/) {
    auto* parser = static_cast<xmlParserCtxt*>(context);
    *static_cast<bool*>(parser->_private) = true;
    xmlStopParser(parser);
}

bool tells_its_encoding(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF") || text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        return true;
    return text.starts_with("<?xml") && text.substr(0, text.find("?>")).find("encoding") != text.npos;
}

struct ParsedDocument {
    Document document;
    std::string problem;
};

ParsedDocument parse(std::string_view text, std::string_view charset) {
    if (text.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        return {nullptr, "it is too large"};
    if (text.starts_with(kGzip)) return {nullptr, "it is not XML: it is compressed and does not say so"};
    const Context context(xmlNewParserCtxt());
    if (context == nullptr) throw Error(ExitCode::kInternal, "libxml2 could not start");
    bool has_document_type = false;
    context->_private = &has_document_type;
    context->sax->internalSubset = refuse_document_type;
    const std::string encoding(charset);
    const bool use_charset = !encoding.empty() && !tells_its_encoding(text);
    Document document(xmlCtxtReadMemory(context.get(), text.data(), static_cast<int>(text.size()), nullptr,
                                        use_charset ? encoding.c_str() : nullptr, kOptions));
    if (has_document_type) return {nullptr, "it has a document type declaration"};
    if (document != nullptr && context->wellFormed != 0 && context->nsWellFormed != 0)
        return {std::move(document), ""};
    return {nullptr, fmt::format("it is not XML: {}", text.empty() ? std::string("it is empty")
                                                                   : sentence_of(context->lastError))};
}

void on_schema_error(void* problems, xmlError* error) {
    auto* node = static_cast<xmlNode*>(error->node);
    if (node != nullptr && node->type == XML_ATTRIBUTE_NODE) node = node->parent;
    static_cast<Problems*>(problems)->emplace(node, sentence_of(*error));
}

Schema embedded_schema(std::string_view name) {
    const auto found = std::find_if(kEmbeddedSchemas.begin(), kEmbeddedSchemas.end(),
                                    [&](const EmbeddedSchema& schema) { return schema.name == name; });
    if (found == kEmbeddedSchemas.end())
        throw Error(ExitCode::kInternal, fmt::format("the schema {} is not compiled in", name));
    const SchemaParser parser(
        xmlSchemaNewMemParserCtxt(found->text.data(), static_cast<int>(found->text.size())));
    Schema schema(xmlSchemaParse(parser.get()));
    if (schema == nullptr)
        throw Error(ExitCode::kInternal, fmt::format("the schema {} cannot be used", name));
    return schema;
}

Problems problems_by(const Schema& schema, xmlDoc* document) {
    Problems problems;
    const Validator validator(xmlSchemaNewValidCtxt(schema.get()));
    if (validator == nullptr) throw Error(ExitCode::kInternal, "libxml2 could not start");
    xmlSchemaSetValidStructuredErrors(validator.get(), on_schema_error, &problems);
    const int result = xmlSchemaValidateDoc(validator.get(), document);
    // Whatever it could not place is the whole document's.
    const xmlNode* root = xmlDocGetRootElement(document);
    if (const auto unplaced = problems.extract(nullptr)) problems.emplace(root, unplaced.mapped());
    if (result != 0 && problems.empty()) problems.emplace(root, "it is not valid by its schema");
    return problems;
}

std::string value_of(const xmlAttr& attribute) {
    std::string value;
    for (const xmlNode* part = attribute.children; part != nullptr; part = part->next) {
        value += to_string(part->content);
    }
    return value;
}

/// No deeper than libxml2 lets a document be.
XmlElement element_of(const xmlNode& node, const Problems& problems) {
    XmlElement element;
    element.name = to_string(node.name);
    if (node.ns != nullptr) element.name_space = to_string(node.ns->href);
    for (const xmlAttr* attribute = node.properties; attribute != nullptr; attribute = attribute->next) {
        // One of another namespace is another attribute: xsi:type is not type.
        if (attribute->ns == nullptr)
            element.attributes.push_back({to_string(attribute->name), value_of(*attribute)});
    }
    for (const xmlNode* child = node.children; child != nullptr; child = child->next) {
        if (child->type == XML_ELEMENT_NODE) element.children.push_back(element_of(*child, problems));
        if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
            element.text += to_string(child->content);
    }
    element.text = trim(element.text);
    if (const auto problem = problems.find(&node); problem != problems.end())
        element.problem = problem->second;
    return element;
}

}  // namespace

const XmlElement& XmlElement::child(std::string_view child_name) const {
    static const XmlElement none;
    const XmlElement* found = &none;
    for (const XmlElement& element : children) {
        if (element.name != child_name) continue;
        if (*found) throw XmlProblem(fmt::format("it has several {} elements where one belongs", child_name));
        found = &element;
    }
    return *found;
}

std::vector<const XmlElement*> XmlElement::all(std::string_view child_name) const {
    std::vector<const XmlElement*> found;
    for (const XmlElement& element : children) {
        if (element.name == child_name) found.push_back(&element);
    }
    return found;
}

std::string_view XmlElement::attribute(std::string_view attribute_name) const {
    for (const Attribute& attribute : attributes) {
        if (attribute.name == attribute_name) return attribute.value;
    }
    return {};
}

std::string first_problem(const XmlElement& element) {
    if (!element.problem.empty()) return element.problem;
    for (const XmlElement& child : element.children) {
        if (std::string problem = first_problem(child); !problem.empty()) return problem;
    }
    return "";
}

XmlReading read_xml(std::string_view text, std::string_view charset) {
    const ParsedDocument parsed = parse(text, charset);
    if (parsed.document == nullptr) return {{}, parsed.problem};
    return {element_of(*xmlDocGetRootElement(parsed.document.get()), {}), ""};
}

XmlReading read_xml_by_schema(std::string_view text, std::string_view schema) {
    const ParsedDocument parsed = parse(text, {});
    if (parsed.document == nullptr) return {{}, parsed.problem};
    const Problems problems = problems_by(embedded_schema(schema), parsed.document.get());
    return {element_of(*xmlDocGetRootElement(parsed.document.get()), problems), ""};
}

}  // namespace oa
