#include "base/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;
namespace fs = std::filesystem;

namespace {

std::string sha256_of(std::string_view bytes) {
    Sha256 hash;
    hash.update(bytes);
    return hash.hex();
}

// FIPS 180-4, its examples.
const std::string kHashOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const std::string kHashOfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

}  // namespace

TEST_CASE("SHA-256 is that of FIPS 180-4", "[base/file]") {
    struct Case {
        std::string text, digest;
    };
    const std::vector<Case> cases = {
        {"", kHashOfNothing},
        {"abc", kHashOfAbc},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {std::string(1'000'000, 'a'), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    };
    const TempDir directory;
    for (const Case& c : cases) {
        CAPTURE(c.text.size());
        CHECK(sha256_of(c.text) == c.digest);
        write_file(directory / "file", c.text);
        CHECK(sha256_of_file(directory / "file") == c.digest);
    }
    Sha256 in_pieces;
    for (const char* piece : {"a", "", "b", "c"}) in_pieces.update(piece);
    CHECK(in_pieces.hex() == kHashOfAbc);
    CHECK_ERROR(sha256_of_file(directory / "missing"), ExitCode::kIo, "missing");
}

TEST_CASE("a finished file is whole, hashed and its owner's alone", "[base/file]") {
    const TempDir directory;
    const mode_t before = ::umask(0);
    std::string wanted;
    {
        OutputFile file(directory / "out");
        // More than the buffer holds, in pieces that do not divide it.
        for (int i = 0; i < 30'000; ++i) {
            const std::string piece = std::to_string(i) + '\n';
            file.write(piece);
            wanted += piece;
        }
        CHECK(file.sha256().empty());
        file.finish();
        CHECK(file.byte_count() == wanted.size());
        CHECK(file.sha256() == sha256_of(wanted));
        CHECK(file.path() == directory / "out");
    }
    ::umask(before);
    CHECK(read_file(directory / "out") == wanted);
    CHECK(mode_of(directory / "out") == 0600);
}

TEST_CASE("an empty file can be finished too", "[base/file]") {
    const TempDir directory;
    {
        OutputFile file(directory / "out");
        file.finish();
        CHECK(file.byte_count() == 0);
        CHECK(file.sha256() == kHashOfNothing);
    }
    CHECK(read_file(directory / "out").empty());
}

TEST_CASE("a file that is there is emptied first", "[base/file]") {
    const TempDir directory;
    write_file(directory / "out", "a longer text than the new one");
    OutputFile file(directory / "out");
    file.write("new");
    file.finish();
    CHECK(read_file(directory / "out") == "new");
}

TEST_CASE("a file that was not finished is deleted", "[base/file]") {
    const TempDir directory;
    {
        OutputFile file(directory / "out");
        file.write(std::string(200'000, 'x'));
        REQUIRE(fs::exists(directory / "out"));
    }
    CHECK(directory.names().empty());
}

TEST_CASE("a full device is an error, at the write or at the finish", "[base/file]") {
    const TempDir directory;
    // By a link: what is not finished is deleted, and that must not be the device.
    fs::create_symlink("/dev/full", directory / "full");
    {
        OutputFile file(directory / "full");
        CHECK_ERROR(file.write(std::string(1 << 20, 'x')), ExitCode::kIo, "No space left");
    }
    fs::create_symlink("/dev/full", directory / "full");
    OutputFile file(directory / "full");
    file.write("little");
    CHECK_ERROR(file.finish(), ExitCode::kIo, "No space left");
    CHECK(fs::exists("/dev/full"));
}

TEST_CASE("a file that cannot be made is named", "[base/file]") {
    const TempDir directory;
    CHECK_ERROR(OutputFile(directory / "no/out"), ExitCode::kCannotCreate, "no/out");
    CHECK_ERROR(OutputFile(directory.path()), ExitCode::kCannotCreate, directory.path().string());
    CHECK_ERROR(create_empty_file(directory / "no/out"), ExitCode::kCannotCreate, "no/out");
}

TEST_CASE("files are made empty, renamed and deleted", "[base/file]") {
    const TempDir directory;
    create_empty_file(directory / "a");
    CHECK(read_file(directory / "a").empty());
    CHECK(mode_of(directory / "a") == 0600);

    write_file(directory / "a", "kept");
    create_empty_file(directory / "a");
    CHECK(read_file(directory / "a") == "kept");

    write_file(directory / "b", "old");
    rename_file(directory / "a", directory / "b");
    sync_directory(directory.path());
    CHECK(directory.names() == std::vector<std::string>{"b"});
    CHECK(read_file(directory / "b") == "kept");
    CHECK_ERROR(rename_file(directory / "a", directory / "b"), ExitCode::kIo, "rename");

    remove_file(directory / "b");
    CHECK(directory.names().empty());
    CHECK_NOTHROW(remove_file(directory / "b"));
    CHECK_ERROR(remove_file(directory.path()), ExitCode::kIo, "delete");
    CHECK_ERROR(sync_directory(directory / "no"), ExitCode::kIo, "sync");
}

TEST_CASE("a path is locked by one descriptor at a time", "[base/file]") {
    const TempDir directory;
    struct Case {
        fs::path path;
        int flags;
    };
    const std::vector<Case> cases = {{directory / "lock", O_RDWR | O_CREAT},
                                     {directory.path(), O_RDONLY | O_DIRECTORY}};
    for (const Case& c : cases) {
        CAPTURE(c.path);
        auto first = lock_path(c.path, c.flags, false);
        REQUIRE(first.has_value());
        CHECK(first->is_open());
        CHECK_FALSE(lock_path(c.path, c.flags, false).has_value());
        first.reset();
        CHECK(lock_path(c.path, c.flags, false).has_value());
        CHECK(lock_path(c.path, c.flags, true).has_value());
    }
    CHECK(mode_of(directory / "lock") == 0600);
    CHECK_ERROR(lock_path(directory / "no/lock", O_RDWR | O_CREAT, false), ExitCode::kCannotCreate,
                "no/lock");
}

TEST_CASE("a descriptor is closed once, by its last owner", "[base/file]") {
    const TempDir directory;
    const auto open = [&] { return FileDescriptor(::open(directory.path().c_str(), O_RDONLY | O_CLOEXEC)); };
    const auto is_open = [](int fd) { return ::fcntl(fd, F_GETFD) != -1; };
    FileDescriptor first = open();
    const int number = first.get();
    FileDescriptor second = std::move(first);
    CHECK(second.get() == number);
    CHECK(is_open(number));
    const FileDescriptor third = open();
    second = open();
    CHECK(second.get() != number);
    CHECK_FALSE(is_open(number));
    CHECK(FileDescriptor().is_open() == false);
}
