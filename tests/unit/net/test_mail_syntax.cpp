#include "net/mail_syntax.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

TEST_CASE("Addresses that are safe in a header and on an SMTP line", "[net/mail_syntax]") {
    CHECK(parse_mail_address("bmiranda@att.net")->address == "bmiranda@att.net");
    CHECK(parse_mail_address(" a.b+c@x-y.example ")->address == "a.b+c@x-y.example");
    CHECK(parse_mail_address("The Shop <c@example.com>")->name == "The Shop");
    CHECK(parse_mail_address("\"Shop, Inc.\" <c@example.com>")->name == "Shop, Inc.");
    CHECK(parse_mail_address("The Shop <c@example.com>")->address == "c@example.com");
    for (const std::string& bad :
         {std::string(""), std::string("nobody"), std::string("@example.com"), std::string("a@"),
          std::string("a@b@c"), std::string("a b@example.com"), std::string("a@b\r\nBcc: c@d"),
          std::string("a@b>\r\nRCPT TO:<c@d"), std::string("x <a@b> <c@d"), std::string("a@b>"),
          std::string("a..b@example.com"), std::string("a@.example.com"), std::string("a@example..com"),
          std::string("j\xC3\xBCrgen@example.com"), std::string("a@b\0c", 5), std::string("a,b@example.com"),
          std::string(250, 'a') + "@example.com"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_mail_address(bad));
    }
}

TEST_CASE("Servers that take emails", "[net/mail_syntax]") {
    for (const char* url : {"smtp://mail.example.com", "smtp://mail.example.com:587",
                            "smtps://mail.example.com:465", "smtp://127.0.0.1:25", "smtp://[::1]:25",
                            "smtp://[2001:db8::1]", "smtp://localhost/", "smtp://mail_1:65535/"}) {
        CAPTURE(url);
        CHECK(is_smtp_url(url));
    }
    for (const char* url : {"",
                            "nonsense",
                            "smtp",
                            "smtp://",
                            "smtp:///",
                            "smtp://:25",
                            "mail.example.com:25",
                            "http://mail.example.com",
                            "SMTP://mail.example.com",
                            "smtp://u:p@mail.example.com",
                            "smtp://u@mail.example.com",
                            "smtp://mail.example.com/x",
                            "smtp://mail.example.com?x",
                            "smtp://mail.example.com#x",
                            "smtp://mail.example.com:",
                            "smtp://mail.example.com:0",
                            "smtp://mail.example.com:65536",
                            "smtp://mail.example.com:25x",
                            "smtp://mail.example.com:+25",
                            "smtp://a:1:2",
                            "smtp://[::1",
                            "smtp://::1",
                            "smtp://[]",
                            "smtp://[mail]:25",
                            "smtp://[::1]x:25",
                            "smtp://a b",
                            "smtp://a\r\nb",
                            "smtp://m\xC3\xBCller.example"}) {
        CAPTURE(url);
        CHECK_FALSE(is_smtp_url(url));
    }
}
