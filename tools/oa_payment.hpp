#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "card/money_run.hpp"
#include "tool.hpp"

namespace oa::payment {

/// What the subcommands of oa-payment take.
struct Arguments {
    MoneyRunOptions run;
    std::int64_t order_number = 0;
    std::string user;
    std::string card, refused_number;
    std::int64_t card_descriptor = 0;
};

using Command = ExitCode (*)(Arguments&, const Call&);

/// Adds inquire: oa_payment_inquire.cpp.
void add_inquire_command(CLI::App& app, Arguments& arguments, Command& chosen);

}  // namespace oa::payment
