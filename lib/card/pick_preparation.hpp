#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "card/virtual_assign.hpp"
#include "store/session.hpp"

namespace oa {

// Pick slip preparation of stored value cards (Stored Value Card Purchase and Activation, Assigning Numbers
// to Physical Stored Value Cards, Assigning Numbers to Virtual Stored Value Cards).

inline const JobName kSvcPickJob = {"WPSG", ""};
inline const JobName kReleaseHoldJob = {"ERHO", ""};

/// A line of the Pick Unit Report: physical cards alone stand on it.
struct PickUnitLine {
    std::int64_t pick = 0;
    std::int64_t ship_to_number = 0;
    std::int64_t line_number = 0;
    std::string item, sku_code;
    std::int64_t quantity = 0;

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("pick", pick);
        visit("ship_to_number", ship_to_number);
        visit("line_number", line_number);
        visit("item", item);
        visit("sku_code", sku_code);
        visit("quantity", quantity);
    }
};

struct SvcPickResult {
    std::vector<PickUnitLine> units;  ///< picks of physical cards
    std::int64_t virtual_cards = 0;   ///< units on picks of virtual cards
    std::int64_t not_reserved = 0;    ///< physical units that have no stock reserved; each line was reported
    std::vector<std::int64_t> virtual_picks;  ///< of the order, whose numbers are to be drawn
    SvcVirtualResult assigned;                ///< what became of those

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("units", units);
        visit("virtual_cards", virtual_cards);
        visit("not_reserved", not_reserved);
        visit("assigned", assigned);
    }
};

struct SvcPickOptions {
    std::int64_t order_number = 0;
    std::int64_t ship_to_number = 0;  ///< 0: all
    std::string user;
};

/// Prints a separate pick slip for each order line with a stored value card item (for each unit of an item
/// that ships alone), with a Pick Stored Value Card record for each unit of a physical card: the units that
/// are reserved and on no pick so far. Virtual cards reserve themselves; the caller then draws their numbers
/// (`virtual_picks`). With Use Gift Card Fraud Checking (L72) an order with a stored value card item and a
/// stored value card payment is put on hold GC instead, once. Error kNoInput for an order that is not there,
/// kInputData for one that is held, closed or cancelled. kRowsLeft when units are not reserved.
ExitCode prepare_card_picks(Session& session, const SvcPickOptions& options, SvcPickResult& result);

std::string summary_of(const SvcPickResult& result, bool dry_run);

/// Releases an order, and its payments, from hold. Error kNoInput for an order that is not there, kInputData
/// when it is not held for this reason.
void release_order_hold(Session& session, std::int64_t order_number, const std::string& reason,
                        const std::string& user);

}  // namespace oa
