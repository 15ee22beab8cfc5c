#include "net/smtp.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

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
