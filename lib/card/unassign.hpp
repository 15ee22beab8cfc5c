#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "card/assign.hpp"
#include "store/session.hpp"

namespace oa {

struct SvcUnassignOptions {
    std::int64_t pick = 0;
    std::int64_t line = 0;  ///< 0: the only one with numbers
    std::int64_t unit = 0;  ///< the sequence number of the card record; 0: all of the line
};

/// A unit whose number was taken back.
struct SvcUnassignedUnit {
    std::int64_t line = 0;
    std::int64_t unit = 0;
    std::string shown;  ///< the number as messages name it

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("line", line);
        visit("unit", unit);
        visit("card_number", shown);
    }
};

struct SvcUnassignResult {
    std::vector<SvcUnassignedUnit> units;

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("units", units);
    }
};

/// Working with Physical Stored Value Card Assignment (WPSA; Stored Value Card Purchase and Activation,
/// Assigning Numbers to Physical Stored Value Cards): takes numbers back from units of a pick that is not
/// billed, so that the right ones can be assigned. The numbers are free again. Error kNoInput when there is
/// no such pick or no such number, kInputData when the pick is billed or voided, or `line` must be given.
ExitCode unassign_card_numbers(Session& session, const SvcUnassignOptions& options,
                               SvcUnassignResult& result);

std::string summary_of(const SvcUnassignResult& result, std::int64_t pick, bool dry_run);

}  // namespace oa
