#include "net/http_connections.hpp"

#include <algorithm>
#include <condition_variable>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;
using std::chrono::milliseconds;
using std::chrono::seconds;
using Time = HttpConnections::Time;

namespace {

Time now() {
    return std::chrono::steady_clock::now();
}

HttpRequest post(std::string url, std::string body = "hello") {
    HttpRequest request;
    request.method = "POST";
    request.url = std::move(url);
    request.body = std::move(body);
    return request;
}

Task<HttpResponse> fetch(HttpConnections& connections, HttpRequest request) {
    co_return co_await connections.send(std::move(request));
}

Task<std::size_t> fetch_in_turn(HttpConnections& connections, std::string url, std::size_t count) {
    std::size_t good = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const HttpResponse response = co_await connections.send(post(url, std::to_string(i)));
        if (response.status == 200 && response.body == std::to_string(i)) ++good;
    }
    co_return good;
}

using Order = std::vector<int>;

Task<int> pause(HttpConnections& connections, Time until, Order& order, int name) {
    co_await connections.pause_until(until);
    order.push_back(name);
    co_return name;
}

Task<int> pause_twice(HttpConnections& connections, Time first, Time second, Order& order) {
    co_await connections.pause_until(first);
    order.push_back(1);
    co_await connections.pause_until(second);
    order.push_back(2);
    co_return 0;
}

template <typename Value>
void run_all(HttpConnections& connections, std::vector<Task<Value>>& tasks) {
    const Time limit = now() + seconds(20);
    const auto is_done = [](const Task<Value>& task) { return task.is_done(); };
    for (Task<Value>& task : tasks) task.start();
    while (!std::all_of(tasks.begin(), tasks.end(), is_done)) {
        REQUIRE(now() < limit);
        connections.run_once(milliseconds(100));
    }
}

std::string echo(const LocalServer::Request& request) {
    return http_answer(200, request.body);
}

/// Holds every request until so many are there, or two seconds are over; answers the most there ever were.
class Crowd {
  public:
    explicit Crowd(std::size_t wanted) : wanted_(wanted) {}

    std::string operator()() {
        std::unique_lock lock(mutex_);
        most_ = std::max(most_, ++inside_);
        changed_.notify_all();
        changed_.wait_for(lock, seconds(2), [this] { return most_ >= wanted_; });
        --inside_;
        return http_answer(200, std::to_string(most_));
    }
    std::size_t most() {
        const std::lock_guard lock(mutex_);
        return most_;
    }

  private:
    std::size_t wanted_;
    std::size_t inside_ = 0;
    std::size_t most_ = 0;
    std::mutex mutex_;
    std::condition_variable changed_;
};

NetworkError network_error_of(HttpConnections& connections, HttpRequest request) {
    try {
        run(connections, fetch(connections, std::move(request)));
    } catch (const NetworkError& error) {
        return error;
    }
    throw std::logic_error("the request was to fail and did not");
}

}  // namespace

TEST_CASE("as many requests as there are connections are in flight at once", "[net/http_connections]") {
    constexpr std::size_t kCount = 8;
    Crowd crowd(kCount);
    LocalServer server([&](const LocalServer::Request&) { return crowd(); });
    QuietLog log;
    HttpConnections connections({}, static_cast<int>(kCount), log);
    std::vector<Task<HttpResponse>> tasks;
    for (std::size_t i = 0; i < kCount; ++i) tasks.push_back(fetch(connections, post(server.url("/"))));
    run_all(connections, tasks);
    for (auto& task : tasks) CHECK(task.result().body == "8");
    CHECK(server.connections() == kCount);
}

TEST_CASE("no more connections are opened than were allowed; the rest wait their turn",
          "[net/http_connections]") {
    Crowd crowd(2);
    LocalServer server([&](const LocalServer::Request&) {
        std::this_thread::sleep_for(milliseconds(5));
        return crowd();
    });
    QuietLog log;
    HttpConnections connections({}, 2, log);
    std::vector<Task<HttpResponse>> tasks;
    for (int i = 0; i < 12; ++i) tasks.push_back(fetch(connections, post(server.url("/"))));
    run_all(connections, tasks);
    for (auto& task : tasks) CHECK(task.result().status == 200);
    CHECK(crowd.most() == 2);
    CHECK(server.connections() == 2);
    CHECK(server.requests().size() == 12);
}

TEST_CASE("a connection is kept and used again", "[net/http_connections]") {
    LocalServer server(echo);
    QuietLog log;
    HttpConnections connections({}, 4, log);
    CHECK(run(connections, fetch_in_turn(connections, server.url("/"), 20)) == 20);
    CHECK(server.connections() == 1);
    std::vector<Task<std::size_t>> tasks;
    for (int i = 0; i < 4; ++i) tasks.push_back(fetch_in_turn(connections, server.url("/"), 10));
    run_all(connections, tasks);
    for (auto& task : tasks) CHECK(task.result() == 10);
    CHECK(server.connections() <= 4);
    CHECK(server.requests().size() == 60);
}

TEST_CASE("every request gets its own answer, whatever it is", "[net/http_connections]") {
    LocalServer server([](const LocalServer::Request& request) {
        // The later ones are answered first.
        std::this_thread::sleep_for(milliseconds(5 * (20 - std::stoi(request.body))));
        const int status = std::stoi(request.body) % 3 == 0 ? 503 : 200;
        return http_answer(status, "answer " + request.body,
                           status == 503 ? "Retry-After: 7\r\nContent-Type: text/plain\r\n" : "");
    });
    QuietLog log;
    HttpConnections connections({}, 20, log);
    std::vector<Task<HttpResponse>> tasks;
    for (int i = 0; i < 20; ++i) {
        tasks.push_back(fetch(connections, post(server.url("/p?q"), std::to_string(i))));
    }
    run_all(connections, tasks);
    for (int i = 0; i < 20; ++i) {
        CAPTURE(i);
        const HttpResponse response = tasks[static_cast<std::size_t>(i)].result();
        const bool is_bad = i % 3 == 0;
        CHECK(response.body == "answer " + std::to_string(i));
        CHECK(response.status == (is_bad ? 503 : 200));
        CHECK(response.retry_after == (is_bad ? std::optional(seconds(7)) : std::nullopt));
        CHECK(response.content_type == (is_bad ? "text/plain" : ""));
    }
}

TEST_CASE("a request goes out as it was given, and nothing of the one before goes along",
          "[net/http_connections]") {
    LocalServer server(echo);
    QuietLog log;
    HttpConnections connections({}, 1, log);
    HttpRequest first = post(server.url("/first"), "body");
    first.headers = {"SOAPAction: \"\"", "X-One: 1"};
    first.basic = BasicCredentials{"ada", "secret"};
    HttpRequest second = post(server.url("/second"), "");
    second.bearer_token = "t0ken";
    CHECK(run(connections, fetch(connections, first)).body == "body");
    CHECK(run(connections, fetch(connections, second)).body.empty());
    const auto requests = server.requests();
    REQUIRE(requests.size() == 2);
    CHECK(contains(requests[0].head, "POST /first HTTP/1.1\r\n"));
    CHECK(contains(requests[0].head, "\r\nSOAPAction: \"\"\r\n"));
    CHECK(contains(requests[0].head, "\r\nX-One: 1\r\n"));
    CHECK(contains(requests[0].head, "\r\nAuthorization: Basic YWRhOnNlY3JldA==\r\n"));
    CHECK_FALSE(contains(requests[0].head, "Expect:"));
    CHECK(contains(requests[1].head, "POST /second HTTP/1.1\r\n"));
    CHECK(contains(requests[1].head, "\r\nAuthorization: Bearer t0ken\r\n"));
    CHECK_FALSE(contains(requests[1].head, "X-One"));
    CHECK_FALSE(contains(requests[1].head, "Basic"));
}

TEST_CASE("an answer that is too large is not taken, and the next one is", "[net/http_connections]") {
    LocalServer server([](const LocalServer::Request& request) {
        return http_answer(200, std::string(std::stoul(request.body), 'x'));
    });
    QuietLog log;
    HttpOptions options;
    options.largest_answer = std::size_t{2} << 20;
    HttpConnections connections(options, 2, log);
    CHECK(run(connections, fetch(connections, post(server.url("/"), "2097152"))).body.size() == 2097152);
    const NetworkError error = network_error_of(connections, post(server.url("/"), "2097153"));
    CHECK(contains(error.what(), "its answer is larger than 2 MiB"));
    CHECK(error.code() == ExitCode::kUnavailable);
    CHECK_FALSE(error.worth_retrying());
    CHECK(error.body_was_sent());
    CHECK(run(connections, fetch(connections, post(server.url("/"), "10"))).body == "xxxxxxxxxx");
}

TEST_CASE("a connection that is refused, or closed without an answer, is a NetworkError",
          "[net/http_connections]") {
    QuietLog log;
    HttpConnections connections({}, 2, log);
    const std::string nobody = "http://127.0.0.1:" + std::to_string(unused_port());
    const NetworkError refused = network_error_of(connections, post(nobody + "/secret-path"));
    CHECK(contains(refused.what(), "no answer from 127.0.0.1:"));
    CHECK_FALSE(contains(refused.what(), "secret-path"));
    CHECK(refused.worth_retrying());
    CHECK_FALSE(refused.body_was_sent());

    LocalServer server([](const LocalServer::Request&) { return ""; });
    const NetworkError closed = network_error_of(connections, post(server.url("/")));
    CHECK(closed.worth_retrying());
    CHECK(closed.body_was_sent());

    LocalServer cut([](const LocalServer::Request&) {
        return std::string("HTTP/1.1 200 Answer\r\nContent-Length: 100\r\nConnection: close\r\n\r\nhalf");
    });
    cut.hang_up_after(1);
    CHECK(network_error_of(connections, post(cut.url("/"))).worth_retrying());
}

TEST_CASE("the failure of one request is no other's", "[net/http_connections]") {
    LocalServer server(echo);
    QuietLog log;
    HttpConnections connections({}, 4, log);
    const std::string nobody = "http://127.0.0.1:" + std::to_string(unused_port()) + "/";
    std::vector<Task<HttpResponse>> tasks;
    for (int i = 0; i < 6; ++i) {
        tasks.push_back(fetch(connections, post(i % 2 == 0 ? nobody : server.url("/"), std::to_string(i))));
    }
    run_all(connections, tasks);
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        CAPTURE(i);
        if (i % 2 == 0) {
            CHECK_THROWS_AS(tasks[i].result(), NetworkError);
        } else {
            CHECK(tasks[i].result().body == std::to_string(i));
        }
    }
}

TEST_CASE("a URL that is not secure is refused before anything is sent", "[net/http_connections]") {
    QuietLog log;
    HttpConnections connections({}, 1, log);
    CHECK_ERROR(run(connections, fetch(connections, post("http://orce.example/"))), ExitCode::kConfiguration,
                "use https");
    CHECK_ERROR(connections.send(post("ftp://localhost/")), ExitCode::kConfiguration, "ftp");
    LocalServer server(echo);
    CHECK(run(connections, fetch(connections, post(server.url("/")))).body == "hello");
}

TEST_CASE("a task dropped in flight is not heard of again", "[net/http_connections]") {
    Crowd crowd(3);
    LocalServer server([&](const LocalServer::Request& request) {
        return request.body == "slow" ? crowd() : http_answer(200, "quick");
    });
    QuietLog log;
    HttpConnections connections({}, 4, log);
    {
        Task<HttpResponse> dropped = fetch(connections, post(server.url("/"), "slow"));
        Task<HttpResponse> too = fetch(connections, post(server.url("/"), "slow"));
        dropped.start();
        too.start();
        const Time limit = now() + seconds(10);
        while (crowd.most() < 2 && now() < limit) connections.run_once(milliseconds(5));
        REQUIRE(crowd.most() == 2);
    }
    CHECK(run(connections, fetch(connections, post(server.url("/"), "x"))).body == "quick");
    CHECK(run(connections, fetch(connections, post(server.url("/"), "slow"))).body == "3");
    for (int i = 0; i < 5; ++i) connections.run_once(milliseconds(5));
}

TEST_CASE("pauses end in the order of their times, and not before", "[net/http_connections]") {
    QuietLog log;
    HttpConnections connections({}, 1, log);
    Order order;
    const Time begin = now();
    std::vector<Task<int>> tasks;
    tasks.push_back(pause(connections, begin + milliseconds(120), order, 4));
    tasks.push_back(pause(connections, begin + milliseconds(40), order, 1));
    tasks.push_back(pause(connections, begin + milliseconds(80), order, 2));
    tasks.push_back(pause(connections, begin + milliseconds(80), order, 3));
    tasks.push_back(pause(connections, begin - milliseconds(1), order, 0));
    run_all(connections, tasks);
    CHECK(order == Order{0, 1, 2, 3, 4});
    CHECK(now() - begin >= milliseconds(120));
    // A time that is over is no pause: it needs no round.
    Task<int> over = pause(connections, now(), order, 5);
    over.start();
    CHECK(over.is_done());
}

TEST_CASE("a round ends with the first pause, or after the longest wait", "[net/http_connections]") {
    QuietLog log;
    HttpConnections connections({}, 1, log);
    Order order;
    const Time begin = now();
    Task<int> soon = pause(connections, begin + milliseconds(50), order, 1);
    Task<int> late = pause(connections, begin + std::chrono::hours(24 * 365), order, 2);
    soon.start();
    late.start();
    while (!soon.is_done()) connections.run_once(seconds(30));
    CHECK(now() - begin < seconds(10));
    connections.run_once(milliseconds(20));
    CHECK(now() - begin < seconds(10));
    CHECK(order == Order{1});
    CHECK_FALSE(late.is_done());
    connections.cut_pauses_short();
    connections.run_once(milliseconds(0));
    CHECK(late.is_done());
}

TEST_CASE("pauses cut short end at once, those of their times in order", "[net/http_connections]") {
    QuietLog log;
    HttpConnections connections({}, 1, log);
    Order order;
    const Time begin = now();
    std::vector<Task<int>> tasks;
    tasks.push_back(pause(connections, begin + seconds(300), order, 3));
    tasks.push_back(pause(connections, begin + seconds(100), order, 1));
    tasks.push_back(pause(connections, begin + seconds(200), order, 2));
    for (Task<int>& task : tasks) task.start();
    connections.run_once(milliseconds(0));
    CHECK(order.empty());
    connections.cut_pauses_short();
    // They go on in the next round, not within the call.
    CHECK(order.empty());
    connections.run_once(seconds(30));
    CHECK(order == Order{1, 2, 3});
    CHECK(now() - begin < seconds(10));
    connections.cut_pauses_short();
    connections.run_once(milliseconds(0));
    CHECK(order == Order{1, 2, 3});
}

TEST_CASE("a pause begun after the cut is not cut", "[net/http_connections]") {
    QuietLog log;
    HttpConnections connections({}, 1, log);
    Order order;
    Task<int> task = pause_twice(connections, now() + seconds(300), now() + seconds(300), order);
    task.start();
    connections.cut_pauses_short();
    connections.run_once(milliseconds(0));
    connections.run_once(milliseconds(0));
    CHECK(order == Order{1});
    connections.cut_pauses_short();
    connections.run_once(milliseconds(0));
    CHECK(order == Order{1, 2});
    CHECK(task.is_done());
}

TEST_CASE("answers come in while others pause", "[net/http_connections]") {
    LocalServer server(echo);
    QuietLog log;
    HttpConnections connections({}, 1, log);
    Order order;
    Task<int> late = pause(connections, now() + seconds(300), order, 1);
    late.start();
    const Time begin = now();
    CHECK(run(connections, fetch_in_turn(connections, server.url("/"), 3)) == 3);
    CHECK(now() - begin < seconds(10));
    CHECK_FALSE(late.is_done());
}
