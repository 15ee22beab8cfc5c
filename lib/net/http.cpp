#include "net/http.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdio>

namespace oa {

namespace {

constexpr std::size_t kLargestAnswer = 1 << 20;
constexpr long kUploadBuffer = 512L * 1024;

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct CloseFile {
    void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
};
struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, FreeUrl>;

Url parse_url(std::string_view text) {
    Url url(curl_url());
    if (curl_url_set(url.get(), CURLUPART_URL, std::string(text).c_str(), 0) != CURLUE_OK) {
        throw Error(ExitCode::kConfiguration,
                    "a URL of the other side cannot be read; check the settings that name it");
    }
    return url;
}

std::string url_part(const Url& url, CURLUPart part) {
    char* raw = nullptr;
    if (curl_url_get(url.get(), part, &raw, 0) != CURLUE_OK) return "";
    const std::unique_ptr<char, decltype(&curl_free)> text(raw, &curl_free);
    return text.get();
}

bool is_loopback(std::string_view host) {
    in_addr address{};
    const bool is_ipv4 = ::inet_pton(AF_INET, std::string(host).c_str(), &address) == 1;
    return host == "localhost" || host == "[::1]" || (is_ipv4 && ::ntohl(address.s_addr) >> 24 == 127);
}

struct Body {
    std::string text;
    bool too_large = false;
};

std::size_t on_body(const char* data, std::size_t size, std::size_t count, void* target) {
    auto& body = *static_cast<Body*>(target);
    if (body.text.size() + size * count > kLargestAnswer) {
        body.too_large = true;
        return 0;
    }
    body.text.append(data, size * count);
    return size * count;
}

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

std::unique_ptr<curl_slist, FreeList> header_list(const HttpRequest& request) {
    std::unique_ptr<curl_slist, FreeList> list;
    const auto append = [&list](const std::string& header) {
        curl_slist* longer = curl_slist_append(list.get(), header.c_str());
        static_cast<void>(list.release());
        list.reset(longer);
    };
    for (const std::string& header : request.headers) append(header);
    if (!request.bearer_token.empty()) append("Authorization: Bearer " + request.bearer_token);
    // No waiting for a "100 Continue" that many servers never send.
    append("Expect:");
    return list;
}

std::optional<std::chrono::seconds> retry_after(CURL* curl) {
    curl_off_t seconds = 0;
    if (curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &seconds) != CURLE_OK || seconds <= 0)
        return std::nullopt;
    return std::chrono::seconds(seconds);
}

}  // namespace

struct HttpClient::Handle {
    struct Cleanup {
        void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
    };
    std::unique_ptr<CURL, Cleanup> curl;
};

HttpClient::HttpClient(HttpOptions options, Log& log)
    : options_(std::move(options)), log_(log), handle_(std::make_unique<Handle>()) {
    static const CURLcode global = curl_global_init(CURL_GLOBAL_DEFAULT);
    handle_->curl.reset(curl_easy_init());
    if (global != CURLE_OK || handle_->curl == nullptr)
        throw Error(ExitCode::kInternal, "libcurl could not start");
}

HttpClient::~HttpClient() = default;

HttpResponse HttpClient::send(const HttpRequest& request) {
    require_secure(request.url, options_.allow_http);
    CURL* curl = handle_->curl.get();
    curl_easy_reset(curl);  // keeps the connection

    std::array<char, CURL_ERROR_SIZE> reason{};
    Body body;
    const auto headers = header_list(request);
    set(curl, CURLOPT_URL, request.url.c_str());
    set(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    set(curl, CURLOPT_HTTPHEADER, headers.get());
    set(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    set(curl, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
    set(curl, CURLOPT_NOSIGNAL, 1L);
    set(curl, CURLOPT_ERRORBUFFER, reason.data());
    set(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(options_.connect_timeout.count()));
    set(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    set(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options_.stall_timeout.count()));
    set(curl, CURLOPT_WRITEFUNCTION, &on_body);
    set(curl, CURLOPT_WRITEDATA, &body);
    set(curl, CURLOPT_USERAGENT, "oa-batch");
    if (!options_.ca_file.empty()) set(curl, CURLOPT_CAINFO, options_.ca_file.c_str());
    if (request.basic) {
        set(curl, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
        set(curl, CURLOPT_USERNAME, request.basic->user.c_str());
        set(curl, CURLOPT_PASSWORD, request.basic->password.c_str());
    }

    std::unique_ptr<std::FILE, CloseFile> file;
    if (!request.upload.empty()) {
        file.reset(std::fopen(request.upload.c_str(), "rb"));
        if (file == nullptr)
            throw Error(ExitCode::kIo, fmt::format("cannot read {}", request.upload.string()));
        set(curl, CURLOPT_UPLOAD, 1L);
        set(curl, CURLOPT_UPLOAD_BUFFERSIZE, kUploadBuffer);
        set(curl, CURLOPT_READFUNCTION, &on_upload);
        set(curl, CURLOPT_READDATA, file.get());
        set(curl, CURLOPT_INFILESIZE_LARGE,
            static_cast<curl_off_t>(std::filesystem::file_size(request.upload)));
    } else if (request.method != "GET") {
        set(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        set(curl, CURLOPT_POSTFIELDS, request.body.c_str());
    }

    const CURLcode code = curl_easy_perform(curl);
    if (code != CURLE_OK) {
        curl_off_t sent = 0;
        curl_easy_getinfo(curl, CURLINFO_SIZE_UPLOAD_T, &sent);
        const std::string why = body.too_large      ? "its answer is larger than 1 MiB"
                                : reason[0] != '\0' ? std::string(reason.data())
                                                    : std::string(curl_easy_strerror(code));
        throw NetworkError(fmt::format("no answer from {}: {}", host_of(request.url), why), sent > 0,
                           worth_retrying(code));
    }
    HttpResponse response;
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    response.status = static_cast<int>(status);
    response.body = std::move(body.text);
    const char* content_type = nullptr;
    curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &content_type);
    if (content_type != nullptr) response.content_type = content_type;
    response.retry_after = retry_after(curl);
    log_.debug("{} {}: {}", request.method, host_of(request.url), response.status);
    return response;
}

void require_secure(std::string_view text, bool allow_http) {
    const Url url = parse_url(text);
    const std::string scheme = url_part(url, CURLUPART_SCHEME);
    if (scheme == "https") return;
    const std::string host = url_part(url, CURLUPART_HOST);
    if (scheme == "http" && (allow_http || is_loopback(host))) return;
    throw Error(ExitCode::kConfiguration,
                fmt::format("{} is addressed by {}, which does not protect what is sent; use https "
                            "(or --allow-http where the network is trusted)",
                            host, scheme));
}

std::string host_of(std::string_view text) {
    const Url url = parse_url(text);
    const std::string port = url_part(url, CURLUPART_PORT);
    return url_part(url, CURLUPART_HOST) + (port.empty() ? "" : ":" + port);
}

std::string resolve_url(std::string_view base, std::string_view reference) {
    const Url url = parse_url(base);
    if (curl_url_set(url.get(), CURLUPART_URL, std::string(reference).c_str(), 0) != CURLUE_OK) {
        throw Error(ExitCode::kUnavailable,
                    fmt::format("{} answered an address that cannot be read", host_of(base)));
    }
    return url_part(url, CURLUPART_URL);
}

}  // namespace oa
