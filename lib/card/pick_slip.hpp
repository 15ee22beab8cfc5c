#pragma once

#include <cstdint>
#include <string>

#include "store/session.hpp"

namespace oa {

// Reprinting and Voiding Pick Slips (WVRP) as far as the Pick Stored Value Card Table goes (Stored Value Card
// Purchase and Activation, "If you void or reprint the pick slip"): of picks that are not billed. Numbers of
// deleted records are free again.

inline const JobName kSvcVoidJob = {"WVRP", ""};

/// What became of a pick.
struct SvcPickSlipResult {
    std::int64_t deleted = 0;  ///< pick stored value card records
    std::int64_t created = 0;
    std::int64_t unreserved = 0;  ///< units of order lines

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("deleted", deleted);
        visit("created", created);
    }
};

/// Void the pick slip, or void and unreserve it: the associated records are deleted. Its units stay reserved
/// for their order lines (Quantity reserved), so that they can be printed again, or are reserved no more.
/// Error kNoInput when there is no such pick, kInputData when it is billed, in part too, or voided.
void void_svc_pick(Session& session, std::int64_t pick, bool unreserves, SvcPickSlipResult& result);

/// Decrease the quantity allocated to `quantity`: the last records of the line are deleted. `line` is 0 for
/// the only one. Error kInputData for a quantity that is not smaller.
void decrease_svc_pick(Session& session, std::int64_t pick, std::int64_t line, std::int64_t quantity,
                       SvcPickSlipResult& result);

/// Reprint the pick slip: the old pick is voided and its records are deleted; the new pick has the same lines
/// and new records without numbers. Error kInputData when the new pick is there already, or would hold
/// physical and virtual cards, which nothing can bill.
void reprint_svc_pick(Session& session, std::int64_t pick, std::int64_t new_pick, SvcPickSlipResult& result);

}  // namespace oa
