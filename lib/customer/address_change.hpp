#pragma once

#include <cstdint>
#include <string_view>

#include "base/date.hpp"
#include "customer/address_change_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// What follows from names and addresses, kept in step with them by everybody who writes them: the match
/// code, and the record by which merging knows whose address is the latest (Merge/Purge Sold-to Names, How
/// are the Customer Tables Updated?). Note each customer before it is written, and keep when all are, in the
/// same transaction.
class AddressChanges {
  public:
    explicit AddressChanges(Database& database) : database_(database), before_(database) {}

    /// Before the customer, its extended row or its phone numbers are written; it need not be there yet.
    void note(int company, std::int64_t customer_number,
              AddressHistory history = AddressHistory::kIfChanged) {
        before_.note(company, customer_number, history);
    }
    void note_ship_to(int company, std::int64_t customer_number, std::int64_t ship_to_number) {
        before_.note_ship_to(company, customer_number, ship_to_number);
    }

    /// Gives whoever was noted what follows from what is there now: a match code where there is none, or
    /// where it speaks of the old address; by its AddressHistory, and unless `history_is_given` for all, a
    /// Customer Address Change row with the old name and address (of a ship-to, which has none, its change
    /// date). Then forgets the notes.
    void keep(Date today, std::string_view user, bool history_is_given = false);

  private:
    Database& database_;
    AddressesBefore before_;
};

}  // namespace oa
