#include "delivery/zip.hpp"

#include <zip.h>

#include <map>
#include <memory>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;
namespace fs = std::filesystem;

namespace {

std::string read_entry(zip_t* archive, zip_uint64_t index) {
    zip_stat_t status;
    REQUIRE(zip_stat_index(archive, index, 0, &status) == 0);
    std::string bytes(status.size, '\0');
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen_index(archive, index, 0),
                                                                 &zip_fclose);
    REQUIRE(file != nullptr);
    // libzip checks the CRC at the end of an entry.
    REQUIRE(zip_fread(file.get(), bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size()));
    char end = 0;
    REQUIRE(zip_fread(file.get(), &end, 1) == 0);
    return bytes;
}

std::map<std::string, std::string> content_of(const fs::path& zip) {
    int code = 0;
    const std::unique_ptr<zip_t, void (*)(zip_t*)> archive(
        zip_open(zip.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code), &zip_discard);
    REQUIRE(archive != nullptr);
    std::map<std::string, std::string> content;
    const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(archive.get(), 0));
    for (zip_uint64_t i = 0; i < count; ++i)
        content[zip_get_name(archive.get(), i, 0)] = read_entry(archive.get(), i);
    return content;
}

}  // namespace

TEST_CASE("a zip holds the files under their bare names, for its owner alone", "[delivery/zip]") {
    const TempDir directory;
    const TempDir elsewhere;
    std::string large;
    for (int i = 0; i < 100'000; ++i) large += std::to_string(i);
    write_file(directory / "cw-poslog_007_1_101123092141.xml", large);
    write_file(elsewhere / "empty.xml", "");
    make_zip(directory / "OMS_007_ws_101123092141.zip",
             {directory / "cw-poslog_007_1_101123092141.xml", elsewhere / "empty.xml"});

    const std::map<std::string, std::string> wanted = {{"cw-poslog_007_1_101123092141.xml", large},
                                                       {"empty.xml", ""}};
    CHECK(content_of(directory / "OMS_007_ws_101123092141.zip") == wanted);
    CHECK(mode_of(directory / "OMS_007_ws_101123092141.zip") == 0600);
    CHECK(fs::file_size(directory / "OMS_007_ws_101123092141.zip") < large.size());
    // Nothing is left beside it.
    CHECK(directory.names().size() == 2);
}

TEST_CASE("a zip of an earlier run, and what a killed one left, are replaced", "[delivery/zip]") {
    const TempDir directory;
    write_file(directory / "a.xml", "<a/>");
    write_file(directory / "out.zip", "no zip");
    write_file(directory / ".out.zip", "half a zip");
    make_zip(directory / "out.zip", {directory / "a.xml"});
    CHECK(content_of(directory / "out.zip") == std::map<std::string, std::string>{{"a.xml", "<a/>"}});
    CHECK(directory.names() == std::vector<std::string>{"a.xml", "out.zip"});
}

TEST_CASE("a zip that cannot be made whole does not appear", "[delivery/zip]") {
    const TempDir directory;
    write_file(directory / "a.xml", "<a/>");
    CHECK_ERROR(make_zip(directory / "out.zip", {directory / "a.xml", directory / "missing.xml"}),
                ExitCode::kIo, "out.zip");
    CHECK(directory.names() == std::vector<std::string>{"a.xml"});

    const Error error = error_of([&] { make_zip(directory / "no/out.zip", {directory / "a.xml"}); });
    CHECK((error.code() == ExitCode::kCannotCreate || error.code() == ExitCode::kIo));
    CHECK(contains(error.what(), "out.zip"));
}
