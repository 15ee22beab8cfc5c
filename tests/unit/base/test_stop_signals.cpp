#include "base/stop_signals.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include "unit/support.hpp"

using namespace oa;

namespace {

volatile std::sig_atomic_t handled = 0;

void count(int /*signal*/) {
    handled = handled + 1;
}

/// A handler of this test's own for a signal, for as long as it lives.
class OwnHandler {
  public:
    explicit OwnHandler(int signal) : signal_(signal) {
        handled = 0;
        struct sigaction action {};
        action.sa_handler = &count;
        sigaction(signal_, &action, &before_);
    }
    ~OwnHandler() { sigaction(signal_, &before_, nullptr); }
    OwnHandler(const OwnHandler&) = delete;
    OwnHandler& operator=(const OwnHandler&) = delete;

  private:
    int signal_;
    struct sigaction before_ {};
};

}  // namespace

TEST_CASE("SIGINT and SIGTERM ask to stop, and the process goes on", "[base/stop_signals]") {
    for (const int signal : {SIGINT, SIGTERM}) {
        CAPTURE(signal);
        const StopSignals signals;
        CHECK_FALSE(StopSignals::requested());
        std::raise(signal);
        CHECK(StopSignals::requested());
    }
}

TEST_CASE("a second signal ends the process at once", "[base/stop_signals]") {
    for (const int signal : {SIGINT, SIGTERM}) {
        CAPTURE(signal);
        const pid_t child = ::fork();
        if (child == 0) {
            const StopSignals signals;
            std::raise(SIGTERM);
            std::raise(signal);
            ::_exit(0);
        }
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        CHECK(WIFSIGNALED(status));
        CHECK(WTERMSIG(status) == signal);
    }
}

TEST_CASE("a signal that the parent ignores stays ignored", "[base/stop_signals]") {
    for (const int signal : {SIGINT, SIGTERM}) {
        CAPTURE(signal);
        const auto before = std::signal(signal, SIG_IGN);
        {
            const StopSignals signals;
            std::raise(signal);
            CHECK_FALSE(StopSignals::requested());
        }
        std::signal(signal, before);
    }
}

TEST_CASE("a new one begins without a request", "[base/stop_signals]") {
    {
        const StopSignals signals;
        std::raise(SIGTERM);
    }
    CHECK(StopSignals::requested());
    const StopSignals again;
    CHECK_FALSE(StopSignals::requested());
}

TEST_CASE("afterwards the signals do what they did before", "[base/stop_signals]") {
    for (const int signal : {SIGINT, SIGTERM}) {
        CAPTURE(signal);
        const OwnHandler own(signal);
        {
            const StopSignals signals;
            std::raise(signal);
        }
        CHECK(handled == 0);
        std::raise(signal);
        CHECK(handled == 1);
    }
}

TEST_CASE("another signal does not ask to stop", "[base/stop_signals]") {
    const OwnHandler own(SIGUSR1);
    const StopSignals signals;
    std::raise(SIGUSR1);
    CHECK(handled == 1);
    CHECK_FALSE(StopSignals::requested());
}

TEST_CASE("a request stays although an inner one begins and ends", "[base/stop_signals]") {
    const StopSignals outer;
    std::raise(SIGTERM);
    {
        const StopSignals inner;
        CHECK(StopSignals::requested());
    }
    CHECK(StopSignals::requested());
}

TEST_CASE("the signals still ask when an inner one has ended", "[base/stop_signals]") {
    const StopSignals outer;
    { const StopSignals inner; }
    std::raise(SIGTERM);
    CHECK(StopSignals::requested());
}
