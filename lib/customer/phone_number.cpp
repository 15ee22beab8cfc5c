#include "customer/phone_number.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "base/text.hpp"

namespace oa {

namespace {

/// The code points of the digit 0 of each script (Unicode, General Category Nd), in order; 1 to 9 follow
/// each.
constexpr std::uint32_t kZeros[] = {
    0x0030,  0x0660,  0x06F0,  0x07C0,  0x0966,  0x09E6,  0x0A66,  0x0AE6,  0x0B66,  0x0BE6,
    0x0C66,  0x0CE6,  0x0D66,  0x0DE6,  0x0E50,  0x0ED0,  0x0F20,  0x1040,  0x1090,  0x17E0,
    0x1810,  0x1946,  0x19D0,  0x1A80,  0x1A90,  0x1B50,  0x1BB0,  0x1C40,  0x1C50,  0xA620,
    0xA8D0,  0xA900,  0xA9D0,  0xA9F0,  0xAA50,  0xABF0,  0xFF10,  0x104A0, 0x10D30, 0x11066,
    0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0,
    0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x16A60, 0x16AC0, 0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2,
    0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4D0, 0x1E950, 0x1FBF0};

/// The code point of a single character as first_characters gives it; U+FFFD for a byte that is not UTF-8.
std::uint32_t code_of(std::string_view character) {
    const auto lead = static_cast<unsigned char>(character[0]);
    if (character.size() == 1) return lead < 0x80U ? lead : 0xFFFD;
    std::uint32_t code = lead & (0x7FU >> character.size());
    for (const char c : character.substr(1)) code = (code << 6U) | (static_cast<unsigned char>(c) & 0x3FU);
    return code;
}

/// -1 for what is not a digit of any script.
int digit_of(std::uint32_t code) {
    const auto* after = std::upper_bound(std::begin(kZeros), std::end(kZeros), code);
    if (after == std::begin(kZeros)) return -1;
    const std::uint32_t digit = code - *std::prev(after);
    return digit < 10 ? static_cast<int>(digit) : -1;
}

/// Blanks, dashes, dots, parentheses and the like, of any width.
bool is_formatting(std::uint32_t code) {
    if (code >= 0xFF01 && code <= 0xFF5E) code -= 0xFEE0;  // full-width forms of ASCII
    if (code < 0x80) {
        const char c = static_cast<char>(code);
        return !is_alphanumeric(c) && std::string_view("#;,*").find(c) == std::string_view::npos;
    }
    const auto is_between = [code](std::uint32_t first, std::uint32_t last) {
        return code >= first && code <= last;
    };
    return is_between(0x80, 0xA9) || is_between(0xAB, 0xB4) || is_between(0xB6, 0xB9) ||
           is_between(0x2000, 0x206F) || code == 0x2212 || is_between(0x3000, 0x3003) ||
           is_between(0x3008, 0x3020) || code == 0x30FB || code == 0x30FC || is_between(0xFE50, 0xFE6B) ||
           code == 0xFEFF || code == 0xFFFD;
}

}  // namespace

std::string digits_of(std::string_view phone_number) {
    std::string digits;
    while (!phone_number.empty()) {
        const std::string_view character = first_characters(phone_number, 1);
        phone_number.remove_prefix(character.size());
        const std::uint32_t code = code_of(character);
        const int digit = digit_of(code);
        if (digit >= 0) {
            digits += static_cast<char>('0' + digit);
        } else if (!digits.empty() && !is_formatting(code)) {
            break;
        }
    }
    return digits;
}

}  // namespace oa
