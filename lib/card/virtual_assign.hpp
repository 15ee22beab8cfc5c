#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "card/bill.hpp"
#include "card/pick_rows.hpp"
#include "store/session.hpp"

namespace oa {

// Assigning Numbers to Virtual Stored Value Cards (Stored Value Card Purchase and Activation).

inline const JobName kSvcVirtualJob = {"WPSG", ""};

/// Where the numbers of virtual cards come from.
class VirtualCardSource {
  public:
    virtual ~VirtualCardSource() = default;

    /// Before the transaction that bills a line, and never in a dry run: what asks another system asks here.
    virtual void prepare(const SvcPick& pick, const SvcPickLine& line) = 0;

    /// Within the transaction - which in a dry run only reads -: a number for each unit of the line, or none
    /// at all when there are not enough.
    virtual std::vector<std::string> take(const SvcPick& pick, const SvcPickLine& line) = 0;

    /// Why there were not enough, for the Stored Value Card Assignment Errors Report (at most 100
    /// characters).
    virtual std::string shortage() const = 0;
};

/// The Virtual Card Number Table (FLSVCA): the next numbers, deleted as they are taken. A number there that
/// no card can have is reported and left where it is.
std::unique_ptr<VirtualCardSource> virtual_card_table(Session& session);

struct SvcVirtualOptions {
    std::vector<std::int64_t> picks;  ///< none: all printed ones with virtual cards
    std::string user;
};

struct SvcVirtualResult {
    SvcBillResult billed;
    std::int64_t lines_left = 0;  ///< not billed: no number

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        billed.fields(visit);
        visit("lines_left", lines_left);
    }
};

std::string summary_of(const SvcVirtualResult& result, bool dry_run);

/// Assigning Numbers to Virtual Stored Value Cards: the lines of each pick get numbers and are billed, in one
/// transaction. A line without enough numbers is not billed and stands on the Stored Value Card Assignment
/// Errors Report; its pick stays printed, and the next run takes those lines of it up.
ExitCode assign_virtual_cards(Session& session, const SvcVirtualOptions& options, VirtualCardSource& source,
                              SvcVirtualResult& result);

}  // namespace oa
