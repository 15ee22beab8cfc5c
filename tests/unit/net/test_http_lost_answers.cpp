#include "net/http.hpp"
#include "net/http_connections.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

/// What the server does with the request that gets no answer.
enum class Drop { kUnread, kRead, kInStatusLine, kInHeaders, kInBody };

constexpr std::string_view kKeepAlive = "HTTP/1.1 200 Answer\r\nContent-Length: 10\r\n\r\n0123456789";
constexpr std::string_view kClose =
    "HTTP/1.1 200 Answer\r\nConnection: close\r\nContent-Length: 10\r\n\r\n0123456789";
constexpr std::string_view kOldProtocol = "HTTP/1.0 200 Answer\r\nContent-Length: 10\r\n\r\n0123456789";

std::string until(std::string_view answer, Drop drop) {
    switch (drop) {
        case Drop::kInStatusLine: return std::string(answer.substr(0, 10));
        case Drop::kInHeaders: return std::string(answer.substr(0, answer.find("Length")));
        case Drop::kInBody: return std::string(answer.substr(0, answer.size() - 5));
        default: return "";
    }
}

HttpRequest request_of(const std::string& method, const std::string& url, const TempDir& directory) {
    HttpRequest request;
    request.method = method.substr(0, method.find(' '));
    request.url = url;
    if (method == "POST") request.body = "hello";
    if (method == "PUT") {
        request.upload = directory / "upload";
        write_file(request.upload, std::string(100000, 'x'));
    }
    return request;
}

Task<HttpResponse> fetch(HttpConnections& connections, HttpRequest request) {
    co_return co_await connections.send(std::move(request));
}

/// The two clients, called alike.
using Send = std::function<HttpResponse(const HttpRequest&)>;

std::vector<std::pair<std::string, Send>> clients(const HttpOptions& options, Log& log) {
    auto client = std::make_shared<HttpClient>(options, log);
    auto connections = std::make_shared<HttpConnections>(options, 1, log);
    return {{"blocking", [client](const HttpRequest& request) { return client->send(request); }},
            {"concurrent", [connections](const HttpRequest& request) {
                 return run(*connections, fetch(*connections, request));
             }}};
}

std::optional<NetworkError> network_error(const Send& send, const HttpRequest& request) {
    try {
        send(request);
    } catch (const NetworkError& error) {
        return error;
    }
    return std::nullopt;
}

/// The error of a request that is dropped, the `number`th on its connection; how many were read goes along.
void check_lost(const Send& send, const std::string& method, std::size_t number, Drop drop,
                std::string_view answer) {
    const TempDir directory;
    LocalServer server([&, count = std::size_t{0}](const LocalServer::Request&) mutable {
        return ++count < number ? std::string(kKeepAlive) : until(answer, drop);
    });
    if (drop == Drop::kUnread) server.hang_up_before(number);
    server.hang_up_after(number);
    for (std::size_t i = 1; i < number; ++i) {
        CHECK(send(request_of("POST", server.url("/"), directory)).body == "0123456789");
    }
    const auto error = network_error(send, request_of(method, server.url("/"), directory));
    // Once, however long libcurl would have gone on.
    CHECK(server.requests().size() == (drop == Drop::kUnread ? number - 1 : number));
    REQUIRE(error.has_value());
    CHECK(error->state() == RequestState::kInWork);
    CHECK(error->worth_retrying());
}

}  // namespace

TEST_CASE("a request whose answer is lost is in work, and sent once, wherever the connection ends",
          "[net/http_lost_answers]") {
    struct Case {
        Drop drop;
        std::string_view answer;
    };
    const std::vector<Case> cases = {
        {Drop::kUnread, ""},
        {Drop::kRead, ""},
        {Drop::kInStatusLine, kKeepAlive},
        {Drop::kInHeaders, kKeepAlive},
        {Drop::kInBody, kKeepAlive},
        {Drop::kInStatusLine, kClose},
        {Drop::kInHeaders, kClose},
        {Drop::kInBody, kClose},
        {Drop::kInStatusLine, kOldProtocol},
        {Drop::kInHeaders, kOldProtocol},
        {Drop::kInBody, kOldProtocol},
    };
    QuietLog log;
    for (const Case& c : cases) {
        for (const char* method : {"POST", "POST empty", "PUT", "GET"}) {
            for (const std::size_t number : {1U, 2U, 3U}) {
                for (const auto& [name, send] : clients({}, log)) {
                    CAPTURE(name, method, number, static_cast<int>(c.drop), c.answer);
                    check_lost(send, method, number, c.drop, c.answer);
                }
            }
        }
    }
}

TEST_CASE("a connection that ended meanwhile is no reason to lose a request", "[net/http_lost_answers]") {
    const TempDir directory;
    QuietLog log;
    for (const auto& [name, send] : clients({}, log)) {
        for (const char* method : {"POST", "PUT", "GET"}) {
            CAPTURE(name, method);
            LocalServer server([](const LocalServer::Request&) { return std::string(kKeepAlive); });
            server.hang_up_after(1);
            CHECK(send(request_of(method, server.url("/"), directory)).status == 200);
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            CHECK(send(request_of(method, server.url("/"), directory)).status == 200);
            CHECK(server.requests().size() == 2);
            CHECK(server.connections() == 2);
        }
    }
}

TEST_CASE("a connection that was idle for five seconds is not used again: many servers close it then",
          "[net/http_lost_answers]") {
    const TempDir directory;
    QuietLog log;
    LocalServer server([](const LocalServer::Request&) { return std::string(kKeepAlive); });
    const auto both = clients({}, log);
    for (const auto pause : {0, 1, 5}) {
        std::this_thread::sleep_for(std::chrono::seconds(pause));
        for (const auto& [name, send] : both) {
            CHECK(send(request_of("POST", server.url("/"), directory)).status == 200);
        }
        CHECK(server.connections() == (pause < 5 ? 2 : 4));
    }
}

TEST_CASE("a request for which no connection could be had was not sent", "[net/http_lost_answers]") {
    const TempDir directory;
    QuietLog log;
    HttpOptions options;
    options.connect_timeout = std::chrono::seconds(1);
    for (const auto& [name, send] : clients(options, log)) {
        LocalServer silent([](const LocalServer::Request&) { return ""; });
        LocalServer closing([](const LocalServer::Request&) { return ""; });
        closing.hang_up_before(1);
        const std::string nobody = "127.0.0.1:" + std::to_string(unused_port());
        for (const std::string& url :
             {"http://" + nobody, "https://" + nobody,
              // Neither speaks TLS: the handshake stands still, or breaks.
              "https" + silent.url("/").substr(4), "https" + closing.url("/").substr(4)}) {
            for (const char* method : {"POST", "PUT"}) {
                CAPTURE(name, url, method);
                const auto error = network_error(send, request_of(method, url, directory));
                REQUIRE(error.has_value());
                CHECK(error->state() == RequestState::kNotSent);
                CHECK(error->worth_retrying());
            }
        }
    }
}
