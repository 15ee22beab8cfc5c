#include "delivery/content_md5.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

TEST_CASE("what an object store says of the content is compared with the file", "[delivery/content_md5]") {
    const TempDir directory;
    const auto file = directory / "x.zip";
    write_file(file, "hello");
    struct Case {
        std::string content_md5, etag;
        bool matches;
    };
    const std::vector<Case> cases = {
        {"", "", true},
        {"XUFAKrxLKna5cZ2REBfFkg==", "", true},
        {" XUFAKrxLKna5cZ2REBfFkg== ", "anything", true},
        {"AAAAAAAAAAAAAAAAAAAAAA==", "", false},
        {"AAAAAAAAAAAAAAAAAAAAAA==", "5d41402abc4b2a76b9719d911017c592", false},
        {"", "5d41402abc4b2a76b9719d911017c592", true},
        {"", "\"5D41402ABC4B2A76B9719D911017C592\"", true},
        {"", "\"00000000000000000000000000000000\"", false},
        // An ETag of another kind says nothing of the content.
        {"", "x", true},
        {"", "W/\"1\"", true},
        {"", "7f8a2c1e-0000-0000-0000-000000000000", true},
    };
    for (const Case& c : cases) {
        CAPTURE(c.content_md5, c.etag);
        CHECK(content_mismatch(file, c.content_md5, c.etag).empty() == c.matches);
    }
    CHECK_ERROR(content_mismatch(directory / "none", "A", ""), ExitCode::kIo, "cannot read");
}
