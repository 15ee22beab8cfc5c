#pragma once

#include <string>
#include <string_view>

namespace oa {

/// The letters and digits of UTF-8 text, in capitals, the Latin ones of Latin-1 and Latin Extended-A without
/// their accents: E acute is E, sharp s SS, AE two letters, L with stroke L; an accent of its own goes too.
/// Other scripts stay as they are; everything else, and bytes that are not UTF-8, is left out.
std::string letters_and_digits(std::string_view text);

}  // namespace oa
