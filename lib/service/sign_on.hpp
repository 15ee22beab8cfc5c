#pragma once

#include <string_view>

#include "card/services.hpp"
#include "customer/services.hpp"
#include "net/http.hpp"
#include "net/oauth.hpp"
#include "net/retry.hpp"
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

/// ORCE Customer Integration (L37) must be INTERACT for `what`; otherwise Error kConfiguration.
void require_interactive(const Settings& settings, int company, std::string_view what);

/// The settings of the customer services (seed 000, Customer Engagement Properties). Error kConfiguration,
/// naming the setting, when one is missing, or when a URL is not secure.
CustomerServicesSettings read_customer_services_settings(Database& database, int company,
                                                         const Settings& settings, const HttpOptions& http);

/// The same for the Stored Value Card Transaction Services.
SoapServiceSettings read_svc_services_settings(Database& database, int company, const Settings& settings,
                                               const HttpOptions& http);

}  // namespace oa
