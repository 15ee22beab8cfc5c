#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "store/sqlite.hpp"

namespace oa {

/// B = Bill to Duplicate: merging would take another bill-to customer's orders to the target's. A source
/// without a bill-to customer is billed himself, and goes along with the target's.
inline bool is_bill_to_duplicate(std::int64_t source_bill_to, std::int64_t target_bill_to) {
    return source_bill_to != 0 && source_bill_to != target_bill_to;
}
/// The same in SQL: `c` is the source's row of customer_sold_to, `t` the target's.
inline constexpr std::string_view kIsBillToDuplicate =
    "c.bill_to_customer_number NOT IN (0, t.bill_to_customer_number)";

/// A customer that a merge/purge list may hold, as the generation reads it.
struct MergeCandidate {
    std::int64_t customer_number = 0;
    std::string match_code;
    std::string entry_date;  ///< blank when there is none
    std::int64_t bill_to_customer_number = 0;
    std::int64_t listed_target = 0;  ///< its target when it is already in the list; itself if it is one
};

/// A row of the Customer Merge/Purge table with its customer's name.
struct MergeListRow {
    std::int64_t customer_number = 0;
    std::int64_t target = 0;  ///< itself for a target
    std::string last_name, first_name, company_name;
    std::string status;  ///< of a source, by the bill-to customers of now: O = open, B = bill to duplicate
    bool is_kept_as_ghost = false;
    bool is_ghost = false;    ///< already
    bool is_deleted = false;  ///< by another program, after it was listed

    bool is_target() const { return customer_number == target; }
};

/// What adding to the list asks of a customer.
struct MergeListCustomer {
    bool is_ghost = false;
    std::int64_t ghost_target = 0;  ///< 0 when it is not known
    std::int64_t bill_to_customer_number = 0;
};

/// The list of Working with Merge/Purge Sold-to Names: who becomes part of whom. Changes are made
/// within a write transaction of the caller.
class MergeList {
  public:
    MergeList(Database& database, int company);

    /// The customers that can be in a list - with a match code, no Ghost, not of status M - in the order of
    /// the match codes and their numbers.
    /// Those behind a match code; `candidate` answers whether it wants another.
    void candidates(const std::string& after_match_code,
                    const std::function<bool(const MergeCandidate&)>& candidate);

    /// Nothing when there is no such customer.
    std::optional<MergeListCustomer> customer(std::int64_t customer_number);
    /// The target of a customer that is in the list; itself if it is one.
    std::optional<std::int64_t> target_of(std::int64_t customer_number);

    void add_target(std::int64_t target);
    void add_source(std::int64_t target, std::int64_t source, std::string_view status, bool is_kept_as_ghost);

    /// Takes a source off the list; false when it is not a source of this target.
    bool remove_source(std::int64_t target, std::int64_t source);
    /// Ghost?: whether a source is kept as a Ghost when it is merged.
    void set_ghost(std::int64_t source, bool is_kept_as_ghost);
    /// Takes a target and its sources off the list; how many rows that were.
    std::int64_t remove_target(std::int64_t target);
    /// Takes about the next `count` rows off, whole targets behind `last` with their sources, and moves
    /// `last` on: how many rows that were, nothing at the end. A target that is a source, and whose it is,
    /// stay for clear.
    std::optional<std::int64_t> clear_after(std::int64_t& last, std::int64_t count);
    std::int64_t clear();

    /// Status M: not for the next lists either.
    void omit(std::int64_t customer_number);
    /// Clearing Customer Sold To Status (MCST): how many had status M.
    std::int64_t clear_statuses();
    std::int64_t omitted_count();

    /// Each row of the list, a target before its sources. `target` 0 for all.
    void rows(std::int64_t target, const std::function<void(const MergeListRow&)>& row);
    std::int64_t row_count();

    /// Keeps with each source the status that it has by the bill-to customers of now.
    void keep_statuses();

  private:
    void insert(std::int64_t customer_number, std::int64_t target, std::string_view status,
                std::string_view ghost);

    Database& database_;
    int company_;
    std::optional<Statement> insert_;  ///< made with the first: a dry run must not prepare it
};

}  // namespace oa
