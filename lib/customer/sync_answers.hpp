#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/log.hpp"
#include "customer/exchange.hpp"
#include "customer/sold_to_rows.hpp"
#include "customer/sync.hpp"
#include "customer/sync_rows.hpp"

namespace oa {

/// How the exchange about one customer ended.
struct SyncOutcome {
    std::optional<SyncAnswer> answer;
    std::string refusal;  ///< why this one is left behind; with neither, the whole run ends
};

/// Counts a customer that is left behind, and names it with the reason.
void leave_behind(Log& log, std::int64_t customer_number, std::string_view reason,
                  CustomerSyncResult& result);

/// Takes what Customer Engagement answered into the store, counts it and tells of what is worth a look
/// (Customer Engagement Integration, Synchronizing Customer Information through a Periodic Function,
/// Synchronization updates).
class SyncAnswers {
  public:
    SyncAnswers(Database& database, int company, Log& log, CustomerSyncResult& result)
        : updates_(database, company), log_(log), result_(result) {}

    /// Within a write transaction of the caller.
    void take(const SoldToCustomer& customer, const SyncOutcome& outcome);

  private:
    void take_answer(const SoldToCustomer& customer, const SyncAnswer& answer);
    void tell_of_shared_id(const SoldToCustomer& customer, const SyncAnswer& answer);
    void count_match(MatchedBy matched_by);
    void say(Severity severity, std::int64_t customer_number, std::string_view message);

    CustomerSyncUpdates updates_;
    Log& log_;
    CustomerSyncResult& result_;
};

}  // namespace oa
