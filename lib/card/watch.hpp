#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/log.hpp"
#include "card/stored_value_card_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// What a pass would find to do.
struct SvcWork {
    SvcRowsDue rows;
    std::vector<std::string> answers;  ///< files in the queue of the integration layer

    friend bool operator==(const SvcWork&, const SvcWork&) = default;
};

SvcWork svc_work(Database& database, int company);

/// Looks for work at every `delay` until SIGTERM or SIGINT, and calls `pass` when there is some (the SVC
/// Activation integration layer job and its Outbound delay time). What a pass left is tried again after waits
/// that double up to ten minutes, at once when there is something new. A pass that was locked out, or found
/// nobody, is followed by the next; other errors end it. Error kConfiguration with I50 selected: activations
/// are then sent by batch alone.
ExitCode watch_svc_triggers(Database& database, int company, std::chrono::seconds delay, Log& log,
                            const std::function<ExitCode()>& pass);

}  // namespace oa
