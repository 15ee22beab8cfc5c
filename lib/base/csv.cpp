#include "base/csv.hpp"

#include <streambuf>
#include <string_view>
#include <utility>

namespace oa {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr int kEnd = std::char_traits<char>::eof();

}  // namespace

CsvReader::CsvReader(std::istream& input) : input_(*input.rdbuf()) {
    std::size_t matched = 0;
    while (matched < kByteOrderMark.size() &&
           input_.sgetc() == static_cast<unsigned char>(kByteOrderMark[matched])) {
        input_.sbumpc();
        ++matched;
    }
    // The start of a mark that turns out to be another character belongs to the first field.
    if (matched < kByteOrderMark.size()) first_bytes_ = kByteOrderMark.substr(0, matched);
}

bool CsvReader::next(CsvRecord& record, std::string& problem) {
    problem.clear();
    for (;;) {
        record.fields.clear();
        record.line = line_;
        if (input_.sgetc() == kEnd && first_bytes_.empty()) return false;
        while (read_field(record, problem)) {
        }
        const bool blank = record.fields.size() == 1 && record.fields[0].empty();
        if (!blank || !problem.empty()) return true;
    }
}

/// Reads one field and the comma or line end after it; true when another field of the record follows.
bool CsvReader::read_field(CsvRecord& record, std::string& problem) {
    std::string& field = record.fields.emplace_back(std::exchange(first_bytes_, {}));
    if (field.empty() && input_.sgetc() == '"') read_quoted(field, problem);
    for (;;) {
        const int c = input_.sbumpc();
        if (c == kEnd) return false;
        if (c == ',') return true;
        if (c == '\r' && input_.sgetc() == '\n') continue;
        if (c == '\n') {
            ++line_;
            return false;
        }
        field += static_cast<char>(c);
    }
}

void CsvReader::read_quoted(std::string& field, std::string& problem) {
    input_.sbumpc();
    for (;;) {
        const int c = input_.sbumpc();
        if (c == kEnd) {
            problem = "a quoted field is not closed";
            return;
        }
        if (c == '\n') ++line_;
        if (c != '"') {
            field += static_cast<char>(c);
        } else if (input_.sgetc() == '"') {
            field += static_cast<char>(input_.sbumpc());
        } else {
            break;
        }
    }
    const int after = input_.sgetc();
    if (after != ',' && after != '\r' && after != '\n' && after != kEnd) {
        problem = "there is text after a closing quote";
    }
}

}  // namespace oa
