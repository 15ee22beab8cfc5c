#include "customer/relate_id_refusals.hpp"

#include <fmt/format.h>

#include <fstream>

#include "base/file.hpp"

namespace oa {

namespace {

void write_lines(OutputFile& output, std::istream& input, const RelateIdFormat& format,
                 const RelateIdLines& lines, RelateIdUpdate& update) {
    CsvReader reader = relate_id_records(input, format);
    CsvRecord record;
    std::string problem;
    const auto go_to = [&](std::int64_t line) {
        while (static_cast<std::int64_t>(record.line) < line && reader.next(record, problem)) {
        }
    };
    if (lines.header > 0) {
        go_to(lines.header);
        output.write(record.text + '\n');
    }
    update.for_each_refused([&](std::int64_t line, const std::string& reason) {
        go_to(line);
        output.write(fmt::format("# line {}: {}\n{}\n", line, reason, record.text));
    });
}

/// Gives the file its name: the first that is free, or that holds the same lines from a run that was killed.
std::filesystem::path name_file(const OutputFile& output, const std::filesystem::path& wanted) {
    std::filesystem::path path = wanted;
    for (int n = 2; std::filesystem::exists(path); ++n) {
        if (sha256_of_file(path) == output.sha256()) break;
        path = fmt::format("{}.{}", wanted.string(), n);
    }
    rename_file(output.path(), path);
    return path;
}

}  // namespace

std::filesystem::path write_refused_lines(const std::filesystem::path& file, const RelateIdFormat& format,
                                          const RelateIdLines& lines, RelateIdUpdate& update) {
    const std::filesystem::path directory = std::filesystem::absolute(file).parent_path();
    std::ifstream input(file, std::ios::binary);
    OutputFile output(directory / fmt::format(".{}.refused.tmp", file.filename().string()));
    write_lines(output, input, format, lines, update);
    output.finish();
    const std::filesystem::path path = name_file(output, file.string() + ".refused");
    sync_directory(directory);
    return path;
}

}  // namespace oa
