#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace oa::sandbox {

/// Percent-encodes everything but unreserved characters; a slash is kept when asked for.
std::string percent_encode(std::string_view text, bool keep_slash);

/// Undoes percent-encoding; none when an escape is broken.
std::optional<std::string> percent_decode(std::string_view text);

/// Splits `a=1&b=2` (a query or a form) into its decoded fields; broken escapes are kept as they came.
std::map<std::string, std::string> parse_form(std::string_view text);

/// Decodes standard base64; none when it is not base64.
std::optional<std::string> decode_base64(std::string_view text);

/// Reads a decimal such as `-12.5` as exact hundredths; none when it is no such number.
std::optional<long long> parse_hundredths(std::string_view text);

/// The text without white space at its ends.
std::string_view trim(std::string_view text);

/// The text with its ASCII letters in lower case.
std::string lower_case(std::string_view text);

/// True when both are equal, ASCII letter case aside.
bool equal_ignoring_case(std::string_view left, std::string_view right);

}  // namespace oa::sandbox
