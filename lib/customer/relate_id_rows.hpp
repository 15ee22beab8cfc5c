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
/// Engagement Integration, Customer Engagement Update Customer with Relate ID Process). They wait in
/// temporary tables: memory does not grow.
class RelateIdUpdate {
  public:
    RelateIdUpdate(Database& database, int company);

    void add(const RelateIdLine& line);

    /// A line that will not be applied, and why.
    void refuse(std::int64_t line, std::string_view reason);

    /// The same for a line that may have been added.
    void leave(std::int64_t line, std::string_view reason);

    /// Refuses customers the store does not have or that are Ghosts, and two Relate IDs for one customer. A
    /// line that only repeats another is dropped in silence. Several customers may share a Relate ID, as
    /// Customer Engagement itself makes them (Synchronizing Customer Information through a Periodic Function,
    /// Matching rules: "it selects the first customer returned in the response").
    void check();

    using RefusedLine = std::function<void(std::int64_t line, const std::string& reason)>;
    /// Every refused line in the order of the file; answers how many those are.
    std::int64_t for_each_refused(const RefusedLine& use);

    /// How many Relate IDs of the good lines stand for several customers.
    std::int64_t count_shared();

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
    Statement refuse_;
    Statement next_;
};

}  // namespace oa
