#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite.hpp"

namespace oa {

/// What a match code is made of.
struct MatchCodeParts {
    std::string_view postal_code, last_name, company_name, street, first_name;
    std::string_view country = {};
};

/// Makes a match code; blank for a customer that is to match nobody.
using MatchCodeRule = std::function<std::string(const MatchCodeParts&)>;

/// Whose match codes are set: only where there is none yet, everybody's, or those of whom AddressesBefore has
/// noted before the row was written.
enum class MatchCodeSelection { kAbsent, kAll, kNoted };

/// The tables with match codes (Merge/Purge Sold-to Names, Merge/Purge Logic). Ghosts are not sold-to
/// customers here: they are in no merge/purge list.
enum class MatchCodeTable { kSoldTo, kShipTo };

/// How many sold-to customers, Ghosts aside, have no match code.
std::int64_t count_without_match_code(Database& database, int company);

/// One pass over a company's customers in the order of their numbers, to set their match codes.
class MatchCodeUpdate {
  public:
    MatchCodeUpdate(Database& database, int company, MatchCodeTable table, MatchCodeSelection selection);

    /// Within a transaction of the caller, a write transaction unless `dry_run`: goes on with the next
    /// customers, at most `limit`, and writes the codes that differ from the rule's. Answers how many those
    /// are; nothing when there was no customer left.
    std::optional<std::int64_t> next(std::int64_t limit, const MatchCodeRule& rule, bool dry_run);

  private:
    struct Key {
        std::int64_t customer_number = 0;
        std::int64_t ship_to_number = 0;  ///< 0 for a sold-to customer
    };
    struct Change {
        Key key;
        std::string match_code;
    };

    /// Collects the changes of the next rows after `last_`, so that no row is written while a cursor stands
    /// in the table. False at the end.
    bool read(std::int64_t limit, const MatchCodeRule& rule);
    void write();

    Database& database_;
    int company_;
    MatchCodeTable table_;
    Statement rows_;
    Key last_;
    std::vector<Change> changes_;
};

}  // namespace oa
