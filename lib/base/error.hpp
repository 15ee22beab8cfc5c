#pragma once

#include <stdexcept>
#include <string>

namespace oa {

/// How a tool ends, from sysexits.h; the README's table says what each means to a chain of jobs.
enum class ExitCode {
    kDone = 0,
    kRowsLeft = 1,        ///< done, but some rows were left behind and named
    kUsage = 64,          ///< the command line is wrong
    kInputData = 65,      ///< the input's data is wrong
    kNoInput = 66,        ///< the input is not there
    kUnavailable = 69,    ///< the other side refused or was out of reach
    kInternal = 70,       ///< a defect of the suite
    kCannotCreate = 73,   ///< a file or directory could not be made
    kIo = 74,             ///< reading or writing failed
    kTryLater = 75,       ///< locked or stopped: the same command may be run again
    kNoPermission = 77,   ///< not allowed
    kConfiguration = 78,  ///< a setting is missing or wrong
};

/// An error that ends the run: a sentence for the operator and the exit code. Caught once, in the tools.
class Error : public std::runtime_error {
  public:
    Error(ExitCode code, const std::string& message) : std::runtime_error(message), code_(code) {}

    ExitCode code() const { return code_; }

  private:
    ExitCode code_;
};

}  // namespace oa
