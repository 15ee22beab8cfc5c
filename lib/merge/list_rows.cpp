#include "merge/list_rows.hpp"

#include <fmt/format.h>

namespace oa {

MergeList::MergeList(Database& database, int company) : database_(database), company_(company) {}

void MergeList::candidates(const std::string& after_match_code,
                           const std::function<bool(const MergeCandidate&)>& candidate) {
    Statement query = database_.prepare(
        "SELECT c.match_code, c.customer_number, c.entry_date, c.bill_to_customer_number, "
        "COALESCE(l.target_customer_number, 0) FROM customer_sold_to c LEFT JOIN customer_merge_purge l "
        "ON l.company = c.company AND l.customer_number = c.customer_number "
        "WHERE c.company = ? AND c.match_code > ? AND c.match_code <> '' AND c.ghost <> 'Y' AND "
        "c.status <> 'M' ORDER BY c.match_code, c.customer_number");
    query.bind(company_, after_match_code);
    MergeCandidate read;
    while (query.step()) {
        read.match_code.assign(query.text(0));
        read.customer_number = query.integer(1);
        read.entry_date.assign(query.text(2));
        read.bill_to_customer_number = query.integer(3);
        read.listed_target = query.integer(4);
        if (!candidate(read)) return;
    }
}

std::optional<MergeListCustomer> MergeList::customer(std::int64_t customer_number) {
    Statement query = database_.prepare(
        "SELECT ghost, ghost_target_customer_number, bill_to_customer_number FROM customer_sold_to "
        "WHERE company = ? AND customer_number = ?");
    query.bind(company_, customer_number);
    if (!query.step()) return std::nullopt;
    return MergeListCustomer{query.text(0) == "Y", query.integer(1), query.integer(2)};
}

std::optional<std::int64_t> MergeList::target_of(std::int64_t customer_number) {
    Statement query = database_.prepare(
        "SELECT target_customer_number FROM customer_merge_purge WHERE company = ? AND customer_number = ?");
    query.bind(company_, customer_number);
    if (!query.step()) return std::nullopt;
    return query.integer(0);
}

void MergeList::insert(std::int64_t customer_number, std::int64_t target, std::string_view status,
                       std::string_view ghost) {
    if (!insert_) {
        insert_.emplace(
            database_.prepare("INSERT INTO customer_merge_purge (company, customer_number, "
                              "target_customer_number, status, ghost) "
                              "VALUES (?, ?, ?, ?, ?)"));
    }
    insert_->run(company_, customer_number, target, status, ghost);
}

void MergeList::add_target(std::int64_t target) {
    insert(target, target, "O", "");
}

void MergeList::add_source(std::int64_t target, std::int64_t source, std::string_view status,
                           bool is_kept_as_ghost) {
    insert(source, target, status, is_kept_as_ghost ? "Y" : "N");
}

bool MergeList::remove_source(std::int64_t target, std::int64_t source) {
    return source != target && database_
                                       .prepare(
                                           "DELETE FROM customer_merge_purge WHERE company = ? AND "
                                           "customer_number = ? AND target_customer_number = ?")
                                       .run(company_, source, target) > 0;
}

void MergeList::set_ghost(std::int64_t source, bool is_kept_as_ghost) {
    database_.prepare("UPDATE customer_merge_purge SET ghost = ? WHERE company = ? AND customer_number = ?")
        .run(is_kept_as_ghost ? "Y" : "N", company_, source);
}

std::int64_t MergeList::remove_target(std::int64_t target) {
    // The sources first: each refers to its target's row.
    const std::int64_t sources = database_
                                     .prepare(
                                         "DELETE FROM customer_merge_purge WHERE company = ? AND "
                                         "target_customer_number = ? AND customer_number <> ?")
                                     .run(company_, target, target);
    return sources + database_
                         .prepare(
                             "DELETE FROM customer_merge_purge WHERE company = ? AND customer_number = ? "
                             "AND target_customer_number = customer_number")
                         .run(company_, target);
}

std::optional<std::int64_t> MergeList::clear_after(std::int64_t& last, std::int64_t count) {
    Statement query = database_.prepare(
        "SELECT MAX(target) FROM (SELECT target_customer_number AS target FROM customer_merge_purge "
        "WHERE company = ? AND target_customer_number > ? ORDER BY 1 LIMIT ?) AS next");
    query.bind(company_, last, count);
    query.step();
    if (query.is_null(0)) return std::nullopt;
    const std::int64_t end = query.integer(0);
    query.reset();
    // Nobody's target: first the sources, then those that were theirs.
    Statement remove = database_.prepare(
        "DELETE FROM customer_merge_purge WHERE company = ?1 AND target_customer_number > ?2 AND "
        "target_customer_number <= ?3 AND NOT EXISTS (SELECT 1 FROM customer_merge_purge s WHERE s.company = "
        "?1 AND s.target_customer_number = customer_merge_purge.customer_number AND s.customer_number <> "
        "s.target_customer_number)");
    const std::int64_t sources = remove.run(company_, last, end);
    const std::int64_t rows = sources + remove.run(company_, last, end);
    last = end;
    return rows;
}

std::int64_t MergeList::clear() {
    const std::int64_t sources = database_
                                     .prepare(
                                         "DELETE FROM customer_merge_purge WHERE company = ? AND "
                                         "customer_number <> target_customer_number")
                                     .run(company_);
    return sources + database_.prepare("DELETE FROM customer_merge_purge WHERE company = ?").run(company_);
}

void MergeList::omit(std::int64_t customer_number) {
    database_.prepare("UPDATE customer_sold_to SET status = 'M' WHERE company = ? AND customer_number = ?")
        .run(company_, customer_number);
}

std::int64_t MergeList::clear_statuses() {
    return database_.prepare("UPDATE customer_sold_to SET status = '' WHERE company = ? AND status = 'M'")
        .run(company_);
}

std::int64_t MergeList::omitted_count() {
    return database_.scalar("SELECT COUNT(*) FROM customer_sold_to WHERE company = ? AND status = 'M'",
                            company_);
}

void MergeList::rows(std::int64_t target, const std::function<void(const MergeListRow&)>& row) {
    Statement query = database_.prepare(
        fmt::format("SELECT l.target_customer_number, l.customer_number, c.last_name, c.first_name, "
                    "c.company_name, CASE WHEN {} THEN 'B' ELSE 'O' END, l.ghost, c.ghost, c.company IS NULL "
                    "FROM customer_merge_purge l LEFT JOIN customer_sold_to c "
                    "ON c.company = l.company AND c.customer_number = l.customer_number "
                    "LEFT JOIN customer_sold_to t ON t.company = l.company AND t.customer_number = "
                    "l.target_customer_number "
                    "WHERE l.company = ? AND (? = 0 OR l.target_customer_number = ?) "
                    "ORDER BY l.target_customer_number, l.customer_number <> l.target_customer_number, "
                    "l.customer_number",
                    kIsBillToDuplicate));
    query.bind(company_, target, target);
    MergeListRow read;
    while (query.step()) {
        read.target = query.integer(0);
        read.customer_number = query.integer(1);
        read.last_name.assign(query.text(2));
        read.first_name.assign(query.text(3));
        read.company_name.assign(query.text(4));
        read.status.assign(query.text(5));
        read.is_kept_as_ghost = query.text(6) == "Y";
        read.is_ghost = query.text(7) == "Y";
        read.is_deleted = query.integer(8) != 0;
        row(read);
    }
}

std::int64_t MergeList::row_count() {
    return database_.scalar("SELECT COUNT(*) FROM customer_merge_purge WHERE company = ?", company_);
}

void MergeList::keep_statuses() {
    const std::string status = fmt::format(
        "(SELECT CASE WHEN {} THEN 'B' ELSE 'O' END FROM customer_sold_to c JOIN customer_sold_to t ON "
        "t.company = c.company AND t.customer_number = customer_merge_purge.target_customer_number "
        "WHERE c.company = customer_merge_purge.company AND c.customer_number = "
        "customer_merge_purge.customer_number)",
        kIsBillToDuplicate);
    database_
        .prepare(fmt::format("UPDATE customer_merge_purge SET status = {0} WHERE company = ? AND "
                             "customer_number <> target_customer_number AND status <> {0}",
                             status))
        .run(company_);
}

}  // namespace oa
