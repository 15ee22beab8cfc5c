#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "card/money_run.hpp"
#include "payment/reject_rows.hpp"
#include "tool.hpp"

namespace oa::payment {

/// What the subcommands of oa-payment take.
struct Arguments {
    MoneyRunOptions run;
    std::int64_t order_number = 0;
    std::string user;
    std::string card;  ///< - for standard input
    std::int64_t card_descriptor = 0;
    std::int64_t number = 0;
    std::vector<std::int64_t> numbers;
    RejectedSelection selection;
    std::string kind, held_number, activity_id;
    bool not_done = false;
};

using Command = ExitCode (*)(Arguments&, const Call&);

/// Adds inquire: oa_payment_inquire.cpp.
void add_inquire_command(CLI::App& app, Arguments& arguments, Command& chosen);

/// Adds check: oa_payment_check.cpp.
void add_check_command(CLI::App& app, Command& chosen);

/// Adds what a person does, rejected and held: oa_payment_desk.cpp.
void add_desk_commands(CLI::App& app, Arguments& arguments, Command& chosen);

}  // namespace oa::payment
