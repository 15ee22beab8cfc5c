#pragma once

#include <chrono>
#include <coroutine>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "net/http.hpp"

namespace oa {

class HttpExchange;

/// HTTP over libcurl's multi interface: many requests in flight over kept-alive connections, each awaited by
/// a coroutine of the one thread that calls run_once.
class HttpConnections {
  public:
    using Time = std::chrono::steady_clock::time_point;

    /// At most `count` connections. Error kInternal when libcurl cannot start.
    HttpConnections(const HttpOptions& options, int count, Log& log);
    /// After every task that waits for it.
    ~HttpConnections();
    HttpConnections(const HttpConnections&) = delete;
    HttpConnections& operator=(const HttpConnections&) = delete;

    /// A request on its way: `co_await` gives the answer, or throws NetworkError.
    class Sending;
    /// Error kConfiguration when the URL is not secure.
    Sending send(HttpRequest request);

    /// `co_await` comes back at that time, or when pauses are cut short.
    class Pause;
    Pause pause_until(Time time);
    void cut_pauses_short();

    /// Waits for the next answers or the end of a pause, at most `longest`, and lets the coroutines that
    /// waited for them go on; none of them may end another.
    void run_once(std::chrono::milliseconds longest);

    /// Lets the requests that were begun leave, without waiting for anything.
    void send_out();

  private:
    struct Flight {
        std::unique_ptr<HttpExchange> exchange;
        std::coroutine_handle<> waiting;
        std::variant<std::monostate, HttpResponse, NetworkError> outcome;
        std::string request_line;  ///< for the log
    };
    struct Multi;

    void start(Flight& flight);
    void take_ended();
    void end_pauses(std::multimap<Time, Pause*>::iterator end);
    std::chrono::milliseconds until_next_pause_ends(std::chrono::milliseconds longest) const;

    HttpOptions options_;
    Log& log_;
    std::unique_ptr<Multi> multi_;
    std::vector<std::unique_ptr<HttpExchange>> idle_;
    std::multimap<Time, Pause*> pauses_;
    std::vector<std::coroutine_handle<>> ready_;
};

class HttpConnections::Sending {
  public:
    Sending(HttpConnections& connections, std::unique_ptr<HttpExchange> exchange, std::string request_line);
    ~Sending();
    Sending(const Sending&) = delete;
    Sending& operator=(const Sending&) = delete;

    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> waiting);
    HttpResponse await_resume();

  private:
    HttpConnections& connections_;
    Flight flight_;
};

class HttpConnections::Pause {
  public:
    Pause(HttpConnections& connections, Time until) : connections_(connections), until_(until) {}
    ~Pause();
    Pause(const Pause&) = delete;
    Pause& operator=(const Pause&) = delete;

    bool await_ready() const { return until_ <= std::chrono::steady_clock::now(); }
    void await_suspend(std::coroutine_handle<> waiting);
    void await_resume() const {}

  private:
    friend class HttpConnections;

    HttpConnections& connections_;
    Time until_;
    std::coroutine_handle<> waiting_;
    std::optional<std::multimap<Time, Pause*>::iterator> place_;  ///< while it lasts
};

}  // namespace oa
