#include "customer/relate_id_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"
#include "customer/relate_id_value.hpp"

namespace oa {

namespace {

constexpr std::int64_t kLargestCustomerNumber = 999'999'999;

// The names of the two columns as column_key makes them.
constexpr std::array<std::string_view, 8> kRelateIdNames = {
    "CUSTOMERID", "CUSTID",           "RELATEID",           "ORCECUSTOMERID",
    "ORCECUSTID", "RELATECUSTOMERID", "ORCECUSTOMERNUMBER", "CUSTOMERENGAGEMENTCUSTOMERID"};
constexpr std::array<std::string_view, 14> kCustomerNumberNames = {
    "SERENADEID",       "ALTERNATEID",
    "ALTERNATEKEY",     "ALTKEY",
    "OROMSID",          "OMSID",
    "OACUSTOMERNUMBER", "OROMSCUSTOMERNUMBER",
    "CUSTOMERNUMBER",   "CUSTOMERNO",
    "SOLDTONUMBER",     "SOLDTOCUSTOMERNUMBER",
    "OACUSTOMERID",     "ORDERADMINISTRATIONCUSTOMERNUMBER"};

/// Which column holds what.
struct Columns {
    std::size_t relate_id = 0;
    std::size_t customer_number = 1;
    std::size_t count = 2;
};

/// A column's name in capitals, without what people write between its words.
std::string column_key(std::string_view name) {
    std::string key = to_upper(name);
    std::erase_if(key, [](char c) { return !is_alphanumeric(c) && static_cast<unsigned char>(c) < 0x80U; });
    // A no-break blank of a spreadsheet.
    for (std::size_t at = key.find("\xC2\xA0"); at != std::string::npos; at = key.find("\xC2\xA0")) {
        key.erase(at, 2);
    }
    return key;
}

/// The columns by a header's names; nothing when the record is not a header.
std::optional<Columns> header_columns(const CsvRecord& record, const std::string& alternate_key_type) {
    std::optional<std::size_t> relate_id;
    std::optional<std::size_t> customer_number;
    int named = 0;
    const auto is_one_of = [](const auto& names, const std::string& name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
        const std::string name = column_key(record.fields[i]);
        if (name == column_key(alternate_key_type) || is_one_of(kCustomerNumberNames, name)) {
            customer_number = i;
            ++named;
        } else if (is_one_of(kRelateIdNames, name)) {
            relate_id = i;
            ++named;
        }
    }
    if (!relate_id && !customer_number) return std::nullopt;
    if (named > 2) {
        throw Error(
            ExitCode::kInputData,
            fmt::format("the header on line {} names {} columns that could be the two IDs; keep one of each",
                        record.line, named));
    }
    if (!relate_id || !customer_number) {
        throw Error(
            ExitCode::kInputData,
            fmt::format(
                "the header on line {} names {} only; it must name the Customer Engagement customer ID "
                "(CUSTOMER_ID) and the OA customer number ({})",
                record.line, relate_id ? "the customer ID" : "the customer number", alternate_key_type));
    }
    return Columns{*relate_id, *customer_number, record.fields.size()};
}

/// A customer number of 1 to 999,999,999; 0 for other text.
std::int64_t customer_number_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_whole = error == std::errc() && end == text.data() + text.size();
    return is_whole && number >= 1 && number <= kLargestCustomerNumber ? number : 0;
}

std::optional<std::string> parse_line(const CsvRecord& record, const Columns& columns, RelateIdLine& line) {
    if (record.fields.size() != columns.count) {
        return fmt::format("it has {} fields instead of {}", record.fields.size(), columns.count);
    }
    const std::string_view number = trim(record.fields[columns.customer_number]);
    line.customer_number = customer_number_of(number);
    if (line.customer_number == 0) {
        const auto damage = damage_to_id(number);
        return fmt::format("'{}' is not a customer number{}{}", shortened(number), damage ? ": " : "",
                           damage.value_or(""));
    }
    line.relate_id = trim(record.fields[columns.relate_id]);
    if (line.relate_id.empty()) return fmt::format("customer {} has no Relate ID", line.customer_number);
    line.line = static_cast<std::int64_t>(record.line);
    return problem_with_relate_id(line.relate_id);
}

/// The columns of a file whose first record this is, and whether it is a header.
Columns columns_of(const CsvRecord& first, const std::string& problem, const RelateIdFormat& format,
                   bool& is_header) {
    is_header = false;
    if (problem.empty()) {
        if (const auto header = header_columns(first, format.alternate_key_type)) {
            is_header = true;
            return *header;
        }
        const Columns columns;
        if (first.fields.size() == columns.count && !trim(first.fields[columns.relate_id]).empty() &&
            customer_number_of(trim(first.fields[columns.customer_number])) != 0) {
            return columns;
        }
    }
    throw Error(
        ExitCode::kInputData,
        fmt::format("line {} ('{}') is neither a header that names the two IDs, CUSTOMER_ID and {}, nor a "
                    "customer ID and an OA customer number{}{}{}; nothing was changed",
                    first.line, to_xml_text(shortened(first.text)).text, format.alternate_key_type,
                    problem.empty() ? "" : ": ", problem, csv_header_hint(first.text, format.csv)));
}

}  // namespace

CsvReader relate_id_records(std::istream& input, const RelateIdFormat& format) {
    CsvFormat csv = format.csv;
    csv.max_lines = 1;
    return CsvReader(input, csv);
}

bool is_remark(const CsvRecord& record) {
    return record.text.starts_with("# ");
}

RelateIdLines read_relate_id_lines(
    std::istream& input, const RelateIdFormat& format,
    const std::function<void(const RelateIdLine&)>& on_line,
    const std::function<void(std::size_t line, const std::string& problem)>& on_bad_line) {
    CsvReader reader = relate_id_records(input, format);
    CsvRecord record;
    std::string problem;
    std::optional<Columns> columns;
    RelateIdLine line;
    RelateIdLines lines;
    while (reader.next(record, problem)) {
        lines.has_end = record.has_end;
        lines.last = static_cast<std::int64_t>(record.line);
        if (is_remark(record)) continue;
        if (record.is_cut) {
            throw Error(ExitCode::kInputData,
                        fmt::format("line {}: {}; nothing was changed", record.line, problem));
        }
        if (!columns) {
            bool is_header = false;
            columns = columns_of(record, problem, format, is_header);
            if (is_header) {
                lines.header = lines.last;
                continue;
            }
        }
        ++lines.count;
        const auto refused = problem.empty() ? parse_line(record, *columns, line) : problem;
        if (refused) {
            on_bad_line(record.line, *refused);
        } else {
            on_line(line);
        }
    }
    return lines;
}

}  // namespace oa
