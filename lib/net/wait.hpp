#pragma once

#include <chrono>

#include "base/task.hpp"
#include "net/http_connections.hpp"

namespace oa {

/// Runs one task over these connections to its end: what it answers, or throws.
template <typename Value>
Value wait_for(HttpConnections& connections, Task<Value> task) {
    constexpr std::chrono::milliseconds kLongestWait{200};
    task.start();
    while (!task.is_done()) connections.run_once(kLongestWait);
    return task.result();
}

}  // namespace oa
