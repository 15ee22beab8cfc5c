#pragma once

#include <cstdint>
#include <string>

#include "customer/sold_to_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// Sets Synchronize with remote DB of every customer of the company that is no Ghost (Customer Engagement
/// Integration, Synchronizing Customer Information through a Periodic Function: "To initially export existing
/// customer information"). Answers how many did not have it set.
std::int64_t flag_all_customers(Database& database, int company);

/// The same for one; false when there is no such customer or it is a Ghost.
bool flag_customer(Database& database, int company, std::int64_t customer_number);

/// How many Ghosts have it set: they are not sent.
std::int64_t flagged_ghosts(Database& database, int company);

/// What became of a customer's row when Customer Engagement had answered.
enum class SyncUpdate {
    kCleared,  ///< Relate Id filled, Synchronize with remote DB and E-commerce ID cleared
    kChanged,  ///< the customer changed meanwhile: only the Relate Id was filled, the flag stays
    kGone,     ///< there is no such customer any more
};

/// Takes answers of Customer Engagement into the customers they are for.
class CustomerSyncUpdates {
  public:
    CustomerSyncUpdates(Database& database, int company);

    /// Within a write transaction of the caller. `as_sent` is the customer as it was read before it was sent.
    SyncUpdate apply(const SoldToCustomer& as_sent, const std::string& relate_id);

    /// Another customer of the company with that Relate Id, the first by its number; 0 for none.
    std::int64_t other_customer_with(const std::string& relate_id, std::int64_t customer_number);

  private:
    int company_;
    CustomerReader reader_;
    Statement clear_;
    Statement fill_;
    Statement others_;
    SoldToCustomer now_;
};

}  // namespace oa
