#include "customer/sync_rows.hpp"

namespace oa {

std::int64_t flag_all_customers(Database& database, int company) {
    return database
        .prepare(
            "UPDATE customer_sold_to SET synchronize_with_remote_db = 'Y' "
            "WHERE company = ? AND ghost <> 'Y' AND synchronize_with_remote_db <> 'Y'")
        .run(company);
}

bool flag_customer(Database& database, int company, std::int64_t customer_number) {
    return database
               .prepare(
                   "UPDATE customer_sold_to SET synchronize_with_remote_db = 'Y' "
                   "WHERE company = ? AND customer_number = ? AND ghost <> 'Y'")
               .run(company, customer_number) > 0;
}

std::int64_t flagged_ghosts(Database& database, int company) {
    return database.scalar(
        "SELECT COUNT(*) FROM customer_sold_to "
        "WHERE company = ? AND synchronize_with_remote_db = 'Y' AND ghost = 'Y'",
        company);
}

CustomerSyncUpdates::CustomerSyncUpdates(Database& database, int company)
    : company_(company),
      reader_(database, company),
      clear_(database.prepare(
          "UPDATE customer_sold_to SET relate_id = ?, synchronize_with_remote_db = 'N', e_commerce_id = '' "
          "WHERE company = ? AND customer_number = ?")),
      fill_(database.prepare("UPDATE customer_sold_to SET relate_id = ? "
                             "WHERE company = ? AND customer_number = ? AND relate_id = ?")),
      others_(database.prepare(
          "SELECT MIN(customer_number) FROM customer_sold_to WHERE company = ? AND relate_id = ? "
          "AND relate_id <> '' AND customer_number <> ?")) {}

SyncUpdate CustomerSyncUpdates::apply(const SoldToCustomer& as_sent, const std::string& relate_id) {
    if (!reader_.read(as_sent.customer_number, now_)) return SyncUpdate::kGone;
    if (now_ == as_sent) {
        clear_.run(relate_id, company_, as_sent.customer_number);
        return SyncUpdate::kCleared;
    }
    // The link to Customer Engagement holds whatever else was changed; one that was set meanwhile stays.
    fill_.run(relate_id, company_, as_sent.customer_number, as_sent.relate_id);
    return SyncUpdate::kChanged;
}

std::int64_t CustomerSyncUpdates::other_customer_with(const std::string& relate_id,
                                                      std::int64_t customer_number) {
    others_.bind(company_, relate_id, customer_number);
    const std::int64_t other = others_.step() ? others_.integer(0) : 0;
    others_.reset();
    return other;
}

}  // namespace oa
