#include "customer/relate_id_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace oa {

namespace {

constexpr std::int64_t kLargestCustomerNumber = 999'999'999;
constexpr std::size_t kRelateIdLength = 20;

/// Which column holds what.
struct Columns {
    std::size_t relate_id = 0;
    std::size_t customer_number = 1;
    std::size_t count = 2;
};

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The columns by a header's names; nothing when the record is no header.
std::optional<Columns> header_columns(const CsvRecord& record, const std::string& alternate_key_type) {
    std::optional<std::size_t> relate_id;
    std::optional<std::size_t> customer_number;
    int named = 0;
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
        const std::string name = to_upper(trim(record.fields[i]));
        if (is_one_of(name, {"CUSTOMER_ID", "CUST_ID", "CUSTOMERID", "RELATE_ID", "ORCE_CUSTOMER_ID"})) {
            relate_id = i;
            ++named;
        } else if (is_one_of(name, {to_upper(alternate_key_type), "SERENADE_ID", "ALTERNATE_ID",
                                    "ALTERNATE_KEY", "ALT_KEY", "OROMS_ID", "CUSTOMER_NUMBER"})) {
            customer_number = i;
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

bool is_printable(const std::string& text) {
    const bool has_control =
        std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; });
    return !has_control && !to_xml_text(text).changed;
}

std::optional<std::string> parse_line(const CsvRecord& record, const Columns& columns, RelateIdLine& line) {
    if (record.fields.size() != columns.count) {
        return fmt::format("it has {} fields instead of {}", record.fields.size(), columns.count);
    }
    const std::string_view number = trim(record.fields[columns.customer_number]);
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), line.customer_number);
    const bool whole = error == std::errc() && end == number.data() + number.size();
    if (!whole || line.customer_number < 1 || line.customer_number > kLargestCustomerNumber) {
        return fmt::format("'{}' is no customer number", number);
    }
    line.relate_id = trim(record.fields[columns.relate_id]);
    if (line.relate_id.empty()) return fmt::format("customer {} has no Relate ID", line.customer_number);
    if (character_count(line.relate_id) > kRelateIdLength || !is_printable(line.relate_id)) {
        return fmt::format("'{}' is no Relate ID", line.relate_id);
    }
    line.line = static_cast<std::int64_t>(record.line);
    return std::nullopt;
}

}  // namespace

std::int64_t read_relate_id_lines(
    std::istream& input, const std::string& alternate_key_type,
    const std::function<void(const RelateIdLine&)>& on_line,
    const std::function<void(std::size_t line, const std::string& problem)>& on_bad_line) {
    CsvReader reader(input);
    CsvRecord record;
    std::string problem;
    Columns columns;
    RelateIdLine line;
    std::int64_t lines = 0;
    for (bool first = true; reader.next(record, problem); first = false) {
        if (first && problem.empty()) {
            if (const auto header = header_columns(record, alternate_key_type)) {
                columns = *header;
                continue;
            }
        }
        ++lines;
        const auto refused = problem.empty() ? parse_line(record, columns, line) : problem;
        if (refused) {
            on_bad_line(record.line, *refused);
        } else {
            on_line(line);
        }
    }
    return lines;
}

}  // namespace oa
