#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "card/bill.hpp"
#include "card/pick_in_message.hpp"
#include "store/session.hpp"

namespace oa {

// Assigning a Stored Value Card Number (Stored Value Card Purchase and Activation).

inline const JobName kSvcAssignJob = {"WPSA", ""};
inline const JobName kSvcPickInJob = {"PICK_IN", ""};

struct SvcAssignResult {
    std::int64_t assigned = 0;
    std::int64_t refused = 0;  ///< numbers, or rows of a message
    SvcBillResult billed;      ///< with Use Streamlined Stored Value Card Billing (I23)

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("assigned", assigned);
        visit("refused", refused);
        visit("billed", billed);
    }
};

std::string summary_of(const SvcAssignResult& result, bool dry_run);

struct SvcAssignOptions {
    std::int64_t pick = 0;
    std::int64_t line = 0;  ///< 0: the only one
    std::vector<std::string> numbers;
    std::string user;
};

/// Working with Physical Stored Value Card Assignment (WPSA): the numbers go to the units without one, in
/// order. One that cannot be given is reported and left. With I23 selected, a pick whose units all have
/// numbers is billed in the same transaction.
ExitCode assign_card_numbers(Session& session, const SvcAssignOptions& options, SvcAssignResult& result);

/// The same for the picks of a CWPickIn message, each in a transaction.
ExitCode assign_from_pick_in(Session& session, const PickInMessage& message, const std::string& user,
                             SvcAssignResult& result);

}  // namespace oa
