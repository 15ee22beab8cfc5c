#include "card/stored_value_card_rows.hpp"

#include "store/unless_blank.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "delivery/outbound_trigger_rows.hpp"

namespace oa {

namespace {

constexpr const char* kColumns =
    "order_number, ship_to_number, line_number, svc_sequence_number, card_number, card_fingerprint, "
    "card_type, "
    "issue_date, issue_amount, activation_date, activation_time, email_sent_date, notice_due, auth_service, "
    "response_code, authorization_number, id_number";

StoredValueCard read(const Statement& row, int company) {
    StoredValueCard card;
    card.key = {company, row.integer(0), row.integer(1), row.integer(2), row.integer(3)};
    card.card_number = row.string(4);
    card.card_fingerprint = row.string(5);
    card.card_type = row.string(6);
    card.issue_date = row.string(7);
    card.issue_amount = row.money(8);
    card.activation_date = row.string(9);
    card.activation_time = row.string(10);
    card.email_sent_date = row.string(11);
    card.notice_due = row.string(12);
    card.auth_service = row.string(13);
    card.response_code = row.string(14);
    card.authorization_number = row.string(15);
    card.id_number = row.string(16);
    return card;
}

}  // namespace

std::optional<StoredValueCard> stored_value_card(Database& database, const StoredValueCardKey& key) {
    Statement query = database.prepare(std::string("SELECT ") + kColumns +
                                       " FROM stored_value_card WHERE company = ? AND order_number = ? AND "
                                       "ship_to_number = ? AND line_number = ? AND svc_sequence_number = ?");
    query.bind(key.company, key.order_number, key.ship_to_number, key.line_number, key.svc_sequence_number);
    if (!query.step()) return std::nullopt;
    return read(query, key.company);
}

std::vector<StoredValueCard> stored_value_cards(Database& database, int company, std::int64_t order_number) {
    Statement query =
        database.prepare(std::string("SELECT ") + kColumns +
                         " FROM stored_value_card WHERE company = ? AND order_number = ? ORDER BY "
                         "ship_to_number, line_number, svc_sequence_number");
    query.bind(company, order_number);
    std::vector<StoredValueCard> cards;
    while (query.step()) cards.push_back(read(query, company));
    return cards;
}

std::vector<StoredValueCard> stored_value_cards_with(Database& database, int company, std::string_view column,
                                                     std::string_view value) {
    std::vector<StoredValueCard> cards;
    if (value.empty()) return cards;
    Statement query = database.prepare(
        fmt::format("SELECT {} FROM stored_value_card WHERE company = ? AND {} = ? AND {} <> ''", kColumns,
                    column, column));
    query.bind(company, value);
    while (query.step()) cards.push_back(read(query, company));
    return cards;
}

void add_stored_value_card(Database& database, const StoredValueCard& card) {
    database
        .prepare(
            "INSERT INTO stored_value_card (company, order_number, ship_to_number, line_number, "
            "svc_sequence_number, "
            "card_type, issue_date, issue_amount) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .run(card.key.company, card.key.order_number, card.key.ship_to_number, card.key.line_number,
             card.key.svc_sequence_number, card.card_type, card.issue_date, card.issue_amount);
    update_stored_value_card(database, card);
}

void update_stored_value_card(Database& database, const StoredValueCard& card) {
    database
        .prepare(
            "UPDATE stored_value_card SET card_number = ?, card_fingerprint = ?, issue_date = ?, "
            "issue_amount = ?, "
            "activation_date = ?, activation_time = ?, email_sent_date = ?, notice_due = ?, auth_service = "
            "?, "
            "response_code = ?, authorization_number = ?, id_number = ? WHERE company = ? AND order_number = "
            "? AND "
            "ship_to_number = ? AND line_number = ? AND svc_sequence_number = ?")
        .run(card.card_number, card.card_fingerprint, card.issue_date, card.issue_amount,
             unless_blank(card.activation_date), card.activation_time, unless_blank(card.email_sent_date),
             card.notice_due, card.auth_service, card.response_code, card.authorization_number,
             card.id_number, card.key.company, card.key.order_number, card.key.ship_to_number,
             card.key.line_number, card.key.svc_sequence_number);
}

std::int64_t add_svc_trigger(Database& database, int company, std::string_view trigger_key,
                             std::string_view created_at) {
    return add_outbound_trigger(database, company, "SVC", trigger_key, created_at);
}

std::vector<SvcTrigger> ready_svc_triggers(Database& database, int company, std::int64_t after,
                                           std::int64_t limit) {
    Statement query = database.prepare(
        "SELECT trigger_number, trigger_key, status, sent_at, EXISTS (SELECT 1 FROM "
        "integration_process_control c WHERE c.company = t.company AND c.trigger_number = t.trigger_number "
        "AND c.status = 'RDY') FROM il_outbound_trigger t WHERE company = ? AND file_code = 'SVC' AND "
        "capture_type = 'A' AND status = 'R' AND trigger_number > ? ORDER BY trigger_number LIMIT ?");
    query.bind(company, after, limit);
    std::vector<SvcTrigger> triggers;
    while (query.step()) {
        triggers.push_back(
            {query.integer(0), query.string(1), query.string(2), query.string(3), query.integer(4) != 0});
    }
    return triggers;
}

std::optional<SvcTrigger> leading_svc_trigger(Database& database, int company, std::string_view trigger_key) {
    Statement query = database.prepare(
        "SELECT trigger_number, trigger_key, status, sent_at FROM il_outbound_trigger WHERE company = ? AND "
        "trigger_key = ? AND file_code = 'SVC' AND capture_type = 'A' AND (status = 'R' OR sent_at IS NOT "
        "NULL) ORDER BY CASE WHEN sent_at IS NULL THEN 1 ELSE 0 END, trigger_number LIMIT 1");
    query.bind(company, trigger_key);
    if (!query.step()) return std::nullopt;
    return SvcTrigger{query.integer(0), query.string(1), query.string(2), query.string(3)};
}

bool is_svc_request_under_way(Database& database, int company, std::string_view trigger_key) {
    return database.scalar(
               "SELECT COUNT(*) FROM il_outbound_trigger WHERE company = ? AND trigger_key = ? AND file_code "
               "= 'SVC' AND capture_type = 'A' AND sent_at IS NOT NULL",
               company, trigger_key) > 0;
}

void mark_svc_trigger_sent(Database& database, int company, std::int64_t trigger_number,
                           std::string_view sent_at) {
    database.prepare("UPDATE il_outbound_trigger SET sent_at = ? WHERE company = ? AND trigger_number = ?")
        .run(unless_blank(std::string(sent_at)), company, trigger_number);
}

SvcRowsDue svc_rows_due(Database& database, int company) {
    Statement query = database.prepare(
        "SELECT COUNT(*), COALESCE(MAX(trigger_number), 0), (SELECT COUNT(*) FROM stored_value_card WHERE "
        "company = ?1 AND notice_due = 'Y') FROM il_outbound_trigger t WHERE company = ?1 AND file_code = "
        "'SVC' AND capture_type = 'A' AND status = 'R' AND NOT EXISTS (SELECT 1 FROM "
        "integration_process_control c WHERE c.company = t.company AND c.trigger_number = t.trigger_number "
        "AND c.status = 'RDY' AND c.file_written = 'Y')");
    query.bind(company);
    query.step();
    return {query.integer(0), query.integer(1), query.integer(2)};
}

void close_svc_trigger(Database& database, int company, std::int64_t trigger_number, std::string_view status,
                       std::string_view processed_at) {
    database
        .prepare(
            "UPDATE il_outbound_trigger SET status = ?, processed_at = ?, sent_at = NULL WHERE company = ? "
            "AND "
            "trigger_number = ?")
        .run(status, processed_at, company, trigger_number);
}

void close_ready_svc_triggers(Database& database, int company, std::string_view trigger_key,
                              std::string_view status, std::string_view processed_at) {
    database
        .prepare(
            "UPDATE il_outbound_trigger SET status = ?, processed_at = ?, sent_at = NULL WHERE company = ? "
            "AND trigger_key = ? AND status = 'R' AND file_code = 'SVC' AND capture_type = 'A'")
        .run(status, processed_at, company, trigger_key);
}

std::string order_currency(Database& database, int company, std::int64_t order_number) {
    Statement query = database.prepare(
        "SELECT currency_code FROM order_header_extended WHERE company = ? AND order_number = ?");
    query.bind(company, order_number);
    return query.step() ? to_upper(trim(query.text(0))) : "";
}

void add_order_history(Database& database, int company, std::int64_t order_number,
                       std::string_view written_at, std::string_view user, std::string_view message) {
    database
        .prepare(
            "INSERT INTO order_transaction_history (company, order_number, sequence_number, written_at, "
            "user_id, "
            "message) SELECT ?1, ?2, COALESCE(MAX(sequence_number), 0) + 1, ?3, ?4, ?5 FROM "
            "order_transaction_history WHERE company = ?1 AND order_number = ?2")
        .run(company, order_number, written_at, user, message);
}

}  // namespace oa
