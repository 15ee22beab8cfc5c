#include "net/mail.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

Mail good_mail() {
    Mail mail;
    mail.from = {"", "cards@shop.example.com"};
    mail.to = {"", "bmiranda@att.net"};
    mail.subject = "Your card";
    mail.message_id = "svc.1";
    mail.date = "Tue, 23 Nov 2010 09:21:41 +0000";
    mail.text = "Hello\n";
    return mail;
}

std::vector<std::string> lines_of(const std::string& message) {
    std::vector<std::string> lines;
    for (std::size_t start = 0; start < message.size();) {
        const std::size_t end = message.find("\r\n", start);
        REQUIRE(end != std::string::npos);
        lines.push_back(message.substr(start, end - start));
        CHECK(lines.back().find_first_of("\r\n") == std::string::npos);
        start = end + 2;
    }
    return lines;
}

std::string body_of(const Mail& mail) {
    const std::string message = mime_message(mail);
    return message.substr(message.find("\r\n\r\n") + 4);
}

std::string header_of(const Mail& mail, const std::string& name) {
    std::string value;
    bool is_it = false;
    for (const std::string& line : lines_of(mime_message(mail))) {
        if (line.empty()) break;
        if (line.starts_with(" ")) {
            if (is_it) value += "|" + line;
            continue;
        }
        is_it = line.starts_with(name + ": ");
        if (is_it) value = line.substr(name.size() + 2);
    }
    return value;
}

}  // namespace

TEST_CASE("A mail of text alone", "[net/mail]") {
    CHECK(mime_message(good_mail()) ==
          "Date: Tue, 23 Nov 2010 09:21:41 +0000\r\nFrom: cards@shop.example.com\r\nTo: bmiranda@att.net\r\n"
          "Message-ID: <svc.1@shop.example.com>\r\nSubject: Your card\r\nMIME-Version: 1.0\r\n"
          "Auto-Submitted: auto-generated\r\nContent-Type: text/plain; charset=utf-8\r\n"
          "Content-Transfer-Encoding: quoted-printable\r\n\r\nHello\r\n");
}

TEST_CASE("Text and HTML are alternatives, the richer one last", "[net/mail]") {
    Mail mail = good_mail();
    mail.html = "<p>Hello</p>\n";
    CHECK(header_of(mail, "Content-Type") == "multipart/alternative; boundary=\"=_svc.1\"");
    CHECK(body_of(mail) ==
          "--=_svc.1\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
          "quoted-printable\r\n\r\nHello\r\n\r\n--=_svc.1\r\nContent-Type: text/html; "
          "charset=utf-8\r\nContent-Transfer-Encoding: "
          "quoted-printable\r\n\r\n<p>Hello</p>\r\n\r\n--=_svc.1--\r\n");
    mail.text.reset();
    CHECK(header_of(mail, "Content-Type") == "text/html; charset=utf-8");
}

TEST_CASE("Bodies are quoted-printable (RFC 2045)", "[net/mail]") {
    const std::vector<std::pair<std::string, std::string>> table = {
        {"a = b\n", "a =3D b\r\n"},
        {"\xC3\xBC\n", "=C3=BC\r\n"},
        {"ends with a blank \nand a tab\t\n", "ends with a blank=20\r\nand a tab=09\r\n"},
        {".\n.a\n", "=2E\r\n=2Ea\r\n"},
        {"one\r\ntwo", "one\r\ntwo\r\n"},
        {"\n\n", "\r\n\r\n"},
        {"--=_svc.1--\n", "--=3D_svc.1--\r\n"},
        {std::string("\0\x1B\n", 3), "=00=1B\r\n"}};
    for (const auto& [text, encoded] : table) {
        Mail mail = good_mail();
        mail.text = text;
        CHECK(body_of(mail) == encoded);
    }
    Mail mail = good_mail();
    mail.text = std::string(74, 'x').append("\xC3\xBC").append(200, '.').append("\n");
    std::string joined;
    for (const std::string& line : lines_of(body_of(mail))) {
        CHECK(line.size() <= 76);
        CHECK(line[0] != '.');
        joined += line.ends_with('=') ? line.substr(0, line.size() - 1) : line;
    }
    std::size_t dots = 0;
    for (std::size_t i = 0; i < joined.size(); ++i)
        dots += joined[i] == '.' || joined.substr(i, 3) == "=2E" ? 1U : 0U;
    CHECK(dots == 200);
}

TEST_CASE("A header cannot be added, whatever a field holds", "[net/mail]") {
    Mail mail = good_mail();
    const std::size_t count = lines_of(mime_message(mail)).size();
    mail.subject = "Hi\r\nBcc: evil@example.com\n\nbody\tx";
    CHECK(header_of(mail, "Subject") == "Hi  Bcc: evil@example.com  body x");
    mail.from.name = "Shop\r\nBcc: evil@example.com";
    CHECK(header_of(mail, "From") ==
          "=?UTF-8?Q?Shop__Bcc=3A_evil=40example=2Ecom?=| <cards@shop.example.com>");
    CHECK(lines_of(mime_message(mail)).size() == count + 1);
    CHECK(header_of(mail, "Bcc").empty());
}

TEST_CASE("What is not ASCII becomes encoded words (RFC 2047)", "[net/mail]") {
    Mail mail = good_mail();
    mail.subject =
        "Gr\xC3\xBC\xC3\x9F"
        "e";
    CHECK(header_of(mail, "Subject") == "=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=");
    mail.subject = "=?UTF-8?Q?x?=";
    CHECK(header_of(mail, "Subject") == "=?UTF-8?Q?=3D=3FUTF=2D8=3FQ=3Fx=3F=3D?=");
    mail.from.name = "Shop, Inc.";
    CHECK(header_of(mail, "From") == "=?UTF-8?Q?Shop=2C_Inc=2E?=| <cards@shop.example.com>");
    mail.from.name = "The Shop";
    CHECK(header_of(mail, "From") == "The Shop <cards@shop.example.com>");
    mail.subject.clear();
    for (int i = 0; i < 60; ++i) mail.subject += "\xE2\x82\xAC";
    for (const std::string& line : lines_of(mime_message(mail))) CHECK(line.size() <= 76);
    const std::string subject = header_of(mail, "Subject");
    std::size_t words = 0, euros = 0;
    for (std::size_t at = 0; (at = subject.find("=?UTF-8?Q?=E2", at)) != std::string::npos; ++at) ++words;
    for (std::size_t at = 0; (at = subject.find("=E2=82=AC", at)) != std::string::npos; ++at) ++euros;
    CHECK(words == 9);
    CHECK(euros == 60);
}

TEST_CASE("The date of a mail", "[net/mail]") {
    const EnvironmentVariable zone("TZ", "Europe/Berlin");
    ::tzset();
    CHECK(mail_date(*parse_timestamp("2010-11-23T09:21:41")) == "Tue, 23 Nov 2010 09:21:41 +0100");
    CHECK(mail_date(*parse_timestamp("2010-07-04T23:00:00")) == "Sun, 04 Jul 2010 23:00:00 +0200");
}
