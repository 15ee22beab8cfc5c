#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/log.hpp"
#include "base/money.hpp"
#include "base/task.hpp"
#include "catch.hpp"
#include "net/http_connections.hpp"
#include "store/schema.hpp"
#include "store/sqlite.hpp"

// Amounts in messages of Catch2 as people read them.
template <>
struct Catch::StringMaker<oa::Money> {
    static std::string convert(oa::Money amount) { return to_string(amount); }
};

namespace oa::test {

/// A new, empty directory that goes with its owner.
class TempDir {
  public:
    TempDir();
    ~TempDir();
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
    /// The names in it, in order.
    std::vector<std::string> names() const;

  private:
    std::filesystem::path path_;
};

/// Takes what is written to stderr from its beginning to its end.
class CapturedStderr {
  public:
    CapturedStderr();
    ~CapturedStderr();
    CapturedStderr(const CapturedStderr&) = delete;
    CapturedStderr& operator=(const CapturedStderr&) = delete;

    std::string text() const;

  private:
    TempDir directory_;
    FileDescriptor saved_;
};

/// An environment variable for as long as it lives; nothing takes the variable away.
class EnvironmentVariable {
  public:
    EnvironmentVariable(std::string name, const std::optional<std::string>& value);
    ~EnvironmentVariable();
    EnvironmentVariable(const EnvironmentVariable&) = delete;
    EnvironmentVariable& operator=(const EnvironmentVariable&) = delete;

  private:
    static void set(const std::string& name, const std::optional<std::string>& value);

    std::string name_;
    std::optional<std::string> before_;
};

/// A new store with company 7 in it.
struct TestStore {
    TestStore();

    TempDir directory;
    std::filesystem::path path;
    Database database;
};

/// November 23, 2010 at 9:21:41, the time of the documentation's examples.
Clock seed_clock();

/// A log that shows nothing but errors.
class QuietLog {
  public:
    QuietLog();
    operator Log&() { return log_; }
    Log& get() { return log_; }

  private:
    Clock clock_;
    Log log_;
};

/// An HTTP server on the loopback: a thread for each connection, which is kept open.
class LocalServer {
  public:
    struct Request {
        std::string head;  ///< the request line and the headers
        std::string body;
    };
    /// Answers the bytes to send; none to hang up.
    using Handler = std::function<std::string(const Request&)>;

    explicit LocalServer(Handler handler);
    ~LocalServer();
    LocalServer(const LocalServer&) = delete;
    LocalServer& operator=(const LocalServer&) = delete;

    /// The connection that the request of this number comes on is closed with it unread; 1 is the first of
    /// all.
    void hang_up_before(std::size_t request) { hang_up_before_ = request; }
    /// It is closed as soon as what the handler answers to this request is sent.
    void hang_up_after(std::size_t request) { hang_up_after_ = request; }

    std::string url(std::string_view path) const;
    /// How many connections it took.
    std::size_t connections() const;
    /// What it was asked, in order.
    std::vector<Request> requests() const;

  private:
    struct Connection {
        FileDescriptor socket;
        std::thread thread;
    };

    void accept_all();
    void serve(int socket);
    /// Waits for a request; false when it is to stay unread.
    bool is_to_be_read(int socket) const;

    Handler handler_;
    std::atomic<std::size_t> hang_up_before_ = 0, hang_up_after_ = 0;
    int port_ = 0;
    FileDescriptor listener_;
    mutable std::mutex mutex_;
    std::list<Connection> open_;
    std::vector<Request> requests_;
    std::thread acceptor_;
};

/// The bytes of an answer; `headers` are whole lines, each with its line end.
std::string http_answer(int status, std::string_view body, std::string_view headers = "");

/// A port of the loopback at which nobody listens.
int unused_port();

/// Runs a task that waits for these connections to its end; what it gave, or its error.
template <typename Value>
Value run(HttpConnections& connections, Task<Value> task) {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    for (task.start(); !task.is_done();) {
        REQUIRE(std::chrono::steady_clock::now() < limit);
        connections.run_once(std::chrono::milliseconds(100));
    }
    return task.result();
}

void write_file(const std::filesystem::path& path, std::string_view bytes);
std::string read_file(const std::filesystem::path& path);
/// The permission bits, as chmod takes them.
unsigned mode_of(const std::filesystem::path& path);
/// The single text of a query; `(none)` when it has no row, `(null)` for NULL.
std::string query_text(Database& database, std::string_view sql);

/// A connection to a new SQLite file without any tables.
Database empty_database(const std::filesystem::path& path);

/// An amount written out: `money("-12.30")`.
Money money(std::string_view text);

bool contains(std::string_view text, std::string_view part);

/// The Error that a call ends with.
template <typename Call>
Error error_of(Call&& call) {
    try {
        std::forward<Call>(call)();
    } catch (const Error& error) {
        return error;
    }
    throw std::logic_error("the call was to end with an Error and did not");
}

}  // namespace oa::test

/// The call ends with an Error of this code whose sentence holds this part.
#define CHECK_ERROR(call, wanted_code, part)                                          \
    do {                                                                              \
        const ::oa::Error check_error = ::oa::test::error_of([&] { call; });          \
        const std::string check_sentence = check_error.what();                        \
        CAPTURE(check_sentence);                                                      \
        CHECK(static_cast<int>(check_error.code()) == static_cast<int>(wanted_code)); \
        CHECK(::oa::test::contains(check_sentence, part));                            \
    } while (false)
