#pragma once

namespace oa {

/// What every tool does first. File descriptors 0 to 2 that are closed are given to /dev/null, so that no
/// store or message file gets their number: what is written to a closed stdout still fails, what is written
/// to a closed stderr is gone. A broken pipe and a file size limit (SIGPIPE, SIGXFSZ) are failed writes, not
/// the end of the process. Files and directories are made for their user alone (umask 077).
void prepare_process();

}  // namespace oa
