#include "payment/authorization_rows.hpp"

#include <fmt/format.h>

#include "store/unless_blank.hpp"

namespace oa {

namespace {

constexpr const char* kColumns =
    "order_number, opm_sequence, authorization_sequence, status, auth_service, amount, currency_code, "
    "deposited_amount, reversed_amount, authorization_number, authorization_date, expiration_date, "
    "response_code, sent_at, answered_at";

Authorization read(const Statement& query) {
    Authorization read;
    read.payment = {query.integer(0), query.integer(1)};
    read.sequence = query.integer(2);
    read.status = query.string(3);
    read.auth_service = query.string(4);
    read.amount = query.money(5);
    read.currency = query.string(6);
    read.deposited = query.money(7);
    read.reversed = query.money(8);
    read.authorization_number = query.string(9);
    read.authorization_date = query.string(10);
    read.expiration_date = query.string(11);
    read.response_code = query.string(12);
    read.sent_at = query.string(13);
    read.answered_at = query.string(14);
    return read;
}

std::vector<Authorization> read_all(Statement& query) {
    std::vector<Authorization> all;
    while (query.step()) all.push_back(read(query));
    return all;
}

}  // namespace

std::string transaction_id(int company, const Authorization& authorization) {
    return fmt::format("A{:03}{:08}{:02}{:03}", company, authorization.payment.order_number,
                       authorization.payment.opm_sequence, authorization.sequence);
}

Authorizations::Authorizations(Database& database, int company)
    : database_(database),
      company_(company),
      of_(database.prepare(
          fmt::format("SELECT {} FROM authorization_history WHERE company = ? AND "
                      "order_number = ? AND opm_sequence = ? ORDER BY authorization_sequence",
                      kColumns))),
      last_(database.prepare("SELECT COALESCE(MAX(authorization_sequence), 0) FROM authorization_history "
                             "WHERE company = ? AND order_number = ? AND opm_sequence = ?")) {}

std::vector<Authorization> Authorizations::of(const CardPaymentKey& payment) {
    of_.bind(company_, payment.order_number, payment.opm_sequence);
    return read_all(of_);
}

std::optional<Authorization> Authorizations::authorization(const CardPaymentKey& payment,
                                                           std::int64_t sequence) {
    for (Authorization& each : of(payment)) {
        if (each.sequence == sequence) return std::move(each);
    }
    return std::nullopt;
}

std::vector<Authorization> Authorizations::sent_after(const CardPaymentKey& payment, std::int64_t sequence,
                                                      std::string_view service, std::int64_t order_number,
                                                      std::int64_t limit) {
    Statement query = database_.prepare(fmt::format(
        "SELECT {} FROM authorization_history WHERE company = ?1 AND status = 'S' AND (order_number, "
        "opm_sequence, authorization_sequence) > (?2, ?3, ?4) AND (?5 = 0 OR order_number = ?5) AND "
        "auth_service = ?7 ORDER BY "
        "order_number, opm_sequence, authorization_sequence LIMIT ?6",
        kColumns));
    query.bind(company_, payment.order_number, payment.opm_sequence, sequence, order_number, limit, service);
    return read_all(query);
}

std::optional<CardPaymentKey> Authorizations::payment_of(std::string_view authorization_number) {
    Statement query = database_.prepare(
        "SELECT order_number, opm_sequence FROM authorization_history WHERE company = ? AND "
        "authorization_number = ? AND authorization_number <> ''");
    query.bind(company_, authorization_number);
    if (!query.step()) return std::nullopt;
    return CardPaymentKey{query.integer(0), query.integer(1)};
}

std::vector<Authorization> Authorizations::held() {
    Statement query = database_.prepare(
        fmt::format("SELECT {} FROM authorization_history WHERE company = ? AND status = 'E' ORDER BY "
                    "order_number, opm_sequence, authorization_sequence",
                    kColumns));
    query.bind(company_);
    return read_all(query);
}

std::vector<CardPaymentKey> Authorizations::uncovered_after(const CardPaymentKey& payment,
                                                            std::string_view service, std::string_view today,
                                                            std::int64_t limit) {
    // Of one payment, what is under way or must be found out covers it until that is known.
    Statement query = database_.prepare(
        "SELECT p.order_number, p.opm_sequence FROM order_payment_method p JOIN pay_type t ON t.company = "
        "p.company AND t.pay_type = p.pay_type JOIN order_header h ON h.company = p.company AND "
        "h.order_number = p.order_number WHERE p.company = ?1 AND p.card_number <> '' AND (p.order_number, "
        "p.opm_sequence) > (?2, ?3) AND t.pay_category = 4 AND t.authorization_service = ?4 AND p.status = "
        "'' "
        "AND p.hold_reason_code IN ('', ?7) AND (h.status = '' OR (h.status = 'H' AND h.hold_reason_code = "
        "?7)) AND p.amount_to_charge - p.amount_charged > COALESCE((SELECT SUM(a.amount - a.deposited_amount "
        "- "
        "a.reversed_amount) FROM authorization_history a WHERE a.company = p.company AND a.order_number = "
        "p.order_number AND a.opm_sequence = p.opm_sequence AND (a.status IN ('S', 'E') OR (a.status = 'A' "
        "AND "
        "(a.expiration_date IS NULL OR a.expiration_date >= ?5)))), 0) ORDER BY p.order_number, "
        "p.opm_sequence LIMIT ?6");
    query.bind(company_, payment.order_number, payment.opm_sequence, service, today, limit,
               kInsufficientFundsHold);
    std::vector<CardPaymentKey> keys;
    while (query.step()) keys.push_back({query.integer(0), query.integer(1)});
    return keys;
}

std::int64_t Authorizations::last_sequence(const CardPaymentKey& payment) {
    last_.bind(company_, payment.order_number, payment.opm_sequence);
    last_.step();
    const std::int64_t last = last_.integer(0);
    last_.reset();
    return last;
}

void Authorizations::add(const Authorization& row) {
    if (!add_)
        add_ = database_.prepare(
            fmt::format("INSERT INTO authorization_history (company, {}) VALUES (?, ?, ?, ?, "
                        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        kColumns));
    add_->run(company_, row.payment.order_number, row.payment.opm_sequence, row.sequence, row.status,
              row.auth_service, row.amount, row.currency, row.deposited, row.reversed,
              row.authorization_number, unless_blank(row.authorization_date),
              unless_blank(row.expiration_date), row.response_code, row.sent_at,
              unless_blank(row.answered_at));
}

void Authorizations::update(const Authorization& row) {
    if (!update_)
        update_ = database_.prepare(
            "UPDATE authorization_history SET status = ?, auth_service = ?, amount = ?, currency_code = ?, "
            "deposited_amount = ?, reversed_amount = ?, authorization_number = ?, authorization_date = ?, "
            "expiration_date = ?, response_code = ?, sent_at = ?, answered_at = ? WHERE company = ? AND "
            "order_number = ? AND opm_sequence = ? AND authorization_sequence = ?");
    update_->run(row.status, row.auth_service, row.amount, row.currency, row.deposited, row.reversed,
                 row.authorization_number, unless_blank(row.authorization_date),
                 unless_blank(row.expiration_date), row.response_code, row.sent_at,
                 unless_blank(row.answered_at), company_, row.payment.order_number, row.payment.opm_sequence,
                 row.sequence);
}

void Authorizations::remove(const Authorization& row) {
    database_
        .prepare(
            "DELETE FROM authorization_history WHERE company = ? AND order_number = ? AND opm_sequence = "
            "? AND authorization_sequence = ?")
        .run(company_, row.payment.order_number, row.payment.opm_sequence, row.sequence);
}

}  // namespace oa
