#include "store/svc_pay_type.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace oa {

namespace {

constexpr std::size_t kShortestNumber = 10;
constexpr std::size_t kLongestNumber = 20;

}  // namespace

SvcPayType svc_pay_type(Database& database, int company) {
    Statement query = database.prepare(
        "SELECT card_number_length, leading_digits, first_digits_shown, last_digits_shown FROM pay_type "
        "WHERE "
        "company = ? AND pay_category = 4 ORDER BY pay_type LIMIT 1");
    query.bind(company);
    if (!query.step()) return {};
    return {query.integer(0), query.string(1), static_cast<int>(query.integer(2)),
            static_cast<int>(query.integer(3))};
}

std::optional<std::string> problem_with_card_number(const SvcPayType& pay_type, std::string_view number) {
    if (!std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        return "it is not of digits only";
    }
    if (pay_type.card_number_length == 0 &&
        (number.size() < kShortestNumber || number.size() > kLongestNumber)) {
        return fmt::format("it has {} digits; a stored value card number has {} to {}", number.size(),
                           kShortestNumber, kLongestNumber);
    }
    if (pay_type.card_number_length != 0 &&
        number.size() != static_cast<std::size_t>(pay_type.card_number_length)) {
        return fmt::format("it has {} digits; the stored value card pay type takes {}", number.size(),
                           pay_type.card_number_length);
    }
    if (!number.starts_with(pay_type.leading_digits)) {
        return fmt::format("it does not begin with {}, the leading digits of the stored value card pay type",
                           pay_type.leading_digits);
    }
    return std::nullopt;
}

}  // namespace oa
