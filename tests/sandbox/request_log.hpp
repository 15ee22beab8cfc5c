#pragma once

#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

namespace oa::sandbox {

/// One request as it may be shown: without anything that gives access.
struct LoggedRequest {
    std::string method;
    std::string kind;
    std::string path;
    int status = 0;  ///< 0 when no answer was given
};

/// The latest requests to the services, in the order they were answered. Safe to use from several threads.
class RequestLog {
  public:
    void add(LoggedRequest request) {
        const std::scoped_lock lock(mutex_);
        requests_.push_back(std::move(request));
        if (requests_.size() > kKept) requests_.pop_front();
    }

    std::vector<LoggedRequest> all() const {
        const std::scoped_lock lock(mutex_);
        return {requests_.begin(), requests_.end()};
    }

    void clear() {
        const std::scoped_lock lock(mutex_);
        requests_.clear();
    }

  private:
    static constexpr std::size_t kKept = 10'000;

    mutable std::mutex mutex_;
    std::deque<LoggedRequest> requests_;
};

}  // namespace oa::sandbox
