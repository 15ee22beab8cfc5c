#include "base/secret.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "base/error.hpp"
#include "base/text.hpp"

namespace oa {

namespace {

std::string read_secret_file(const std::string& path, std::string_view what) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        throw Error(ExitCode::kConfiguration, fmt::format("{}: there is no file {}", what, path));
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0 || (status.st_uid != ::geteuid() && status.st_uid != 0)) {
        throw Error(
            ExitCode::kNoPermission,
            fmt::format("{}: the file {} must belong to the user of the job and be readable by nobody else "
                        "(chmod 600)",
                        what, path));
    }
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    return std::string(trim(line));
}

}  // namespace

std::string read_secret(std::string_view source, std::string_view what) {
    std::string secret;
    if (source.starts_with("env:")) {
        const std::string name(source.substr(4));
        const char* value = std::getenv(name.c_str());
        if (value == nullptr) {
            throw Error(ExitCode::kConfiguration,
                        fmt::format("{}: the environment variable {} is not set", what, name));
        }
        secret = value;
    } else if (source.starts_with("file:")) {
        secret = read_secret_file(std::string(source.substr(5)), what);
    } else {
        throw Error(ExitCode::kConfiguration,
                    fmt::format("{}: its source must be env:NAME or file:PATH", what));
    }
    if (secret.empty()) throw Error(ExitCode::kConfiguration, fmt::format("{}: it is empty", what));
    return secret;
}

}  // namespace oa
