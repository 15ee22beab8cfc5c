#include "svc_pages.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string_view>

#include "clock.hpp"

namespace oa::sandbox {

namespace {

using nlohmann::json;

json describe(const CardActivity& activity) {
    json shown = {{"transaction_id", activity.transaction_id},
                  {"activity_id", activity.activity_id},
                  {"type", type_name(activity.operation)},
                  {"amount_hundredths", activity.hundredths},
                  {"response_code", response_code(activity)}};
    if (!activity.hold_id.empty()) shown["preauth_activity_id"] = activity.hold_id;
    return shown;
}

json describe(const CardHold& hold) {
    return {{"transaction_id", hold.transaction_id},
            {"activity_id", hold.activity_id},
            {"amount_hundredths", hold.hundredths},
            {"open_hundredths", hold.open},
            {"expired", hold.expired}};
}

json describe(const Card& card) {
    auto activities = json::array();
    auto deposits = json::array();
    auto holds = json::array();
    for (const auto& activity : card.activities) {
        activities.push_back(describe(activity));
        if (activity.is_deposit()) deposits.push_back(activities.back());
    }
    for (const auto& hold : card.holds) holds.push_back(describe(hold));
    return {{"number", with_cards_masked(card.number)},
            {"active", card.active},
            {"generated", card.generated},
            {"currency", card.currency},
            {"expiration_date", card.expiration_date},
            {"decline", card.decline},
            {"balance_hundredths", card.balance},
            {"available_hundredths", card.available()},
            {"fundings", card.fundings()},
            {"double_funded", card.repeated_fundings() > 0},
            {"double_spent", card.repeated_spendings() > 0},
            {"holds", std::move(holds)},
            {"deposits", std::move(deposits)},
            {"activities", std::move(activities)}};
}

template <typename T>
std::optional<T> given(const json& object, const char* name) {
    return object.contains(name) ? std::optional(object.at(name).get<T>()) : std::nullopt;
}

/// Throws std::invalid_argument where a value cannot be.
CardSetup read_setup(const json& object) {
    CardSetup setup;
    setup.number = object.at("number").get<std::string>();
    setup.active = given<bool>(object, "active");
    setup.balance = given<long long>(object, "balance_hundredths");
    setup.currency = given<std::string>(object, "currency");
    setup.expiration_date = given<std::string>(object, "expiration_date");
    setup.decline = object.value("decline", "");
    setup.declined_in_answer = object.value("in_answer", false);
    const auto date = setup.expiration_date.value_or("");
    if (!date.empty() && (!parse_day(date) || date.size() != std::string_view("YYYY-MM-DD").size())) {
        throw std::invalid_argument("expiration_date must be YYYY-MM-DD");
    }
    return setup;
}

Answer show_cards(const Sandbox& sandbox) {
    auto shown = json::array();
    for (const auto& card : sandbox.cards.all()) shown.push_back(describe(card));
    return json_answer(200, shown);
}

/// Makes one card known, or all of a list. Whether a card is declined is always set, the rest where it is
/// given.
Answer put_cards(Sandbox& sandbox, Request& request) try {
    auto sent = json::parse(request.text());
    if (!sent.is_array()) sent = json::array({std::move(sent)});
    std::vector<CardSetup> setups;
    for (const auto& each : sent) setups.push_back(read_setup(each));
    for (const auto& setup : setups) sandbox.cards.put(setup);
    return json_answer(201, {{"cards", setups.size()}});
} catch (const json::exception& error) {
    return json_answer(400, {{"message", with_cards_masked(error.what())}});
} catch (const std::invalid_argument& error) {
    return json_answer(400, {{"message", error.what()}});
}

}  // namespace

void add_svc_pages(Router& router, Sandbox& sandbox) {
    router.add(
        {"GET", Route::Match::kExact, "/sandbox/cards", "", [&](Request&) { return show_cards(sandbox); }});
    for (const auto* method : {"POST", "PUT"}) {
        router.add({method, Route::Match::kExact, "/sandbox/cards", "",
                    [&](Request& request) { return put_cards(sandbox, request); }});
    }
}

json describe_svc_services(const Sandbox& sandbox) {
    const auto counts = sandbox.svc_tally.counts();
    std::size_t active = 0;
    std::size_t fundings = 0;
    std::size_t double_funded = 0;
    std::size_t holds = 0;
    std::size_t deposits = 0;
    std::size_t double_spent = 0;
    const auto cards = sandbox.cards.all();
    for (const auto& card : cards) {
        if (card.active) ++active;
        fundings += card.fundings();
        holds += card.holds.size();
        deposits += card.deposits();
        if (card.repeated_fundings() > 0) ++double_funded;
        if (card.repeated_spendings() > 0) ++double_spent;
    }
    return {{"requests", json(counts.requests)},
            {"cards", cards.size()},
            {"generated", counts.created},
            {"active", active},
            {"fundings", fundings},
            {"double_funded", double_funded},
            {"holds", holds},
            {"deposits", deposits},
            {"double_spent", double_spent},
            {"invalid", counts.invalid},
            {"errors", counts.errors},
            {"faults", counts.faults}};
}

}  // namespace oa::sandbox
