#include <fmt/format.h>

#include <chrono>
#include <optional>

#include "base/date.hpp"
#include "base/text.hpp"
#include "card/number_reader.hpp"
#include "card/purge_numbers.hpp"
#include "card/report_rows.hpp"
#include "card/tickler.hpp"
#include "card/tickler_rows.hpp"
#include "card/unactivated_report.hpp"
#include "oa_svc.hpp"

namespace oa::svc {

namespace {

using nlohmann::ordered_json;

void print_card(const DisplayedCard& displayed, const Call& call) {
    const StoredValueCard& card = displayed.card;
    call.line("Order#               {}", card.key.order_number);
    call.line("Ship to#             {}", card.key.ship_to_number);
    call.line("Line#                {}", card.key.line_number);
    call.line("Seq#                 {}", card.key.svc_sequence_number);
    call.line("Card type            {}", card_type_text(card.card_type));
    call.line("Issue amount         {}", to_string(card.issue_amount));
    call.line("Card#                {}", displayed.note.empty() ? card.card_number : displayed.note);
    call.line("Issue date           {}", card.issue_date);
    call.line("Activation date      {}", card.activation_date);
    call.line("Activation time      {}", card.activation_time);
    call.line("Activation response  {}", card.response_code);
    call.line("Email sent           {}", card.email_sent_date);
}

ordered_json to_json(const StoredValueCard& card) {
    return {{"order_number", card.key.order_number},
            {"ship_to_number", card.key.ship_to_number},
            {"line_number", card.key.line_number},
            {"svc_sequence_number", card.key.svc_sequence_number},
            {"card_type", card_type_text(card.card_type)},
            {"issue_amount", to_string(card.issue_amount)},
            {"card_number", card.card_number},
            {"issue_date", card.issue_date}};
}

ExitCode show(Arguments& arguments, const Call& call) {
    ExitCode code{};
    call.json["cards"] = ordered_json::array();
    for (const DisplayedCard& displayed : display_cards(
             call.common.session, call.common.clock, arguments.selection, arguments.user, call.log, code)) {
        const StoredValueCard& card = displayed.card;
        ordered_json json = to_json(card);
        json["number_shown"] = displayed.shown;
        json["number_note"] = displayed.note;
        json["activation_date"] = card.activation_date;
        json["activation_time"] = card.activation_time;
        json["activation_response"] = card.response_code;
        json["email_sent"] = card.email_sent_date;
        call.json["cards"].push_back(json);
        if (call.json["cards"].size() > 1) call.line("");
        print_card(displayed, call);
    }
    return code;
}

void print_order(const UnactivatedOrder& order, const Call& call) {
    call.line("order {} of {}, customer {}", order.order_number, order.order_date, order.customer_number);
    for (const StoredValueCard& card : order.cards) {
        call.line("  ship-to {:>3} line {:>3} card {:>3} {} {:>10} {:<20} {}  {}{}{}",
                  card.key.ship_to_number, card.key.line_number, card.key.svc_sequence_number, card.card_type,
                  to_string(card.issue_amount), card.card_number, card.issue_date, unactivated_reason(card),
                  card.response_code.empty() ? "" : ": ", card.response_code);
    }
}

void add_order(const UnactivatedOrder& order, ordered_json& orders) {
    ordered_json cards = ordered_json::array();
    for (const StoredValueCard& card : order.cards) {
        ordered_json json = to_json(card);
        json["reason"] = unactivated_reason(card);
        json["activation_response"] = card.response_code;
        json["auth_service"] = card.auth_service;
        cards.push_back(json);
    }
    orders.push_back({{"order_number", order.order_number},
                      {"customer_number", order.customer_number},
                      {"order_date", order.order_date},
                      {"cards", cards}});
}

ExitCode report_unactivated(Arguments&, const Call& call) {
    const auto& session = call.common.session;
    Database database = open_for_reading(session);
    call.json["orders"] = ordered_json::array();
    UnactivatedResult result;
    const ExitCode code = report_unactivated_cards(
        database, session.company, call.log,
        [&](const UnactivatedOrder& order) {
            if (call.common.json) add_order(order, call.json["orders"]);
            print_order(order, call);
        },
        result);
    call.tool.say(call.common, summary_of(result));
    fill(call.json, result);
    return code;
}

std::string_view status_text(const OutboundTrigger& trigger) {
    if (trigger.status == "R") return trigger.sent_at.empty() ? "ready" : "no answer";
    return trigger.status == "C" ? "complete" : "error";
}

/// How long its request has waited for an answer; nothing when none is awaited.
std::optional<std::chrono::seconds> age_of(const OutboundTrigger& trigger, Timestamp now) {
    const auto sent = parse_timestamp(trigger.sent_at);
    if (!sent) return std::nullopt;
    return now - *sent;
}

/// `2 d 03:15:00`
std::string to_text(std::chrono::seconds age) {
    const auto days = std::chrono::floor<std::chrono::days>(age);
    const std::chrono::hh_mm_ss time(age - days);
    const std::string clock = fmt::format("{:02}:{:02}:{:02}", time.hours().count(), time.minutes().count(),
                                          time.seconds().count());
    return days.count() == 0 ? clock : fmt::format("{} d {}", days.count(), clock);
}

ExitCode report_triggers(Arguments& arguments, const Call& call) {
    const auto& session = call.common.session;
    Database database = open_for_reading(session);
    call.json["triggers"] = ordered_json::array();
    const Timestamp now = call.common.clock.now();
    std::int64_t count = 0;
    list_svc_triggers(database, session.company, arguments.all, [&](const OutboundTrigger& trigger) {
        constexpr const char* kRow = "{:>9}  {:<4}  {:<24}  {:<7}  {:<6}  {:<9}  {:<19}  {:<19}  {:<14}  {}";
        if (count++ == 0) {
            call.line("Outbound Interface Transactions, company {}", session.company);
            call.line(kRow, "Trigger", "File", "Key", "Capture", "Status", "", "Created", "Sent",
                      "No answer for", "Processed");
        }
        const auto age = age_of(trigger, now);
        call.line(kRow, trigger.trigger_number, trigger.file_code, trigger.trigger_key, trigger.capture_type,
                  trigger.status, status_text(trigger), trigger.created_at, trigger.sent_at,
                  age ? to_text(*age) : "", trigger.processed_at);
        if (!call.common.json) return;
        call.json["triggers"].push_back(
            {{"trigger", trigger.trigger_number},
             {"file_code", trigger.file_code},
             {"key", trigger.trigger_key},
             {"capture_type", trigger.capture_type},
             {"status", trigger.status},
             {"created_at", trigger.created_at},
             {"sent_at", trigger.sent_at},
             {"seconds_without_answer", age ? ordered_json(age->count()) : ordered_json()},
             {"processed_at", trigger.processed_at}});
    });
    if (count == 0) call.line("no SVC trigger{}", arguments.all ? "" : " waits or is in error");
    return ExitCode::kDone;
}

ordered_json to_json(const Tickler& tickler) {
    return {{"tickler", tickler.number},
            {"event", tickler.event_code},
            {"status", tickler.status},
            {"customer_number", tickler.customer_number},
            {"order_number", tickler.card.order_number},
            {"ship_to_number", tickler.card.ship_to_number},
            {"line_number", tickler.card.line_number},
            {"svc_sequence_number", tickler.card.svc_sequence_number},
            {"created_at", tickler.created_at},
            {"created_by", tickler.created_by},
            {"resolved_at", tickler.resolved_at},
            {"resolved_by", tickler.resolved_by},
            {"note", tickler.note}};
}

ExitCode report_ticklers(Arguments& arguments, const Call& call) {
    const auto& session = call.common.session;
    Database database = open_for_reading(session);
    call.json["ticklers"] = ordered_json::array();
    std::int64_t count = 0;
    list_svc_ticklers(database, session.company, arguments.all, [&](const Tickler& tickler) {
        constexpr const char* kRow = "{:>7}  {:<5}  {:<6}  {:<18}  {:<19}  {:<10}  {:<19}  {:<10}  {}";
        if (count++ == 0) {
            call.line("SV and SD ticklers, company {}", session.company);
            call.line(kRow, "Tickler", "Event", "Status", "Card", "Created", "By", "Resolved", "By", "Note");
        }
        const std::string card =
            fmt::format("{} {} {} {}", tickler.card.order_number, tickler.card.ship_to_number,
                        tickler.card.line_number, tickler.card.svc_sequence_number);
        call.line(kRow, tickler.number, tickler.event_code, tickler.status, card, tickler.created_at,
                  tickler.created_by, tickler.resolved_at, tickler.resolved_by, tickler.note);
        if (call.common.json) call.json["ticklers"].push_back(to_json(tickler));
    });
    if (count == 0) call.line("no {}SV or SD tickler", arguments.all ? "" : "open ");
    return ExitCode::kDone;
}

/// The ticklers of a card that are resolved.
struct ResolvedTicklers {
    const StoredValueCardKey& card;
    std::int64_t resolved = 0;

    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("resolved", resolved);
    }
};

std::string summary_of(const ResolvedTicklers& result, bool dry_run) {
    return fmt::format("{} {} of {}", dry_run ? "would resolve" : "resolved",
                       counted(result.resolved, "tickler"), describe(result.card));
}

ExitCode resolve_tickler(Arguments& arguments, const Call& call) {
    arguments.card.company = call.common.session.company;
    ResolvedTicklers result{arguments.card};
    return call.in_session(
        kSvcTicklerJob,
        [&](Session& session) {
            result.resolved = resolve_card_ticklers(
                session, {arguments.card, arguments.event_code, arguments.note, arguments.user});
            return ExitCode::kDone;
        },
        result);
}

ExitCode purge_numbers(Arguments&, const Call& call) {
    PurgeNumbersResult result;
    return call.in_session(
        kPurgeNumbersJob, [&](Session& session) { return purge_card_numbers(session, result); }, result);
}

}  // namespace

void add_card(CLI::App& sub, StoredValueCardKey& card) {
    add_whole_number(sub, "order", card.order_number, 1, 99'999'999, "The order")->required();
    add_whole_number(sub, "ship-to", card.ship_to_number, 1, 999, "Its ship-to")->required();
    add_whole_number(sub, "line", card.line_number, 1, 99'999, "The order line")->required();
    add_whole_number(sub, "sequence", card.svc_sequence_number, 1, 99'999, "The card of the line")
        ->required();
}

void add_desk_commands(CLI::App& app, CLI::App& report, Arguments& arguments, Command& chosen) {
    CLI::App* sub = add_command(app, "show", "Display the stored value cards of an order; needs --user",
                                {"show 5001 --line 2 --user MARIA"}, &show, chosen);
    add_whole_number(*sub, "order", arguments.selection.order_number, 1, 99'999'999, "The order")->required();
    add_whole_number(*sub, "--ship-to", arguments.selection.ship_to_number, 1, 999,
                     "Only those of this ship-to");
    add_whole_number(*sub, "--line", arguments.selection.line_number, 1, 99'999,
                     "Only those of this order line");

    add_command(report, "unactivated", "Cards that were billed and not activated (UNACTSVC, PFR0075)",
                {"report unactivated"}, &report_unactivated, chosen);

    sub = add_command(report, "triggers", "SVC download triggers that wait or are in error (WOIT)",
                      {"report triggers --all"}, &report_triggers, chosen);
    sub->add_flag("--all", arguments.all, "Also those that are complete");

    sub = add_command(report, "ticklers", "SV and SD ticklers that are open (WWFM)",
                      {"report ticklers --all"}, &report_ticklers, chosen);
    sub->add_flag("--all", arguments.all, "Also those that are resolved");

    sub = add_command(
        app, "resolve-tickler", "Resolve the open SV and SD ticklers of a card (WWFM)",
        {"resolve-tickler 5001 1 2 1 --note \"activated by phone\"", "resolve-tickler 5001 1 2 1 --event SD"},
        &resolve_tickler, chosen);
    add_card(*sub, arguments.card);
    sub->add_option("--event", arguments.event_code, "Only those of this event: SV or SD")
        ->type_name("EVENT")
        ->check(CLI::IsMember({"SV", "SD"}));
    sub->add_option("--note", arguments.note, "Why, for the Tickler History: up to 250 characters")
        ->type_name("TEXT")
        ->check(CLI::Validator(
            [](const std::string& text) {
                return character_count(text) > 250 ? "is longer than 250 characters" : std::string();
            },
            ""));

    add_command(app, "purge-numbers",
                "Replace the first 12 digits of activated cards older than the days of K65 (SECRISK)",
                {"purge-numbers --dry-run"}, &purge_numbers, chosen);
}

}  // namespace oa::svc
