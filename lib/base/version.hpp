#pragma once

#include <string>

namespace oa {

/// The version of the suite, as --version prints it.
std::string version();

}  // namespace oa
