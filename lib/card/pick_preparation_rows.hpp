#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/sqlite.hpp"

namespace oa {

/// An order line with a stored value card item, as pick slip preparation sees it.
struct CardOrderLine {
    std::int64_t ship_to_number = 0;
    std::int64_t line_number = 0;
    std::string item, sku_code;
    std::string card_type;  ///< P, E or V
    bool is_ship_alone = false;
    bool is_refund = false;  ///< added for a refund by a new card
    std::int64_t quantity_ordered = 0;
    std::int64_t quantity_reserved = 0;  ///< printed units among them
    std::int64_t printed = 0;            ///< units on printed picks that are not billed
    std::int64_t billed = 0;             ///< Stored Value Card rows

    /// Neither printed nor billed.
    std::int64_t open() const;
    /// Of those, what can be printed: virtual cards and refunds need no stock.
    std::int64_t pickable() const;
};

/// What pick slip preparation asks of an order.
struct PickOrder {
    std::int64_t customer_number = 0;
    std::string status;  ///< H = held, C = closed, X = cancelled
    std::string hold_reason_code;
    bool is_gift_card_checked = false;
    bool has_card_item = false;
    bool has_card_payment = false;  ///< an active one, by a stored value card pay type
};

std::optional<PickOrder> pick_order(Database& database, int company, std::int64_t order_number);

/// The lines with a stored value card item, in order; of one ship-to where `ship_to_number` is not 0.
std::vector<CardOrderLine> card_order_lines(Database& database, int company, std::int64_t order_number,
                                            std::int64_t ship_to_number);

/// Within a write transaction: the order is put on hold GC, once.
void put_on_gift_card_hold(Database& database, int company, std::int64_t order_number);

/// The same: the hold is taken off the order, and off its payments that are held for the same reason.
void release_hold(Database& database, int company, std::int64_t order_number, const std::string& reason);

/// The same: a printed pick of one order line, its number assigned; a record a unit for a physical card. The
/// units are reserved for the line. Answers the number.
std::int64_t add_card_pick(Database& database, int company, std::int64_t order_number, const PickOrder& order,
                           const CardOrderLine& line, std::int64_t quantity);

}  // namespace oa
