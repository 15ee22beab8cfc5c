#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "card/number_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// A row of the Virtual Card Number Table (FLSVCA). The number is as it is stored.
struct VirtualCardNumber {
    std::int64_t sequence_number = 0;
    std::string card_number;
};

/// The first number after this sequence number; nothing when none is left.
std::optional<VirtualCardNumber> next_virtual_card_number(Database& database, int company,
                                                          std::int64_t after);

/// Within a write transaction: the number was given to a card.
void delete_virtual_card_number(Database& database, int company, std::int64_t sequence_number);

/// A line of the Stored Value Card Assignment Errors Report.
struct SvcAssignmentError {
    std::int64_t pick_control_number = 0;
    std::int64_t line_number = 0;
    std::int64_t order_number = 0;
    std::int64_t ship_to_number = 0;
    std::int64_t order_line_number = 0;
    std::string item;
    std::int64_t quantity = 0;
    std::string found_at, reason;
};

/// Within a write transaction: the line was not billed; what stood there of it is replaced.
void add_svc_assignment_error(Database& database, int company, std::int64_t pick, std::int64_t line,
                              std::string_view found_at, std::string_view reason);

/// Within a write transaction: the line is off the report; no error when it was not on it.
void remove_svc_assignment_error(Database& database, int company, std::int64_t pick, std::int64_t line);

/// All of them, in the order of picks and lines.
void list_svc_assignment_errors(Database& database, int company,
                                const std::function<void(const SvcAssignmentError&)>& error);

}  // namespace oa
