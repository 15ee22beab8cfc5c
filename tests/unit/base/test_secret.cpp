#include "base/secret.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

const std::string kName = "OA_UNIT_SECRET";

/// Reads the secret and makes sure that an error's sentence names what it was for and never the secret
/// itself.
Error refused(const std::string& source) {
    Error error = error_of([&] { read_secret(source, "the client secret"); });
    CHECK(contains(error.what(), "the client secret"));
    CHECK_FALSE(contains(error.what(), "hush"));
    return error;
}

}  // namespace

TEST_CASE("a secret comes from the environment", "[base/secret]") {
    {
        const EnvironmentVariable variable(kName, "hush hush");
        CHECK(read_secret("env:" + kName, "it") == "hush hush");
    }
    {
        const EnvironmentVariable variable(kName, std::nullopt);
        const Error error = refused("env:" + kName);
        CHECK(error.code() == ExitCode::kConfiguration);
        CHECK(contains(error.what(), kName + " is not set"));
    }
    const EnvironmentVariable variable(kName, "");
    CHECK(refused("env:" + kName).code() == ExitCode::kConfiguration);
    CHECK(contains(refused("env:" + kName).what(), kName + " is empty"));
}

TEST_CASE("a secret comes from the first line of a file that only its owner can read", "[base/secret]") {
    const TempDir directory;
    const auto path = directory / "secret";
    write_file(path, "  hush \r\nanother line\n");
    struct Case {
        mode_t mode;
        bool taken;
    };
    const std::vector<Case> cases = {{0600, true},  {0400, true},  {0700, true},  {0640, false},
                                     {0604, false}, {0620, false}, {0602, false}, {0610, false},
                                     {0601, false}, {0666, false}};
    for (const Case& c : cases) {
        CAPTURE(c.mode);
        REQUIRE(::chmod(path.c_str(), c.mode) == 0);
        if (c.taken) {
            CHECK(read_secret("file:" + path.string(), "it") == "hush");
        } else {
            const Error error = refused("file:" + path.string());
            CHECK(error.code() == ExitCode::kNoPermission);
            CHECK(contains(error.what(), "chmod 600"));
        }
    }
}

TEST_CASE("a secret that is not there is a setting that is wrong", "[base/secret]") {
    const TempDir directory;
    for (const char* text : {"", "\nsecond line\n", "  \n"}) {
        CAPTURE(text);
        write_file(directory / "empty", text);
        REQUIRE(::chmod((directory / "empty").c_str(), 0600) == 0);
        const Error error = refused("file:" + (directory / "empty").string());
        CHECK(error.code() == ExitCode::kConfiguration);
        CHECK(contains(error.what(), (directory / "empty").string() + " is empty"));
    }
    CHECK(contains(refused("file:" + (directory / "missing").string()).what(), "there is no file"));
    CHECK(refused("file:" + (directory / "missing").string()).code() == ExitCode::kConfiguration);
}

TEST_CASE("a directory is no secret", "[base/secret]") {
    const TempDir directory;
    for (const mode_t mode : {0700U, 0755U}) {
        REQUIRE(::chmod(directory.path().c_str(), mode) == 0);
        const Error error = refused("file:" + directory.path().string());
        CHECK(error.code() == ExitCode::kConfiguration);
        CHECK(contains(error.what(), directory.path().string() + " is a directory"));
    }
}

TEST_CASE("a secret file that the user of the job may not read", "[base/secret]") {
    // Another user than root, for whom no file is closed.
    if (::geteuid() != 0) return;
    constexpr uid_t kNobody = 65534;
    const TempDir directory;
    const std::string path = (directory / "secret").string();
    write_file(path, "hush\n");
    REQUIRE(::chmod(path.c_str(), 0600) == 0);
    // The file of root in an open directory, then in one that is closed.
    for (const mode_t mode : {0755U, 0700U}) {
        CAPTURE(mode);
        REQUIRE(::chmod(directory.path().c_str(), mode) == 0);
        REQUIRE(::seteuid(kNobody) == 0);
        const Error error = refused("file:" + path);
        REQUIRE(::seteuid(0) == 0);
        CHECK(error.code() == ExitCode::kNoPermission);
        CHECK(contains(error.what(), path + " cannot be read: Permission denied"));
    }
}

TEST_CASE("a source of an unknown form is refused and not shown, as it may be the secret", "[base/secret]") {
    for (const std::string source : {"hush", "", "ENV:hush", "file hush", "pass:hush", " env:hush"}) {
        CAPTURE(source);
        const Error error = refused(source);
        CHECK(error.code() == ExitCode::kConfiguration);
        CHECK(contains(error.what(), "env:NAME or file:PATH"));
    }
}
