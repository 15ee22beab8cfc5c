#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "card/number_rows.hpp"
#include "card/stored_value_card_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// The card numbers of a company and of those companies of the store that share its Customer Engagement (the
/// same address and organization of the stored value card services) or its queue to the Integration Layer:
/// to a service bureau one number is one card, whichever company funds it.
class SharedNumbers {
  public:
    /// Error kConfiguration when the numbers of one of them cannot be read.
    SharedNumbers(Database& database, int company);

    /// Who has this number, as the end of a sentence (`it is used already`); nothing when nobody.
    std::optional<std::string> use_of(std::string_view number) const;
    /// The same without the numbers of the Virtual Card Number table.
    std::optional<std::string> assignment_of(std::string_view number) const;

    /// Within the transaction that records that a request for this card leaves. Error kInputData when
    /// another card of its number is activated, or a request for that one is under way.
    void require_fundable(const StoredValueCardKey& key, std::string_view number) const;

  private:
    struct Sharer {
        int company;
        CardNumbers numbers;
    };

    template <typename HasNumber>
    std::optional<std::string> first_with(HasNumber has_number) const;

    Database& database_;
    int company_;
    std::vector<Sharer> sharers_;  ///< the company itself comes first
};

}  // namespace oa
