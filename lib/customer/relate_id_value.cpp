#include "customer/relate_id_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/shown.hpp"
#include "base/text.hpp"

namespace oa {

namespace {

constexpr std::string_view kDigits = "0123456789";

std::size_t digits_at(std::string_view text) {
    return std::min(text.find_first_not_of(kDigits), text.size());
}

/// `9.00E+11`, `9E11`, `9,00e+11`.
bool is_scientific(std::string_view text) {
    const std::size_t whole = digits_at(text);
    if (whole == 0) return false;
    text.remove_prefix(whole);
    if (!text.empty() && (text[0] == '.' || text[0] == ',')) {
        text.remove_prefix(1);
        text.remove_prefix(digits_at(text));
    }
    if (text.empty() || (text[0] != 'E' && text[0] != 'e')) return false;
    text.remove_prefix(1);
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
    return !text.empty() && digits_at(text) == text.size();
}

/// `900,000,000`: one to three digits, then groups of three.
bool is_grouped(std::string_view text) {
    const std::size_t first = digits_at(text);
    if (first == 0 || first > 3 || first == text.size()) return false;
    const char separator = text[first];
    for (text.remove_prefix(first); !text.empty(); text.remove_prefix(4)) {
        if (text[0] != separator || text.size() < 4 || digits_at(text.substr(1, 3)) != 3) return false;
    }
    return true;
}

bool has_odd_blank(std::string_view text) {
    // No-break space, zero-width characters and direction marks, narrow no-break space, word joiner,
    // ideographic space, byte order mark.
    constexpr std::array<std::string_view, 13> kBlanks = {
        "\xC2\xA0",     "\xC2\xAD",     "\xE2\x80\x87", "\xE2\x80\x89", "\xE2\x80\x8B",
        "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x80\xAF",
        "\xE2\x81\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF"};
    return std::any_of(kBlanks.begin(), kBlanks.end(),
                       [&](std::string_view blank) { return text.find(blank) != std::string_view::npos; });
}

bool is_null_word(std::string_view text) {
    constexpr std::array<std::string_view, 11> kWords = {"NULL", "(NULL)", "NIL",  "(NIL)", "\\N",      "N/A",
                                                         "NAN",  "NONE",   "TRUE", "FALSE", "UNDEFINED"};
    return std::find(kWords.begin(), kWords.end(), to_upper(text)) != kWords.end();
}

}  // namespace

std::optional<std::string_view> damage_to_id(std::string_view value) {
    if (digits_at(value) == value.size()) return std::nullopt;
    if (value[0] == '=') return "it is a spreadsheet's formula";
    if (value[0] == '#') return "it is a spreadsheet's error value";
    if (value[0] == '\'' || value.starts_with("\xE2\x80\x99")) return "it begins with an apostrophe";
    if (value[0] == '"') return "it has quotes of its own";
    if (is_null_word(value)) return "it is the word for nothing";
    if (has_odd_blank(value)) return "it has a no-break or invisible blank";
    if (is_scientific(value)) return "a spreadsheet rounded it (scientific notation)";
    const bool is_number = value.find_first_not_of("0123456789.,' +-") == std::string_view::npos;
    if (!is_number || value.find_first_of(kDigits) == std::string_view::npos) return std::nullopt;
    if (value[0] == '+' || value[0] == '-') return "it has a sign";
    if (value.find(' ') != std::string_view::npos) return "it has a blank within";
    if (value.find('-') != std::string_view::npos) return std::nullopt;
    if (is_grouped(value)) return "its digits are grouped";
    return "it has decimals";
}

std::optional<std::string> problem_with_relate_id(std::string_view value) {
    const auto because = [&](std::string_view reason) {
        return fmt::format("'{}' is not a Relate ID: {}", shortened(value), reason);
    };
    if (value.empty()) return because("it is blank");
    if (!is_utf8(value)) return because("it has bytes that are not UTF-8");
    if (const auto damage = damage_to_id(value)) return because(*damage);
    if (character_count(value) > kRelateIdLength) {
        return because(fmt::format("it is longer than {} characters", kRelateIdLength));
    }
    if (shown(value) != value || to_xml_text(value).changed) return because("it has control characters");
    if (value.find_first_of("<>&") != std::string_view::npos) return because("it has markup");
    return std::nullopt;
}

}  // namespace oa
