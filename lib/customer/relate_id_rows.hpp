#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "store/sqlite.hpp"

namespace oa {

/// A Relate ID for a customer, as a line of the query results gives it.
struct RelateIdLine {
    std::int64_t line = 0;
    std::int64_t customer_number = 0;
    std::string relate_id;
};

/// Lines that give Relate IDs, checked against each other and the store before any is applied (Customer
/// Engagement Integration, Customer Engagement Update Customer with Relate ID Process). They wait in a
/// temporary table: memory does not grow.
class RelateIdUpdate {
  public:
    RelateIdUpdate(Database& database, int company);

    void add(const RelateIdLine& line);

    /// A line that will not be applied, and why.
    using BadLine = std::function<void(const RelateIdLine& line, const std::string& reason)>;
    /// Sets aside, in the order of the lines: customers the store does not have or that are Ghosts, two
    /// Relate IDs for one customer, one Relate ID for two customers (among the lines, or with a customer that
    /// has it and is in no line). A line that only repeats another is dropped in silence. Answers how many
    /// lines are bad.
    std::int64_t check(const BadLine& on_bad_line);

    /// How many good lines come after this one.
    std::int64_t count_after(std::int64_t line);

    /// Within a write transaction of the caller: applies the next good lines after `line`, at most `limit`,
    /// and moves `line` to the last of them. Sets Relate ID whatever it was, and Synchronize with Remote DB
    /// to N. Answers how many lines were taken; 0 at the end.
    std::int64_t apply_after(std::int64_t& line, std::int64_t limit);

  private:
    Database& database_;
    int company_;
    Statement add_;
    Statement next_;
};

}  // namespace oa
