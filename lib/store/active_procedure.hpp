#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// Where a job that can be stopped and started again stands (the documentation's Active Procedure).
struct ActiveProcedure {
    int company = 0;
    std::string job;
    std::string position;  ///< of the last row that is done, in the job's own form
    std::int64_t done_count = 0;
    std::string started_at, updated_at;
    std::string ended_at;  ///< blank while it is under way
};

/// Nothing when the job is not under way and has kept no end.
std::optional<ActiveProcedure> active_procedure(Database& database, int company, std::string_view job);

/// Those of a company, or of all when `company` is 0.
std::vector<ActiveProcedure> active_procedures(Database& database, int company);

/// Keeps the place: the procedure begins with its first call. Within the transaction that does the rows.
void keep_place(Database& database, int company, std::string_view job, std::string_view position,
                std::int64_t done_count, Timestamp now);

/// The job is complete, and stays known as that: its place is kept, so that nothing is done anew until
/// end_procedure. Does nothing for a procedure that never began.
void complete_procedure(Database& database, int company, std::string_view job, Timestamp now);

/// Forgets the place: the job has nothing to go on with, or begins anew.
void end_procedure(Database& database, int company, std::string_view job);

}  // namespace oa
