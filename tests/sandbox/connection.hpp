#pragma once

#include <httplib.h>

#include <array>
#include <atomic>
#include <chrono>
#include <string>

namespace oa::sandbox {

/// One client's connection. Unlike the library's own stream it can be cut off in the middle of an answer, and
/// it gives up at once when the server stops.
class Connection : public httplib::Stream {
  public:
    /// Owns the socket; `stopping` must outlive the connection.
    Connection(socket_t socket, const std::atomic<bool>& stopping);
    ~Connection() override;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Waits for the next request; false when none comes in time.
    bool wait_for_request(std::chrono::milliseconds patience);

    /// Waits before an answer; false when the client goes away or the server stops meanwhile.
    bool pause(std::chrono::milliseconds time);

    /// Ends the connection now: whatever is still written goes nowhere.
    void cut();

    /// Tells the client that nothing more will come, and goes on listening.
    void end_writing();

    /// Takes no request after the one at hand.
    void end_after_answer() { last_ = true; }

    /// True when no further request is to be taken.
    bool is_over() const { return cut_ || last_; }

    bool is_readable() const override;
    bool is_writable() const override;
    ssize_t read(char* buffer, size_t size) override;
    ssize_t write(const char* data, size_t size) override;
    void get_remote_ip_and_port(std::string& ip, int& port) const override;
    void get_local_ip_and_port(std::string& ip, int& port) const override;
    socket_t socket() const override { return socket_; }

  private:
    bool wait_until(short events, std::chrono::milliseconds patience) const;

    socket_t socket_;
    const std::atomic<bool>& stopping_;
    bool cut_ = false;
    bool last_ = false;
    std::array<char, 65536> buffer_{};
    size_t begin_ = 0;
    size_t end_ = 0;
};

}  // namespace oa::sandbox
