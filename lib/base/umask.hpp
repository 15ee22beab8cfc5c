#pragma once

#include <filesystem>

namespace oa {

/// What the process writes is owner-only from now on. The umask that it was started with is remembered.
void keep_files_private();

/// Gives a file that is another program's input the mode that the umask of whoever started the process says:
/// 0666 without what it takes away. Error kIo.
void set_mode_by_umask(const std::filesystem::path& path);

}  // namespace oa
