#include "customer/current_customer_rows.hpp"

#include <algorithm>
#include <vector>

namespace oa {

CurrentCustomers::CurrentCustomers(Database& database, int company)
    : company_(company),
      step_(database.prepare(
          "SELECT c.ghost, CASE WHEN COALESCE(c.ghost_target_customer_number, 0) <> 0 "
          "THEN c.ghost_target_customer_number ELSE m.target_customer_number END "
          "FROM (SELECT ? AS company, ? AS customer_number) AS n "
          "LEFT JOIN customer_sold_to c ON c.company = n.company AND c.customer_number = n.customer_number "
          "LEFT JOIN customer_merged m ON m.company = n.company AND m.source_customer_number = "
          "n.customer_number")) {}

CurrentCustomer CurrentCustomers::find(std::int64_t customer_number) {
    using Kind = CurrentCustomer::Kind;
    CurrentCustomer found;
    std::vector<std::int64_t> passed;
    for (std::int64_t number = customer_number;;) {
        step_.bind(company_, number);
        step_.step();
        const bool exists = !step_.is_null(0);
        const bool is_ghost = step_.text(0) == "Y";
        const std::int64_t target = step_.integer(1);
        step_.reset();
        const bool is_current = exists && !is_ghost;
        if (passed.empty()) {
            found.kind = is_current    ? Kind::kCurrent
                         : is_ghost    ? Kind::kGhost
                         : target != 0 ? Kind::kMerged
                                       : Kind::kUnknown;
        }
        if (is_current) found.customer_number = number;
        passed.push_back(number);
        // Targets that come back to where they were lead to nobody.
        const bool is_cycle = std::find(passed.begin(), passed.end(), target) != passed.end();
        if (is_current || target == 0 || is_cycle) return found;
        number = target;
    }
}

}  // namespace oa
