#include "net/http.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <optional>

#include "base/file.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

/// A port of the loopback at which nobody listens.
int closed_port() {
    const FileDescriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    REQUIRE(::bind(socket.get(), reinterpret_cast<sockaddr*>(&address), length) == 0);
    REQUIRE(::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &length) == 0);
    return ntohs(address.sin_port);
}

}  // namespace

TEST_CASE("plain http goes to the loopback only, unless it is allowed", "[net/http]") {
    enum class Is { kTaken, kPlain, kNoUrl };
    struct Case {
        std::string url;
        Is is;
    };
    const std::vector<Case> cases = {
        {"https://orce.example/files", Is::kTaken},
        {"HTTPS://orce.example/files", Is::kTaken},
        {"https://10.0.0.1:8443", Is::kTaken},
        {"http://localhost/files", Is::kTaken},
        {"http://localhost:8080/files", Is::kTaken},
        {"http://127.0.0.1:8080", Is::kTaken},
        {"http://127.1.2.3/", Is::kTaken},
        {"http://[::1]:8080/files", Is::kTaken},
        {"http://orce.example/files", Is::kPlain},
        {"http://10.0.0.1/", Is::kPlain},
        {"http://0.0.0.0/", Is::kPlain},
        {"http://128.0.0.1/", Is::kPlain},
        {"http://1127.0.0.1.example/", Is::kPlain},
        {"http://[::2]/", Is::kPlain},
        {"http://localhost.evil.example/", Is::kPlain},
        {"http://127.evil.example/", Is::kPlain},
        {"http://127.0.0.1.evil.example/", Is::kPlain},
        {"http://127.0.0.1.nip.example:8080/", Is::kPlain},
        {"http://localhost@evil.example/", Is::kPlain},
        {"http://127.0.0.1@evil.example/", Is::kPlain},
        {"http://evil.example/?http://localhost", Is::kPlain},
        {"http://evil.example#@localhost/", Is::kPlain},
        {"ftp://localhost/files", Is::kNoUrl},
        {"file:///etc/passwd", Is::kNoUrl},
        {"gopher://localhost/", Is::kNoUrl},
        {"orce.example/files", Is::kNoUrl},
        {"", Is::kNoUrl},
        {"https://", Is::kNoUrl},
        {"http://bad host/", Is::kNoUrl},
    };
    for (const Case& c : cases) {
        CAPTURE(c.url);
        if (c.is == Is::kTaken) {
            CHECK_NOTHROW(require_secure(c.url, false));
        } else {
            const Error error = error_of([&] { require_secure(c.url, false); });
            CHECK(error.code() == ExitCode::kConfiguration);
            if (c.is == Is::kPlain) CHECK(contains(error.what(), "--allow-http"));
        }
        if (c.is == Is::kNoUrl) {
            CHECK_THROWS_AS(require_secure(c.url, true), Error);
        } else {
            CHECK_NOTHROW(require_secure(c.url, true));
        }
    }
}

TEST_CASE("a URL is shown by host and port alone", "[net/http]") {
    struct Case {
        std::string url, host;
    };
    const std::vector<Case> cases = {
        {"https://orce.example/p/SECRET/n/space", "orce.example"},
        {"https://orce.example:8443/p/SECRET?token=SECRET#SECRET", "orce.example:8443"},
        {"https://user:SECRET@orce.example/files", "orce.example"},
        {"http://[::1]:8080/files", "[::1]:8080"},
        {"http://127.0.0.1:8080", "127.0.0.1:8080"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.url);
        CHECK(host_of(c.url) == c.host);
    }
    for (const char* url : {"SECRET", "", "https://SECRET\n/"}) {
        CAPTURE(url);
        const Error error = error_of([&] { host_of(url); });
        CHECK(error.code() == ExitCode::kConfiguration);
        CHECK_FALSE(contains(error.what(), "SECRET"));
    }
}

TEST_CASE("an access URI is taken whole, or joined to the service's host (contract: File Services)",
          "[net/http]") {
    struct Case {
        std::string base, reference, url;
    };
    const std::string path = "/p/TOKEN/n/space/b/bucket/o/imports/fileset/OMS_007_ws_101123092141.zip";
    const std::vector<Case> cases = {
        {"https://orce.example/files", "https://objects.example" + path, "https://objects.example" + path},
        {"https://orce.example/files", path, "https://orce.example" + path},
        {"https://orce.example:8443/files/here?x=1#y", path, "https://orce.example:8443" + path},
        {"http://127.0.0.1:8080/files", path, "http://127.0.0.1:8080" + path},
        {"http://[::1]:8080/files", path, "http://[::1]:8080" + path},
        {"https://orce.example", path, "https://orce.example" + path},
        {"https://orce.example/files", "/p/a%20b?sig=x%2Fy", "https://orce.example/p/a%20b?sig=x%2Fy"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.base, c.reference);
        CHECK(resolve_url(c.base, c.reference) == c.url);
    }
    for (const char* reference : {"https://bad host/SECRET", "https://host:port/SECRET", "http://"}) {
        CAPTURE(reference);
        const Error error = error_of([&] { resolve_url("https://orce.example/files", reference); });
        CHECK(error.code() == ExitCode::kUnavailable);
        CHECK(contains(error.what(), "orce.example"));
        CHECK_FALSE(contains(error.what(), "SECRET"));
    }
}

TEST_CASE("a request by plain http to another machine never leaves", "[net/http]") {
    QuietLog log;
    HttpClient client({}, log);
    HttpRequest request;
    request.url = "http://orce.example/";
    CHECK_ERROR(client.send(request), ExitCode::kConfiguration, "use https");
}

TEST_CASE("no answer is an error worth another try, and says whether anything was sent", "[net/http]") {
    QuietLog log;
    HttpClient client({}, log);
    HttpRequest request;
    request.method = "POST";
    request.body = "SECRET";
    const std::string host = "127.0.0.1:" + std::to_string(closed_port());
    request.url = "http://" + host + "/p/SECRET";
    std::optional<NetworkError> caught;
    try {
        client.send(request);
    } catch (const NetworkError& error) {
        caught = error;
    }
    REQUIRE(caught.has_value());
    CHECK(caught->code() == ExitCode::kUnavailable);
    CHECK(caught->worth_retrying());
    CHECK_FALSE(caught->body_was_sent());
    CHECK(contains(caught->what(), "no answer from " + host));
    CHECK_FALSE(contains(caught->what(), "SECRET"));
}

TEST_CASE("a file to upload that is not there is an error before anything is sent", "[net/http]") {
    const TempDir directory;
    QuietLog log;
    HttpClient client({}, log);
    HttpRequest request;
    request.method = "PUT";
    request.url = "http://127.0.0.1:" + std::to_string(closed_port()) + "/";
    request.upload = directory / "missing.zip";
    CHECK_ERROR(client.send(request), ExitCode::kIo, "missing.zip");
}
