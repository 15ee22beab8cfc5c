#include "base/shown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/text.hpp"

namespace oa {

namespace {

constexpr std::string_view kHidden = "***";
constexpr std::size_t kShortestSecret = 6;
constexpr std::size_t kShortestToken = 16;
constexpr std::string_view kTokenCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=._~-";

std::vector<std::string>& secrets() {
    static std::vector<std::string> known;
    return known;
}

unsigned char byte_at(std::string_view text, std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

/// A character that a terminal obeys.
struct ControlCharacter {
    std::size_t length;
    unsigned code;
};

std::optional<ControlCharacter> control_character(std::string_view text, std::size_t at) {
    const unsigned first = byte_at(text, at);
    const unsigned second = byte_at(text, at + 1);
    const unsigned third = byte_at(text, at + 2);
    if (first < 0x20 || first == 0x7F) return ControlCharacter{1, first};
    if (first == 0xC2 && second >= 0x80 && second <= 0x9F) return ControlCharacter{2, second};
    if (first == 0xD8 && second == 0x9C) return ControlCharacter{2, 0x61C};
    if (first != 0xE2 || (second != 0x80 && second != 0x81)) return std::nullopt;
    const unsigned code = 0x2000 | ((second & 0x3FU) << 6U) | (third & 0x3FU);
    const bool turns = code == 0x200E || code == 0x200F || (code >= 0x2028 && code <= 0x202E) ||
                       (code >= 0x2066 && code <= 0x2069);
    return turns ? std::optional(ControlCharacter{3, code}) : std::nullopt;
}

bool is_line_character(unsigned code) {
    return code == '\t' || code == '\n' || code == '\r';
}

/// Each control character as `write` has it.
template <typename Write>
std::string with_controls_written(std::string_view text, Write write) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (const auto control = control_character(text, at)) {
            result += write(*control, text.substr(at, control->length));
            at += control->length;
        } else {
            result += text[at++];
        }
    }
    return result;
}

std::string to_lower(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

std::size_t skip(std::string_view text, std::size_t at, std::string_view characters) {
    return std::min(text.find_first_not_of(characters, at), text.size());
}

void hide(std::string& text, std::size_t begin, std::size_t end) {
    if (begin < end) text.replace(begin, end - begin, kHidden);
}

void hide_secrets(std::string& text) {
    for (const std::string& secret : secrets()) {
        for (std::size_t at = 0; (at = text.find(secret, at)) != std::string::npos; at += kHidden.size()) {
            text.replace(at, secret.size(), kHidden);
        }
    }
}

/// What stands behind `Authorization:`, `"password":"` and the like.
void hide_named(std::string& text) {
    constexpr std::array<std::string_view, 6> kNames = {"authorization", "password",     "passwd",
                                                        "client_secret", "access_token", "refresh_token"};
    constexpr std::string_view kEnds = " \t\r\n\"'<>,;)&";
    for (const std::string_view name : kNames) {
        std::string lower = to_lower(text);
        for (std::size_t at = 0; (at = lower.find(name, at)) != std::string::npos;) {
            at += name.size();
            std::size_t value = skip(text, at, ":=>\"' ");
            if (text.substr(at, value - at).find_first_of(":=>") == std::string::npos) continue;
            for (const std::string_view scheme : {"basic ", "bearer "}) {
                if (lower.compare(value, scheme.size(), scheme) == 0)
                    value = skip(text, value + scheme.size(), " ");
            }
            hide(text, value, std::min(text.find_first_of(kEnds, value), text.size()));
            lower = to_lower(text);
        }
    }
}

bool is_basic_credential(std::string_view token) {
    return token.size() >= 8 && token.size() % 4 == 0 &&
           token.find_first_of("._~-") == std::string_view::npos;
}

bool is_bearer_token(std::string_view token) {
    return token.size() >= kShortestToken && token.find_first_of("0123456789._") != std::string_view::npos;
}

/// `Basic b3JjZTpz`, `Bearer eyJh...` wherever they stand. Words that follow are not taken for credentials.
void hide_schemes(std::string& text) {
    struct Scheme {
        std::string_view name;
        bool (*is_credential)(std::string_view);
    };
    for (const Scheme& scheme : {Scheme{"basic ", is_basic_credential}, Scheme{"bearer ", is_bearer_token}}) {
        std::string lower = to_lower(text);
        for (std::size_t at = 0; (at = lower.find(scheme.name, at)) != std::string::npos;) {
            at = skip(text, at + scheme.name.size(), " ");
            const std::size_t end = skip(text, at, kTokenCharacters);
            const std::string token = text.substr(at, end - at);
            const bool has_mixed_case =
                to_lower(token) != token && token.substr(1) != to_lower(token).substr(1);
            if (!token.empty() && has_mixed_case && scheme.is_credential(token)) {
                hide(text, at, end);
                lower = to_lower(text);
            }
        }
    }
}

/// `https://user:password@host`, and `/p/TOKEN/n/` of a pre-authenticated request.
void hide_in_urls(std::string& text) {
    for (std::size_t at = 0; (at = text.find("://", at)) != std::string::npos;) {
        at += 3;
        const std::size_t end = std::min(text.find_first_of("/?# \t\r\n\"'<>", at), text.size());
        const std::size_t user_end = text.rfind('@', end);
        if (user_end != std::string::npos && user_end > at && user_end < end) hide(text, at, user_end);
    }
    for (std::size_t at = 0; (at = text.find("/p/", at)) != std::string::npos;) {
        at += 3;
        const std::size_t end = std::min(text.find('/', at), text.size());
        if (end - at >= kShortestToken && text.compare(end, 3, "/n/") == 0) hide(text, at, end);
    }
}

std::string without_credentials(std::string_view given) {
    std::string text = is_utf8(given) ? std::string(given) : to_xml_text(given).text;
    hide_secrets(text);
    hide_named(text);
    hide_schemes(text);
    hide_in_urls(text);
    return text;
}

std::string written_control(const ControlCharacter& control) {
    return control.code < 0x100 ? fmt::format("\\x{:02X}", control.code)
                                : fmt::format("\\u{:04X}", control.code);
}

}  // namespace

std::string shown(std::string_view text) {
    return with_controls_written(
        without_credentials(text), [](const ControlCharacter& control, std::string_view /*bytes*/) {
            const bool parts_lines =
                is_line_character(control.code) || control.code == 0x2028 || control.code == 0x2029;
            return parts_lines ? std::string(" ") : written_control(control);
        });
}

std::string shown_lines(std::string_view text) {
    return with_controls_written(
        without_credentials(text), [](const ControlCharacter& control, std::string_view bytes) {
            return is_line_character(control.code) ? std::string(bytes) : written_control(control);
        });
}

std::string shown_json(std::string_view json) {
    // C0 stand between its values only: in strings they are escaped.
    return with_controls_written(json, [](const ControlCharacter& control, std::string_view bytes) {
        return control.code < 0x20 ? std::string(bytes) : fmt::format("\\u{:04x}", control.code);
    });
}

void hide_secret(std::string_view secret) {
    std::vector<std::string>& known = secrets();
    if (secret.size() < kShortestSecret || std::find(known.begin(), known.end(), secret) != known.end())
        return;
    known.emplace_back(secret);
}

}  // namespace oa
