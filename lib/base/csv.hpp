#pragma once

#include <cstddef>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <vector>

namespace oa {

/// One record of a CSV file.
struct CsvRecord {
    std::size_t line = 0;  ///< the line of the file it starts on, from 1
    std::vector<std::string> fields;
};

/// Reads RFC 4180 records one by one: quotes, doubled quotes, line ends within quotes, CRLF and LF; a UTF-8
/// byte order mark is skipped, blank lines are passed over.
class CsvReader {
  public:
    /// The stream must outlive the reader.
    explicit CsvReader(std::istream& input);

    /// False at the end. A record that is no CSV (a quote that is not closed, text after a closing quote) is
    /// returned as far as it goes with `problem` saying what is wrong.
    bool next(CsvRecord& record, std::string& problem);

  private:
    bool read_field(CsvRecord& record, std::string& problem);
    void read_quoted(std::string& field, std::string& problem);

    std::streambuf& input_;
    std::string first_bytes_;
    std::size_t line_ = 1;
};

}  // namespace oa
