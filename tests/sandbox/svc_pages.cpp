#include "svc_pages.hpp"

#include <nlohmann/json.hpp>

namespace oa::sandbox {

namespace {

using nlohmann::json;

json describe(const Card& card) {
    auto fundings = json::array();
    for (const auto& funding : card.fundings) {
        fundings.push_back({{"transaction_id", funding.transaction_id},
                            {"activity_id", funding.activity_id},
                            {"type", funding.type},
                            {"amount_hundredths", funding.hundredths}});
    }
    return {{"number", with_cards_masked(card.number)},
            {"active", card.active},
            {"generated", card.generated},
            {"currency", card.currency},
            {"decline", card.decline},
            {"balance_hundredths", card.balance()},
            {"fundings", card.fundings.size()},
            {"double_funded", card.repeated_fundings() > 0},
            {"activities", std::move(fundings)}};
}

Answer show_cards(const Sandbox& sandbox) {
    auto shown = json::array();
    for (const auto& card : sandbox.cards.all()) shown.push_back(describe(card));
    return json_answer(200, shown);
}

/// Makes one card known, or all of a list; what is not said of a card is as for a new one.
Answer put_cards(Sandbox& sandbox, Request& request) try {
    auto given = json::parse(request.text());
    if (!given.is_array()) given = json::array({std::move(given)});
    std::vector<Card> cards;
    for (const auto& each : given) {
        Card card;
        card.number = each.at("number").get<std::string>();
        card.active = each.value("active", false);
        card.decline = each.value("decline", "");
        card.declined_in_answer = each.value("in_answer", false);
        cards.push_back(std::move(card));
    }
    for (auto& card : cards) sandbox.cards.put(std::move(card));
    return json_answer(201, {{"cards", cards.size()}});
} catch (const json::exception& error) {
    return json_answer(400, {{"message", with_cards_masked(error.what())}});
}

}  // namespace

void add_svc_pages(Router& router, Sandbox& sandbox) {
    router.add(
        {"GET", Route::Match::kExact, "/sandbox/cards", "", [&](Request&) { return show_cards(sandbox); }});
    router.add({"POST", Route::Match::kExact, "/sandbox/cards", "",
                [&](Request& request) { return put_cards(sandbox, request); }});
}

json describe_svc_services(const Sandbox& sandbox) {
    const auto counts = sandbox.svc_tally.counts();
    std::size_t active = 0;
    std::size_t fundings = 0;
    std::size_t double_funded = 0;
    const auto cards = sandbox.cards.all();
    for (const auto& card : cards) {
        if (card.active) ++active;
        fundings += card.fundings.size();
        if (card.repeated_fundings() > 0) ++double_funded;
    }
    return {{"requests", json(counts.requests)},
            {"cards", cards.size()},
            {"generated", counts.created},
            {"active", active},
            {"fundings", fundings},
            {"double_funded", double_funded},
            {"invalid", counts.invalid},
            {"errors", counts.errors},
            {"faults", counts.faults}};
}

}  // namespace oa::sandbox
