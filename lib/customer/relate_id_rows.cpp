#include "customer/relate_id_rows.hpp"

#include <fmt/format.h>

namespace oa {

namespace {

Database& with_table(Database& database) {
    database.execute(
        "DROP TABLE IF EXISTS temp.relate_id_line; DROP TABLE IF EXISTS temp.bad_relate_id_line;"
        "CREATE TEMP TABLE relate_id_line (line INTEGER PRIMARY KEY, customer_number INTEGER NOT NULL, "
        "relate_id TEXT NOT NULL);"
        "CREATE TEMP TABLE bad_relate_id_line (line INTEGER PRIMARY KEY, customer_number INTEGER NOT NULL, "
        "relate_id TEXT NOT NULL, reason TEXT NOT NULL);");
    return database;
}

// What is wrong with a line by itself or beside the others; the first that applies is its reason.
constexpr std::string_view kBadLines = R"(
INSERT INTO temp.bad_relate_id_line (line, customer_number, relate_id, reason)
SELECT t.line, t.customer_number, t.relate_id,
       CASE WHEN c.customer_number IS NULL THEN 'unknown'
            WHEN c.ghost = 'Y' THEN 'ghost'
            WHEN two.customer_number IS NOT NULL THEN 'two_ids'
            ELSE 'shared' END
FROM temp.relate_id_line t
LEFT JOIN customer_sold_to c ON c.company = ? AND c.customer_number = t.customer_number
LEFT JOIN (SELECT customer_number FROM temp.relate_id_line GROUP BY customer_number
           HAVING MIN(relate_id) <> MAX(relate_id)) two ON two.customer_number = t.customer_number
LEFT JOIN (SELECT relate_id FROM temp.relate_id_line GROUP BY relate_id
           HAVING MIN(customer_number) <> MAX(customer_number)) shared ON shared.relate_id = t.relate_id
WHERE c.customer_number IS NULL OR c.ghost = 'Y' OR two.customer_number IS NOT NULL OR shared.relate_id IS NOT NULL)";

// A Relate ID that another customer of the store has, and keeps: no good line gives that one a new one.
constexpr std::string_view kTakenLines = R"(
INSERT INTO temp.bad_relate_id_line (line, customer_number, relate_id, reason)
SELECT t.line, t.customer_number, t.relate_id, 'taken'
FROM temp.relate_id_line t
WHERE EXISTS (SELECT 1 FROM customer_sold_to o
              WHERE o.company = ? AND o.relate_id <> '' AND o.relate_id = t.relate_id
                AND o.customer_number <> t.customer_number
                AND NOT EXISTS (SELECT 1 FROM temp.relate_id_line l WHERE l.customer_number = o.customer_number)))";

constexpr std::string_view kDropBadLines =
    "DELETE FROM temp.relate_id_line WHERE line IN (SELECT line FROM temp.bad_relate_id_line)";

std::string sentence(std::string_view reason, const RelateIdLine& line) {
    if (reason == "unknown") return fmt::format("there is no customer {}", line.customer_number);
    if (reason == "ghost") return fmt::format("customer {} is a Ghost", line.customer_number);
    if (reason == "two_ids") {
        return fmt::format("customer {} has two Relate IDs, one of them {}", line.customer_number,
                           line.relate_id);
    }
    if (reason == "shared") {
        return fmt::format("Relate ID {} stands for two customers, one of them {}", line.relate_id,
                           line.customer_number);
    }
    return fmt::format("Relate ID {} for customer {} belongs to another customer of the store",
                       line.relate_id, line.customer_number);
}

}  // namespace

RelateIdUpdate::RelateIdUpdate(Database& database, int company)
    : database_(with_table(database)),
      company_(company),
      add_(database.prepare(
          "INSERT INTO temp.relate_id_line (line, customer_number, relate_id) VALUES (?, ?, ?)")),
      next_(
          database.prepare("SELECT line, customer_number, relate_id FROM temp.relate_id_line WHERE line > ? "
                           "ORDER BY line LIMIT ?")) {}

void RelateIdUpdate::add(const RelateIdLine& line) {
    add_.run(line.line, line.customer_number, line.relate_id);
}

std::int64_t RelateIdUpdate::check(const BadLine& on_bad_line) {
    // A repeated pair is one: the first line stands.
    database_.execute(
        "DELETE FROM temp.relate_id_line WHERE line NOT IN "
        "(SELECT MIN(line) FROM temp.relate_id_line GROUP BY customer_number, relate_id)");
    database_.execute("CREATE INDEX temp.relate_id_line_by_customer ON relate_id_line (customer_number)");
    database_.prepare(kBadLines).run(company_);
    // Each line that falls out may leave its customer with a Relate ID that another line wants.
    do {
        database_.execute(kDropBadLines);
    } while (database_.prepare(kTakenLines).run(company_) > 0);
    std::int64_t bad = 0;
    Statement query = database_.prepare(
        "SELECT line, customer_number, relate_id, reason FROM temp.bad_relate_id_line ORDER BY line");
    while (query.step()) {
        const RelateIdLine line{query.integer(0), query.integer(1), query.string(2)};
        on_bad_line(line, sentence(query.text(3), line));
        ++bad;
    }
    database_.execute(
        "DELETE FROM temp.relate_id_line WHERE line IN (SELECT line FROM temp.bad_relate_id_line)");
    return bad;
}

std::int64_t RelateIdUpdate::count_after(std::int64_t line) {
    return database_.scalar("SELECT COUNT(*) FROM temp.relate_id_line WHERE line > ?", line);
}

std::int64_t RelateIdUpdate::apply_after(std::int64_t& line, std::int64_t limit) {
    Statement update = database_.prepare(
        "UPDATE customer_sold_to SET relate_id = ?, synchronize_with_remote_db = 'N' "
        "WHERE company = ? AND customer_number = ?");
    std::int64_t taken = 0;
    next_.bind(line, limit);
    while (next_.step()) {
        line = next_.integer(0);
        ++taken;
        update.run(next_.text(2), company_, next_.integer(1));
    }
    return taken;
}

}  // namespace oa
