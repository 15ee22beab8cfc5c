#include "card/new_number.hpp"

#include <fmt/format.h>

#include "base/mask.hpp"
#include "base/text.hpp"

namespace oa {

namespace {

constexpr int kShownDigits = 4;  // of a short number fewer: at least half stays hidden
/// What is longer is not a card number, but another file.
constexpr std::size_t kLongestShown = 40;
constexpr std::size_t kLargestText = std::size_t{1} << 20;

}  // namespace

bool is_bad_row(const Error& error) {
    return error.code() == ExitCode::kInputData || error.code() == ExitCode::kNoInput;
}

std::string shown_card_number(std::string_view number) {
    if (number.size() > kLongestShown) return fmt::format("({} characters)", number.size());
    std::string digits(number);
    for (char& c : digits) {
        if (c < '0' || c > '9') c = '?';
    }
    const bool is_short = digits.size() < 2 * kShownDigits;
    return masked_card_number(digits, 0, is_short ? static_cast<int>(digits.size() / 4) : kShownDigits);
}

std::optional<std::string> problem_with_new_number(const SharedNumbers& shared, const SvcPayTypes& pay_types,
                                                   std::string_view number) {
    if (auto problem = pay_types.problem_with(number)) return problem;
    return shared.use_of(number);
}

std::vector<std::string> read_card_numbers(std::istream& input) {
    std::vector<std::string> numbers;
    std::string line;
    std::size_t size = 0;
    for (char c = 0; input.get(c);) {
        if (++size > kLargestText) {
            throw Error(ExitCode::kInputData, "the card numbers are more than 1 MiB; is it the right file?");
        }
        if (c != '\n') {
            line += c;
            continue;
        }
        if (const auto number = trim(line); !number.empty()) numbers.emplace_back(number);
        line.clear();
    }
    if (const auto number = trim(line); !number.empty()) numbers.emplace_back(number);
    return numbers;
}

}  // namespace oa
