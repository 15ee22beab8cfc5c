#pragma once

#include <cstdint>
#include <string_view>

#include "base/money.hpp"

namespace oa {

/// How a POSlog says that goods or money go back: property ORCE_POSLOG_SIGNS.
enum class PoslogSigns {
    kArts,    ///< by the element and its TypeCode; numbers are positive
    kSigned,  ///< by negative numbers, for a receiver that takes them as they are
};

/// Which way goods or money go.
enum class Direction {
    kSale,    ///< goods to the customer, money from the customer
    kReturn,  ///< goods back, money back
};

/// Negative amounts and quantities go back.
Direction direction_of(Money amount);
Direction direction_of(std::int64_t quantity);

/// The one rule for the signs of a POSlog transaction. The suite itself, as OA does, holds what goes back as
/// a negative number; this rule alone says how that is sent.
///
/// ARTS: the element is the sign. Goods are a Sale or a Return; Tax and Tender have TypeCode Sale or Refund;
/// Quantity, ExtendedAmount, TaxableAmount and Amount inside are positive. Tax goes the way of the goods or
/// charges that it is on, so that a transaction with both kinds can have two Tax lines.
/// SIGNED: the same elements without TypeCode; what goes back is negative.
///
/// Total (TransactionGrandAmount) is in both the net that the customer pays: negative where more goes back,
/// also in a transaction of returns alone. It has no other element to say so, since Customer Engagement's own
/// type knows no TypeCode of a Total, and so the Totals of a file add up to what the company took.
///
///     Sales - Returns + Tax of Sale - Tax of Refund = Total = Tenders of Sale - Tenders of Refund
///
/// Four transactions with 10 % tax, as ARTS and as SIGNED:
///
///                     Sale     Return          Tax                     Tender                  Total
///     sale            50.00                    Sale 5.00               Sale 55.00              55.00
///     return                   20.00           Refund 2.00             Refund 22.00           -22.00
///       SIGNED                -20.00          -2.00                   -22.00                  -22.00
///     exchange        50.00    20.00           Sale 5.00, Refund 2.00  Sale 33.00              33.00
///       SIGNED        50.00   -20.00           5.00, -2.00             33.00                   33.00
///     even exchange   20.00    20.00           Sale 2.00, Refund 2.00  none, or Sale 0.00       0.00
///       SIGNED        20.00   -20.00           2.00, -2.00             none, or 0.00            0.00
class SignRule {
  public:
    explicit SignRule(PoslogSigns signs = PoslogSigns::kArts) : signs_(signs) {}

    /// A number as it stands in an element of this direction.
    Money sent(Money amount, Direction direction) const;
    std::int64_t sent(std::int64_t quantity, Direction direction) const;

    /// TypeCode of a Tax or Tender; blank for none.
    std::string_view type_code(Direction direction) const;

  private:
    bool turns(Direction direction) const {
        return signs_ == PoslogSigns::kArts && direction == Direction::kReturn;
    }

    PoslogSigns signs_;
};

}  // namespace oa
