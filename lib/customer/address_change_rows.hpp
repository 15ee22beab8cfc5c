#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "store/sqlite.hpp"

namespace oa {

/// When a sold-to customer that is noted gets a Customer Address Change row.
enum class AddressHistory {
    kIfChanged,  ///< when the name, address or phone numbers are others now
    kAlways,     ///< even when they are the same: another customer's address came, with its match code
    kNever,      ///< it is not a change of address: only the match code follows
};

/// What names and addresses were before they are written, of sold-to customers and of ship-tos, in temporary
/// tables of the connection; and the Customer Address Change rows that come of it.
class AddressesBefore {
  public:
    /// Begins with none.
    explicit AddressesBefore(Database& database);

    /// Keeps a sold-to customer, a ship-to as it stands, or that there is none yet; the first time counts.
    void note(int company, std::int64_t customer_number, AddressHistory history);
    void note_ship_to(int company, std::int64_t customer_number, std::int64_t ship_to_number);

    /// Within the transaction that wrote them: a Customer Address Change row, with what was before, for each
    /// noted customer that was there, by its AddressHistory. Answers how many.
    std::int64_t add_changes(std::string_view date, std::string_view user);

    /// Within the transaction that wrote them: gives the date to the noted ship-tos whose name or address is
    /// another one now, but where the writer set a change date himself. Answers how many.
    std::int64_t date_ship_tos(std::string_view date);

    /// The companies of what was noted.
    std::vector<int> companies();

    /// Forgets everything.
    void clear();

  private:
    struct Notes {
        Statement is_noted, note, note_new;
    };
    template <typename... Key>
    static void note_once(Notes& notes, const Key&... key);

    Database& database_;
    Notes sold_to_;
    Statement set_history_;
    Notes ship_to_;
};

}  // namespace oa
