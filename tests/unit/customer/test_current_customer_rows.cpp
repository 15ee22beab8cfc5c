#include "customer/current_customer_rows.hpp"

#include <string>
#include <vector>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

using Kind = CurrentCustomer::Kind;

TEST_CASE("whom a customer number stands for after merges", "[customer/current_customer_rows]") {
    struct Case {
        std::string name;
        std::int64_t number;
        Kind kind;
        std::int64_t now;
    };
    const std::vector<Case> cases = {
        {"a customer", 1, Kind::kCurrent, 1},
        {"a Ghost", 2, Kind::kGhost, 1},
        {"a Ghost of a Ghost", 3, Kind::kGhost, 1},
        {"a Ghost whose row names no target, but whose merge was recorded", 4, Kind::kGhost, 1},
        {"a Ghost of whom nothing is known", 5, Kind::kGhost, 0},
        {"a source that was deleted", 10, Kind::kMerged, 1},
        {"a source of a source of a source", 12, Kind::kMerged, 1},
        {"a source of a Ghost", 13, Kind::kMerged, 1},
        {"a source whose target is gone without a record", 14, Kind::kMerged, 0},
        {"Ghosts of one another", 6, Kind::kGhost, 0},
        {"a Ghost of itself", 8, Kind::kGhost, 0},
        {"sources of one another", 20, Kind::kMerged, 0},
        {"a customer that has a merged one's number", 30, Kind::kCurrent, 30},
        {"nobody", 99, Kind::kUnknown, 0},
        {"another company's", 40, Kind::kUnknown, 0},
    };
    TestStore store;
    add_company(store.database, 8, "Eight");
    store.database.execute(R"(
INSERT INTO customer_sold_to (company, customer_number, ghost, ghost_target_customer_number) VALUES
    (7, 1, '', 0), (7, 2, 'Y', 1), (7, 3, 'Y', 2), (7, 4, 'Y', 0), (7, 5, 'Y', 0), (7, 6, 'Y', 7), (7, 7, 'Y', 6),
    (7, 8, 'Y', 8), (7, 30, 'N', 0), (8, 40, '', 0);
INSERT INTO customer_merged (company, source_customer_number, target_customer_number) VALUES
    (7, 4, 1), (7, 10, 1), (7, 11, 10), (7, 12, 11), (7, 13, 3), (7, 14, 98), (7, 20, 21), (7, 21, 20), (7, 30, 1),
    (8, 1, 40), (8, 99, 40);
)");
    CurrentCustomers customers(store.database, 7);
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const CurrentCustomer found = customers.find(c.number);
        CHECK(found.kind == c.kind);
        CHECK(found.customer_number == c.now);
    }
}
