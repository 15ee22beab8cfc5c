#include "card/number_reader.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "store/settings.hpp"

namespace oa {

std::string describe(const StoredValueCardKey& key) {
    return fmt::format("order {}, ship-to {}, line {}, card {}", key.order_number, key.ship_to_number,
                       key.line_number, key.svc_sequence_number);
}

CardNumberReader::CardNumberReader(Database& database, int company, Log& log)
    : numbers_(Settings(database, company)), pay_types_(database, company), log_(log) {}

std::optional<std::string> CardNumberReader::read(const StoredValueCard& card) {
    try {
        return numbers_.from_store(card.card_number);
    } catch (const Error& error) {
        if (!numbers_.is_encrypting()) throw;
        log_.write(Severity::kWarning, describe(card.key), error.what());
        ++unreadable_;
        return std::nullopt;
    }
}

std::string CardNumberReader::masked(std::string_view number) const {
    if (number == kRemovedCardNumber) return std::string(number);
    const SvcPayType& pay_type = pay_types_.of(number);
    return masked_card_number(number, pay_type.first_digits_shown, pay_type.last_digits_shown);
}

}  // namespace oa
