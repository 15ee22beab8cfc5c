#pragma once

#include <string_view>

namespace oa {

/// Ends the process with SIGKILL when the test-only environment variable OA_TEST_KILL_AT names `step`
/// (`STEP` or `STEP:N` for the Nth time it is passed), and stops it with SIGSTOP when OA_TEST_STOP_AT does.
/// Elsewhere it does nothing. The steps are those of the delivery protocol; the fault tests kill a tool at
/// each and run it again.
void kill_point(std::string_view step);

}  // namespace oa
