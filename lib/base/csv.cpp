#include "base/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"

namespace oa {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kMaxLineBytes = 1024 * 1024;

/// A record's text without the CR of a CRLF.
std::string_view without_cr(std::string_view text, bool has_end) {
    if (has_end && text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

}  // namespace

CsvReader::CsvReader(std::istream& input, CsvFormat format)
    : format_(std::move(format)), input_(input, format_.encoding) {
    // A block may be shorter than a mark.
    while (block_.size() < kByteOrderMark.size() && input_.read(block_)) {
    }
    if (block_.starts_with(kByteOrderMark)) {
        place_ = kByteOrderMark.size();
    } else if (format_.encoding.empty() &&
               (block_.starts_with("\xFF\xFE") || block_.starts_with("\xFE\xFF"))) {
        throw Error(ExitCode::kInputData,
                    "the file is UTF-16, not UTF-8; read it with --encoding UTF-16, or save it as UTF-8");
    }
}

bool CsvReader::next(CsvRecord& record, std::string& problem) {
    problem.clear();
    while (fill(1)) {
        Shape shape{};
        const std::size_t used = take_record(record, shape);
        problem = problem_of(record, shape);
        lines_.erase(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(used));
        line_number_ += used;
        if (record.fields.size() != 1 || !record.fields[0].empty() || !problem.empty()) {
            if (field_count_ == 0 && problem.empty()) field_count_ = record.fields.size();
            return true;
        }
    }
    return false;
}

/// Takes the record that begins with the first line, as it stands; answers of how many lines it is.
std::size_t CsvReader::take_record(CsvRecord& record, Shape& shape) {
    const auto take = [&](std::string text, const Line& last) {
        record.text = std::move(text);
        record.has_end = last.has_end;
        record.is_cut = last.is_cut;
    };
    record.line = line_number_;
    take(std::string(without_cr(lines_[0].text, lines_[0].has_end)), lines_[0]);
    shape = split(record.text, record.fields);
    if (shape != Shape::kOpenQuote) return 1;

    // The quote is on one of the next lines, or it is not a quoted field at all.
    std::string text = lines_[0].text;
    for (std::size_t used = 1; used < format_.max_lines && fill(used + 1); ++used) {
        const Line& line = lines_[used];
        if (line.is_cut || text.size() + line.text.size() >= kMaxLineBytes) break;
        text.append(1, '\n').append(line.text);
        if (line.text.find('"') == std::string::npos) continue;
        std::vector<std::string> fields;
        const Shape longer = split(without_cr(text, line.has_end), fields);
        if (longer == Shape::kTextAfterQuote) break;
        if (longer == Shape::kOpenQuote) continue;
        if (field_count_ != 0 && fields.size() != field_count_) break;
        shape = longer;
        record.fields = std::move(fields);
        take(std::string(without_cr(text, line.has_end)), line);
        return used + 1;
    }
    return 1;
}

std::string CsvReader::problem_of(const CsvRecord& record, Shape shape) const {
    if (record.is_cut) return fmt::format("the line is longer than {} bytes", kMaxLineBytes);
    if (shape == Shape::kTextAfterQuote) return "there is text after a closing quote";
    if (shape == Shape::kOpenQuote) {
        if (format_.max_lines == 1) return "a quoted field does not end on its line";
        return fmt::format("a quoted field does not end within {} lines", format_.max_lines);
    }
    if (is_utf8(record.text)) return "";
    if (!format_.encoding.empty()) return fmt::format("it has bytes that are not {}", format_.encoding);
    return "it has bytes that are not UTF-8; if the file has another encoding, name it: --encoding "
           "WINDOWS-1252";
}

/// Reads ahead until there are `count` lines; false when the file ends before.
bool CsvReader::fill(std::size_t count) {
    while (lines_.size() < count) {
        Line line;
        if (!read_line(line)) return false;
        lines_.push_back(std::move(line));
    }
    return true;
}

bool CsvReader::read_line(Line& line) {
    bool any = false;
    for (;;) {
        const std::string_view rest = std::string_view(block_).substr(place_);
        any = any || !rest.empty();
        const std::size_t end = rest.find('\n');
        line.has_end = end != std::string_view::npos;
        const std::string_view part = rest.substr(0, end);
        const std::size_t room = kMaxLineBytes - line.text.size();
        line.text += part.substr(0, room);
        line.is_cut = line.is_cut || part.size() > room;
        if (line.has_end) {
            place_ += end + 1;
            return true;
        }
        block_.clear();
        place_ = 0;
        if (!input_.read(block_)) return any;
    }
}

/// Splits a record; the fields of one that is not whole are as far as it goes.
CsvReader::Shape CsvReader::split(std::string_view text, std::vector<std::string>& fields) const {
    std::size_t count = 0;
    Shape shape = Shape::kWhole;
    for (std::size_t at = 0; at <= text.size();) {
        if (count == fields.size()) fields.emplace_back();
        std::string& field = fields[count++];
        field.clear();
        if (at < text.size() && text[at] == '"') {
            ++at;
            for (;;) {
                const std::size_t quote = text.find('"', at);
                field += text.substr(at, quote - at);
                at = quote == std::string_view::npos ? text.size() : quote + 1;
                if (quote == std::string_view::npos) shape = Shape::kOpenQuote;
                if (at == text.size() || text[at] != '"') break;
                field += '"';
                ++at;
            }
            if (shape == Shape::kWhole && at < text.size() && text[at] != format_.separator)
                shape = Shape::kTextAfterQuote;
            if (shape != Shape::kWhole) break;
        } else {
            const std::size_t end = std::min(text.find(format_.separator, at), text.size());
            field += text.substr(at, end - at);
            at = end;
        }
        if (at++ == text.size()) break;
    }
    fields.resize(count);
    return shape;
}

std::string csv_header_hint(std::string_view header, const CsvFormat& format) {
    if (header.find('\0') != std::string_view::npos) {
        return "; it looks like UTF-16, which is read with --encoding UTF-16LE or UTF-16BE";
    }
    for (const auto& [separator, name] : {std::pair{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}}) {
        if (separator == format.separator || header.find(separator) == std::string_view::npos) continue;
        if (header.find(format.separator) != std::string_view::npos) continue;
        return fmt::format("; its fields seem to be parted by a {0}: read it with --separator {0}", name);
    }
    return "";
}

}  // namespace oa
