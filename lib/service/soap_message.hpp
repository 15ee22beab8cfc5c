#pragma once

#include <functional>
#include <optional>
#include <pugixml.hpp>
#include <string>

#include "service/xml.hpp"

namespace oa::soap {

/// A SOAP 1.1 envelope, document/literal wrapped: only the operation's element is in the namespace, every
/// element inside it is unqualified (contract, Addresses). `fill` fills that element.
std::string envelope(const std::string& operation, const std::string& name_space,
                     const std::function<void(Element)>& fill);

/// A SOAP Fault. One whose detail is a RelateProcessingException refuses this one request; any other means
/// that the service does not work.
struct Fault {
    bool is_relate_processing_exception = false;
    std::string message;  ///< of the exception, or else the faultstring
    std::string code;     ///< relateExceptionCode; blank for none
};

/// An answer as it was read.
struct Answer {
    pugi::xml_document document;
    pugi::xml_node response;  ///< the element `OPERATIONResponse`; null when there is a fault or a problem
    std::optional<Fault> fault;
    std::string problem;  ///< why it is no answer to the operation; blank when it is
};

/// Reads the envelope of an answer to `operation`; whatever stands there instead is a problem, never an
/// error.
Answer read_answer(std::string text, const std::string& operation);

}  // namespace oa::soap
