#include "customer/relate_id_rows.hpp"

namespace oa {

namespace {

Database& with_tables(Database& database) {
    database.execute(
        "DROP TABLE IF EXISTS temp.relate_id_line; DROP TABLE IF EXISTS temp.refused_relate_id_line;"
        "CREATE TEMP TABLE relate_id_line (line INTEGER PRIMARY KEY, customer_number INTEGER NOT NULL, "
        "relate_id TEXT NOT NULL);"
        "CREATE TEMP TABLE refused_relate_id_line (line INTEGER PRIMARY KEY, reason TEXT NOT NULL);");
    return database;
}

// What is wrong with a line beside the others and the store; the first that applies is its reason.
constexpr std::string_view kRefuseLines = R"(
INSERT INTO temp.refused_relate_id_line (line, reason)
SELECT t.line,
       CASE WHEN c.customer_number IS NULL THEN 'there is no customer ' || t.customer_number
            WHEN c.ghost = 'Y' THEN 'customer ' || t.customer_number || ' is a Ghost'
            ELSE 'customer ' || t.customer_number || ' has two Relate IDs, one of them ' || t.relate_id END
FROM temp.relate_id_line t
LEFT JOIN customer_sold_to c ON c.company = ? AND c.customer_number = t.customer_number
LEFT JOIN (SELECT customer_number FROM temp.relate_id_line GROUP BY customer_number
           HAVING MIN(relate_id) <> MAX(relate_id)) two ON two.customer_number = t.customer_number
WHERE c.customer_number IS NULL OR c.ghost = 'Y' OR two.customer_number IS NOT NULL)";

}  // namespace

RelateIdUpdate::RelateIdUpdate(Database& database, int company)
    : database_(with_tables(database)),
      company_(company),
      add_(database.prepare(
          "INSERT INTO temp.relate_id_line (line, customer_number, relate_id) VALUES (?, ?, ?)")),
      refuse_(database.prepare("INSERT INTO temp.refused_relate_id_line (line, reason) VALUES (?, ?)")),
      next_(
          database.prepare("SELECT line, customer_number, relate_id FROM temp.relate_id_line WHERE line > ? "
                           "ORDER BY line LIMIT ?")) {}

void RelateIdUpdate::add(const RelateIdLine& line) {
    add_.run(line.line, line.customer_number, line.relate_id);
}

void RelateIdUpdate::refuse(std::int64_t line, std::string_view reason) {
    refuse_.run(line, reason);
}

void RelateIdUpdate::leave(std::int64_t line, std::string_view reason) {
    database_.prepare("DELETE FROM temp.relate_id_line WHERE line = ?").run(line);
    database_.prepare("DELETE FROM temp.refused_relate_id_line WHERE line = ?").run(line);
    refuse(line, reason);
}

void RelateIdUpdate::check() {
    // A repeated pair is one: the first line stands.
    database_.execute(
        "DELETE FROM temp.relate_id_line WHERE line NOT IN "
        "(SELECT MIN(line) FROM temp.relate_id_line GROUP BY customer_number, relate_id)");
    database_.prepare(kRefuseLines).run(company_);
    database_.execute(
        "DELETE FROM temp.relate_id_line WHERE line IN (SELECT line FROM temp.refused_relate_id_line)");
}

std::int64_t RelateIdUpdate::for_each_refused(const RefusedLine& use) {
    std::int64_t count = 0;
    Statement query = database_.prepare("SELECT line, reason FROM temp.refused_relate_id_line ORDER BY line");
    for (; query.step(); ++count) use(query.integer(0), query.string(1));
    return count;
}

std::int64_t RelateIdUpdate::count_shared() {
    return database_.scalar(
        "SELECT COUNT(*) FROM (SELECT relate_id FROM temp.relate_id_line GROUP BY relate_id "
        "HAVING MIN(customer_number) <> MAX(customer_number)) shared");
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
