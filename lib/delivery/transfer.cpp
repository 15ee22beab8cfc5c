#include "delivery/transfer.hpp"

#include "base/stop_signals.hpp"
#include "delivery/outbox.hpp"
#include "store/session.hpp"

namespace oa {

std::vector<NeededSetting> transfer_settings(std::string_view needed_for) {
    return {
        {"M62", needed_for}, {"M63", needed_for}, {"L50", needed_for}, {"ORCE_DIRECTORY_PATH", needed_for}};
}

TransferSettings read_transfer_settings(Session& session, const Settings& settings,
                                        const TransferOptions& options, std::string_view needed_for) {
    settings.require(transfer_settings(needed_for));
    TransferSettings transfer;
    transfer.file_service_url = settings.system_control_value("M62");
    transfer.import_folder = settings.system_control_value("M63");
    transfer.organization_descriptor = settings.system_control_value("L50");
    transfer.directory = settings.property("ORCE_DIRECTORY_PATH");
    if (options.transfer && !session.dry_run()) {
        // "OAuth authentication is required for the ORCE File Service."
        transfer.client =
            oauth_client(required_authentication(session.database(), session.company(), kFileServiceName),
                         session.company());
        require_secure(transfer.file_service_url, options.http.allow_http);
        require_secure(transfer.client.token_url, options.http.allow_http);
    }
    return transfer;
}

void transfer_files(Outbox& outbox, const TransferSettings& settings, const TransferOptions& options,
                    Log& log, TransferResult& result) {
    const StopSignals signals;
    HttpOptions http_options = options.http;
    http_options.ends_with_stop_signals = true;
    HttpClient http(http_options, log);
    FileService service(settings.file_service_url, settings.client, http, options.retry, log);
    outbox.transfer(service, settings.import_folder, settings.organization_descriptor, result);
}

}  // namespace oa
