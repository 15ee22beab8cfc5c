#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oa {

/// Positions of Relate Id in Customer Sold To.
inline constexpr std::size_t kRelateIdLength = 20;

/// What a spreadsheet or a query tool made of an ID or number (`9.00E+11`, `="900000000002"`, `NULL`), as a
/// phrase; nothing for a value that stands as it was.
std::optional<std::string_view> damage_to_id(std::string_view value);

/// Why text that came from outside is not a Relate ID, as a sentence (`'9.00E+11' is not a Relate ID: ...`);
/// nothing for one that can be stored. Blanks around it are the caller's to trim.
std::optional<std::string> problem_with_relate_id(std::string_view value);

}  // namespace oa
