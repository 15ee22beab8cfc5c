#pragma once

#include <string>

namespace oa {

/// The name of this machine, as its jobs are known by; blank when it has none.
std::string host_name();

}  // namespace oa
