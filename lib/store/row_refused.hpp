#pragma once

#include <string>

#include "base/error.hpp"

namespace oa {

/// What Database throws when a constraint of the schema refuses a row: kInputData. The store itself is sound.
class RowRefused : public Error {
  public:
    explicit RowRefused(const std::string& message) : Error(ExitCode::kInputData, message) {}
};

}  // namespace oa
