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

/// The check digit of ISO/IEC 7812 (Luhn).
bool has_check_digit(std::string_view run) {
    unsigned sum = 0;
    bool doubled = false;
    for (auto c = run.rbegin(); c != run.rend(); ++c) {
        if (!is_digit(*c)) continue;
        const unsigned digit = static_cast<unsigned>(*c - '0') * (doubled ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
        doubled = !doubled;
    }
    return sum % 10 == 0;
}

/// Masks the runs of digits that `is_number(run, digits)` takes for the number of a card.
template <typename IsNumber>
std::string with_runs_masked(std::string_view text, IsNumber is_number) {
    std::string masked(text);
    for (std::size_t at = 0; at < masked.size();) {
        if (!is_digit(masked[at])) {
            ++at;
            continue;
        }
        const DigitRun run = digit_run(text, at);
        if (is_number(text.substr(at, run.end - at), run.digits)) {
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

}  // namespace

std::string with_card_numbers_masked(std::string_view text, std::size_t shortest_number) {
    return with_runs_masked(
        text, [&](std::string_view /*run*/, std::size_t digits) { return digits >= shortest_number; });
}

std::string with_payment_cards_masked(std::string_view text) {
    return with_runs_masked(text, [](std::string_view run, std::size_t digits) {
        return digits >= 14 && digits <= 19 && run.front() >= '3' && run.front() <= '6' &&
               has_check_digit(run);
    });
}

}  // namespace oa
