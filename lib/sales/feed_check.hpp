#pragma once

#include <string>
#include <vector>

#include "base/date.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// What the next sales feed would meet, a sentence each: settings that are not valid or name a row that is
/// not there (A55, L39), SKUs without a retail reference number while L38 is XREF, and how many of the
/// waiting invoices would be left behind. Reads only.
std::vector<std::string> check_sales_feed(Database& database, int company, Date today);

}  // namespace oa
