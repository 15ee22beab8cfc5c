#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "service/xml.hpp"
#include "service/xml_reader.hpp"

namespace oa::soap {

/// A SOAP 1.1 envelope, document/literal wrapped: only the operation's element is in the namespace, every
/// element inside it is unqualified (contract, Addresses). `fill` fills that element.
std::string envelope(const std::string& operation, const std::string& name_space,
                     const std::function<void(Element)>& fill);

/// A SOAP Fault. One whose detail is a RelateProcessingException refuses this one request; any other means
/// that the service does not work.
struct Fault {
    bool is_relate_processing_exception = false;
    std::string message;  ///< of the exception, or else the faultstring (SOAP 1.2: the first reason)
    std::string code;     ///< relateExceptionCode; blank for none
};

/// An answer as it was read.
struct Answer {
    XmlElement response;  ///< the element `OPERATIONResponse`; blank when there is a fault or a problem
    std::optional<Fault> fault;
    std::string problem;  ///< why it is not an answer to the operation; blank when it is
};

/// Reads the envelope of an answer to `operation`: SOAP 1.1 or 1.2, by itself or as the root part of a
/// multipart message (MTOM), as `content_type` says. Whatever stands there instead is a problem, never an
/// error.
Answer read_answer(std::string_view text, std::string_view operation, std::string_view content_type = {});

}  // namespace oa::soap
