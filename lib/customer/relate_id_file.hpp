#pragma once

#include <functional>
#include <istream>
#include <string>

#include "base/csv.hpp"
#include "customer/relate_id_rows.hpp"

namespace oa {

/// The query results as a file: which columns are the two IDs, and how the file is written.
struct RelateIdFormat {
    std::string alternate_key_type;  ///< ORCE_ALT_ID_OROMS: one of the names of the customer number's column
    CsvFormat csv;                   ///< a record is one line, whatever max_lines says
};

/// What read_relate_id_lines found.
struct RelateIdLines {
    std::int64_t count = 0;   ///< lines, the header apart
    bool has_end = true;      ///< the last line has its line end
    std::int64_t header = 0;  ///< the number of the header's line; 0 without one
    std::int64_t last = 0;    ///< the number of the last line
};

/// Reads the query results: lines of a Customer Engagement customer ID and an OA customer number (Customer
/// Engagement Integration, Customer Engagement Update Customer with Relate ID Process). A header is known by
/// its names, whatever their case, blanks and underscores, and tells which column is which. Without one the
/// Relate ID comes first, and the first line must be such a line beyond doubt. Lines that begin with `# `
/// are passed over: the reasons in a file of refused lines.
///
/// A line that is not a pair of the two is given to `on_bad_line` with its number. Error kInputData for a
/// file whose first line is neither a header of both columns nor data, or that has a line of more than 1 MiB.
RelateIdLines read_relate_id_lines(
    std::istream& input, const RelateIdFormat& format,
    const std::function<void(const RelateIdLine&)>& on_line,
    const std::function<void(std::size_t line, const std::string& problem)>& on_bad_line);

/// The records of the query results one by one, as they stand in the file, header and remarks too.
CsvReader relate_id_records(std::istream& input, const RelateIdFormat& format);

/// True for a line that read_relate_id_lines passes over.
bool is_remark(const CsvRecord& record);

}  // namespace oa
