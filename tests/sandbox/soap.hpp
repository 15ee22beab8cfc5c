#pragma once

#include <libxml/tree.h>
#include <libxml/xmlschemas.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "http.hpp"

namespace oa::sandbox {

/// The root element of every SOAP message.
inline constexpr const char* kEnvelopeRoot = "Envelope";

/// One version of a SOAP service, and the namespace of its operations.
struct SoapSpace {
    std::string service;         ///< such as `customer`
    std::string version;         ///< such as `v2_3`
    std::string schema_version;  ///< the version that the schemas speak

    std::string uri() const { return uri_of(version); }
    std::string schema_uri() const { return uri_of(schema_version); }

  private:
    std::string uri_of(const std::string& wanted) const {
        return "http://" + wanted + '.' + service + ".webservices.csx.dtv.com/";
    }
};

/// A request that is at odds with the contract.
class ClientFault : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A request that Customer Engagement refuses.
class RelateFault : public std::runtime_error {
  public:
    RelateFault(std::string code, const std::string& message)
        : std::runtime_error(message), code_(std::move(code)) {}

    const std::string& code() const { return code_; }

  private:
    std::string code_;
};

/// A request inside its envelope.
class SoapRequest {
  public:
    /// Reads an envelope; throws a ClientFault when it is none.
    explicit SoapRequest(const std::string& text);

    /// Throws a ClientFault unless the operation is in this space and, if there is a schema, all of the
    /// message follows it. Other versions differ from the schema's in the namespace alone, and may only be
    /// checked once.
    void check(const SoapSpace& space, xmlSchema* schema);

    /// The name of the operation.
    const std::string& name() const { return name_; }

    /// The element of the operation.
    const xmlNode& operation() const { return *operation_; }

  private:
    struct FreeDocument {
        void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
    };
    std::unique_ptr<xmlDoc, FreeDocument> document_;
    xmlNode* operation_ = nullptr;
    std::string name_;
};

/// The version that stands before the last part of a path, such as `v2_3`; blank when there is none.
std::string version_in(const std::string& path);

/// An answer to an operation; the content stands inside its response element.
Answer soap_answer(const SoapSpace& space, const std::string& operation, const std::string& content);

/// An answer to an operation whose elements stand inside each other a million times.
Answer deep_soap_answer(const SoapSpace& space, const std::string& operation);

/// Makes an answer longer than `bytes` without changing what it says.
void pad(Answer& answer, std::size_t bytes);

Answer soap_fault(const ClientFault& fault);
Answer soap_fault(const RelateFault& fault, const SoapSpace& space);

}  // namespace oa::sandbox
