#include "net/smtp.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

/// An SMTP server that ends a connection once, instead of the reply to one line of one email.
class CuttingServer {
  public:
    /// `line` is how the line begins, "" for the connection itself, "." for the end of the email.
    CuttingServer(std::string line, int email) : line_(std::move(line)), email_(email) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        REQUIRE(::bind(listener_.get(), reinterpret_cast<sockaddr*>(&address), length) == 0);
        REQUIRE(::getsockname(listener_.get(), reinterpret_cast<sockaddr*>(&address), &length) == 0);
        REQUIRE(::listen(listener_.get(), 8) == 0);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { accept_all(); });
    }
    ~CuttingServer() {
        ::shutdown(listener_.get(), SHUT_RDWR);
        thread_.join();
    }
    CuttingServer(const CuttingServer&) = delete;
    CuttingServer& operator=(const CuttingServer&) = delete;

    std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
    int taken() const { return taken_; }

  private:
    /// One connection at a time: a client that fails has given up the one before.
    void accept_all() {
        for (;;) {
            const FileDescriptor socket(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
            if (!socket.is_open()) return;
            serve(socket.get());
        }
    }

    void serve(int socket) {
        bool in_email = false;
        for (std::string line; !is_cut(line);) {
            if (in_email) ++taken_;
            in_email = line.starts_with("DATA");
            const std::string_view reply = line.empty() ? "220 here\r\n"
                                           : in_email   ? "354 go on\r\n"
                                                        : "250 good\r\n";
            ::send(socket, reply.data(), reply.size(), MSG_NOSIGNAL);
            do {
                if (!read_line(socket, line)) return;
            } while (in_email && line != ".\r\n");
        }
    }

    /// True once.
    bool is_cut(const std::string& line) {
        if (taken_ + 1 != email_ || !line.starts_with(line_) || line.empty() != line_.empty()) return false;
        email_ = 0;
        return true;
    }

    static bool read_line(int socket, std::string& line) {
        char c = 0;
        for (line.clear(); !line.ends_with('\n') && ::recv(socket, &c, 1, 0) == 1;) line += c;
        return line.ends_with('\n');
    }

    std::string line_;
    int email_;
    std::atomic<int> taken_ = 0;
    int port_ = 0;
    FileDescriptor listener_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    std::thread thread_;
};

}  // namespace

// How emails go to a server is in the fault tests.

TEST_CASE("Which SMTP servers are taken", "[net/smtp]") {
    for (const char* url : {"smtp://mail.example.com", "smtp://mail.example.com:587",
                            "smtps://mail.example.com:465", "smtp://[::1]:25"})
        CHECK_NOTHROW(require_smtp_url(url));
    for (const char* url :
         {"", "mail.example.com:25", "http://mail.example.com", "smtp://u:p@mail.example.com",
          "smtp://mail.example.com/x", "smtp://u@mail.example.com", "smtp://mail.example.com?x",
          "file:///etc/passwd", "smtp://a\r\nb"}) {
        CAPTURE(url);
        CHECK_ERROR(require_smtp_url(url), ExitCode::kConfiguration, "SMTP_SERVER must be");
    }
}

TEST_CASE("What is not safe on an SMTP line is not sent", "[net/smtp]") {
    QuietLog log;
    SmtpClient client({"smtp://127.0.0.1:1", std::nullopt}, {}, log);
    for (const char* bad : {"", "a@b>\r\nRCPT TO:<c@d", "a b@c", "<a@b>", "j\xC3\xBCrgen@b"}) {
        CAPTURE(bad);
        CHECK_ERROR(client.send("a@b", bad, "x"), ExitCode::kInternal, "not safe");
        CHECK_ERROR(client.send(bad, "a@b", "x"), ExitCode::kInternal, "not safe");
    }
}

TEST_CASE("Nobody listens", "[net/smtp]") {
    QuietLog log;
    SmtpClient client({"smtp://127.0.0.1:" + std::to_string(unused_port()), std::nullopt}, {}, log);
    try {
        client.send("a@b", "c@d", "x");
        FAIL("an email was sent to nobody");
    } catch (const SmtpError& error) {
        CHECK_FALSE(error.was_ready());
        CHECK_FALSE(error.body_was_sent());
        CHECK(error.worth_retrying());
    }
}

TEST_CASE("A connection that ends before the email is handed over, or without an answer to it",
          "[net/smtp]") {
    QuietLog log;
    for (const std::string line : {"", "EHLO", "MAIL", "RCPT", "DATA", "."}) {
        for (const int email : {1, 2, 3}) {
            CAPTURE(line, email);
            // A connection that is kept says hello once.
            if (email > 1 && (line.empty() || line == "EHLO")) continue;
            CuttingServer server(line, email);
            SmtpClient client({server.url(), std::nullopt}, {}, log);
            for (int i = 1; i < email; ++i) client.send("a@b", "c@d", "Subject: x\r\n\r\nx\r\n");
            std::optional<SmtpError> caught;
            try {
                client.send("a@b", "c@d", "Subject: x\r\n\r\nx\r\n");
            } catch (const SmtpError& error) {
                caught = error;
            }
            REQUIRE(caught.has_value());
            CHECK(caught->body_was_sent() == (line == "."));
            CHECK(caught->was_ready() == (line == "MAIL" || line == "RCPT" || line == "DATA" || line == "."));
            CHECK(caught->worth_retrying());
            // libcurl has not sent it by itself once more; the next one goes.
            CHECK(server.taken() == email - 1);
            client.send("a@b", "c@d", "Subject: x\r\n\r\nx\r\n");
            CHECK(server.taken() == email);
        }
    }
}
