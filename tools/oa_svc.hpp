#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "card/screen.hpp"
#include "card/stored_value_card_rows.hpp"
#include "service/sign_on.hpp"
#include "tool.hpp"

/// The pieces of oa-svc.
namespace oa::svc {

/// What the subcommands take.
struct Arguments {
    CardSelection selection;
    ConnectionOptions connection;
    std::int64_t order_number = 0;
    std::int64_t ship_to_number = 0;
    std::string reason;
    std::int64_t pick = 0;
    std::int64_t new_pick = 0;
    std::vector<std::int64_t> picks;
    std::int64_t line = 0;
    std::int64_t unit = 0;
    std::int64_t quantity = 0;
    bool unreserves = false;
    bool is_confirmation = false;
    bool all = false;
    std::filesystem::path from;
    StoredValueCardKey card;
    std::string event_code, note;
    std::string user;
};

using Command = ExitCode (*)(Arguments&, const Call&);

/// Adds the positionals that name a billed card: order, ship-to, line and sequence.
void add_card(CLI::App& sub, StoredValueCardKey& card);

/// Adds what is done to an order: pick, release.
void add_order_commands(CLI::App& app, Arguments& arguments, Command& chosen);

/// Adds the commands that display cards: show, report unactivated, triggers and ticklers, resolve-tickler,
/// purge-numbers.
void add_desk_commands(CLI::App& app, CLI::App& report, Arguments& arguments, Command& chosen);

}  // namespace oa::svc
