#pragma once

#include <filesystem>

#include "customer/relate_id_file.hpp"
#include "customer/relate_id_rows.hpp"

namespace oa {

/// Writes the refused lines of the query results beside them, as they stand there (in UTF-8), each after its
/// reason as a remark, under the header if the file has one: corrected, the file can be taken in as it is.
/// It is called FILE.refused, or FILE.refused.2 and so on where another one has that name, and is on the disk
/// when this returns. Answers its path. Errors as OutputFile.
std::filesystem::path write_refused_lines(const std::filesystem::path& file, const RelateIdFormat& format,
                                          const RelateIdLines& lines, RelateIdUpdate& update);

}  // namespace oa
