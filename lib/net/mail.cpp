#include "net/mail.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>

#include "base/text.hpp"

namespace oa {

namespace {

constexpr std::size_t kLongestBodyLine = 76;
constexpr std::size_t kLongestEncodedWord = 75;
constexpr std::string_view kWordStart = "=?UTF-8?Q?";
constexpr std::string_view kWordEnd = "?=";

bool is_printable(char c) {
    return c > ' ' && c < '\x7F';
}

std::string escaped_byte(char c) {
    return fmt::format("={:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
}

std::string quoted_printable_line(std::string_view line) {
    std::string encoded;
    std::size_t length = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        const bool is_last = i + 1 == line.size();
        const bool is_blank = c == ' ' || c == '\t';
        // A dot alone on a line ends a message.
        const bool is_safe = is_blank ? !is_last : is_printable(c) && c != '=' && !(c == '.' && length == 0);
        std::string piece = is_safe ? std::string(1, c) : escaped_byte(c);
        if (length + piece.size() > kLongestBodyLine - 1) {
            encoded += "=\r\n";
            length = 0;
            if (c == '.') piece = escaped_byte(c);
        }
        encoded += piece;
        length += piece.size();
    }
    return encoded + "\r\n";
}

std::string quoted_printable(std::string_view text) {
    std::string encoded;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        encoded += quoted_printable_line(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return encoded;
}

/// One line without control characters, in UTF-8.
std::string header_text(std::string_view text) {
    std::string line = to_xml_text(text).text;
    std::replace_if(
        line.begin(), line.end(), [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; }, ' ');
    return std::string(trim(line));
}

/// `used` is the length of what stands before on the line.
std::string encoded_words(std::string_view text, std::size_t used) {
    std::string words, word;
    std::size_t room = kLongestEncodedWord - used;
    const auto end_word = [&] {
        if (!words.empty()) words += "\r\n ";
        words += std::string(kWordStart) + word + std::string(kWordEnd);
        word.clear();
        room = kLongestEncodedWord;
    };
    while (!text.empty()) {
        const std::string_view character = first_characters(text, 1);
        std::string piece;
        for (const char c : character)
            piece += is_alphanumeric(c) ? std::string(1, c) : c == ' ' ? "_" : escaped_byte(c);
        if (kWordStart.size() + word.size() + piece.size() + kWordEnd.size() > room) end_word();
        word += piece;
        text.remove_prefix(character.size());
    }
    if (!word.empty()) end_word();
    return words;
}

std::string encoded_subject(std::string_view value) {
    const std::string text = header_text(value);
    const bool is_plain =
        text.size() <= kLongestEncodedWord - 10 && text.find("=?") == std::string::npos &&
        std::all_of(text.begin(), text.end(), [](char c) { return c == ' ' || is_printable(c); });
    return is_plain ? text : encoded_words(text, std::string_view("Subject: ").size());
}

std::string mailbox(const MailAddress& who) {
    const std::string name = header_text(who.name);
    if (name.empty()) return who.address;
    const bool is_atoms =
        std::all_of(name.begin(), name.end(), [](char c) { return c == ' ' || is_mail_atom(c); }) &&
        name.size() <= kLongestEncodedWord && name.find("=?") == std::string::npos;
    if (is_atoms) return fmt::format("{} <{}>", name, who.address);
    return fmt::format("{}\r\n <{}>", encoded_words(name, std::string_view("From: ").size()), who.address);
}

std::string part(std::string_view type, std::string_view body) {
    return fmt::format(
        "Content-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}", type,
        quoted_printable(body));
}

}  // namespace

std::string mail_date(Timestamp time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const Date date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    std::tm local{};
    local.tm_year = static_cast<int>(date.year()) - 1900;
    local.tm_mon = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
    local.tm_mday = static_cast<int>(static_cast<unsigned>(date.day()));
    local.tm_hour = static_cast<int>(clock.hours().count());
    local.tm_min = static_cast<int>(clock.minutes().count());
    local.tm_sec = static_cast<int>(clock.seconds().count());
    local.tm_isdst = -1;
    static_cast<void>(std::mktime(&local));
    // The names are English: the tools stay in the C locale.
    std::array<char, 64> text{};
    const std::size_t length = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S %z", &local);
    return {text.data(), length};
}

// libcurl's own MIME parts draw a boundary at random: an email that is sent twice, after a kill, would not be
// the same one.
std::string mime_message(const Mail& mail) {
    const std::string domain = mail.from.address.substr(mail.from.address.find('@') + 1);
    std::string message = fmt::format(
        "Date: {}\r\nFrom: {}\r\nTo: {}\r\nMessage-ID: <{}@{}>\r\nSubject: {}\r\nMIME-Version: 1.0\r\n"
        "Auto-Submitted: auto-generated\r\n",
        mail.date, mailbox(mail.from), mailbox(mail.to), mail.message_id, domain,
        encoded_subject(mail.subject));
    if (!mail.html) return message + part("text/plain", mail.text.value_or(""));
    if (!mail.text) return message + part("text/html", *mail.html);
    // `=_` cannot occur in quoted-printable text.
    const std::string boundary = "=_" + mail.message_id;
    message += fmt::format("Content-Type: multipart/alternative; boundary=\"{}\"\r\n\r\n", boundary);
    message += fmt::format("--{}\r\n{}\r\n", boundary, part("text/plain", *mail.text));
    message += fmt::format("--{}\r\n{}\r\n--{}--\r\n", boundary, part("text/html", *mail.html), boundary);
    return message;
}

}  // namespace oa
