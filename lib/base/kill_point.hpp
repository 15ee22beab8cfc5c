#pragma once

#include <string_view>

namespace oa {

/// Sends the process SIGKILL when the test-only environment variable OA_TEST_KILL_AT names `step` (`STEP`, or
/// `STEP:N` for the Nth time it is passed), SIGSTOP for OA_TEST_STOP_AT, SIGTERM for OA_TEST_TERM_AT.
/// What is installed is built without it. The steps are those of the delivery protocol and the rows of jobs
/// that can be stopped; the fault tests end a tool at each and run it again.
#ifdef OA_TEST_STEPS
void kill_point(std::string_view step);
#else
inline void kill_point(std::string_view /*step*/) {}
#endif

}  // namespace oa
