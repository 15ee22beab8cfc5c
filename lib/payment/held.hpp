#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/money.hpp"
#include "store/session.hpp"

namespace oa {

// Requests that moved money or did not: Customer Engagement could not tell, so a person finds out there.

inline const JobName kHeldJob = {"SVCHELD", ""};

/// A request whose outcome a person must find out (status E).
struct HeldRequest {
    std::string kind;    ///< authorization, deposit, credit or reversal
    std::string number;  ///< `6001-1-1`: order, payment, authorization; else the number of its history
    std::string transaction_id;  ///< the RTPTransactionID by which Customer Engagement knows it
    std::int64_t order_number = 0;
    std::int64_t opm_sequence = 0;
    Money amount;
    std::string sent_at;

    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("kind", kind);
        visit("number", number);
        visit("transaction_id", transaction_id);
        visit("order_number", order_number);
        visit("opm_sequence", opm_sequence);
        visit("amount", amount);
        visit("sent_at", sent_at);
    }
};

std::vector<HeldRequest> held_requests(Database& database, int company);

struct ResolveOptions {
    std::string kind, number;
    std::string activity_id;  ///< blank: it was not done
    std::string user;
};

struct ResolveResult {
    std::string kind, number;
    Money amount;
    std::string activity_id;

    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("kind", kind);
        visit("number", number);
        visit("amount", amount);
        visit("activity_id", activity_id);
    }
};

/// What a person found out: it was done, with this Activity ID, or it was not, and then it may be sent again
/// as another transaction. Error kNoInput when no such request is held.
ExitCode resolve_held(Session& session, const ResolveOptions& options, ResolveResult& result);

std::string summary_of(const ResolveResult& result, bool dry_run);

}  // namespace oa
