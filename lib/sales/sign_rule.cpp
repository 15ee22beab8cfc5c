#include "sales/sign_rule.hpp"

namespace oa {

Direction direction_of(Money amount) {
    return amount.is_negative() ? Direction::kReturn : Direction::kSale;
}

Direction direction_of(std::int64_t quantity) {
    return quantity < 0 ? Direction::kReturn : Direction::kSale;
}

Money SignRule::sent(Money amount, Direction direction) const {
    return turns(direction) ? -amount : amount;
}

std::int64_t SignRule::sent(std::int64_t quantity, Direction direction) const {
    return turns(direction) ? -quantity : quantity;
}

std::string_view SignRule::type_code(Direction direction) const {
    if (signs_ == PoslogSigns::kSigned) return {};
    return direction == Direction::kReturn ? "Refund" : "Sale";
}

}  // namespace oa
