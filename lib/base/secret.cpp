#include "base/secret.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <system_error>

#include "base/error.hpp"
#include "base/shown.hpp"
#include "base/text.hpp"

namespace oa {

namespace {

[[noreturn]] void refuse(ExitCode code, std::string_view what, const std::string& problem) {
    throw Error(code, fmt::format("{}: {}", what, problem));
}

/// After a system call that failed.
[[noreturn]] void refuse_file(const std::string& path, std::string_view what) {
    const int error = errno;
    if (error == ENOENT) refuse(ExitCode::kConfiguration, what, fmt::format("there is no file {}", path));
    const bool is_forbidden = error == EACCES || error == EPERM;
    refuse(is_forbidden ? ExitCode::kNoPermission : ExitCode::kIo, what,
           fmt::format("the file {} cannot be read: {}", path, std::generic_category().message(error)));
}

std::string read_secret_file(const std::string& path, std::string_view what) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) refuse_file(path, what);
    if (S_ISDIR(status.st_mode)) {
        refuse(ExitCode::kConfiguration, what, fmt::format("{} is a directory, not a file", path));
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0 || (status.st_uid != ::geteuid() && status.st_uid != 0)) {
        refuse(
            ExitCode::kNoPermission, what,
            fmt::format(
                "the file {} must belong to the user of the job and be readable by nobody else (chmod 600)",
                path));
    }
    std::ifstream file(path);
    if (!file) refuse_file(path, what);
    std::string line;
    std::getline(file, line);
    if (trim(line).empty()) {
        refuse(ExitCode::kConfiguration, what, fmt::format("the first line of the file {} is empty", path));
    }
    return std::string(trim(line));
}

std::string read_secret_variable(const std::string& name, std::string_view what) {
    const char* value = std::getenv(name.c_str());
    if (value != nullptr && *value != '\0') return value;
    refuse(ExitCode::kConfiguration, what,
           fmt::format("the environment variable {} is {}", name, value == nullptr ? "not set" : "empty"));
}

std::string read_source(std::string_view source, std::string_view what) {
    if (source.starts_with("env:")) return read_secret_variable(std::string(source.substr(4)), what);
    if (source.starts_with("file:")) return read_secret_file(std::string(source.substr(5)), what);
    refuse(ExitCode::kConfiguration, what, "its source must be env:NAME or file:PATH");
}

}  // namespace

std::string read_secret(std::string_view source, std::string_view what) {
    std::string secret = read_source(source, what);
    hide_secret(secret);
    return secret;
}

}  // namespace oa
