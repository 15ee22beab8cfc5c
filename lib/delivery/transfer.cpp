#include "delivery/transfer.hpp"

#include "delivery/outbox.hpp"
#include "store/session.hpp"

namespace oa {

namespace {

constexpr std::string_view kFileService = "ORCE File Service";

}  // namespace

TransferSettings read_transfer_settings(Session& session, const Settings& settings,
                                        const TransferOptions& options, std::string_view needed_for) {
    TransferSettings transfer;
    transfer.file_service_url = settings.required_system_control_value("M62", needed_for);
    transfer.import_folder = settings.required_system_control_value("M63", needed_for);
    transfer.organization_descriptor = settings.required_system_control_value("L50", needed_for);
    transfer.directory = settings.required_property("ORCE_DIRECTORY_PATH", needed_for);
    if (options.transfer && !session.dry_run()) {
        // "OAuth authentication is required for the ORCE File Service."
        transfer.client = oauth_client(
            required_authentication(session.database(), session.company(), kFileService), session.company());
        require_secure(transfer.file_service_url, options.http.allow_http);
        require_secure(transfer.client.token_url, options.http.allow_http);
    }
    return transfer;
}

void transfer_files(Outbox& outbox, const TransferSettings& settings, const TransferOptions& options,
                    Log& log, TransferResult& result) {
    HttpClient http(options.http, log);
    FileService service(settings.file_service_url, settings.client, http, options.retry, log);
    outbox.transfer(service, settings.import_folder, settings.organization_descriptor, result);
}

}  // namespace oa
