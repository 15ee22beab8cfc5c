#include "payment/reject_rows.hpp"

#include <fmt/format.h>

namespace oa {

namespace {

constexpr const char* kSelect =
    "SELECT r.reject_number, r.transaction_type, r.invoice_number, r.opm_sequence, i.order_number, "
    "r.deposit_number, r.amount, r.response_code, r.reject_date, r.authorization_number, r.status, "
    "r.changed_by, r.changed_at FROM rejected_deposit r JOIN invoice_header i ON i.company = r.company AND "
    "i.invoice_number = r.invoice_number WHERE r.company = ?1 ";

}  // namespace

RejectedDeposits::RejectedDeposits(Database& database, int company)
    : database_(database),
      company_(company),
      resubmitted_(database.prepare(
          fmt::format("{} AND r.status = 'S' AND r.invoice_number = ?2 AND r.opm_sequence = ?3 ORDER BY "
                      "r.reject_number",
                      kSelect))) {}

std::vector<RejectedDeposit> RejectedDeposits::read_all(Statement& query) const {
    std::vector<RejectedDeposit> all;
    while (query.step()) {
        all.push_back({query.integer(0),
                       query.string(1),
                       {query.integer(2), query.integer(3)},
                       query.integer(4),
                       query.integer(5),
                       query.money(6),
                       query.string(7),
                       query.string(8),
                       query.string(9),
                       query.string(10),
                       query.string(11),
                       query.string(12)});
    }
    return all;
}

std::vector<RejectedDeposit> RejectedDeposits::list(const RejectedSelection& selection) {
    Statement query = database_.prepare(
        fmt::format("{} AND (?2 = '' OR r.reject_date >= ?2) AND (?3 = '' OR r.reject_date <= ?3) AND (?4 = "
                    "'' OR r.response_code = ?4) {} ORDER BY r.reject_number",
                    kSelect, selection.all ? "" : "AND r.status IN ('', 'S')"));
    query.bind(company_, selection.from, selection.to, selection.reason);
    return read_all(query);
}

std::optional<RejectedDeposit> RejectedDeposits::reject(std::int64_t number) {
    Statement query = database_.prepare(fmt::format("{} AND r.reject_number = ?2", kSelect));
    query.bind(company_, number);
    auto found = read_all(query);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::optional<RejectedDeposit> RejectedDeposits::resubmitted(const InvoicePaymentKey& key) {
    resubmitted_.bind(company_, key.invoice_number, key.opm_sequence);
    auto found = read_all(resubmitted_);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

void RejectedDeposits::add(RejectedDeposit reject) {
    reject.number =
        1 + database_.scalar("SELECT COALESCE(MAX(reject_number), 0) FROM rejected_deposit WHERE company = ?",
                             company_);
    database_
        .prepare(
            "INSERT INTO rejected_deposit (company, reject_number, transaction_type, invoice_number, "
            "opm_sequence, deposit_number, amount, response_code, reject_date) VALUES (?, ?, ?, ?, ?, ?, ?, "
            "?, ?)")
        .run(company_, reject.number, reject.transaction_type, reject.billed.invoice_number,
             reject.billed.opm_sequence, reject.deposit_number, reject.amount, reject.response_code,
             reject.reject_date);
}

void RejectedDeposits::update(const RejectedDeposit& reject) {
    database_
        .prepare(
            "UPDATE rejected_deposit SET authorization_number = ?, status = ?, changed_by = ?, changed_at = "
            "? WHERE company = ? AND reject_number = ?")
        .run(reject.authorization_number, reject.status, reject.changed_by, reject.changed_at, company_,
             reject.number);
}

}  // namespace oa
