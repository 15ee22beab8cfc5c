#include "net/smtp.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "net/mail_syntax.hpp"

namespace oa {

namespace {

template <typename Value>
void set(CURL* curl, CURLoption option, Value value) {
    if (const CURLcode code = curl_easy_setopt(curl, option, value); code != CURLE_OK) {
        throw Error(ExitCode::kInternal,
                    fmt::format("libcurl refused an option: {}", curl_easy_strerror(code)));
    }
}

std::string angled(std::string_view address) {
    const bool is_safe = !address.empty() && std::all_of(address.begin(), address.end(), [](char c) {
        return c > ' ' && c < '\x7F' && c != '<' && c != '>';
    });
    if (!is_safe) throw Error(ExitCode::kInternal, "an email address is not safe to be sent");
    return fmt::format("<{}>", address);
}

bool is_certificate_problem(CURLcode code) {
    return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE ||
           code == CURLE_SSL_CERTPROBLEM || code == CURLE_USE_SSL_FAILED;
}

}  // namespace

/// One libcurl handle with its connection, and what was said last.
class SmtpExchange {
  public:
    SmtpExchange() {
        static const CURLcode global = curl_global_init(CURL_GLOBAL_DEFAULT);
        curl_.reset(curl_easy_init());
        if (global != CURLE_OK || curl_ == nullptr)
            throw Error(ExitCode::kInternal, "libcurl could not start");
    }

    void send(const SmtpServer& server, const HttpOptions& options, const std::string& from,
              const std::string& to, std::string message) {
        message_ = std::move(message);
        sent_ = 0;
        is_ready_ = is_over_ = false;
        reply_.clear();
        reason_.fill('\0');
        prepare(server, options, from, to);
        const CURLcode code = curl_easy_perform(curl_.get());
        if (code != CURLE_OK) fail(code, host_of(server.url));
    }

  private:
    struct Cleanup {
        void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
    };
    struct FreeList {
        void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    };

    static std::size_t on_read(char* buffer, std::size_t size, std::size_t count, void* exchange) {
        auto& self = *static_cast<SmtpExchange*>(exchange);
        const std::size_t length = self.message_.copy(buffer, size * count, self.sent_);
        self.sent_ += length;
        return length;
    }

    /// Follows what is said on the connection; nothing of it is kept but the server's last reply.
    static int on_debug(CURL* /*curl*/, curl_infotype type, char* data, std::size_t size, void* exchange) {
        auto& self = *static_cast<SmtpExchange*>(exchange);
        const std::string_view said(data, size);
        // After a refusal libcurl says goodbye.
        if (type == CURLINFO_HEADER_OUT && said.starts_with("QUIT")) self.is_over_ = true;
        if (self.is_over_) return 0;
        if (type == CURLINFO_HEADER_OUT || type == CURLINFO_DATA_OUT) self.reply_.clear();
        if (type == CURLINFO_HEADER_OUT && said.starts_with("MAIL FROM")) self.is_ready_ = true;
        if (type == CURLINFO_HEADER_IN) self.reply_ = std::string(said.substr(0, said.find_first_of("\r\n")));
        return 0;
    }

    static std::size_t ignore(char* /*data*/, std::size_t size, std::size_t count, void* /*nothing*/) {
        return size * count;
    }

    void prepare(const SmtpServer& server, const HttpOptions& options, const std::string& from,
                 const std::string& to) {
        CURL* curl = curl_.get();
        curl_easy_reset(curl);  // keeps the connection
        recipients_.reset(curl_slist_append(nullptr, to.c_str()));
        const bool is_open = is_at_loopback(server.url);
        set(curl, CURLOPT_URL, server.url.c_str());
        set(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        set(curl, CURLOPT_USE_SSL,
            static_cast<long>(is_open              ? CURLUSESSL_NONE
                              : options.allow_http ? CURLUSESSL_TRY
                                                   : CURLUSESSL_ALL));
        if (!options.ca_file.empty()) set(curl, CURLOPT_CAINFO, options.ca_file.c_str());
        set(curl, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
        set(curl, CURLOPT_NOSIGNAL, 1L);
        set(curl, CURLOPT_ERRORBUFFER, reason_.data());
        set(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(options.connect_timeout.count()));
        set(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(options.stall_timeout.count()));
        set(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
        set(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.stall_timeout.count()));
        set(curl, CURLOPT_TIMEOUT, static_cast<long>(options.deadline.count()));
        set(curl, CURLOPT_MAIL_FROM, from.c_str());
        set(curl, CURLOPT_MAIL_RCPT, recipients_.get());
        set(curl, CURLOPT_UPLOAD, 1L);
        set(curl, CURLOPT_READFUNCTION, &SmtpExchange::on_read);
        set(curl, CURLOPT_READDATA, this);
        set(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message_.size()));
        set(curl, CURLOPT_WRITEFUNCTION, &SmtpExchange::ignore);
        set(curl, CURLOPT_VERBOSE, 1L);
        set(curl, CURLOPT_DEBUGFUNCTION, &SmtpExchange::on_debug);
        set(curl, CURLOPT_DEBUGDATA, this);
        if (server.basic) {
            set(curl, CURLOPT_USERNAME, server.basic->user.c_str());
            set(curl, CURLOPT_PASSWORD, server.basic->password.c_str());
        }
    }

    [[noreturn]] void fail(CURLcode code, const std::string& host) const {
        int reply_code = 0;
        if (!reply_.empty() && (reply_[0] == '4' || reply_[0] == '5')) {
            std::from_chars(reply_.data(), reply_.data() + reply_.size(), reply_code);
        }
        if (is_ready_ && reply_code > 0)
            throw MailRefused(fmt::format("{} refused the email: {}", host, reply_), reply_code);
        const std::string why = reply_code > 0       ? reply_
                                : reason_[0] != '\0' ? std::string(reason_.data())
                                : sent_ > 0
                                    ? fmt::format("{} after the email was sent", curl_easy_strerror(code))
                                    : std::string(curl_easy_strerror(code));
        // Once some of it left the server may have it, whatever became of its answer.
        throw SmtpError(fmt::format("no email could be handed to {}: {}", host, why), sent_ > 0,
                        !is_certificate_problem(code) && code != CURLE_LOGIN_DENIED, is_ready_);
    }

    std::unique_ptr<curl_slist, FreeList> recipients_;
    std::array<char, CURL_ERROR_SIZE> reason_{};
    std::string message_, reply_;
    std::size_t sent_ = 0;
    bool is_ready_ = false;                ///< the server was ready to take the email
    bool is_over_ = false;                 ///< what is said now is about no email
    std::unique_ptr<CURL, Cleanup> curl_;  ///< the first to go: it says goodbye
};

void require_smtp_url(std::string_view text) {
    if (is_smtp_url(text)) return;
    throw Error(
        ExitCode::kConfiguration,
        "SMTP_SERVER must be smtp://HOST:PORT or smtps://HOST:PORT, without user or path (a user stands in "
        "Web Service Authentication, row 'SMTP'); set it with oa-store set");
}

SmtpClient::SmtpClient(SmtpServer server, const HttpOptions& options, Log& log)
    : server_(std::move(server)), options_(options), log_(log) {
    require_smtp_url(server_.url);
}

SmtpClient::~SmtpClient() = default;

void SmtpClient::send(std::string_view from, std::string_view to, std::string message) {
    if (exchange_ == nullptr) exchange_ = std::make_unique<SmtpExchange>();
    try {
        exchange_->send(server_, options_, angled(from), angled(to), std::move(message));
    } catch (const Error&) {
        // What the connection stands at now is not known.
        exchange_.reset();
        throw;
    }
    log_.debug("an email was handed to {}", host_of(server_.url));
}

}  // namespace oa
