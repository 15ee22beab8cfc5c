#pragma once

#include <string>
#include <string_view>

namespace oa {

/// Reads a secret from where the store names it: `env:NAME`, or `file:PATH` of a file that only its owner can
/// read (its first line). Error kConfiguration when it is not there or empty, kNoPermission when the file is
/// open to others or closed to this user, kIo when it cannot be read for another reason. `what` names the
/// secret in the sentence.
std::string read_secret(std::string_view source, std::string_view what);

}  // namespace oa
