#include "service/soap_message.hpp"

#include <fmt/format.h>

#include <string_view>

#include "service/media_type.hpp"

namespace oa::soap {

namespace {

constexpr const char* kEnvelopeNamespace = "http://schemas.xmlsoap.org/soap/envelope/";
constexpr const char* kEnvelopeNamespace12 = "http://www.w3.org/2003/05/soap-envelope";

/// Of the first of them: it is only shown.
std::string first_text(const XmlElement& element, std::string_view name) {
    const auto found = element.all(name);
    return found.empty() ? "" : found.front()->text;
}

Fault read_fault(const XmlElement& element, const char* detail) {
    Fault fault;
    fault.message = first_text(element, "faultstring");
    if (fault.message.empty()) fault.message = first_text(element.child("Reason"), "Text");
    const XmlElement& exception = element.child(detail).child("RelateProcessingException");
    if (!exception) return fault;
    fault.is_relate_processing_exception = true;
    fault.code = exception.text_of("relateExceptionCode");
    if (std::string message = first_text(exception, "message"); !message.empty()) fault.message = message;
    return fault;
}

Answer read_envelope(const XmlElement& envelope, std::string_view operation) {
    Answer answer;
    const bool is_1_2 = envelope.name_space == kEnvelopeNamespace12;
    const bool is_envelope =
        envelope.name == "Envelope" && (is_1_2 || envelope.name_space == kEnvelopeNamespace);
    if (!is_envelope || !envelope.child("Body")) {
        answer.problem = "it is not a SOAP envelope";
        return answer;
    }
    const XmlElement& body = envelope.child("Body");
    if (body.children.size() > 1) {
        answer.problem = "its Body has more than one element";
    } else if (const XmlElement& fault = body.child("Fault")) {
        answer.fault = read_fault(fault, is_1_2 ? "Detail" : "detail");
    } else {
        answer.response = body.child(fmt::format("{}Response", operation));
        if (!answer.response) answer.problem = fmt::format("it does not answer {}", operation);
    }
    return answer;
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

Answer read_answer(std::string_view text, std::string_view operation, std::string_view content_type) {
    Answer answer;
    const RootPart root = root_part(text, content_type);
    answer.problem = root.problem;
    if (!answer.problem.empty()) return answer;
    const XmlReading reading = read_xml(root.text, root.charset);
    answer.problem = reading.problem;
    if (!answer.problem.empty()) return answer;
    try {
        return read_envelope(reading.root, operation);
    } catch (const XmlProblem& problem) {
        answer.problem = problem.what();
        return answer;
    }
}

}  // namespace oa::soap
