#pragma once

#include <string>
#include <string_view>

namespace oa {

/// Where a SOAP service of Customer Engagement is, and which version of it is spoken.
struct ServiceAddress {
    std::string url;
    std::string version;  ///< `v2_3`

    /// The namespace of the service's operations: `http://v2_3.customer.webservices.csx.dtv.com/`.
    std::string name_space(std::string_view service) const;
};

/// ORCE_CUSTOMER_SERVICE_PREFIX + ORCE Organization Descriptor (L50) + the service's suffix (Customer
/// Engagement Integration, Customer Engagement Properties). The descriptor names an organization in the path
/// of the older services
/// (`http://host:8084/soap/ORG/v2_3/CustomerServices`); `ws`, which it must be since Customer Engagement
/// 20.0, names none. The `?wsdl` of a suffix is dropped. A suffix without a version speaks
/// `default_version`.
ServiceAddress service_address(std::string_view prefix, std::string_view organization_descriptor,
                               std::string_view suffix, std::string_view default_version);

}  // namespace oa
