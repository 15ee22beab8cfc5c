#pragma once

#include <cstdint>
#include <string>

#include "store/settings.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// The currency of an order's stored value cards, wherever it is named: that of the order (Order Header
/// Extended), else the Local Currency Code (A55). Error kInputData when it is not a code of three letters,
/// kConfiguration when there is none.
std::string card_currency(Database& database, const Settings& settings, int company,
                          std::int64_t order_number);

}  // namespace oa
