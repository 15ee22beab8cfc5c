#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "card/number_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// A pick control header (Stored Value Card Purchase and Activation, Assigning Numbers to Physical Stored
/// Value Cards).
struct SvcPick {
    std::int64_t number = 0;
    std::int64_t order_number = 0;
    std::int64_t ship_to_number = 0;
    std::string status;  ///< blank = printed, B = billed, V = voided
};

/// A pick line with a stored value card item.
struct SvcPickLine {
    std::int64_t line_number = 0;        ///< of the pick
    std::int64_t order_line_number = 0;  ///< of the order
    std::int64_t quantity = 0;
    std::string card_type;   ///< P, E or V
    Money offer_price;       ///< order_detail.regular_price
    Money order_line_price;  ///< order_detail.price
    /// Of a line that was added for a refund by a new card: what is to be put on it.
    std::optional<Money> refund_amount = {};
};

/// A row of the Pick Stored Value Card Table: one unit of a physical card.
struct SvcPickUnit {
    std::int64_t line_number = 0;
    std::int64_t sequence_number = 0;
    StoredCardNumber number;  ///< blank until one is assigned
};

/// The picks of a company with their stored value cards. What changes rows is to be called within a write
/// transaction.
class SvcPicks {
  public:
    SvcPicks(Database& database, int company) : database_(database), company_(company) {}

    std::optional<SvcPick> pick(std::int64_t number);
    /// Printed picks with a virtual card, in the order of their numbers; of one order where it is not 0.
    std::vector<std::int64_t> printed_virtual_picks(std::int64_t order_number = 0);

    /// Those with a stored value card item that are not billed, in order.
    std::vector<SvcPickLine> lines(std::int64_t pick);
    /// True when a line with a stored value card item is billed.
    bool has_billed_line(std::int64_t pick);
    /// True when no line that is not billed has another item.
    bool has_cards_only(std::int64_t pick);
    /// Those of a line, in order.
    std::vector<SvcPickUnit> units(std::int64_t pick, std::int64_t line);

    void set_void(std::int64_t pick);
    /// Status B of a line; what was reserved for its units is shipped.
    void set_line_billed(const SvcPick& pick, const SvcPickLine& line);
    /// Status B of the pick when all of its lines have it; answers whether they have.
    bool set_billed_if_whole(std::int64_t pick);
    void set_quantity(std::int64_t pick, std::int64_t line, std::int64_t quantity);
    void set_number(std::int64_t pick, const SvcPickUnit& unit);
    /// A unit without a number.
    void add_unit(std::int64_t pick, std::int64_t line, std::int64_t sequence_number);
    /// Deletes the units of a line from this sequence number on; answers how many there were.
    std::int64_t delete_units(std::int64_t pick, std::int64_t line, std::int64_t from_sequence_number = 0);

    /// How many units of the pick's lines, whatever their items, have stock reserved.
    std::int64_t reserved(const SvcPick& pick);
    /// These are reserved no more.
    void unreserve(const SvcPick& pick);

    /// A printed pick with the header and the lines of another; no units.
    void copy_pick(std::int64_t from, std::int64_t to);

    /// The highest stored value card sequence number of an order line; 0 when it has none.
    std::int64_t last_card_sequence(const SvcPick& pick, std::int64_t order_line);

  private:
    /// Units of an order line that a pick has, as far as stock is reserved for them.
    struct Reservation {
        std::int64_t order_line;
        std::int64_t quantity;
    };

    std::vector<Reservation> reservations(const SvcPick& pick);
    void take_reservation(const SvcPick& pick, std::int64_t order_line, std::int64_t quantity);

    Database& database_;
    int company_;
};

/// Within a write transaction, of all companies: Quantity reserved of an order line is never less than the
/// units of it on printed pick slips.
void reserve_printed_units(Database& database);
/// The same of one order.
void reserve_printed_units(Database& database, int company, std::int64_t order_number);

}  // namespace oa
