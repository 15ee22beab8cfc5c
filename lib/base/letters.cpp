#include "base/letters.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"

namespace oa {

namespace {

using CodePoints = std::vector<utf8proc_int32_t>;

/// The marks of Latin, Greek and Cyrillic letters. Those of other scripts (vowel signs, voiced sounds) make
/// another letter, and stay.
bool is_diacritic(utf8proc_int32_t code) {
    return (code >= 0x300 && code <= 0x36F) || (code >= 0x1AB0 && code <= 0x1AFF) ||
           (code >= 0x1DC0 && code <= 0x1DFF) || (code >= 0x20D0 && code <= 0x20FF) ||
           (code >= 0xFE20 && code <= 0xFE2F);
}

bool is_kept(utf8proc_int32_t code) {
    // Apostrophes and accents that Unicode calls letters.
    if (code >= 0x2B0 && code <= 0x2FF) return false;
    switch (utf8proc_category(code)) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_NL:
        case UTF8PROC_CATEGORY_NO: return true;
        default: return false;
    }
}

/// Capitals that are letters of their own to Unicode, without a mark that could be taken off; empty for
/// others.
std::string_view latin_letters(utf8proc_int32_t capital) {
    switch (capital) {
        case 0xC6: return "AE";
        case 0x152: return "OE";
        case 0xDE: return "TH";
        case 0xD0:   // eth
        case 0x110:  // D with stroke, of Croatian and Vietnamese
        case 0x189: return "D";
        case 0xD8: return "O";
        case 0x126: return "H";
        case 0x138: return "K";
        case 0x141: return "L";
        case 0x14A: return "N";
        case 0x166: return "T";
        case 0x197: return "I";
        case 0x1B5: return "Z";
        case 0x1E4: return "G";
        default: return {};
    }
}

/// Compatibility forms (full width, ligatures) as the letters that they stand for, each with its marks apart,
/// and without case.
CodePoints decomposed(std::string_view text) {
    constexpr auto kOptions =
        static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const auto size = static_cast<utf8proc_ssize_t>(text.size());
    CodePoints codes(4 * text.size());
    for (;;) {
        const auto room = static_cast<utf8proc_ssize_t>(codes.size());
        const utf8proc_ssize_t count = utf8proc_decompose(bytes, size, codes.data(), room, kOptions);
        if (count < 0) throw Error(ExitCode::kInternal, utf8proc_errmsg(count));
        codes.resize(static_cast<std::size_t>(count));
        if (count <= room) return codes;
    }
}

std::string folded(std::string_view text) {
    CodePoints codes = decomposed(text);
    std::erase_if(codes, &is_diacritic);
    // Scripts whose letters are written in parts are counted in whole ones again.
    const utf8proc_ssize_t count =
        utf8proc_normalize_utf32(codes.data(), static_cast<utf8proc_ssize_t>(codes.size()), UTF8PROC_COMPOSE);
    codes.resize(static_cast<std::size_t>(std::max<utf8proc_ssize_t>(count, 0)));
    std::string kept;
    for (const utf8proc_int32_t code : codes) {
        const utf8proc_int32_t capital = utf8proc_toupper(code);
        const std::string_view latin = latin_letters(capital);
        if (!latin.empty()) {
            kept += latin;
        } else if (is_kept(capital)) {
            utf8proc_uint8_t bytes[4];
            const auto length = static_cast<std::size_t>(utf8proc_encode_char(capital, bytes));
            kept.append(reinterpret_cast<const char*>(bytes), length);
        }
    }
    return kept;
}

std::string without_other_bytes(std::string_view text) {
    std::string whole;
    for (; !text.empty();) {
        const std::string_view character = first_characters(text, 1);
        if (is_utf8(character)) whole += character;
        text.remove_prefix(character.size());
    }
    return whole;
}

}  // namespace

std::string letters_and_digits(std::string_view text) {
    // Most text is ASCII, which needs none of the tables.
    std::string kept;
    kept.reserve(text.size());
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80U)
            return folded(is_utf8(text) ? std::string(text) : without_other_bytes(text));
        if (is_alphanumeric(c)) kept += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return kept;
}

}  // namespace oa
