#include "card/pay_type_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace oa {

namespace {

constexpr std::size_t kShortestNumber = 10;
constexpr std::size_t kLongestNumber = 20;

bool is_of_digits(std::string_view number) {
    return number.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<std::string> problem_by(const SvcPayType& pay_type, std::string_view number) {
    if (!is_of_digits(number)) return "it has characters other than digits";
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

/// `9 takes 16 digits that begin with 4788`
std::string rule_of(const SvcPayType& pay_type) {
    const std::string length = pay_type.card_number_length == 0
                                   ? fmt::format("{} to {}", kShortestNumber, kLongestNumber)
                                   : fmt::format("{}", pay_type.card_number_length);
    const std::string begin =
        pay_type.leading_digits.empty() ? "" : " that begin with " + pay_type.leading_digits;
    return fmt::format("{} takes {} digits{}", pay_type.pay_type, length, begin);
}

}  // namespace

SvcPayTypes::SvcPayTypes(Database& database, int company) {
    Statement query = database.prepare(
        "SELECT pay_type, card_number_length, leading_digits, first_digits_shown, last_digits_shown FROM "
        "pay_type WHERE company = ? AND pay_category = 4 ORDER BY pay_type");
    query.bind(company);
    while (query.step()) {
        pay_types_.push_back({query.integer(0), query.integer(1), query.string(2),
                              static_cast<int>(query.integer(3)), static_cast<int>(query.integer(4))});
    }
    if (pay_types_.empty()) pay_types_.emplace_back();
}

std::optional<std::string> SvcPayTypes::problem_with(std::string_view number) const {
    auto problem = problem_by(of(number), number);
    if (!problem || pay_types_.size() == 1 || !is_of_digits(number)) return problem;
    std::vector<std::int64_t> names;
    std::vector<std::string> rules;
    for (const SvcPayType& pay_type : pay_types_) {
        names.push_back(pay_type.pay_type);
        rules.push_back(rule_of(pay_type));
    }
    return fmt::format("it suits none of the stored value card pay types {}: it has {} digits; {}",
                       fmt::join(names, ", "), number.size(), fmt::join(rules, ", "));
}

const SvcPayType& SvcPayTypes::of(std::string_view number) const {
    const auto suited =
        std::find_if(pay_types_.begin(), pay_types_.end(),
                     [number](const SvcPayType& pay_type) { return !problem_by(pay_type, number); });
    return suited == pay_types_.end() ? pay_types_.front() : *suited;
}

}  // namespace oa
