#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oa {

/// Without the blanks (space, tab, CR, LF) at either end.
std::string_view trim(std::string_view text);

/// The number of characters (Unicode code points) of UTF-8 text; a byte that is not UTF-8 counts as one.
std::size_t character_count(std::string_view text);

/// At most the first `count` characters; never half a character.
std::string_view first_characters(std::string_view text, std::size_t count);

/// True for text of whole UTF-8 characters only.
bool is_utf8(std::string_view text);

/// Text for a message: its first `count` characters, and three dots where there are more.
std::string shortened(std::string_view text, std::size_t count = 60);

/// Without the blanks (space, tab, CR, LF) at its end.
std::string without_trailing_blanks(std::string_view text);

/// An ASCII letter or digit, whatever the locale.
bool is_alphanumeric(char c);

/// In capitals, whatever the script; what has no capital stays, and so do bytes that are not UTF-8.
std::string to_upper(std::string_view text);

/// A number and its noun: `1 customer`, `2 customers`.
std::string counted(std::int64_t count, std::string_view noun);

/// Bytes as lower-case hexadecimal digits.
std::string to_hex(std::span<const unsigned char> bytes);

/// Values of a list setting, parted by commas or blanks: `S, P` is S and P.
std::vector<std::string> split_list(std::string_view text);

/// Text that an XML 1.0 document can carry, and whether anything had to change.
struct XmlText {
    std::string text;
    bool changed = false;
};

/// Characters that XML 1.0 cannot carry (NUL, control characters other than tab, LF and CR, U+FFFE, U+FFFF)
/// become a space; bytes that are not UTF-8 become U+FFFD.
XmlText to_xml_text(std::string_view text);

}  // namespace oa
