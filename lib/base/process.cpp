#include "base/process.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>

#include "base/umask.hpp"

namespace oa {

namespace {

void keep_open(int fd, int flags) {
    if (::fcntl(fd, F_GETFD) != -1 || errno != EBADF) return;
    // The lowest free descriptor is this one: those below are open by now.
    if (::open("/dev/null", flags) != fd) std::abort();
}

}  // namespace

void prepare_process() {
    keep_open(STDIN_FILENO, O_RDONLY);
    keep_open(STDOUT_FILENO, O_RDONLY);
    keep_open(STDERR_FILENO, O_WRONLY);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    keep_files_private();
}

}  // namespace oa
