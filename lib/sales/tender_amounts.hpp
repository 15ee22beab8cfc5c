#pragma once

#include <optional>
#include <vector>

#include "base/money.hpp"

namespace oa {

/// What of an invoice's tenders is sent where only a part of it is: amounts that add up to `grand`, exact to
/// the hundredth, those of one sign in proportion to each other. What goes the other way than the difference
/// is reduced first; only what it cannot give is added to the rest. Nothing when there is no tender to
/// divide.
std::optional<std::vector<Money>> tender_amounts(std::vector<Money> paid, Money grand);

}  // namespace oa
