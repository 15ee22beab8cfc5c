#include "card/notice_message.hpp"

#include <string>

#include "card/email_out_message.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Stored Value Card Purchase and Activation, Stored Value Card Notification Email.

namespace {

constexpr const char* kTemplate =
    "# a comment\n\nSubject: Card of {issue_amount} for {name}\n[text]\nDear {name}: {card_number}\n\n"
    "[html]\n<style>p { color: red } a{color:blue}</style><p>{name}: {card_number}</p>\n";

SvcEmail good_email() {
    SvcEmail email;
    email.card_number = "6006491234567890123";
    email.issue_amount = "50.00";
    email.issue_date = "2010-11-22";
    email.order_number = "6676";
    email.email_address = "bmiranda@att.net";
    email.name = "B. <Miranda> & \"Sons\" 'n'";
    return email;
}

SvcEmailTemplate read(const std::string& text) {
    return {text, "card.txt"};
}

}  // namespace

TEST_CASE("A filled template", "[card/notice_message]") {
    const SvcEmailText filled = read(kTemplate).fill(good_email());
    CHECK(filled.subject == "Card of 50.00 for B. <Miranda> & \"Sons\" 'n'");
    CHECK(filled.text == "Dear B. <Miranda> & \"Sons\" 'n': 6006491234567890123\n\n");
    CHECK(filled.html ==
          "<style>p { color: red } a{color:blue}</style><p>B. &lt;Miranda&gt; &amp; &quot;Sons&quot; "
          "&#39;n&#39;: 6006491234567890123</p>\n");
}

TEST_CASE("A value is text, not a template or a line", "[card/notice_message]") {
    SvcEmail email = good_email();
    email.name = "{card_number}\r\n[html]\xFF";
    const SvcEmailText filled = read(kTemplate).fill(email);
    CHECK(filled.subject == "Card of 50.00 for {card_number}  [html]\xEF\xBF\xBD");
    CHECK(filled.text == "Dear {card_number}  [html]\xEF\xBF\xBD: 6006491234567890123\n\n");
}

TEST_CASE("A section that is missing is not sent", "[card/notice_message]") {
    const SvcEmailText text = read("Subject: x\r\n[text]\r\nt{card_number}\r\n").fill(good_email());
    CHECK(text.text == "t6006491234567890123\n");
    CHECK_FALSE(text.html);
    const SvcEmailText html = read("Subject: x\n[html]\n{card_number}").fill(good_email());
    CHECK(html.html == "6006491234567890123\n");
    CHECK_FALSE(html.text);
    CHECK(read("[xml]\n").is_xml_only());
    CHECK_FALSE(read(kTemplate).is_xml_only());
}

TEST_CASE("A template that is wrong is a configuration error with its line", "[card/notice_message]") {
    const auto refuses = [](const std::string& text, const std::string& part) {
        CAPTURE(text);
        CHECK_ERROR(read(text), ExitCode::kConfiguration, part);
    };
    refuses("Subject: x\n[text]\n{card_numbre}\n",
            "card.txt, line 3: there is no placeholder {card_numbre}; there are {card_number}");
    refuses("Subject: {nobody}\n[text]\nx\n", "line 1: there is no placeholder {nobody}");
    refuses("Subject: {card_number}\n[text]\nx\n", "line 1: the card number must not stand in the subject");
    refuses("[text]\nx\n", "there is no Subject");
    refuses("Subject: x\n", "neither [text] nor [html]");
    refuses("Subject: x\n[text]\nx\n[text]\ny\n", "line 4: [text] is a duplicate");
    refuses("Subject: x\nSubject: y\n[text]\n", "line 2: Subject is a duplicate");
    refuses("Bcc: evil@example.com\nSubject: x\n[text]\n", "line 1: only Subject");
    refuses("Subject: x\n[xml]\n[text]\n", "[xml] stands alone");
    refuses("Subject: \xFF\n[text]\n", "line 1: it is not UTF-8 text");
    refuses("\xEF\xBB\xBF# ok\nSubject: x\n[text]\n{card_number}\nf\xFCr\n[html]\n",
            "line 5: it is not UTF-8");
    refuses("# a\n#\x01\n[text]\n", "line 2: it is not UTF-8 text without control characters");
}

TEST_CASE("A template in which the card number is missing is refused", "[card/notice_message]") {
    const std::string subject = "Subject: x\n";
    const std::string text = "[text]\nDear {name}: {card_number}\n";
    const std::string html = "[html]\n<p>{card_number}</p>\n";
    CHECK_NOTHROW(read(subject + text + html));
    CHECK_NOTHROW(read(subject + "[text]\n{ {card_number{{card_number}}\n"));
    struct Case {
        std::string sections, problem;
    };
    const std::vector<Case> cases = {
        {"[text]\nDear {name}: {card_number\n", "line 2: the section [text] has no {card_number}: the card"},
        {"[text]\nDear {name}: {card_number \n}", "line 2: the section [text]"},
        {"[text]\nDear {name}: card_number}\n", "line 2: the section [text]"},
        {"[text]\n", "line 2: the section [text] has no {card_number}"},
        {text + "[html]\n<p>{name}</p>\n",
         "line 4: the section [html] has no {card_number}: the card holder"},
        {"[text]\n{name}\n" + html, "line 2: the section [text]"},
        {html + "[text]\n{name}\n", "line 4: the section [text]"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.sections);
        CHECK_ERROR(read(subject + c.sections), ExitCode::kConfiguration, c.problem);
    }
}

TEST_CASE("Why a template cannot be read", "[card/notice_message]") {
    const TempDir directory;
    const auto refuses = [](const std::filesystem::path& path, const std::string& part) {
        CAPTURE(path);
        CHECK_ERROR(read_svc_email_template(path), ExitCode::kConfiguration,
                    path.string() + ": the template of the Stored Value Card Notification Email " + part);
    };
    refuses(directory / "none", "is not there; correct SVC_EMAIL_TEMPLATE");
    refuses(directory.path(), "is a directory;");
    refuses("/dev/null", "is not a file;");
    refuses("/proc/self/mem", "cannot be read: Input/output error;");
    std::filesystem::create_symlink("loop", directory / "loop");
    refuses(directory / "loop", "cannot be read: Too many levels of symbolic links;");
    write_file(directory / "empty", "");
    refuses(directory / "empty", "is empty;");
    write_file(directory / "large", std::string((1U << 20) + 1, 'x'));
    refuses(directory / "large", "is larger than 1 MiB;");
    write_file(directory / "good", kTemplate);
    CHECK(
        read_svc_email_template(directory / "good").fill(good_email()).subject.starts_with("Card of 50.00"));
}

TEST_CASE("A CWEmailOut message", "[card/notice_message]") {
    std::string message;
    write_email_out([&](std::string_view bytes) { message += bytes; }, 555, "555000066760010000100004",
                    good_email());
    CHECK(message ==
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<Message source=\"RDC\" target=\"IL\" type=\"CWEmailOut\">\n"
          "  <EmailOut company=\"555\" email_type=\"SVC\" message_id=\"555000066760010000100004\" "
          "card_number=\"6006491234567890123\" issue_amount=\"50.00\" issue_date=\"2010-11-22\" "
          "order_number=\"6676\" "
          "name=\"B. &lt;Miranda> &amp; &quot;Sons&quot; 'n'\" email_address=\"bmiranda@att.net\" />\n"
          "</Message>\n");
}
