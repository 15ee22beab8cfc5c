#pragma once

#include <libxml/tree.h>

#include <string>
#include <vector>

namespace oa::sandbox {

/// How the receiver of a POSlog takes signs.
enum class PoslogSigns {
    kArts,    ///< it turns what stands in a Return, or in a Tax or Tender of TypeCode Refund, itself
    kSigned,  ///< it takes every number as it is
};

/// Reads the amounts of a `Transaction` element as such a receiver does, and says what does not agree: a
/// number that would be turned twice, a line that does not multiply out, a Total that is not the sum of the
/// lines or of the tenders. Each begins with the transaction's sequence number.
std::vector<std::string> sign_problems(const xmlNode& transaction, PoslogSigns signs);

}  // namespace oa::sandbox
