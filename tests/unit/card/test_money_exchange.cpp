#include "card/money_exchange.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Customer Engagement Integration, Customer Engagement Stored Value Card Integration: what an inquiry tells
// of a request whose answer was lost. The answers' layout is this project's reading
// (schemas/svc-services.xsd).

namespace {

using Kind = MoneyOutcome::Kind;

constexpr const char* kCard = "6006491234561443";
constexpr const char* kTransaction = "A0070000600101001";

SvcTransaction transaction() {
    SvcTransaction transaction;
    transaction.card_number = kCard;
    transaction.amount = Money::hundredths(4000);
    transaction.currency = "USD";
    transaction.transaction_id = kTransaction;
    return transaction;
}

svc::Activity activity(std::string response, std::string amount = "40.00", std::string id = "900001",
                       std::string of = kTransaction) {
    return {std::move(id), std::move(of), std::move(amount), std::move(response)};
}

svc::Card card(std::vector<svc::Activity> activities) {
    svc::Card card;
    card.is_active = true;
    card.tells_activities = true;
    card.activities = std::move(activities);
    return card;
}

}  // namespace

TEST_CASE("an inquiry tells what became of a transaction", "[card/money_exchange]") {
    struct Row {
        const char* what;
        svc::Card card;
        Kind kind;
    };
    const std::vector<Row> rows = {
        {"approved", card({activity("APPROVED")}), Kind::kApproved},
        {"in small letters", card({activity("approved")}), Kind::kApproved},
        {"approved, its amount not told", card({activity("APPROVED", "")}), Kind::kApproved},
        {"declined", card({activity("DECLINED")}), Kind::kDeclined},
        {"nothing of it among others", card({activity("APPROVED", "40.00", "900001", "A0070000600101002")}),
         Kind::kNotDone},
        {"no activity at all", card({}), Kind::kNotDone},
        {"no response code", card({activity("")}), Kind::kUntold},
        {"a response code of another kind", card({activity("PENDING")}), Kind::kUntold},
        {"another amount", card({activity("APPROVED", "4.00")}), Kind::kUntold},
        {"no activity ID", card({activity("APPROVED", "40.00", "")}), Kind::kUntold},
        {"too long an activity ID", card({activity("APPROVED", "40.00", std::string(21, '9'))}),
         Kind::kUntold},
        {"two activities", card({activity("APPROVED"), activity("APPROVED", "40.00", "900002")}),
         Kind::kUntold},
        {"an activity of nobody knows what", card({activity("APPROVED", "40.00", "900002", "")}),
         Kind::kUntold},
    };
    for (const Row& row : rows) {
        INFO(row.what);
        const MoneyOutcome outcome = outcome_of(row.card, transaction());
        CHECK(static_cast<int>(outcome.kind) == static_cast<int>(row.kind));
        CHECK(outcome.activity_id == (row.kind == Kind::kApproved ? "900001" : ""));
        CHECK(outcome.problem.empty() == (row.kind == Kind::kApproved || row.kind == Kind::kDeclined));
    }
}

TEST_CASE("an inquiry about another card or without activities tells nothing", "[card/money_exchange]") {
    svc::Card other = card({activity("APPROVED")});
    other.card_number = "************9999";
    CHECK(static_cast<int>(outcome_of(other, transaction()).kind) == static_cast<int>(Kind::kUntold));
    svc::Card silent = card({});
    silent.tells_activities = false;
    CHECK(static_cast<int>(outcome_of(silent, transaction()).kind) == static_cast<int>(Kind::kUntold));
}
