#include "job/file_transfer.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/secret.hpp"
#include "job/delivery.hpp"
#include "job/session.hpp"

namespace oa {

namespace {

constexpr std::string_view kFileService = "ORCE File Service";

/// "OAuth authentication is required for the ORCE File Service."
OAuthClient file_service_client(Database& database, int company) {
    const auto row = web_service_authentication(database, company, kFileService);
    if (!row) {
        throw Error(ExitCode::kConfiguration,
                    fmt::format("company {} has no row '{}' in Web Service Authentication (WWSA)", company,
                                kFileService));
    }
    if (row->authentication_type != "OAUTH" || row->token_url.empty()) {
        throw Error(
            ExitCode::kConfiguration,
            fmt::format(
                "the row '{}' of company {} in Web Service Authentication (WWSA) must be OAUTH with a "
                "token URL",
                kFileService, company));
    }
    const std::string secret = read_secret(
        row->secret_source, fmt::format("the client secret of '{}' for company {}", kFileService, company));
    return {row->token_url, row->user_id, secret, row->scope, std::string(kFileService)};
}

}  // namespace

TransferSettings read_transfer_settings(Session& session, const Settings& settings,
                                        const TransferOptions& options, std::string_view needed_for) {
    TransferSettings transfer;
    transfer.file_service_url = settings.required_system_control_value("M62", needed_for);
    transfer.import_folder = settings.required_system_control_value("M63", needed_for);
    transfer.organization_descriptor = settings.required_system_control_value("L50", needed_for);
    transfer.directory = settings.required_property("ORCE_DIRECTORY_PATH", needed_for);
    if (options.transfer && !session.dry_run()) {
        transfer.client = file_service_client(session.database(), session.company());
        require_secure(transfer.file_service_url, options.http.allow_http);
        require_secure(transfer.client.token_url, options.http.allow_http);
    }
    return transfer;
}

void transfer_files(Delivery& delivery, const TransferSettings& settings, const TransferOptions& options,
                    Log& log, TransferResult& result) {
    HttpClient http(options.http, log);
    FileService service(settings.file_service_url, settings.client, http, options.retry, log);
    delivery.transfer(service, settings.import_folder, settings.organization_descriptor, result);
}

}  // namespace oa
