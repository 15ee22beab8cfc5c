#include "card/report_rows.hpp"

#include "card/number_rows.hpp"

namespace oa {

void add_credit_card_audit(Database& database, const CreditCardAccess& access,
                           const StoredValueCardKey& key) {
    database
        .prepare(
            "INSERT INTO credit_card_audit (company, audit_number, accessed_at, user_id, program, "
            "order_number, ship_to_number, line_number, shown) SELECT ?1, COALESCE(MAX(audit_number), 0) + "
            "1, "
            "?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM credit_card_audit WHERE company = ?1")
        .run(key.company, access.accessed_at, access.user_id, access.program, key.order_number,
             key.ship_to_number, key.line_number, access.shown);
}

void list_unactivated_cards(Database& database, int company,
                            const std::function<void(const UnactivatedOrder&)>& row) {
    Statement query = database.prepare(
        "SELECT c.order_number, c.ship_to_number, c.line_number, c.svc_sequence_number, c.card_number, "
        "c.card_type, c.issue_date, c.issue_amount, c.auth_service, c.response_code, h.customer_number, "
        "h.order_date FROM stored_value_card c JOIN order_header h ON h.company = c.company AND "
        "h.order_number = c.order_number WHERE c.company = ? AND c.activation_date IS NULL "
        "ORDER BY c.order_number, c.ship_to_number, c.line_number, c.svc_sequence_number");
    query.bind(company);
    UnactivatedOrder order;
    while (query.step()) {
        if (query.integer(0) != order.order_number) {
            if (!order.cards.empty()) row(order);
            order = {query.integer(0), query.integer(10), query.string(11), {}};
        }
        StoredValueCard& card = order.cards.emplace_back();
        card.key = {company, query.integer(0), query.integer(1), query.integer(2), query.integer(3)};
        card.card_number = query.string(4);
        card.card_type = query.string(5);
        card.issue_date = query.string(6);
        card.issue_amount = query.money(7);
        card.auth_service = query.string(8);
        card.response_code = query.string(9);
    }
    if (!order.cards.empty()) row(order);
}

void list_svc_triggers(Database& database, int company, bool all,
                       const std::function<void(const OutboundTrigger&)>& row) {
    Statement query = database.prepare(
        "SELECT t.trigger_number, t.file_code, t.trigger_key, t.capture_type, t.status, t.created_at, "
        "COALESCE(t.sent_at, (SELECT MIN(c.created_at) FROM integration_process_control c WHERE c.company = "
        "t.company AND c.trigger_number = t.trigger_number AND c.status = 'RDY' AND c.file_written = 'Y')), "
        "t.processed_at FROM il_outbound_trigger t WHERE t.company = ? AND t.file_code = 'SVC' AND (? OR "
        "t.status <> 'C') ORDER BY t.trigger_number");
    query.bind(company, all ? 1 : 0);
    while (query.step()) {
        row({query.integer(0), query.string(1), query.string(2), query.string(3), query.string(4),
             query.string(5), query.string(6), query.string(7)});
    }
}

ExpiredCards::ExpiredCards(Database& database, int company, const std::string& issued_before)
    : database_(database),
      company_(company),
      issued_before_(issued_before),
      rows_(database.prepare(
          "SELECT order_number, ship_to_number, line_number, svc_sequence_number, card_number, "
          "card_fingerprint, notice_due "
          "FROM stored_value_card WHERE company = ? AND (order_number, ship_to_number, line_number, "
          "svc_sequence_number) > (?, ?, ?, ?) AND activation_date IS NOT NULL AND issue_date < ? AND "
          "card_number <> '' AND card_number <> ? AND card_number NOT LIKE '*%' "
          "ORDER BY order_number, ship_to_number, line_number, svc_sequence_number LIMIT ?")) {}

std::vector<StoredValueCard> ExpiredCards::next(std::int64_t limit) {
    rows_.reset();
    rows_.bind(company_, last_.order_number, last_.ship_to_number, last_.line_number,
               last_.svc_sequence_number, issued_before_, kRemovedCardNumber, limit);
    std::vector<StoredValueCard> cards;
    while (rows_.step()) {
        StoredValueCard& card = cards.emplace_back();
        last_ = {company_, rows_.integer(0), rows_.integer(1), rows_.integer(2), rows_.integer(3)};
        card.key = last_;
        card.card_number = rows_.string(4);
        card.card_fingerprint = rows_.string(5);
        card.notice_due = rows_.string(6);
    }
    rows_.reset();
    return cards;
}

void ExpiredCards::store(const StoredValueCard& card, const StoredCardNumber& number) {
    if (!update_) {
        update_.emplace(database_.prepare(
            "UPDATE stored_value_card SET card_number = ?, card_fingerprint = ? WHERE company = ? AND "
            "order_number = ? AND ship_to_number = ? AND line_number = ? AND svc_sequence_number = ?"));
    }
    update_->run(number.card_number, number.card_fingerprint, card.key.company, card.key.order_number,
                 card.key.ship_to_number, card.key.line_number, card.key.svc_sequence_number);
}

}  // namespace oa
