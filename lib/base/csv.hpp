#pragma once

#include <cstddef>
#include <deque>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "base/encoding.hpp"

namespace oa {

/// How a CSV file is written.
struct CsvFormat {
    char separator = ',';
    std::string encoding = {};    ///< a name of iconv's; blank is UTF-8
    std::size_t max_lines = 100;  ///< that a record has, by line ends within its quotes
};

/// One record of a CSV file.
struct CsvRecord {
    std::size_t line = 0;  ///< the line of the file it starts on, from 1
    std::vector<std::string> fields;
    std::string text;     ///< as it stands in the file, in UTF-8, without the line end after it
    bool has_end = true;  ///< that line end is there; only the last record may lack it
    bool is_cut = false;  ///< its line is so long that only the beginning is here
};

/// Reads RFC 4180 records one by one: quotes, doubled quotes, line ends within quotes, CRLF and LF; a UTF-8
/// byte order mark is skipped, blank lines are passed over. Memory is bounded, whatever the file holds.
class CsvReader {
  public:
    /// The stream must outlive the reader. Error kUsage for an encoding that is not known, kInputData for a
    /// file that begins with the mark of UTF-16 or UTF-32 although its encoding was not named.
    explicit CsvReader(std::istream& input, CsvFormat format = {});

    /// False at the end. What is wrong with the record is said in `problem`: a quoted field that does not end
    /// within `max_lines` (where the record has as many fields as the first one), text after a closing quote,
    /// bytes that are not of the encoding, a line of more than 1 MiB. Then it is the one line that it begins
    /// on, and the next record begins on the next line.
    bool next(CsvRecord& record, std::string& problem);

  private:
    struct Line {
        std::string text;  ///< without its LF
        bool has_end = false;
        bool is_cut = false;
    };
    enum class Shape { kWhole, kOpenQuote, kTextAfterQuote };

    bool fill(std::size_t count);
    bool read_line(Line& line);
    Shape split(std::string_view text, std::vector<std::string>& fields) const;
    std::size_t take_record(CsvRecord& record, Shape& shape);
    std::string problem_of(const CsvRecord& record, Shape shape) const;

    CsvFormat format_;
    TextInput input_;
    std::string block_;       ///< text that was read
    std::size_t place_ = 0;   ///< what of it is taken
    std::deque<Line> lines_;  ///< read ahead
    std::size_t line_number_ = 1;
    std::size_t field_count_ = 0;  ///< of the first record; 0 before it
};

/// What may be the reason that a header of this text was not understood, as a sentence's end with the option
/// that helps (`; ...`); blank when nothing tells.
std::string csv_header_hint(std::string_view header, const CsvFormat& format);

}  // namespace oa
