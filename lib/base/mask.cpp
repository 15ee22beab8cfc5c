#include "base/mask.hpp"

namespace oa {

namespace {

constexpr std::size_t kShownDigits = 4;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Digits in a row, blanks and dashes between them aside: where they end, and how many they are.
struct DigitRun {
    std::size_t end = 0;
    std::size_t digits = 0;
};

DigitRun digit_run(std::string_view text, std::size_t begin) {
    DigitRun run{begin, 0};
    for (std::size_t at = begin; at < text.size(); ++at) {
        if (is_digit(text[at])) {
            ++run.digits;
            run.end = at + 1;
        } else if (text[at] != ' ' && text[at] != '-') {
            break;
        }
    }
    return run;
}

}  // namespace

std::string with_card_numbers_masked(std::string_view text, std::size_t shortest_number) {
    std::string masked(text);
    for (std::size_t at = 0; at < masked.size();) {
        if (!is_digit(masked[at])) {
            ++at;
            continue;
        }
        const DigitRun run = digit_run(text, at);
        if (run.digits >= shortest_number) {
            for (std::size_t left = run.digits; left > kShownDigits; ++at) {
                if (!is_digit(masked[at])) continue;
                masked[at] = '*';
                --left;
            }
        }
        at = run.end;
    }
    return masked;
}

}  // namespace oa
