#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/log.hpp"
#include "net/http.hpp"

namespace oa {

/// A server that takes emails.
struct SmtpServer {
    std::string url;  ///< smtp://HOST:PORT or smtps://HOST:PORT
    std::optional<BasicCredentials> basic;
};

/// The server answered, and does not take this email: others may go. Exit code kUnavailable.
class MailRefused : public Error {
  public:
    MailRefused(const std::string& message, int reply_code)
        : Error(ExitCode::kUnavailable, message), reply_code_(reply_code) {}

    int reply_code() const { return reply_code_; }
    /// A 5xx: the same email would be refused again.
    bool is_permanent() const { return reply_code_ >= 500; }

  private:
    int reply_code_;
};

/// The server is out of reach, does not let us in, or fell silent. body_was_sent: it may have taken the
/// email.
class SmtpError : public NetworkError {
  public:
    SmtpError(const std::string& message, bool body_was_sent, bool worth_retrying, bool is_ready)
        : NetworkError(message, body_was_sent ? RequestState::kInWork : RequestState::kNotSent,
                       worth_retrying),
          was_ready_(is_ready) {}

    /// The server was ready for emails before, so the next one may go; otherwise none can.
    bool was_ready() const { return was_ready_; }

  private:
    bool was_ready_;
};

/// Error kConfiguration when the URL is neither smtp:// nor smtps://, or holds more than host and port.
void require_smtp_url(std::string_view url);

class SmtpExchange;

/// Emails over SMTP with libcurl, one at a time over one connection that is kept. TLS is required (STARTTLS
/// for smtp://) but to the loopback; with HttpOptions::allow_http it is used where the server offers it. The
/// timeouts are those of HttpOptions; each answer of the server has the stall timeout.
class SmtpClient {
  public:
    /// Error kConfiguration as require_smtp_url.
    SmtpClient(SmtpServer server, const HttpOptions& options, Log& log);
    ~SmtpClient();
    SmtpClient(const SmtpClient&) = delete;
    SmtpClient& operator=(const SmtpClient&) = delete;

    /// Hands a message to the server; when it returns the server has taken it. MailRefused or SmtpError when
    /// not; Error kInternal for an address that is not safe on an SMTP line (parse_mail_address).
    void send(std::string_view from, std::string_view to, std::string message);

  private:
    SmtpServer server_;
    HttpOptions options_;
    Log& log_;
    std::unique_ptr<SmtpExchange> exchange_;
};

}  // namespace oa
