#include "service/soap_message.hpp"

#include <fmt/format.h>

#include <string_view>

namespace oa::soap {

namespace {

constexpr const char* kEnvelopeNamespace = "http://schemas.xmlsoap.org/soap/envelope/";

std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// The first child element with this name, whatever its prefix.
pugi::xml_node child_named(const pugi::xml_node& parent, std::string_view name) {
    return parent.find_child([&](const pugi::xml_node& child) { return local_name(child) == name; });
}

std::string text_of(const pugi::xml_node& parent, std::string_view name) {
    return child_named(parent, name).text().get();
}

Fault read_fault(const pugi::xml_node& node) {
    Fault fault;
    fault.message = text_of(node, "faultstring");
    const pugi::xml_node exception = child_named(child_named(node, "detail"), "RelateProcessingException");
    if (!exception) return fault;
    fault.is_relate_processing_exception = true;
    fault.code = text_of(exception, "relateExceptionCode");
    if (const std::string message = text_of(exception, "message"); !message.empty()) fault.message = message;
    return fault;
}

}  // namespace

std::string envelope(const std::string& operation, const std::string& name_space,
                     const std::function<void(Element)>& fill) {
    pugi::xml_document document;
    pugi::xml_node root = document.append_child("S:Envelope");
    root.append_attribute("xmlns:S").set_value(kEnvelopeNamespace);
    pugi::xml_node wrapper = root.append_child("S:Body").append_child(("ns2:" + operation).c_str());
    wrapper.append_attribute("xmlns:ns2").set_value(name_space.c_str());
    bool changed = false;
    fill({wrapper, changed});
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    print_compact(root, [&text](std::string_view piece) { text += piece; });
    return text;
}

Answer read_answer(std::string text, const std::string& operation) {
    Answer answer;
    const pugi::xml_parse_result parsed = answer.document.load_buffer(text.data(), text.size());
    if (!parsed) {
        answer.problem = fmt::format("it is no XML ({})", parsed.description());
        return answer;
    }
    const pugi::xml_node body = child_named(child_named(answer.document, "Envelope"), "Body");
    if (!body) {
        answer.problem = "it is no SOAP envelope";
    } else if (const pugi::xml_node fault = child_named(body, "Fault")) {
        answer.fault = read_fault(fault);
    } else {
        answer.response = child_named(body, operation + "Response");
        if (!answer.response) answer.problem = fmt::format("it does not answer {}", operation);
    }
    return answer;
}

}  // namespace oa::soap
