#include "base/letters.hpp"

#include <locale.h>
#include <wctype.h>

#include <cstdint>

#include "base/text.hpp"

namespace oa {

namespace {

// The capitals of these letters without accents; a dot for what is no letter, or two.
constexpr std::int32_t kFirstLatin1 = 0xC0;
constexpr std::string_view kLatin1 = "AAAAAA.CEEEEIIIIDNOOOOO.OUUUUY..";
constexpr std::int32_t kFirstExtendedA = 0x100;
constexpr std::string_view kExtendedA =
    "AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGGGGGGHHHHIIIIIIIIII..JJKKKLLLLLLLLLLNNNNNNNNNOOOOOO..RRRRRRSSSSSSSSTTTTTT"
    "UUUUUUUUUUUUWWYYYZZZZZZS";

/// The code point of a single character as first_characters gives it; -1 for a byte that is not UTF-8.
std::int32_t code_of(std::string_view character) {
    const auto lead = static_cast<unsigned char>(character[0]);
    if (character.size() == 1) return lead < 0x80U ? static_cast<std::int32_t>(lead) : -1;
    auto code = static_cast<std::int32_t>(lead & (0x7FU >> character.size()));
    for (const char c : character.substr(1)) code = (code << 6) | (static_cast<unsigned char>(c) & 0x3F);
    return code;
}

/// Empty for what has none of the tables' letters.
std::string_view latin_letters(std::int32_t capital) {
    switch (capital) {
        case 0xAA: return "A";
        case 0xBA: return "O";
        case 0xC6: return "AE";
        case 0xDE: return "TH";
        case 0xDF:
        case 0x1E9E: return "SS";
        case 0x132: return "IJ";
        case 0x152: return "OE";
        default: break;
    }
    std::string_view found;
    if (capital >= kFirstExtendedA) {
        const auto place = static_cast<std::size_t>(capital - kFirstExtendedA);
        if (place < kExtendedA.size()) found = kExtendedA.substr(place, 1);
    } else if (capital >= kFirstLatin1) {
        const auto place = static_cast<std::size_t>(capital - kFirstLatin1);
        if (place < kLatin1.size()) found = kLatin1.substr(place, 1);
    }
    return found == "." ? std::string_view() : found;
}

bool is_letter_or_digit(std::int32_t code) {
    if (code < 0x80) return (code >= 'A' && code <= 'Z') || (code >= '0' && code <= '9');
    // The C library's own table, whatever locale the program runs in.
    static const locale_t unicode = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return unicode == nullptr || ::iswalnum_l(static_cast<wint_t>(code), unicode) != 0;
}

}  // namespace

std::string letters_and_digits(std::string_view text) {
    const std::string capitals = to_upper(text);
    std::string kept;
    kept.reserve(capitals.size());
    for (std::string_view rest = capitals; !rest.empty();) {
        const std::string_view character = first_characters(rest, 1);
        rest.remove_prefix(character.size());
        const std::int32_t code = code_of(character);
        const std::string_view latin = latin_letters(code);
        if (!latin.empty()) {
            kept += latin;
        } else if (is_letter_or_digit(code)) {
            kept += character;
        }
    }
    return kept;
}

}  // namespace oa
