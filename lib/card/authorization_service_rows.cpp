#include "card/authorization_service_rows.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace oa {

std::optional<AuthorizationService> authorization_service(Database& database, int company,
                                                          const std::string& service_code) {
    Statement query = database.prepare(
        "SELECT service_code, communication_type, merchant_id, presenters_id, submitters_id FROM "
        "authorization_service WHERE company = ? AND service_code = ?");
    query.bind(company, service_code);
    if (!query.step()) return std::nullopt;
    return AuthorizationService{query.string(0), query.string(1), query.string(2), query.string(3),
                                query.string(4)};
}

AuthorizationService required_authorization_service(Database& database, int company,
                                                    const std::string& service_code) {
    auto service = authorization_service(database, company, service_code);
    if (!service) {
        throw Error(ExitCode::kConfiguration,
                    fmt::format("company {} has no authorization service {}; add it to authorization_service "
                                "(Defining Authorization Services, WASV)",
                                company, service_code));
    }
    return *service;
}

std::optional<std::string> vendor_response_code(Database& database, int company,
                                                const std::string& service_code,
                                                std::string_view orce_response) {
    Statement query = database.prepare(
        "SELECT response_code FROM vendor_response WHERE company = ? AND service_code = ? AND orce_response "
        "= ? AND orce_response <> ''");
    query.bind(company, service_code, orce_response);
    if (!query.step()) return std::nullopt;
    return query.string(0);
}

}  // namespace oa
