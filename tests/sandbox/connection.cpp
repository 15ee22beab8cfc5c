#include "connection.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace oa::sandbox {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kPatience{60000};
/// How long a wait may go without a look at whether the server stops.
constexpr milliseconds kSlice{100};

}  // namespace

Connection::Connection(socket_t socket, const std::atomic<bool>& stopping)
    : socket_(socket), stopping_(stopping) {
    // An answer goes out in pieces, and none of them is to wait until the client has acknowledged the one
    // before.
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

Connection::~Connection() {
    ::shutdown(socket_, SHUT_RDWR);
    ::close(socket_);
}

bool Connection::wait_until(short events, milliseconds patience) const {
    const auto deadline = steady_clock::now() + patience;
    while (!stopping_ && !cut_) {
        const auto left = std::chrono::ceil<milliseconds>(deadline - steady_clock::now());
        if (left <= milliseconds{0}) return false;
        pollfd watched{socket_, events, 0};
        const int ready = ::poll(&watched, 1, static_cast<int>(std::min(left, kSlice).count()));
        if (ready > 0) return true;
        if (ready < 0 && errno != EINTR) return false;
    }
    return false;
}

bool Connection::wait_for_request(milliseconds patience) {
    return begin_ < end_ || wait_until(POLLIN, patience);
}

bool Connection::pause(milliseconds time) {
    if (time == milliseconds{0}) return true;
    const bool client_left = wait_until(POLLRDHUP, time);
    return !client_left && !stopping_;
}

void Connection::cut() {
    cut_ = true;
    ::shutdown(socket_, SHUT_RDWR);
}

void Connection::end_writing() {
    ::shutdown(socket_, SHUT_WR);
}

bool Connection::is_readable() const {
    return begin_ < end_ || wait_until(POLLIN, kPatience);
}

bool Connection::is_writable() const {
    return wait_until(POLLOUT, kPatience);
}

ssize_t Connection::read(char* buffer, size_t size) {
    if (begin_ == end_) {
        if (!is_readable()) return -1;
        const auto count = ::recv(socket_, buffer_.data(), buffer_.size(), 0);
        if (count <= 0) return count;
        begin_ = 0;
        end_ = static_cast<size_t>(count);
    }
    const auto count = std::min(size, end_ - begin_);
    std::copy_n(buffer_.data() + begin_, count, buffer);
    begin_ += count;
    return static_cast<ssize_t>(count);
}

ssize_t Connection::write(const char* data, size_t size) {
    size_t done = 0;
    while (done < size) {
        if (!is_writable()) return -1;
        const auto count = ::send(socket_, data + done, size - done, MSG_NOSIGNAL);
        if (count < 0 && errno != EINTR && errno != EAGAIN) return -1;
        if (count > 0) done += static_cast<size_t>(count);
    }
    return static_cast<ssize_t>(size);
}

void Connection::get_remote_ip_and_port(std::string& ip, int& port) const {
    // Only the loopback is served, and nothing asks which of its ports.
    ip = "127.0.0.1";
    port = 0;
}

void Connection::get_local_ip_and_port(std::string& ip, int& port) const {
    get_remote_ip_and_port(ip, port);
}

}  // namespace oa::sandbox
