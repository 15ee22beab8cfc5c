#pragma once

#include <string_view>
#include <vector>

#include "net/http.hpp"
#include "net/oauth.hpp"
#include "net/retry.hpp"
#include "service/soap_service.hpp"
#include "store/settings.hpp"

namespace oa {

/// How patiently the tools talk to the other side.
struct ConnectionOptions {
    HttpOptions http;
    RetryPolicy retry;
};

/// The row of a company for a web service in Web Service Authentication (WWSA); Error kConfiguration when
/// there is none.
WebServiceAuthentication required_authentication(Database& database, int company,
                                                 std::string_view web_service);

/// The OAuth client of such a row, its secret read. Error kConfiguration when it has no token URL, or as
/// read_secret.
OAuthClient oauth_client(const WebServiceAuthentication& row, int company);

/// What such a service cannot be reached without; `needed_for` ends the sentences.
std::vector<NeededSetting> soap_service_settings(const SoapServiceNames& names, std::string_view needed_for);

/// The settings of a SOAP service of Customer Engagement (Customer Engagement Integration, Customer
/// Engagement Properties). `needed_for` ends the sentence about a missing one. Error kConfiguration, naming
/// the setting, when one is missing, or when a URL is not secure.
SoapServiceSettings read_soap_service_settings(Database& database, int company, const Settings& settings,
                                               const HttpOptions& http, const SoapServiceNames& names,
                                               std::string_view needed_for);

}  // namespace oa
