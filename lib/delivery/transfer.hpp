#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "net/oauth.hpp"
#include "service/sign_on.hpp"
#include "store/settings.hpp"

namespace oa {

class Outbox;
class Session;
struct TransferResult;

/// Its row in Web Service Authentication (WWSA).
inline constexpr std::string_view kFileServiceName = "ORCE File Service";

/// What no transfer can do without; `needed_for` ends the sentences.
std::vector<NeededSetting> transfer_settings(std::string_view needed_for);

/// How the tools send files.
struct TransferOptions : ConnectionOptions {
    bool transfer = true;  ///< false: the files are written and stay (--no-transfer)
};

/// The settings of the file transfer service (Customer Engagement Integration, Customer Engagement File
/// Transfer Service).
struct TransferSettings {
    std::string file_service_url;         ///< M62
    std::string import_folder;            ///< M63
    std::string organization_descriptor;  ///< L50
    std::string directory;                ///< ORCE_DIRECTORY_PATH
    OAuthClient client;  ///< the 'ORCE File Service' row of WWSA; empty where nothing will be sent
};

/// Reads and checks them before anything is changed. Error kConfiguration, naming code and title, when one is
/// missing (the periodic functions do not run without M62 and M63), when the WWSA row is missing or not
/// OAuth, or when a URL is not secure.
TransferSettings read_transfer_settings(Session& session, const Settings& settings,
                                        const TransferOptions& options, std::string_view needed_for);

/// Step 4 of the delivery protocol; errors as Outbox::transfer. SIGINT and SIGTERM end it, while it zips and
/// sends, too: Error kTryLater, and the files wait for the next run.
void transfer_files(Outbox& outbox, const TransferSettings& settings, const TransferOptions& options,
                    Log& log, TransferResult& result);

}  // namespace oa
