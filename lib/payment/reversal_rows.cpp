#include "payment/reversal_rows.hpp"

#include <fmt/format.h>

#include "store/unless_blank.hpp"

namespace oa {

namespace {

constexpr const char* kColumns =
    "r.reversal_number, r.order_number, r.opm_sequence, r.authorization_sequence, r.reason, r.amount, "
    "r.status, r.attempts, r.activity_id, r.response_code, r.created_at, r.sent_at, r.answered_at";

Reversal read(const Statement& query) {
    Reversal read;
    read.number = query.integer(0);
    read.payment = {query.integer(1), query.integer(2)};
    read.authorization_sequence = query.integer(3);
    read.reason = query.string(4);
    read.amount = query.money(5);
    read.status = query.string(6);
    read.attempts = query.integer(7);
    read.activity_id = query.string(8);
    read.response_code = query.string(9);
    read.created_at = query.string(10);
    read.sent_at = query.string(11);
    read.answered_at = query.string(12);
    return read;
}

}  // namespace

std::string transaction_id(int company, const Reversal& reversal) {
    return fmt::format("R{:03}{:012}{:03}", company, reversal.number, reversal.attempts);
}

Reversals::Reversals(Database& database, int company)
    : database_(database),
      company_(company),
      reversal_(database.prepare(
          fmt::format("SELECT {} FROM authorization_reversal r WHERE r.company = ? AND r.reversal_number = ?",
                      kColumns))),
      due_(database.prepare(
          "SELECT SUM(i.amount - i.deposited_amount) FROM invoice_header h JOIN invoice_payment_method i ON "
          "i.company = h.company AND i.invoice_number = h.invoice_number WHERE h.company = ? AND "
          "h.order_number = ? AND i.opm_sequence = ? AND i.amount > 0 AND i.deposit_status IN ('', 'E', 'R', "
          "'S')")),
      waited_for_(database.prepare(
          "SELECT COUNT(*) FROM authorization_reversal WHERE company = ? AND order_number = ? AND "
          "opm_sequence = ? AND authorization_sequence = ? AND status IN ('E', 'R', 'S')")) {}

std::optional<Reversal> Reversals::reversal(std::int64_t number) {
    reversal_.bind(company_, number);
    std::optional<Reversal> found;
    if (reversal_.step()) found = read(reversal_);
    reversal_.reset();
    return found;
}

std::vector<Reversal> Reversals::open_after(std::int64_t number, std::string_view service,
                                            std::int64_t limit) {
    Statement query = database_.prepare(fmt::format(
        "SELECT {} FROM authorization_reversal r JOIN authorization_history a ON a.company = r.company AND "
        "a.order_number = r.order_number AND a.opm_sequence = r.opm_sequence AND a.authorization_sequence = "
        "r.authorization_sequence WHERE r.company = ? AND r.reversal_number > ? AND r.status IN ('R', 'S') "
        "AND a.auth_service = ? ORDER BY r.reversal_number LIMIT ?",
        kColumns));
    query.bind(company_, number, service, limit);
    std::vector<Reversal> open;
    while (query.step()) open.push_back(read(query));
    return open;
}

std::vector<Reversal> Reversals::held() {
    Statement query = database_.prepare(
        fmt::format("SELECT {} FROM authorization_reversal r WHERE r.company = ? AND r.status = 'E' ORDER BY "
                    "r.reversal_number",
                    kColumns));
    query.bind(company_);
    std::vector<Reversal> held;
    while (query.step()) held.push_back(read(query));
    return held;
}

std::vector<CardPaymentKey> Reversals::exceeding_after(const CardPaymentKey& payment,
                                                       std::string_view service, std::string_view today,
                                                       std::int64_t limit) {
    // As CardPayment::need(). The index of open authorizations has them in this order: no row is sorted.
    Statement query = database_.prepare(
        "SELECT a.order_number, a.opm_sequence FROM authorization_history a WHERE a.company = ?1 AND "
        "a.status = 'A' AND (a.order_number, a.opm_sequence) > (?2, ?3) AND a.auth_service = ?4 AND "
        "(a.expiration_date IS NULL OR a.expiration_date >= ?5) GROUP BY a.order_number, a.opm_sequence "
        "HAVING SUM(a.amount - a.deposited_amount - a.reversed_amount) > (SELECT CASE WHEN p.status = 'D' OR "
        "h.status = 'X' THEN 0 WHEN p.amount_to_charge IS NULL THEN NULL WHEN p.amount_to_charge > "
        "p.amount_charged THEN p.amount_to_charge - p.amount_charged ELSE 0 END FROM order_payment_method p "
        "JOIN order_header h ON h.company = p.company AND h.order_number = p.order_number WHERE p.company = "
        "?1 AND p.order_number = a.order_number AND p.opm_sequence = a.opm_sequence) ORDER BY "
        "a.order_number, a.opm_sequence LIMIT ?6");
    query.bind(company_, payment.order_number, payment.opm_sequence, service, today, limit);
    std::vector<CardPaymentKey> keys;
    while (query.step()) keys.push_back({query.integer(0), query.integer(1)});
    return keys;
}

Money Reversals::due(const CardPaymentKey& payment) {
    due_.bind(company_, payment.order_number, payment.opm_sequence);
    due_.step();
    const Money due = due_.is_null(0) ? Money() : due_.money(0);
    due_.reset();
    return due;
}

bool Reversals::is_waited_for(const Authorization& authorization) {
    waited_for_.bind(company_, authorization.payment.order_number, authorization.payment.opm_sequence,
                     authorization.sequence);
    waited_for_.step();
    const bool is_waited_for = waited_for_.integer(0) > 0;
    waited_for_.reset();
    return is_waited_for;
}

void Reversals::add(Authorizations& authorizations, Authorization& authorization, std::string_view reason,
                    Money amount, std::string_view created_at) {
    authorization.reversed += amount;
    authorizations.update(authorization);
    database_
        .prepare(
            "INSERT INTO authorization_reversal (company, reversal_number, order_number, opm_sequence, "
            "authorization_sequence, reason, amount, status, created_at) SELECT ?1, "
            "COALESCE(MAX(reversal_number), 0) + 1, ?2, ?3, ?4, ?5, ?6, 'R', ?7 FROM authorization_reversal "
            "WHERE company = ?1")
        .run(company_, authorization.payment.order_number, authorization.payment.opm_sequence,
             authorization.sequence, reason, amount, created_at);
}

void Reversals::update(const Reversal& reversal) {
    database_
        .prepare(
            "UPDATE authorization_reversal SET status = ?, attempts = ?, activity_id = ?, response_code = ?, "
            "sent_at = ?, answered_at = ? WHERE company = ? AND reversal_number = ?")
        .run(reversal.status, reversal.attempts, reversal.activity_id, reversal.response_code,
             unless_blank(reversal.sent_at), unless_blank(reversal.answered_at), company_, reversal.number);
}

}  // namespace oa
