#include "delivery/file_services.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/kill_point.hpp"
#include "base/text.hpp"
#include "delivery/content_md5.hpp"
#include "service/media_type.hpp"

namespace oa {

namespace {

bool is_success(int status) {
    return status >= 200 && status < 300;
}

[[noreturn]] void refuse(const std::string& message, ExitCode code = ExitCode::kUnavailable) {
    throw Error(code, message);
}

/// By its content type, or, where that does not say so, by how it begins: an object store answers a PUT
/// without a body.
bool is_web_page(const HttpResponse& response) {
    constexpr std::size_t kBeginning = 1024;
    const std::string type = MediaType(response.content_type).name;
    if (type == "text/html" || type == "application/xhtml+xml") return true;
    const std::string beginning = to_upper(response.body.substr(0, kBeginning));
    return beginning.find("<!DOCTYPE HTML") != std::string::npos ||
           beginning.find("<HTML") != std::string::npos;
}

/// Blank when the answer has none that is text.
std::string access_uri_of(const std::string& body) {
    const auto answer = nlohmann::json::parse(body, nullptr, false);
    if (!answer.is_object()) return "";
    const auto uri = answer.find("accessUri");
    return uri != answer.end() && uri->is_string() ? uri->get<std::string>() : "";
}

}  // namespace

FileService::FileService(std::string url, OAuthClient client, HttpClient& http, RetryPolicy policy, Log& log)
    : url_(std::move(url)),
      client_id_(client.client_id),
      http_(http),
      policy_(policy),
      log_(log),
      tokens_(std::move(client), http, policy, log) {}

void FileService::put(const std::string& object_name, const std::filesystem::path& file) {
    may_have_arrived_ = false;
    try {
        // A PAR lives minutes: one that expired while the file was on its way is asked for anew, once.
        for (const bool last_try : {false, true}) {
            const std::string access_uri = request_access_uri(object_name);
            kill_point("par");
            const HttpResponse response = put_object(access_uri, file);
            if (is_success(response.status)) {
                if (is_web_page(response)) {
                    refuse(
                        fmt::format("a web page came back for {}, which is not an answer of an object store: "
                                    "a proxy or sign-on "
                                    "page stands before {}",
                                    object_name, host_of(access_uri)));
                }
                const std::string mismatch = content_mismatch(file, response.content_md5, response.etag);
                if (!mismatch.empty()) {
                    refuse(fmt::format("what the object store has as {} is not what was sent: {}",
                                       object_name, mismatch));
                }
                return;
            }
            const bool expired = response.status == 401 || response.status == 404;
            if (expired && !last_try) {
                log_.info("the pre-authenticated request for {} has expired; asking for another",
                          object_name);
                continue;
            }
            refuse(
                expired
                    ? fmt::format(
                          "the object store refused the pre-authenticated request for {} twice (HTTP {}): "
                          "it expires before the file is there, or is not valid",
                          object_name, response.status)
                    : fmt::format("the object store answered HTTP {} to {}", response.status, object_name));
        }
    } catch (const Error& error) {
        throw TransferError(error, may_have_arrived_);
    }
}

std::string FileService::request_access_uri(const std::string& object_name) {
    HttpResponse response = post_request(object_name);
    if (response.status == 401) {
        // The token may have been withdrawn before its time.
        tokens_.discard();
        response = post_request(object_name);
    }
    const std::string host = host_of(url_);
    if (response.status == 403) {
        refuse(fmt::format(
                   "the file transfer service {} refused the client ID {}: it has not the FileReview role in "
                   "Customer Engagement",
                   host, client_id_),
               ExitCode::kNoPermission);
    }
    if (response.status == 401) {
        refuse(fmt::format("the file transfer service {} does not accept the token of client ID {}", host,
                           client_id_),
               ExitCode::kNoPermission);
    }
    if (!is_success(response.status)) {
        refuse(fmt::format("the file transfer service {} answered HTTP {}; check M62 ORCE File Service URL",
                           host, response.status),
               response.status == 404 ? ExitCode::kConfiguration : ExitCode::kUnavailable);
    }
    const std::string uri = access_uri_of(response.body);
    if (uri.empty()) refuse(fmt::format("the file transfer service {} answered without an accessUri", host));
    const std::string address = resolve_url(url_, uri);
    try {
        require_secure(address, http_.allows_http());
    } catch (const Error& error) {
        // It is the answer that is wrong, not a setting.
        refuse(fmt::format("the file transfer service {} answered an accessUri that is not used: {}", host,
                           error.what()));
    }
    return address;
}

HttpResponse FileService::post_request(const std::string& object_name) {
    HttpRequest request;
    request.method = "POST";
    request.url = url_;
    request.headers = {"Content-Type: application/json", "Accept: application/json"};
    request.body = nlohmann::json{{"objectName", object_name}}.dump();
    request.bearer_token = tokens_.token();
    kill_point("token");
    return send_with_retries([&] { return http_.send(request); }, policy_, log_);
}

HttpResponse FileService::put_object(const std::string& access_uri, const std::filesystem::path& file) {
    HttpRequest request;
    request.method = "PUT";
    request.url = access_uri;
    // No Authorization header: the address is the credential.
    request.headers = {"Content-Type: application/zip"};
    request.upload = file;
    const auto send = [&] {
        try {
            HttpResponse response = http_.send(request);
            // A refusal by its status (4xx) is certain; anything else may have stored the object.
            if (response.status < 400 || response.status >= 500) may_have_arrived_ = true;
            return response;
        } catch (const NetworkError& error) {
            if (error.body_was_sent()) may_have_arrived_ = true;
            throw;
        }
    };
    return send_with_retries(send, policy_, log_);
}

}  // namespace oa
