#include "card/authorization_service_rows.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace oa {

namespace {

constexpr const char* kColumns =
    "s.service_code, s.communication_type, s.merchant_id, s.presenters_id, s.submitters_id, s.send_reversal "
    "= "
    "'Y', s.batch_online, s.selected_for_deposit = 'Y'";

AuthorizationService read(const Statement& query) {
    return {query.string(0), query.string(1),       query.string(2), query.string(3),
            query.string(4), query.integer(5) != 0, query.string(6), query.integer(7) != 0};
}

}  // namespace

std::optional<AuthorizationService> authorization_service(Database& database, int company,
                                                          const std::string& service_code) {
    Statement query = database.prepare(fmt::format(
        "SELECT {} FROM authorization_service s WHERE s.company = ? AND s.service_code = ?", kColumns));
    query.bind(company, service_code);
    if (!query.step()) return std::nullopt;
    return read(query);
}

std::vector<AuthorizationService> payment_services(Database& database, int company, std::string_view column) {
    Statement query = database.prepare(fmt::format(
        "SELECT {} FROM authorization_service s WHERE s.company = ? AND EXISTS (SELECT 1 FROM pay_type t "
        "WHERE "
        "t.company = s.company AND t.pay_category = 4 AND t.{} = s.service_code) ORDER BY s.service_code",
        kColumns, column));
    query.bind(company);
    std::vector<AuthorizationService> services;
    while (query.step()) services.push_back(read(query));
    return services;
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

void require_reachable(const AuthorizationService& service, std::string_view named_by,
                       std::string_view remedy) {
    if (!service.is_payment_link() || service.service_code == kCustomerEngagementBureau) return;
    throw Error(ExitCode::kConfiguration,
                fmt::format("the service bureau {} of {} has communication type Payment Link, but only {} "
                            "(Customer Engagement) can be asked by Payment Link; {}, or the bureau to "
                            "Integration Layer (WASV)",
                            service.service_code, named_by, kCustomerEngagementBureau, remedy));
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
