#include "net/http_connections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "net/http_exchange.hpp"

namespace oa {

struct HttpConnections::Multi {
    struct Cleanup {
        void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
    };
    std::unique_ptr<CURLM, Cleanup> handle;
};

namespace {

void check(CURLMcode code) {
    if (code == CURLM_OK) return;
    throw Error(ExitCode::kInternal, fmt::format("libcurl failed: {}", curl_multi_strerror(code)));
}

}  // namespace

HttpConnections::HttpConnections(const HttpOptions& options, int count, Log& log)
    : options_(options), log_(log), multi_(std::make_unique<Multi>()) {
    // The first handle starts libcurl as a whole.
    idle_.push_back(std::make_unique<HttpExchange>(options_));
    multi_->handle.reset(curl_multi_init());
    if (multi_->handle == nullptr) throw Error(ExitCode::kInternal, "libcurl could not start");
    check(curl_multi_setopt(multi_->handle.get(), CURLMOPT_MAX_TOTAL_CONNECTIONS, static_cast<long>(count)));
    check(curl_multi_setopt(multi_->handle.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(count)));
}

HttpConnections::~HttpConnections() = default;

HttpConnections::Sending HttpConnections::send(HttpRequest request) {
    std::unique_ptr<HttpExchange> exchange;
    if (idle_.empty()) {
        exchange = std::make_unique<HttpExchange>(options_);
    } else {
        exchange = std::move(idle_.back());
        idle_.pop_back();
    }
    std::string request_line = fmt::format("{} {}", request.method, host_of(request.url));
    exchange->prepare(std::move(request));
    return {*this, std::move(exchange), std::move(request_line)};
}

HttpConnections::Pause HttpConnections::pause_until(Time time) {
    return {*this, time};
}

void HttpConnections::cut_pauses_short() {
    end_pauses(pauses_.end());
}

void HttpConnections::start(Flight& flight) {
    CURL* handle = flight.exchange->handle();
    curl_easy_setopt(handle, CURLOPT_PRIVATE, &flight);
    check(curl_multi_add_handle(multi_->handle.get(), handle));
}

void HttpConnections::run_once(std::chrono::milliseconds longest) {
    int running = 0;
    check(curl_multi_perform(multi_->handle.get(), &running));
    take_ended();
    end_pauses(pauses_.upper_bound(std::chrono::steady_clock::now()));
    if (ready_.empty()) {
        const auto wait = until_next_pause_ends(longest);
        check(curl_multi_poll(multi_->handle.get(), nullptr, 0, static_cast<int>(wait.count()), nullptr));
        check(curl_multi_perform(multi_->handle.get(), &running));
        take_ended();
        end_pauses(pauses_.upper_bound(std::chrono::steady_clock::now()));
    }
    // One that goes on may begin other waits, but none of them is over before the next round.
    const std::vector<std::coroutine_handle<>> ready = std::exchange(ready_, {});
    for (const std::coroutine_handle<> waiting : ready) waiting.resume();
}

void HttpConnections::send_out() {
    int running = 0;
    check(curl_multi_perform(multi_->handle.get(), &running));
}

void HttpConnections::take_ended() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_->handle.get(), &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        const CURLcode code = message->data.result;
        CURL* handle = message->easy_handle;
        char* raw = nullptr;
        curl_easy_getinfo(handle, CURLINFO_PRIVATE, &raw);
        auto& flight = *reinterpret_cast<Flight*>(raw);
        try {
            HttpResponse response = flight.exchange->finish(code);
            log_.debug("{}: {}", flight.request_line, response.status);
            flight.outcome = std::move(response);
        } catch (const NetworkError& error) {
            flight.outcome = error;
        }
        curl_multi_remove_handle(multi_->handle.get(), handle);
        idle_.push_back(std::move(flight.exchange));
        ready_.push_back(flight.waiting);
    }
}

void HttpConnections::end_pauses(std::multimap<Time, Pause*>::iterator end) {
    while (pauses_.begin() != end) {
        Pause& pause = *pauses_.begin()->second;
        pauses_.erase(pauses_.begin());
        pause.place_.reset();
        ready_.push_back(pause.waiting_);
    }
}

std::chrono::milliseconds HttpConnections::until_next_pause_ends(std::chrono::milliseconds longest) const {
    if (pauses_.empty()) return longest;
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(pauses_.begin()->first -
                                                                   std::chrono::steady_clock::now());
    return std::clamp(wait, std::chrono::milliseconds(0), longest);
}

HttpConnections::Sending::Sending(HttpConnections& connections, std::unique_ptr<HttpExchange> exchange,
                                  std::string request_line)
    : connections_(connections) {
    flight_.exchange = std::move(exchange);
    flight_.request_line = std::move(request_line);
}

HttpConnections::Sending::~Sending() {
    // Dropped in flight: libcurl must not answer to what is gone.
    if (flight_.exchange && flight_.waiting) {
        curl_multi_remove_handle(connections_.multi_->handle.get(), flight_.exchange->handle());
    }
}

void HttpConnections::Pause::await_suspend(std::coroutine_handle<> waiting) {
    waiting_ = waiting;
    place_ = connections_.pauses_.emplace(until_, this);
}

HttpConnections::Pause::~Pause() {
    if (place_) connections_.pauses_.erase(*place_);
}

void HttpConnections::Sending::await_suspend(std::coroutine_handle<> waiting) {
    flight_.waiting = waiting;
    connections_.start(flight_);
}

HttpResponse HttpConnections::Sending::await_resume() {
    if (const auto* error = std::get_if<NetworkError>(&flight_.outcome)) throw *error;
    return std::get<HttpResponse>(std::move(flight_.outcome));
}

}  // namespace oa
