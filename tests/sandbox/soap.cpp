#include "soap.hpp"

#include <fmt/format.h>
#include <libxml/parser.h>

#include <algorithm>
#include <string_view>

#include "text.hpp"
#include "xml_reader.hpp"
#include "xml_text.hpp"

namespace oa::sandbox {

namespace {

constexpr std::string_view kSoapNamespace = "http://schemas.xmlsoap.org/soap/envelope/";
constexpr const char* kContentType = "text/xml; charset=utf-8";
constexpr std::size_t kDepth = 1'000'000;
constexpr std::size_t kErrorsKept = 5;

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view{} : reinterpret_cast<const char*>(text);
}

bool is_in(const xmlNode& element, std::string_view uri) {
    return element.ns != nullptr && view(element.ns->href) == uri;
}

xmlDoc* parse(const std::string& text) {
    struct FreeParser {
        void operator()(xmlParserCtxt* parser) const { xmlFreeParserCtxt(parser); }
    };
    const std::unique_ptr<xmlParserCtxt, FreeParser> parser(xmlNewParserCtxt());
    if (!parser) throw std::runtime_error("cannot start reading XML");
    auto* document = xmlCtxtReadMemory(parser.get(), text.data(), static_cast<int>(text.size()), nullptr,
                                       nullptr, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (document != nullptr) return document;
    const auto* error = xmlCtxtGetLastError(parser.get());
    const auto* reason = error == nullptr || error->message == nullptr ? "" : error->message;
    throw ClientFault(fmt::format("This is no XML: {}", trim(reason)));
}

void keep_first_messages(void* messages, xmlErrorPtr error) {
    auto& all = *static_cast<std::string*>(messages);
    const auto count = static_cast<std::size_t>(std::count(all.begin(), all.end(), '\n'));
    if (error == nullptr || error->message == nullptr || count >= kErrorsKept) return;
    all += fmt::format("line {}: {}\n", error->line, trim(error->message));
}

void validate(xmlDoc* document, xmlSchema* schema) {
    struct FreeValidation {
        void operator()(xmlSchemaValidCtxt* validation) const { xmlSchemaFreeValidCtxt(validation); }
    };
    const std::unique_ptr<xmlSchemaValidCtxt, FreeValidation> validation(xmlSchemaNewValidCtxt(schema));
    if (!validation) throw std::runtime_error("cannot start validating XML");
    std::string messages;
    xmlSchemaSetValidStructuredErrors(validation.get(), keep_first_messages, &messages);
    if (xmlSchemaValidateDoc(validation.get(), document) != 0) {
        throw ClientFault(fmt::format("The message is not valid: {}", trim(messages)));
    }
}

/// The envelope's XML around a body.
std::string envelope(std::string_view body) {
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><S:Envelope "
        "xmlns:S=\"{}\"><S:Body>{}</S:Body></S:Envelope>",
        kSoapNamespace, body);
}

Answer answer_with(int status, std::string_view body) {
    Answer answer;
    answer.status = status;
    answer.content_type = kContentType;
    answer.body = envelope(body);
    return answer;
}

Answer fault_with(const char* code, const std::string& message, std::string_view detail) {
    XmlText text;
    text.element("faultcode", code);
    text.element("faultstring", message);
    return answer_with(500, fmt::format("<S:Fault>{}{}</S:Fault>", text.written(), detail));
}

bool is_version(std::string_view text) {
    const auto between = text.find('_');
    if (!text.starts_with('v') || between == std::string_view::npos) return false;
    const auto is_number = [](std::string_view digits) {
        return !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
    };
    return is_number(text.substr(1, between - 1)) && is_number(text.substr(between + 1));
}

}  // namespace

SoapRequest::SoapRequest(const std::string& text) : document_(parse(text)) {
    if (document_->intSubset != nullptr) throw ClientFault("A SOAP message has no document type.");
    const auto* root = xmlDocGetRootElement(document_.get());
    if (root == nullptr || !is_named(*root, kEnvelopeRoot) || !is_in(*root, kSoapNamespace)) {
        throw ClientFault("This is no SOAP 1.1 envelope.");
    }
    const auto* body = child_named(*root, "Body");
    if (body == nullptr || !is_in(*body, kSoapNamespace)) throw ClientFault("The envelope has no body.");
    operation_ = xmlFirstElementChild(const_cast<xmlNode*>(body));
    if (operation_ == nullptr || xmlNextElementSibling(operation_) != nullptr) {
        throw ClientFault("The body must have one element.");
    }
    name_ = view(operation_->name);
}

void SoapRequest::check(const SoapSpace& space, xmlSchema* schema) {
    if (!is_in(*operation_, space.uri())) {
        throw ClientFault(fmt::format("The operation at this path is in {}.", space.uri()));
    }
    if (schema == nullptr) return;
    if (space.version != space.schema_version) {
        const auto known = space.schema_uri();
        auto* declared = operation_->ns;
        xmlFree(const_cast<xmlChar*>(declared->href));
        declared->href = xmlStrdup(reinterpret_cast<const xmlChar*>(known.c_str()));
    }
    validate(document_.get(), schema);
}

std::string version_in(const std::string& path) {
    const auto end = path.rfind('/');
    if (end == std::string::npos || end == 0) return {};
    const auto begin = path.rfind('/', end - 1) + 1;
    auto version = path.substr(begin, end - begin);
    return is_version(version) ? version : std::string{};
}

Answer soap_answer(const SoapSpace& space, const std::string& operation, const std::string& content) {
    return answer_with(200, fmt::format("<ns2:{0}Response xmlns:ns2=\"{1}\">{2}</ns2:{0}Response>", operation,
                                        space.uri(), content));
}

Answer deep_soap_answer(const SoapSpace& space, const std::string& operation) {
    std::string content;
    content.reserve(kDepth * 7);
    for (std::size_t i = 0; i < kDepth; ++i) content += "<a>";
    for (std::size_t i = 0; i < kDepth; ++i) content += "</a>";
    return soap_answer(space, operation, content);
}

void pad(Answer& answer, std::size_t bytes) {
    const auto comment = fmt::format("<!--{:~^1000}-->\n", " padding ");
    std::string padding;
    padding.reserve(bytes + comment.size());
    while (padding.size() < bytes) padding += comment;
    // Behind the last element but the body and the envelope, where every kind of answer may have comments.
    answer.body.insert(answer.body.rfind("</S:Body>"), padding);
}

Answer soap_fault(const ClientFault& fault) {
    return fault_with("S:Client", fault.what(), "");
}

Answer soap_fault(const RelateFault& fault, const SoapSpace& space) {
    XmlText detail;
    detail.start("detail");
    detail.start("ns2:RelateProcessingException");
    detail.attribute("xmlns:ns2", space.uri());
    detail.element("message", fault.what());
    if (!fault.code().empty()) detail.element("relateExceptionCode", fault.code());
    detail.end();
    detail.end();
    return fault_with("S:Server", fault.what(), detail.written());
}

}  // namespace oa::sandbox
