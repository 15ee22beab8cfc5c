#pragma once

#include <functional>
#include <istream>
#include <string>

#include "customer/relate_id_rows.hpp"

namespace oa {

/// Reads the query results: lines of a Customer Engagement customer ID and an OA customer number. A header is
/// recognised by its names and then tells which column is which; without one the Relate ID comes first.
///
/// `alternate_key_type` (ORCE_ALT_ID_OROMS) is one of the names of the customer number's column. A line that
/// is no pair of the two is given to `on_bad_line` with its number. Answers how many lines there were, the
/// header apart. Error kInputData when a header names one of the columns only.
std::int64_t read_relate_id_lines(
    std::istream& input, const std::string& alternate_key_type,
    const std::function<void(const RelateIdLine&)>& on_line,
    const std::function<void(std::size_t line, const std::string& problem)>& on_bad_line);

}  // namespace oa
