#include "card/notice_message.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>

#include "base/error.hpp"
#include "base/text.hpp"

namespace oa {

namespace {

constexpr std::size_t kLargestTemplate = std::size_t{1} << 20;
constexpr std::string_view kCardNumber = "{card_number}";

std::string html_escaped(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        switch (c) {
            case '&': escaped += "&amp;"; break;
            case '<': escaped += "&lt;"; break;
            case '>': escaped += "&gt;"; break;
            case '"': escaped += "&quot;"; break;
            case '\'': escaped += "&#39;"; break;
            default: escaped += c;
        }
    }
    return escaped;
}

bool is_placeholder_letter(char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
}

/// Goes over a text: `on_text` gets what stays as it is, `on_placeholder` each name in braces.
template <typename OnText, typename OnPlaceholder>
void scan(std::string_view text, OnText on_text, OnPlaceholder on_placeholder) {
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        on_text(text.substr(0, open));
        if (open == std::string_view::npos) return;
        text.remove_prefix(open + 1);
        const auto end = std::find_if_not(text.begin(), text.end(), is_placeholder_letter);
        const auto length = static_cast<std::size_t>(end - text.begin());
        if (length > 0 && end != text.end() && *end == '}') {
            on_placeholder(text.substr(0, length));
            text.remove_prefix(length + 1);
        } else {
            on_text("{");
        }
    }
}

std::string filled(std::string_view text, const SvcEmail& email, bool is_html) {
    const auto values = svc_email_values(email);
    std::string result;
    scan(
        text, [&](std::string_view plain) { result += plain; },
        [&](std::string_view name) {
            const auto value = std::find_if(values.begin(), values.end(),
                                            [name](const auto& entry) { return entry.first == name; });
            std::string clean = to_xml_text(value->second).text;
            std::replace_if(
                clean.begin(), clean.end(), [](char c) { return c == '\r' || c == '\n' || c == '\t'; }, ' ');
            result += is_html ? html_escaped(clean) : clean;
        });
    return result;
}

/// A template being read, line by line.
struct Reader {
    std::string_view name;
    std::size_t line_number = 0;
    std::size_t text_line = 0, html_line = 0;  ///< of the sections' headings

    [[noreturn]] void fail(std::string_view problem) const { fail(line_number, problem); }

    [[noreturn]] void fail(std::size_t line, std::string_view problem) const {
        throw Error(ExitCode::kConfiguration,
                    fmt::format("{}, line {}: {}; correct the file that SVC_EMAIL_TEMPLATE names", name, line,
                                problem));
    }

    void check_placeholders(std::string_view line) const {
        static const SvcEmail any;
        const auto values = svc_email_values(any);
        scan(
            line, [](std::string_view) {},
            [&](std::string_view placeholder) {
                if (std::any_of(values.begin(), values.end(),
                                [&](const auto& value) { return value.first == placeholder; }))
                    return;
                std::string known;
                for (const auto& value : values) known += fmt::format(" {{{}}}", value.first);
                fail(fmt::format("there is no placeholder {{{}}}; there are{}", placeholder, known));
            });
    }

    /// Once the email has left, J22 may take the number away: what was sent must hold it.
    void require_card_number(std::size_t line, std::string_view heading,
                             const std::optional<std::string>& section) const {
        if (!section || section->find(kCardNumber) != std::string::npos) return;
        fail(line, fmt::format("the section {} has no {}: the card holder would not learn the number",
                               heading, kCardNumber));
    }
};

}  // namespace

std::vector<std::pair<std::string_view, std::string_view>> svc_email_values(const SvcEmail& email) {
    return {{"card_number", email.card_number},
            {"issue_amount", email.issue_amount},
            {"currency", email.currency},
            {"issue_date", email.issue_date},
            {"order_number", email.order_number},
            {"order_date", email.order_date},
            {"item", email.item},
            {"item_description", email.item_description},
            {"name", email.name},
            {"sender_name", email.sender_name},
            {"company_name", email.company_name},
            {"email_address", email.email_address}};
}

SvcEmailTemplate::SvcEmailTemplate(std::string_view file, std::string_view name) {
    Reader reader{name};
    std::optional<std::string>* section = nullptr;
    if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);
    while (!file.empty()) {
        ++reader.line_number;
        const std::size_t end = std::min(file.find('\n'), file.size());
        std::string_view line = file.substr(0, end);
        file.remove_prefix(std::min(end + 1, file.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (to_xml_text(line).changed) reader.fail("it is not UTF-8 text without control characters");
        const std::string_view word = trim(line);
        if (word == "[text]" || word == "[html]") {
            section = word == "[text]" ? &text_ : &html_;
            if (section->has_value()) reader.fail(fmt::format("{} is a duplicate", word));
            section->emplace();
            (word == "[text]" ? reader.text_line : reader.html_line) = reader.line_number;
        } else if (word == "[xml]") {
            is_xml_only_ = true;
        } else if (section != nullptr) {
            reader.check_placeholders(line);
            section->value().append(line).append("\n");
        } else if (line.starts_with("Subject:")) {
            if (!subject_.empty()) reader.fail("Subject is a duplicate");
            reader.check_placeholders(line);
            // Mail servers log subjects.
            if (line.find(kCardNumber) != std::string_view::npos)
                reader.fail("the card number must not stand in the subject, which mail servers log");
            subject_ = std::string(trim(line.substr(line.find(':') + 1)));
        } else if (!word.empty() && !word.starts_with('#')) {
            reader.fail("only Subject: ... stands before [text] and [html]");
        }
    }
    if (is_xml_only_ && (text_ || html_)) reader.fail("[xml] stands alone, without [text] and [html]");
    if (!is_xml_only_ && !text_ && !html_) reader.fail("there is neither [text] nor [html]");
    if (!is_xml_only_ && subject_.empty()) reader.fail("there is no Subject: ...");
    reader.require_card_number(reader.text_line, "[text]", text_);
    reader.require_card_number(reader.html_line, "[html]", html_);
}

SvcEmailText SvcEmailTemplate::fill(const SvcEmail& email) const {
    SvcEmailText result;
    result.subject = filled(subject_, email, false);
    if (text_) result.text = filled(*text_, email, false);
    if (html_) result.html = filled(*html_, email, true);
    return result;
}

SvcEmailTemplate read_svc_email_template(const std::filesystem::path& path) {
    const auto fail = [&path](std::string_view problem) {
        throw Error(ExitCode::kConfiguration,
                    fmt::format("{}: the template of the Stored Value Card Notification Email {}; correct "
                                "SVC_EMAIL_TEMPLATE",
                                path.string(), problem));
    };
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found) fail("is not there");
    if (error) fail(fmt::format("cannot be read: {}", error.message()));
    if (std::filesystem::is_directory(status)) fail("is a directory");
    // Who opens a pipe waits for the other side.
    if (!std::filesystem::is_regular_file(status)) fail("is not a file");
    std::string file(kLargestTemplate + 1, '\0');
    std::ifstream stream(path, std::ios::binary);
    stream.read(file.data(), static_cast<std::streamsize>(file.size()));
    if (!stream.is_open() || stream.bad()) {
        fail(fmt::format("cannot be read: {}", std::generic_category().message(errno)));
    }
    file.resize(static_cast<std::size_t>(stream.gcount()));
    if (file.empty()) fail("is empty");
    if (file.size() > kLargestTemplate) fail("is larger than 1 MiB");
    return {file, path.string()};
}

}  // namespace oa
