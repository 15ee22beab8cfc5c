#pragma once

#include <filesystem>
#include <vector>

namespace oa {

/// Writes a zip of the files, each under its bare name, streamed from disk (Zip64 where it must be),
/// owner-only and synced. The zip appears under its name only when it is whole; what libzip leaves behind
/// when it is killed starts with `.` and the name. Error kIo or kCannotCreate; kIo, too, when
/// one of StopSignals ends it.
void make_zip(const std::filesystem::path& zip, const std::vector<std::filesystem::path>& files);

}  // namespace oa
