#include "card/bill.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/kill_point.hpp"
#include "base/stop_signals.hpp"
#include "base/text.hpp"
#include "card/card_invoice.hpp"
#include "card/new_number.hpp"
#include "card/tickler_rows.hpp"
#include "card/trigger_key.hpp"
#include "card/virtual_number_rows.hpp"

namespace oa {

namespace {

constexpr std::size_t kUserLength = 10;
constexpr const char* kNumberEvent = "SV";

bool has_number(const StoredCardNumber& number) {
    return !number.card_number.empty();
}

}  // namespace

Money svc_issue_amount(std::string_view pricing_method, Money offer_price, Money order_line_price) {
    if (pricing_method == "OFFER") return offer_price.is_zero() ? order_line_price : offer_price;
    return order_line_price.is_zero() ? offer_price : order_line_price;
}

std::string summary_of(const SvcBillResult& result, bool dry_run) {
    std::string text = fmt::format("{} {} with {}", dry_run ? "would bill" : "billed",
                                   counted(result.picks, "pick"), counted(result.cards, "stored value card"));
    if (result.open > 0) text += fmt::format(", {} open for other items", result.open);
    if (result.without_number > 0) text += fmt::format(", {} without a number", result.without_number);
    if (result.left > 0) text += "; left " + counted(result.left, "pick");
    return text;
}

SvcPick require_unbilled_pick(SvcPicks& picks, std::int64_t number) {
    const auto pick = picks.pick(number);
    if (!pick) throw Error(ExitCode::kNoInput, "there is no such pick");
    if (pick->status == "B") throw Error(ExitCode::kInputData, "it is billed already");
    if (pick->status == "V") throw Error(ExitCode::kInputData, "it is voided");
    if (!picks.lines(number).empty()) return *pick;
    throw Error(ExitCode::kInputData, picks.has_billed_line(number)
                                          ? "its stored value cards are billed already"
                                          : "it holds no stored value card");
}

SvcPick require_printed_pick(SvcPicks& picks, std::int64_t number) {
    SvcPick pick = require_unbilled_pick(picks, number);
    const std::vector<SvcPickLine> lines = picks.lines(number);
    const auto virtual_lines = std::count_if(lines.begin(), lines.end(),
                                             [](const SvcPickLine& line) { return line.card_type == "V"; });
    if (virtual_lines != 0 && virtual_lines != std::ssize(lines)) {
        throw Error(
            ExitCode::kInputData,
            "it holds physical and virtual stored value cards; void it and print a pick slip for each line");
    }
    return pick;
}

SvcBilling::SvcBilling(Session& session, const Settings& settings, std::string_view user)
    : session_(session),
      picks_(session.database(), session.company()),
      pricing_method_(settings.system_control_value("I25")),
      has_workflow_(settings.is_selected("H96")),
      writes_invoices_(settings.property("SVC_BILL_INVOICES") == "Y"),
      user_(first_characters(user, kUserLength)) {}

void SvcBilling::bill_physical(const SvcPick& pick, SvcBillResult& result) {
    for (const SvcPickLine& line : picks_.lines(pick.number)) {
        std::vector<StoredCardNumber> numbers;
        for (const SvcPickUnit& unit : picks_.units(pick.number, line.line_number)) {
            numbers.push_back(unit.number);
        }
        if (std::ssize(numbers) > line.quantity) {
            throw Error(
                ExitCode::kInputData,
                fmt::format("its line {} has {} card records for {} units; void and reprint the pick slip",
                            line.line_number, numbers.size(), line.quantity));
        }
        // A unit that pick slip generation made no record of is one without a number.
        numbers.resize(static_cast<std::size_t>(line.quantity));
        if (!session_.dry_run()) picks_.delete_units(pick.number, line.line_number);
        bill_line(pick, line, numbers, result);
    }
    close(pick, result);
}

void SvcBilling::bill_virtual(const SvcPick& pick, const SvcPickLine& line,
                              const std::vector<StoredCardNumber>& numbers, SvcBillResult& result) {
    bill_line(pick, line, numbers, result);
    if (session_.dry_run()) return;
    remove_svc_assignment_error(session_.database(), session_.company(), pick.number, line.line_number);
}

void SvcBilling::close(const SvcPick& pick, SvcBillResult& result) {
    ++result.picks;
    const bool is_whole =
        session_.dry_run() ? picks_.has_cards_only(pick.number) : picks_.set_billed_if_whole(pick.number);
    if (!is_whole) ++result.open;
}

void SvcBilling::bill_line(const SvcPick& pick, const SvcPickLine& line,
                           const std::vector<StoredCardNumber>& numbers, SvcBillResult& result) {
    add_cards(pick, line, numbers, result);
    if (writes_invoices_) bill_card_invoice(session_, pick, line);
    if (!session_.dry_run()) picks_.set_line_billed(pick, line);
}

void SvcBilling::add_cards(const SvcPick& pick, const SvcPickLine& line,
                           const std::vector<StoredCardNumber>& numbers, SvcBillResult& result) {
    Database& database = session_.database();
    const std::string now = to_string(session_.clock().now());
    StoredValueCard card;
    card.key = {session_.company(), pick.order_number, pick.ship_to_number, line.order_line_number,
                picks_.last_card_sequence(pick, line.order_line_number)};
    card.card_type = line.card_type;
    card.issue_date = to_string(date_of(session_.clock().now()));
    // The refund, whatever I25 says.
    card.issue_amount = line.refund_amount.value_or(
        svc_issue_amount(pricing_method_, line.offer_price, line.order_line_price));
    if (card.issue_amount < Money()) {
        throw Error(ExitCode::kInputData,
                    fmt::format("the price of its line {} is negative: no card can hold {}", line.line_number,
                                to_string(card.issue_amount)));
    }
    for (const StoredCardNumber& number : numbers) {
        ++card.key.svc_sequence_number;
        ++result.cards;
        if (!has_number(number)) ++result.without_number;
        if (session_.dry_run()) continue;
        card.card_number = number.card_number;
        card.card_fingerprint = number.card_fingerprint;
        add_stored_value_card(database, card);
        if (has_number(number)) {
            add_svc_trigger(database, session_.company(), format_svc_trigger_key(card.key), now);
        } else if (has_workflow_) {
            add_tickler(card.key);
        }
    }
}

void SvcBilling::add_tickler(const StoredValueCardKey& key) {
    Tickler tickler;
    tickler.event_code = kNumberEvent;
    tickler.card = key;
    tickler.created_at = to_string(session_.clock().now());
    tickler.created_by = user_;
    tickler.note =
        fmt::format("SVC number assignment: card {} was billed without a number", key.svc_sequence_number);
    oa::add_tickler(session_.database(), tickler);
}

namespace {

/// Manually Confirming Shipments.
void require_all_numbers(SvcPicks& picks, const SvcPick& pick) {
    for (const SvcPickLine& line : picks.lines(pick.number)) {
        const std::vector<SvcPickUnit> units = picks.units(pick.number, line.line_number);
        const auto numbered = std::count_if(units.begin(), units.end(),
                                            [](const SvcPickUnit& unit) { return has_number(unit.number); });
        if (numbered < line.quantity) {
            throw Error(ExitCode::kInputData,
                        "All stored value card numbers must be entered before accepting.");
        }
    }
}

void require_physical(SvcPicks& picks, const SvcPick& pick) {
    if (picks.lines(pick.number).front().card_type == "V") {
        throw Error(ExitCode::kInputData, "it holds virtual cards; assign-virtual bills it");
    }
}

}  // namespace

ExitCode bill_picks(Session& session, const SvcBillOptions& options, SvcBillResult& result) {
    const Settings settings(session.database(), session.company());
    SvcPicks picks(session.database(), session.company());
    SvcBilling billing(session, settings, options.user);
    const StopSignals signals;
    for (const std::int64_t number : options.picks) {
        SvcBillResult billed = result;
        try {
            Transaction transaction(session.database(),
                                    session.dry_run() ? Transaction::Kind::kRead : Transaction::Kind::kWrite);
            const SvcPick pick = require_printed_pick(picks, number);
            require_physical(picks, pick);
            if (options.is_confirmation) require_all_numbers(picks, pick);
            billing.bill_physical(pick, billed);
            kill_point("svc-bill");
            transaction.commit();
            result = billed;
        } catch (const Error& error) {
            if (!is_bad_row(error)) throw;
            ++result.left;
            session.log().write(Severity::kError, fmt::format("pick {}", number), error.what());
        }
        kill_point("svc-billed");
        if (StopSignals::requested()) return ExitCode::kTryLater;
    }
    return result.left > 0 ? ExitCode::kRowsLeft : ExitCode::kDone;
}

void assign_billed_card(Session& session, const StoredValueCardKey& key, std::string_view number,
                        std::string_view user) {
    Database& database = session.database();
    const CardNumbers numbers = CardNumbers::of_store(database, session.company());
    Transaction transaction(database,
                            session.dry_run() ? Transaction::Kind::kRead : Transaction::Kind::kWrite);
    auto card = stored_value_card(database, key);
    const std::string name = fmt::format("card {} of line {}, order {}-{}", key.svc_sequence_number,
                                         key.line_number, key.order_number, key.ship_to_number);
    if (!card) throw Error(ExitCode::kNoInput, fmt::format("there is no {}: it is not billed", name));
    if (!card->card_number.empty()) {
        throw Error(ExitCode::kInputData, fmt::format("{} has a number already", name));
    }
    if (const auto problem = problem_with_new_number(SharedNumbers(database, session.company()),
                                                     SvcPayTypes(database, session.company()), number)) {
        throw Error(ExitCode::kInputData,
                    fmt::format("{} is not given to {}: {}", shown_card_number(number), name, *problem));
    }
    if (!session.dry_run()) {
        const StoredCardNumber stored = numbers.to_store(number);
        card->card_number = stored.card_number;
        card->card_fingerprint = stored.card_fingerprint;
        update_stored_value_card(database, *card);
        const std::string now = to_string(session.clock().now());
        add_svc_trigger(database, session.company(), format_svc_trigger_key(key), now);
        resolve_svc_ticklers(
            database, key, kNumberEvent,
            {now, std::string(first_characters(user, kUserLength)), "a number was assigned"});
        kill_point("svc-number");
    }
    transaction.commit();
}

}  // namespace oa
