#include "store/active_procedure.hpp"

#include <algorithm>

namespace oa {

std::optional<ActiveProcedure> active_procedure(Database& database, int company, std::string_view job) {
    const auto procedures = active_procedures(database, company);
    const auto found = std::find_if(procedures.begin(), procedures.end(),
                                    [job](const ActiveProcedure& procedure) { return procedure.job == job; });
    if (found == procedures.end()) return std::nullopt;
    return *found;
}

std::vector<ActiveProcedure> active_procedures(Database& database, int company) {
    Statement query = database.prepare(
        "SELECT company, job, position, done_count, started_at, updated_at, COALESCE(ended_at, '') "
        "FROM active_procedure "
        "WHERE ? IN (0, company) ORDER BY company, job");
    query.bind(company);
    std::vector<ActiveProcedure> procedures;
    while (query.step()) {
        procedures.push_back({static_cast<int>(query.integer(0)), query.string(1), query.string(2),
                              query.integer(3), query.string(4), query.string(5), query.string(6)});
    }
    return procedures;
}

void keep_place(Database& database, int company, std::string_view job, std::string_view position,
                std::int64_t done_count, Timestamp now) {
    database
        .prepare(
            "INSERT INTO active_procedure (company, job, position, done_count, started_at, updated_at) "
            "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (company, job) DO UPDATE "
            "SET position = excluded.position, done_count = excluded.done_count, updated_at = "
            "excluded.updated_at")
        .run(company, job, position, done_count, to_string(now), to_string(now));
}

void complete_procedure(Database& database, int company, std::string_view job, Timestamp now) {
    database
        .prepare(
            "UPDATE active_procedure SET ended_at = ? WHERE company = ? AND job = ? AND ended_at IS NULL")
        .run(to_string(now), company, job);
}

void end_procedure(Database& database, int company, std::string_view job) {
    database.prepare("DELETE FROM active_procedure WHERE company = ? AND job = ?").run(company, job);
}

}  // namespace oa
