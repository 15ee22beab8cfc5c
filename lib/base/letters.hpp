#pragma once

#include <string>
#include <string_view>

namespace oa {

/// The letters and digits of UTF-8 text, in capitals and without the marks of Latin, Greek and Cyrillic
/// letters, however many a letter has: E acute is E, sharp s SS, AE and the ligature of F and I two letters,
/// L and D with stroke L and D. Full-width and other compatibility forms are the letters they stand for.
/// Other scripts stay as they are; everything else, and bytes that are not UTF-8, is left out.
std::string letters_and_digits(std::string_view text);

}  // namespace oa
