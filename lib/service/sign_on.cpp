#include "service/sign_on.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/secret.hpp"
#include "service/service_address.hpp"

namespace oa {

namespace {

std::string secret_of(const WebServiceAuthentication& row, int company, std::string_view kind) {
    return read_secret(row.secret_source,
                       fmt::format("the {} of '{}' for company {}", kind, row.web_service, company));
}

}  // namespace

WebServiceAuthentication required_authentication(Database& database, int company,
                                                 std::string_view web_service) {
    auto row = web_service_authentication(database, company, web_service);
    if (!row) {
        throw Error(ExitCode::kConfiguration,
                    fmt::format("company {} has no row '{}' in Web Service Authentication (WWSA)", company,
                                web_service));
    }
    return *std::move(row);
}

OAuthClient oauth_client(const WebServiceAuthentication& row, int company) {
    if (row.authentication_type != "OAUTH" || row.token_url.empty()) {
        throw Error(
            ExitCode::kConfiguration,
            fmt::format(
                "the row '{}' of company {} in Web Service Authentication (WWSA) must be OAUTH with a "
                "token URL",
                row.web_service, company));
    }
    return {row.token_url, row.user_id, secret_of(row, company, "client secret"), row.scope, row.web_service};
}

std::vector<NeededSetting> soap_service_settings(const SoapServiceNames& names, std::string_view needed_for) {
    return {{"ORCE_CUSTOMER_SERVICE_PREFIX", needed_for},
            {names.suffix_property, needed_for},
            {"ORCE_SECURITY_USER_ID", needed_for}};
}

SoapServiceSettings read_soap_service_settings(Database& database, int company, const Settings& settings,
                                               const HttpOptions& http, const SoapServiceNames& names,
                                               std::string_view needed_for) {
    settings.require(soap_service_settings(names, needed_for));
    SoapServiceSettings services;
    services.address = service_address(settings.property("ORCE_CUSTOMER_SERVICE_PREFIX"),
                                       settings.system_control_value("L50"),
                                       settings.property(names.suffix_property), names.default_version);
    services.security_user_id = settings.property("ORCE_SECURITY_USER_ID");
    require_secure(services.address.url, http.allow_http);
    const WebServiceAuthentication row = required_authentication(database, company, names.web_service);
    if (row.authentication_type == "BASIC") {
        services.basic = BasicCredentials{row.user_id, secret_of(row, company, "password")};
    } else {
        services.client = oauth_client(row, company);
        require_secure(services.client->token_url, http.allow_http);
    }
    return services;
}

}  // namespace oa
