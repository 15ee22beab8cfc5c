#include "http_server.hpp"

#include <sys/socket.h>

#include <atomic>
#include <limits>
#include <stdexcept>
#include <string_view>
#include <thread>

#include "connection.hpp"
#include "text.hpp"

namespace oa::sandbox {

namespace {

/// Each connection has one, and each may be waiting to answer.
constexpr std::size_t kThreads = 160;
constexpr std::chrono::milliseconds kKeepAlive{5000};
/// The library announces how many requests a connection takes, so it must be told that there is no limit.
constexpr std::size_t kKeepAliveRequests = 1'000'000'000;

/// The connection that the thread at hand serves: the library's handlers are not told.
thread_local Connection* current_connection = nullptr;

/// The library's server on our own connections.
class LibraryServer : public httplib::Server {
  public:
    /// Must be called before the server is stopped, for connections to end with it.
    void break_off() { stopping_ = true; }

    /// Once it is bound. The library lets five connections wait to be taken; one more that comes at the same
    /// moment would be tried again by its system a second later.
    void let_all_wait() { ::listen(svr_sock_, SOMAXCONN); }

  private:
    bool process_and_close_socket(socket_t socket) override {
        Connection connection(socket, stopping_);
        current_connection = &connection;
        bool goes_on = true;
        while (goes_on && connection.wait_for_request(kKeepAlive)) {
            bool closed = false;
            goes_on = process_request(connection, false, closed, nullptr) && !closed && !connection.is_over();
        }
        current_connection = nullptr;
        return true;
    }

    std::atomic<bool> stopping_ = false;
};

/// The library's own choice lets a second server share the port, and would take requests at random.
void set_socket_options(socket_t socket) {
    const int on = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
}

Request translate(const httplib::Request& from) {
    Request request;
    request.method = from.method;
    const std::string_view target = from.target;
    const auto question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string_view::npos) request.query = parse_form(target.substr(question + 1));
    for (const auto& [name, value] : from.headers) request.headers.emplace(lower_case(name), value);
    request.read_body = [](const BodySink&) { return true; };
    return request;
}

/// Sends half of the body announced, then no more.
void deliver_half(const Answer& answer, httplib::Response& response) {
    response.set_content_provider(answer.body.size(), answer.content_type,
                                  [body = answer.body](std::size_t, std::size_t, httplib::DataSink& sink) {
                                      sink.write(body.data(), body.size() / 2);
                                      current_connection->cut();
                                      return false;
                                  });
}

/// Sends half of the body announced and ends its own side of the connection only, for as long as asked.
void deliver_half_and_hold(const Answer& answer, httplib::Response& response) {
    response.set_content_provider(
        answer.body.size(), answer.content_type,
        [body = answer.body, hold = answer.hold](std::size_t, std::size_t, httplib::DataSink& sink) {
            sink.write(body.data(), body.size() / 2);
            current_connection->end_writing();
            current_connection->pause(hold);
            current_connection->cut();
            return false;
        });
}

void deliver(const Answer& answer, httplib::Response& response) {
    if (!current_connection->pause(answer.delay) || answer.delivery == Delivery::kNone) {
        current_connection->cut();
        return;
    }
    response.status = answer.status;
    for (const auto& [name, value] : answer.headers) response.set_header(name, value);
    if (answer.delivery == Delivery::kHalf) {
        deliver_half(answer, response);
    } else if (answer.delivery == Delivery::kHalfAndHold) {
        deliver_half_and_hold(answer, response);
    } else {
        response.set_content(answer.body, answer.content_type);
    }
}

bool has_body(const httplib::Request& request) {
    return request.has_header("Content-Length") || request.has_header("Transfer-Encoding");
}

void serve_without_body(const Handler& handler, const httplib::Request& from, httplib::Response& to) {
    auto request = translate(from);
    deliver(handler(request), to);
}

void discard_body(const httplib::ContentReader& reader, bool multipart) {
    const auto ignore = [](const char*, std::size_t) { return true; };
    const bool whole =
        multipart ? reader([](const httplib::MultipartFormData&) { return true; }, ignore) : reader(ignore);
    if (!whole) current_connection->end_after_answer();
}

void serve_with_body(const Handler& handler, const httplib::Request& from, httplib::Response& to,
                     const httplib::ContentReader& reader) {
    auto request = translate(from);
    // Without either header the library would read until the client closes.
    bool unread = has_body(from);
    // The library takes such a body apart, so it is not to be had as it came.
    const bool multipart = from.is_multipart_form_data();
    if (unread) {
        request.read_body = [&](const BodySink& sink) {
            if (multipart) return false;
            unread = false;
            const bool whole = reader(sink);
            // What may be left of it would be taken for the next request.
            if (!whole) current_connection->end_after_answer();
            return whole;
        };
    }
    const auto answer = handler(request);
    const bool hangs_up = answer.delivery == Delivery::kNone && answer.delay == std::chrono::milliseconds{0};
    if (unread && !hangs_up) discard_body(reader, multipart);
    deliver(answer, to);
}

}  // namespace

class HttpServer::Impl {
  public:
    Impl(int port, Handler handler) : handler_(std::move(handler)) {
        add_handlers();
        server_.set_payload_max_length(std::numeric_limits<std::size_t>::max());
        server_.set_socket_options(set_socket_options);
        server_.set_keep_alive_max_count(kKeepAliveRequests);
        server_.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
        const bool bound = port == 0 ? (port_ = server_.bind_to_any_port("127.0.0.1")) > 0
                                     : server_.bind_to_port("127.0.0.1", port_ = port);
        if (!bound) throw std::runtime_error("cannot listen on port " + std::to_string(port));
        server_.let_all_wait();
    }

    ~Impl() { stop(); }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    int port() const { return port_; }

    void start() {
        thread_ = std::jthread([this] { server_.listen_after_bind(); });
        while (!server_.is_running()) std::this_thread::yield();
    }

    void stop() {
        server_.break_off();
        server_.stop();
        if (thread_.joinable()) thread_.join();
    }

  private:
    void add_handlers() {
        const auto plain = [this](const httplib::Request& from, httplib::Response& to) {
            serve_without_body(handler_, from, to);
        };
        const auto with_body = [this](const httplib::Request& from, httplib::Response& to,
                                      const httplib::ContentReader& reader) {
            serve_with_body(handler_, from, to, reader);
        };
        server_.Get(".*", plain);
        server_.Post(".*", httplib::Server::HandlerWithContentReader(with_body));
        server_.Put(".*", httplib::Server::HandlerWithContentReader(with_body));
        server_.Delete(".*", httplib::Server::HandlerWithContentReader(with_body));
    }

    Handler handler_;
    LibraryServer server_;
    int port_ = 0;
    std::jthread thread_;
};

HttpServer::HttpServer(int port, Handler handler) : impl_(std::make_unique<Impl>(port, std::move(handler))) {}

HttpServer::~HttpServer() = default;

int HttpServer::port() const {
    return impl_->port();
}

void HttpServer::start() {
    impl_->start();
}

void HttpServer::stop() {
    impl_->stop();
}

}  // namespace oa::sandbox
