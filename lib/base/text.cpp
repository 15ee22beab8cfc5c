#include "base/text.hpp"

#include <fmt/format.h>
#include <locale.h>
#include <wctype.h>

#include <algorithm>
#include <cstdint>

namespace oa {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// One character at the start of `text`: its length in bytes (at least 1) and code point, -1 for a byte that
/// is not UTF-8.
struct Character {
    std::size_t length;
    std::int32_t code;
};

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

Character next_character(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80U) return {1, static_cast<std::int32_t>(lead)};
    const std::size_t length = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : 2;
    if (lead < 0xC2U || lead > 0xF4U || text.size() < length) return {1, -1};

    auto code = static_cast<std::int32_t>(lead & (0xFFU >> (length + 1)));
    for (const char c : text.substr(1, length - 1)) {
        if (!is_continuation(c)) return {1, -1};
        code = (code << 6) | (static_cast<unsigned char>(c) & 0x3F);
    }
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (overlong || surrogate || code > 0x10FFFF) return {1, -1};
    return {length, code};
}

void append_utf8(std::string& text, std::int32_t code) {
    const auto byte = [&text](std::int32_t value) {
        text += static_cast<char>(static_cast<unsigned char>(value));
    };
    if (code < 0x80) {
        byte(code);
    } else if (code < 0x800) {
        byte(0xC0 | (code >> 6));
        byte(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        byte(0xE0 | (code >> 12));
        byte(0x80 | ((code >> 6) & 0x3F));
        byte(0x80 | (code & 0x3F));
    } else {
        byte(0xF0 | (code >> 18));
        byte(0x80 | ((code >> 12) & 0x3F));
        byte(0x80 | ((code >> 6) & 0x3F));
        byte(0x80 | (code & 0x3F));
    }
}

/// Of a character that is not ASCII.
std::int32_t upper_case(std::int32_t code) {
    // The C library's own table, whatever locale the program runs in.
    static const locale_t unicode = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    if (unicode == nullptr) return code;
    return static_cast<std::int32_t>(::towupper_l(static_cast<wint_t>(code), unicode));
}

bool xml_can_carry(std::int32_t code) {
    return code >= 0x20 ? code != 0xFFFE && code != 0xFFFF : code == '\t' || code == '\n' || code == '\r';
}

}  // namespace

std::string_view trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::size_t character_count(std::string_view text) {
    std::size_t count = 0;
    for (; !text.empty(); ++count) text.remove_prefix(next_character(text).length);
    return count;
}

std::string_view first_characters(std::string_view text, std::size_t count) {
    std::string_view rest = text;
    for (; count > 0 && !rest.empty(); --count) rest.remove_prefix(next_character(rest).length);
    return text.substr(0, text.size() - rest.size());
}

bool is_utf8(std::string_view text) {
    unsigned char bits = 0;
    for (const char c : text) bits |= static_cast<unsigned char>(c);
    if (bits < 0x80U) return true;
    while (!text.empty()) {
        const Character character = next_character(text);
        if (character.code < 0) return false;
        text.remove_prefix(character.length);
    }
    return true;
}

std::string shortened(std::string_view text, std::size_t count) {
    const std::string_view start = first_characters(text, count);
    return start.size() == text.size() ? std::string(text) : fmt::format("{}...", start);
}

std::string without_trailing_blanks(std::string_view text) {
    return std::string(text.substr(0, text.find_last_not_of(kBlanks) + 1));
}

bool is_alphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

std::string to_upper(std::string_view text) {
    std::string upper;
    upper.reserve(text.size());
    while (!text.empty()) {
        // Most text is ASCII.
        if (static_cast<unsigned char>(text[0]) < 0x80U) {
            const char c = text[0];
            upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            text.remove_prefix(1);
            continue;
        }
        const Character character = next_character(text);
        if (character.code < 0) {
            upper += text[0];
        } else {
            append_utf8(upper, upper_case(character.code));
        }
        text.remove_prefix(character.length);
    }
    return upper;
}

std::string to_hex(std::span<const unsigned char> bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size());
    for (const unsigned char byte : bytes) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 0xFU];
    }
    return text;
}

std::vector<std::string> split_list(std::string_view text) {
    constexpr std::string_view kSeparators = ", \t";
    std::vector<std::string> values;
    for (;;) {
        const std::size_t start = text.find_first_not_of(kSeparators);
        if (start == std::string_view::npos) return values;
        const std::size_t end = std::min(text.find_first_of(kSeparators, start), text.size());
        values.emplace_back(text.substr(start, end - start));
        text.remove_prefix(end);
    }
}

std::string counted(std::int64_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

XmlText to_xml_text(std::string_view text) {
    XmlText result;
    result.text.reserve(text.size());
    while (!text.empty()) {
        const Character character = next_character(text);
        if (character.code < 0) {
            result.text += kReplacement;
            result.changed = true;
        } else if (xml_can_carry(character.code)) {
            result.text += text.substr(0, character.length);
        } else {
            result.text += ' ';
            result.changed = true;
        }
        text.remove_prefix(character.length);
    }
    return result;
}

}  // namespace oa
