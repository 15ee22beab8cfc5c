#include "card/trigger_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/error.hpp"

namespace oa {

namespace {

constexpr std::size_t kLength = 24;

/// Takes the first digits off the text.
std::int64_t take(std::string_view& text, std::size_t digits) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + digits, number);
    text.remove_prefix(digits);
    return number;
}

}  // namespace

std::string format_svc_trigger_key(const StoredValueCardKey& key) {
    std::string text = fmt::format("{:03}{:08}{:03}{:05}{:05}", key.company, key.order_number,
                                   key.ship_to_number, key.line_number, key.svc_sequence_number);
    if (parse_svc_trigger_key(text) != key) {
        throw Error(ExitCode::kInternal,
                    fmt::format("card {} of line {}, order {} does not fit the key of an SVC trigger",
                                key.svc_sequence_number, key.line_number, key.order_number));
    }
    return text;
}

std::optional<StoredValueCardKey> parse_svc_trigger_key(std::string_view text) {
    const bool is_key = text.size() == kLength &&
                        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!is_key) return std::nullopt;
    StoredValueCardKey key;
    key.company = static_cast<int>(take(text, 3));
    key.order_number = take(text, 8);
    key.ship_to_number = take(text, 3);
    key.line_number = take(text, 5);
    key.svc_sequence_number = take(text, 5);
    return key;
}

}  // namespace oa
