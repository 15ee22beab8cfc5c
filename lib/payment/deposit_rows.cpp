#include "payment/deposit_rows.hpp"

#include <fmt/format.h>

#include "store/unless_blank.hpp"

namespace oa {

namespace {

constexpr const char* kColumns =
    "deposit_number, transaction_type, invoice_number, opm_sequence, order_number, authorization_sequence, "
    "authorization_number, status, deposit_service, amount, currency_code, activity_id, response_code, "
    "sent_at, answered_at";

/// What is due (m) of a payment by stored value card (p).
constexpr const char* kDue =
    "FROM invoice_payment_method m JOIN invoice_header i ON i.company = m.company AND i.invoice_number = "
    "m.invoice_number JOIN order_payment_method p ON p.company = m.company AND p.order_number = "
    "i.order_number AND p.opm_sequence = m.opm_sequence JOIN pay_type t ON t.company = p.company AND "
    "t.pay_type = p.pay_type WHERE m.company = ?1 AND m.deposit_status = '' AND t.pay_category = 4 ";

/// Of a row of invoice_payment_method: positive, and no Activity ID was entered for it.
std::string is_covered_by_authorizations(std::string_view row) {
    return fmt::format(
        "AND {0}.amount > 0 AND NOT EXISTS (SELECT 1 FROM rejected_deposit r WHERE r.company = {0}.company "
        "AND r.status = 'S' AND r.invoice_number = {0}.invoice_number AND r.opm_sequence = {0}.opm_sequence "
        "AND r.authorization_number <> '') ",
        row);
}

constexpr const char* kWrittenOff =
    "COALESCE((SELECT SUM(r.amount) FROM rejected_deposit r WHERE r.company = m.company AND r.invoice_number "
    "= m.invoice_number AND r.opm_sequence = m.opm_sequence AND r.status = 'W'), 0)";

Deposit read(const Statement& query) {
    Deposit read;
    read.number = query.integer(0);
    read.transaction_type = query.string(1);
    read.billed = {query.integer(2), query.integer(3)};
    read.order_number = query.integer(4);
    read.authorization_sequence = query.integer(5);
    read.authorization_number = query.string(6);
    read.status = query.string(7);
    read.deposit_service = query.string(8);
    read.amount = query.money(9);
    read.currency = query.string(10);
    read.activity_id = query.string(11);
    read.response_code = query.string(12);
    read.sent_at = query.string(13);
    read.answered_at = query.string(14);
    return read;
}

std::vector<Deposit> read_all(Statement& query) {
    std::vector<Deposit> all;
    while (query.step()) all.push_back(read(query));
    return all;
}

}  // namespace

std::string transaction_id(int company, const Deposit& deposit) {
    return fmt::format("{}{:03}{:012}", deposit.transaction_type, company, deposit.number);
}

Deposits::Deposits(Database& database, int company)
    : database_(database),
      company_(company),
      billed_(database.prepare(fmt::format(
          "SELECT i.order_number, i.ship_to_number, m.amount, m.deposited_amount, {}, m.deposit_status FROM "
          "invoice_payment_method m JOIN invoice_header i ON i.company = m.company AND i.invoice_number = "
          "m.invoice_number WHERE m.company = ? AND m.invoice_number = ? AND m.opm_sequence = ?",
          kWrittenOff))),
      due_(database.prepare(
          fmt::format("SELECT COALESCE(SUM(m.amount - m.deposited_amount - {}), 0) {} {} AND i.order_number "
                      "= ?2 AND m.opm_sequence = ?3",
                      kWrittenOff, kDue, is_covered_by_authorizations("m")))),
      last_(
          database.prepare("SELECT COALESCE(MAX(deposit_number), 0) FROM deposit_history WHERE company = ?")),
      open_(database.prepare(
          "SELECT 1 FROM deposit_history WHERE company = ? AND order_number = ? AND opm_sequence = ? AND "
          "authorization_sequence = ? AND status IN ('E', 'S')")) {}

std::int64_t Deposits::pass_over() {
    return database_
        .prepare(
            "UPDATE invoice_payment_method SET deposit_status = 'N' WHERE company = ?1 AND deposit_status = "
            "'' AND (amount = 0 OR NOT EXISTS (SELECT 1 FROM invoice_header i JOIN order_payment_method p ON "
            "p.company = i.company AND p.order_number = i.order_number JOIN pay_type t ON t.company = "
            "p.company AND t.pay_type = p.pay_type WHERE i.company = ?1 AND i.invoice_number = "
            "invoice_payment_method.invoice_number AND p.opm_sequence = invoice_payment_method.opm_sequence "
            "AND t.deposit_service <> '' AND (invoice_payment_method.amount > 0 OR p.suppress_refund <> "
            "'Y')))")
        .run(company_);
}

std::vector<InvoicePaymentKey> Deposits::due_after(const InvoicePaymentKey& key, std::string_view service,
                                                   std::int64_t limit) {
    Statement query = database_.prepare(
        fmt::format("SELECT m.invoice_number, m.opm_sequence {} AND m.amount <> 0 AND t.deposit_service = ?4 "
                    "AND (m.amount > 0 OR p.suppress_refund <> 'Y') AND (m.invoice_number, m.opm_sequence) > "
                    "(?2, ?3) ORDER BY m.invoice_number, m.opm_sequence LIMIT ?5",
                    kDue));
    query.bind(company_, key.invoice_number, key.opm_sequence, service, limit);
    std::vector<InvoicePaymentKey> keys;
    while (query.step()) keys.push_back({query.integer(0), query.integer(1)});
    return keys;
}

std::vector<CardPaymentKey> Deposits::payments_due_after(InvoicePaymentKey& key, std::string_view service,
                                                         std::int64_t limit) {
    Statement query = database_.prepare(fmt::format(
        "SELECT m.invoice_number, i.order_number, m.opm_sequence {} {} AND t.deposit_service = ?4 AND "
        "(m.invoice_number, m.opm_sequence) > (?2, ?3) AND NOT EXISTS (SELECT 1 FROM invoice_header e JOIN "
        "invoice_payment_method f ON f.company = e.company AND f.invoice_number = e.invoice_number WHERE "
        "e.company = ?1 AND e.order_number = i.order_number AND e.invoice_number < i.invoice_number AND "
        "f.opm_sequence = m.opm_sequence AND f.deposit_status = '' {}) ORDER BY "
        "m.invoice_number, m.opm_sequence LIMIT ?5",
        kDue, is_covered_by_authorizations("m"), is_covered_by_authorizations("f")));
    query.bind(company_, key.invoice_number, key.opm_sequence, service, limit);
    std::vector<CardPaymentKey> keys;
    while (query.step()) {
        key = {query.integer(0), query.integer(2)};
        keys.push_back({query.integer(1), query.integer(2)});
    }
    return keys;
}

Money Deposits::due(const CardPaymentKey& payment) {
    due_.bind(company_, payment.order_number, payment.opm_sequence);
    due_.step();
    const Money due = due_.money(0);
    due_.reset();
    return due;
}

std::optional<BilledAmount> Deposits::billed(const InvoicePaymentKey& key) {
    billed_.bind(company_, key.invoice_number, key.opm_sequence);
    if (!billed_.step()) return std::nullopt;
    BilledAmount billed{key,
                        billed_.integer(0),
                        billed_.integer(1),
                        billed_.money(2),
                        billed_.money(3),
                        billed_.money(4),
                        billed_.string(5)};
    billed_.reset();
    return billed;
}

void Deposits::set_status(const InvoicePaymentKey& key, std::string_view status) {
    if (!set_status_) {
        set_status_ = database_.prepare(
            "UPDATE invoice_payment_method SET deposit_status = ? WHERE company = ? AND invoice_number = ? "
            "AND opm_sequence = ?");
    }
    set_status_->run(status, company_, key.invoice_number, key.opm_sequence);
}

void Deposits::add_deposited(const InvoicePaymentKey& key, Money amount, std::string_view date) {
    if (!add_deposited_) {
        add_deposited_ = database_.prepare(
            "UPDATE invoice_payment_method SET deposited_amount = deposited_amount + ?, deposit_date = ? "
            "WHERE company = ? AND invoice_number = ? AND opm_sequence = ?");
    }
    add_deposited_->run(amount, date, company_, key.invoice_number, key.opm_sequence);
}

void Deposits::add_charged(const CardPaymentKey& payment, bool is_credit, Money amount) {
    auto& statement = is_credit ? add_credited_ : add_charged_;
    if (!statement) {
        statement = database_.prepare(fmt::format(
            "UPDATE order_payment_method SET {0} = {0} + ? WHERE company = ? AND order_number = ? "
            "AND opm_sequence = ?",
            is_credit ? "amount_credited" : "amount_charged"));
    }
    statement->run(amount, company_, payment.order_number, payment.opm_sequence);
}

std::int64_t Deposits::last_number() {
    last_.bind(company_);
    last_.step();
    const std::int64_t last = last_.integer(0);
    last_.reset();
    return last;
}

std::optional<Deposit> Deposits::deposit(std::int64_t number) {
    Statement query = database_.prepare(
        fmt::format("SELECT {} FROM deposit_history WHERE company = ? AND deposit_number = ?", kColumns));
    query.bind(company_, number);
    if (!query.step()) return std::nullopt;
    return read(query);
}

std::vector<Deposit> Deposits::sent_after(std::int64_t number, std::string_view service, std::int64_t limit) {
    Statement query = database_.prepare(
        fmt::format("SELECT {} FROM deposit_history WHERE company = ? AND status = 'S' AND deposit_number > "
                    "? AND deposit_service = ? ORDER BY deposit_number LIMIT ?",
                    kColumns));
    query.bind(company_, number, service, limit);
    return read_all(query);
}

std::vector<Deposit> Deposits::held() {
    Statement query = database_.prepare(fmt::format(
        "SELECT {} FROM deposit_history WHERE company = ? AND status = 'E' ORDER BY deposit_number",
        kColumns));
    query.bind(company_);
    return read_all(query);
}

bool Deposits::is_any_open(const CardPaymentKey& payment, std::int64_t authorization_sequence) {
    open_.bind(company_, payment.order_number, payment.opm_sequence, authorization_sequence);
    const bool is_any_open = open_.step();
    open_.reset();
    return is_any_open;
}

void Deposits::add(const Deposit& row) {
    if (!add_)
        add_ = database_.prepare(
            fmt::format("INSERT INTO deposit_history (company, {}) VALUES (?, ?, ?, ?, ?, ?, "
                        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        kColumns));
    add_->run(company_, row.number, row.transaction_type, row.billed.invoice_number, row.billed.opm_sequence,
              row.order_number, row.authorization_sequence, row.authorization_number, row.status,
              row.deposit_service, row.amount, row.currency, row.activity_id, row.response_code, row.sent_at,
              unless_blank(row.answered_at));
}

void Deposits::update(const Deposit& row) {
    if (!update_)
        update_ = database_.prepare(
            "UPDATE deposit_history SET status = ?, activity_id = ?, response_code = ?, sent_at = ?, "
            "answered_at = ? WHERE company = ? AND deposit_number = ?");
    update_->run(row.status, row.activity_id, row.response_code, row.sent_at, unless_blank(row.answered_at),
                 company_, row.number);
}

void Deposits::remove(const Deposit& row) {
    database_.prepare("DELETE FROM deposit_history WHERE company = ? AND deposit_number = ?")
        .run(company_, row.number);
}

}  // namespace oa
