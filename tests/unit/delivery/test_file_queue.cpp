#include "delivery/file_queue.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;
namespace fs = std::filesystem;

namespace {

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a message is put whole, for its owner only, and taken away", "[delivery/file_queue]") {
    const TempDir directory;
    const FileQueue queue(directory.path());
    const mode_t before = ::umask(0);
    // What a killed run left, open to everyone.
    write_file(directory / ".b.xml.tmp", "half of something that was longer");
    ::chmod((directory / ".b.xml.tmp").c_str(), 0666);
    queue.put("b.xml", "<b/>");
    ::umask(before);
    CHECK(directory.names() == Names{"b.xml"});
    CHECK(mode_of(directory / "b.xml") == 0600);
    CHECK(read_file(directory / "b.xml") == "<b/>");

    queue.put("b.xml", "<b/>");
    queue.put("a.xml", "");
    CHECK(queue.list() == Names{"a.xml", "b.xml"});
    CHECK(queue.read("b.xml", 4) == "<b/>");
    CHECK(queue.read("a.xml", 0).empty());
    queue.remove("b.xml");
    queue.remove("b.xml");
    CHECK(queue.list() == Names{"a.xml"});
}

TEST_CASE("only finished files are messages", "[delivery/file_queue]") {
    const TempDir directory;
    const FileQueue queue(directory.path());
    for (const std::string name : {"2.xml", "10.xml", ".hidden", ".1.xml.tmp", "1.xml.tmp"}) {
        write_file(directory / name, "x");
    }
    fs::create_directory(directory / "rejected");
    fs::create_symlink("2.xml", directory / "link.xml");
    REQUIRE(::mkfifo((directory / "pipe.xml").c_str(), 0600) == 0);
    CHECK(queue.list() == Names{"10.xml", "2.xml"});
    // Nor is anything else followed or waited for.
    CHECK_ERROR(static_cast<void>(queue.read("link.xml", 9)), ExitCode::kIo, "link.xml");
    CHECK(queue.read("pipe.xml", 9).empty());
}

TEST_CASE("a rejected message overwrites none", "[delivery/file_queue]") {
    const TempDir directory;
    const FileQueue queue(directory.path());
    for (const std::string content : {"first", "second", "third"}) {
        write_file(directory / "a.xml", content);
        queue.reject("a.xml");
    }
    CHECK(queue.list().empty());
    CHECK(read_file(directory / "rejected/a.xml") == "first");
    CHECK(read_file(directory / "rejected/a.xml.1") == "second");
    CHECK(read_file(directory / "rejected/a.xml.2") == "third");
    CHECK(mode_of(directory / "rejected") == 0700);
}

TEST_CASE("what a queue cannot do is an error that shows no card number", "[delivery/file_queue]") {
    const TempDir directory;
    CHECK_ERROR(FileQueue(""), ExitCode::kConfiguration, "SVC_QUEUE_IN_DIRECTORY");
    CHECK_ERROR(FileQueue(directory / "no"), ExitCode::kNoInput, "create it");
    const FileQueue queue(directory.path());
    write_file(directory / "a.xml", "12345");
    CHECK_ERROR(static_cast<void>(queue.read("a.xml", 4)), ExitCode::kInputData, "more than 4 bytes");
    const std::string number = "6010567085883912";
    const Error error = error_of([&] { static_cast<void>(queue.read(number, 9)); });
    CHECK(error.code() == ExitCode::kIo);
    CHECK_FALSE(contains(error.what(), number));
    fs::create_directory(directory / number);
    const Error busy = error_of([&] { queue.remove(number); });
    CHECK(busy.code() == ExitCode::kIo);
    CHECK_FALSE(contains(busy.what(), number));
    for (const std::string name : {"", ".a", "../a", "b/a"}) {
        CAPTURE(name);
        CHECK_ERROR(queue.put(name, ""), ExitCode::kInternal, "plain file name");
        CHECK_ERROR(queue.remove(name), ExitCode::kInternal, "plain file name");
    }
    fs::create_directory(directory / "taken.xml");
    CHECK_ERROR(queue.put("taken.xml", "x"), ExitCode::kIo, "taken.xml");
}
