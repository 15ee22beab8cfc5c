#include "net/http_exchange.hpp"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <cerrno>
#include <system_error>

namespace oa {

namespace {

constexpr long kUploadBuffer = 512L * 1024;
/// Bytes a second that an upload must have over all.
constexpr std::uintmax_t kSlowestUpload = 16 * 1024;
/// Many servers close a connection that was idle for five seconds: what is sent then may be lost.
constexpr long kLongestIdle = 4;

std::size_t on_upload(char* buffer, std::size_t size, std::size_t count, void* source) {
    auto* file = static_cast<std::FILE*>(source);
    const std::size_t got = std::fread(buffer, size, count, file);
    return std::ferror(file) != 0 ? CURL_READFUNC_ABORT : got;
}

bool worth_retrying(CURLcode code) {
    switch (code) {
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_ABORTED_BY_CALLBACK:
        case CURLE_WRITE_ERROR: return false;
        default: return true;
    }
}

template <typename Value>
void set(CURL* curl, CURLoption option, Value value) {
    if (const CURLcode code = curl_easy_setopt(curl, option, value); code != CURLE_OK) {
        throw Error(ExitCode::kInternal,
                    fmt::format("libcurl refused an option: {}", curl_easy_strerror(code)));
    }
}

std::optional<std::chrono::seconds> retry_after(CURL* curl) {
    curl_off_t seconds = 0;
    if (curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &seconds) != CURLE_OK || seconds <= 0)
        return std::nullopt;
    return std::chrono::seconds(seconds);
}

std::string header_of(CURL* curl, const char* name) {
    curl_header* header = nullptr;
    return curl_easy_header(curl, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK ? header->value : "";
}

/// Told before anything is sent: libcurl would take it for a failure of the connection.
void check_ca_file(const std::filesystem::path& path) {
    if (path.empty()) return;
    const std::unique_ptr<std::FILE, decltype(&std::fclose)> file(std::fopen(path.c_str(), "r"),
                                                                  &std::fclose);
    if (file == nullptr || std::filesystem::is_directory(path)) {
        const int error = file == nullptr ? errno : EISDIR;
        throw Error(error == EACCES ? ExitCode::kNoPermission : ExitCode::kNoInput,
                    fmt::format("the certificates of --ca-file {} cannot be read: {}", path.string(),
                                std::generic_category().message(error)));
    }
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        PEM_read_X509(file.get(), nullptr, nullptr, nullptr), &X509_free);
    ERR_clear_error();
    if (certificate == nullptr)
        throw Error(ExitCode::kInputData,
                    fmt::format("--ca-file {} has no certificate in PEM", path.string()));
}

}  // namespace

HttpExchange::HttpExchange(const HttpOptions& options) : options_(options) {
    check_ca_file(options_.ca_file);
    static const CURLcode global = curl_global_init(CURL_GLOBAL_DEFAULT);
    curl_.reset(curl_easy_init());
    if (global != CURLE_OK || curl_ == nullptr) throw Error(ExitCode::kInternal, "libcurl could not start");
}

/// Called when there is a connection, its TLS handshake done, and before anything of the request is sent.
/// libcurl sends a request a second time, unasked, when a kept-alive connection ends without an answer; what
/// was asked for may be done by then.
int HttpExchange::on_connected(void* exchange, char* /*address*/, char* /*local_address*/, int /*port*/,
                               int /*local_port*/) {
    auto& self = *static_cast<HttpExchange*>(exchange);
    self.is_cut_off_ = self.is_begun_;
    self.is_begun_ = true;
    return self.is_cut_off_ ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

/// libcurl takes a head that the connection ended in for whole.
std::size_t HttpExchange::on_header(const char* data, std::size_t size, std::size_t count, void* exchange) {
    auto& self = *static_cast<HttpExchange*>(exchange);
    const std::string_view line(data, size * count);
    if (line.starts_with("HTTP/")) self.is_head_whole_ = false;
    if (line == "\r\n" || line == "\n") self.is_head_whole_ = true;
    return line.size();
}

std::size_t HttpExchange::on_body(const char* data, std::size_t size, std::size_t count, void* exchange) {
    auto& self = *static_cast<HttpExchange*>(exchange);
    if (self.body_.size() + size * count > self.options_.largest_answer) {
        self.too_large_ = true;
        return 0;
    }
    self.body_.append(data, size * count);
    return size * count;
}

void HttpExchange::append_header(const std::string& header) {
    curl_slist* longer = curl_slist_append(headers_.get(), header.c_str());
    static_cast<void>(headers_.release());
    headers_.reset(longer);
}

void HttpExchange::prepare(HttpRequest request) {
    require_secure(request.url, options_.allow_http);
    request_ = std::move(request);
    CURL* curl = curl_.get();
    curl_easy_reset(curl);  // keeps the connection
    headers_.reset();
    reason_.fill('\0');
    body_.clear();
    too_large_ = is_begun_ = is_cut_off_ = is_head_whole_ = false;

    for (const std::string& header : request_.headers) append_header(header);
    if (!request_.bearer_token.empty()) append_header("Authorization: Bearer " + request_.bearer_token);
    // No waiting for a "100 Continue" that many servers never send.
    append_header("Expect:");
    set(curl, CURLOPT_URL, request_.url.c_str());
    set(curl, CURLOPT_CUSTOMREQUEST, request_.method.c_str());
    set(curl, CURLOPT_HTTPHEADER, headers_.get());
    set(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    set(curl, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
    set(curl, CURLOPT_NOSIGNAL, 1L);
    set(curl, CURLOPT_ERRORBUFFER, reason_.data());
    set(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(options_.connect_timeout.count()));
    set(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    set(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options_.stall_timeout.count()));
    set(curl, CURLOPT_MAXAGE_CONN, kLongestIdle);
    set(curl, CURLOPT_PREREQFUNCTION, &HttpExchange::on_connected);
    set(curl, CURLOPT_PREREQDATA, this);
    set(curl, CURLOPT_HEADERFUNCTION, &HttpExchange::on_header);
    set(curl, CURLOPT_HEADERDATA, this);
    set(curl, CURLOPT_TIMEOUT, static_cast<long>(options_.deadline.count()));
    set(curl, CURLOPT_WRITEFUNCTION, &HttpExchange::on_body);
    set(curl, CURLOPT_WRITEDATA, this);
    set(curl, CURLOPT_USERAGENT, "oa-batch");
    set(curl, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    if (!options_.ca_file.empty()) set(curl, CURLOPT_CAINFO, options_.ca_file.c_str());
    if (request_.basic) {
        set(curl, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
        set(curl, CURLOPT_USERNAME, request_.basic->user.c_str());
        set(curl, CURLOPT_PASSWORD, request_.basic->password.c_str());
    }
    prepare_body();
}

void HttpExchange::prepare_body() {
    CURL* curl = curl_.get();
    upload_.reset();
    if (!request_.upload.empty()) {
        upload_.reset(std::fopen(request_.upload.c_str(), "rb"));
        if (upload_ == nullptr)
            throw Error(ExitCode::kIo, fmt::format("cannot read {}", request_.upload.string()));
        set(curl, CURLOPT_UPLOAD, 1L);
        set(curl, CURLOPT_UPLOAD_BUFFERSIZE, kUploadBuffer);
        set(curl, CURLOPT_READFUNCTION, &on_upload);
        set(curl, CURLOPT_READDATA, upload_.get());
        const std::uintmax_t size = std::filesystem::file_size(request_.upload);
        set(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(size));
        set(curl, CURLOPT_TIMEOUT,
            static_cast<long>(options_.deadline.count()) + static_cast<long>(size / kSlowestUpload));
    } else if (request_.method != "GET") {
        set(curl, CURLOPT_POSTFIELDS, request_.body.data());
        set(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
    }
}

HttpResponse HttpExchange::finish(CURLcode code) {
    CURL* curl = curl_.get();
    upload_.reset();
    if (code == CURLE_OK && !is_head_whole_) code = CURLE_GOT_NOTHING;
    if (code != CURLE_OK) {
        // A file to upload cannot be rewound: that, too, ends what libcurl would send again.
        const bool was_closed = is_cut_off_ || code == CURLE_SEND_FAIL_REWIND || code == CURLE_GOT_NOTHING;
        const std::string why = too_large_           ? fmt::format("its answer is larger than {} MiB",
                                                                   options_.largest_answer / (std::size_t{1} << 20))
                                : was_closed         ? std::string("the connection was closed without one")
                                : reason_[0] != '\0' ? std::string(reason_.data())
                                                     : std::string(curl_easy_strerror(code));
        throw NetworkError(fmt::format("no answer from {}: {}", host_of(request_.url), why),
                           is_begun_ ? RequestState::kInWork : RequestState::kNotSent,
                           was_closed || worth_retrying(code));
    }
    HttpResponse response;
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    response.status = static_cast<int>(status);
    response.body = std::move(body_);
    const char* content_type = nullptr;
    curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &content_type);
    if (content_type != nullptr) response.content_type = content_type;
    response.content_md5 = header_of(curl, "opc-content-md5");
    response.etag = header_of(curl, "ETag");
    response.retry_after = retry_after(curl);
    return response;
}

}  // namespace oa
