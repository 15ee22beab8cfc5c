#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "store/settings.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// One field of the set-up, and whether it is as it must be.
struct SetupFinding {
    std::string subject;   ///< `service bureau RLT`
    std::string field;     ///< `Send reversal`
    std::string found;     ///< what the store has
    std::string expected;  ///< what it must be, and where that is set
    std::string severity;  ///< ok, advice or fault

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("subject", subject);
        visit("field", field);
        visit("found", found);
        visit("expected", expected);
        visit("severity", severity);
    }
};

/// Is the company set up to be paid by stored value cards at Customer Engagement (Customer Engagement
/// Integration, Oracle Retail Customer Engagement Integration Setup in Order Administration, field by field;
/// Card Number Length, Card Number Prefix)? The service bureau RLT is looked at where a pay type names it, or
/// none names another.
std::vector<SetupFinding> check_payment_setup(Database& database, int company);

/// kConfiguration when there is a fault, kRowsLeft when there is advice alone.
ExitCode exit_code_of(const std::vector<SetupFinding>& findings);

}  // namespace oa
