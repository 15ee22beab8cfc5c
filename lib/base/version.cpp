#include "base/version.hpp"

namespace oa {

std::string version() {
    return OA_VERSION;
}

}  // namespace oa
