#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/stop_signals.hpp"
#include "base/text.hpp"
#include "oa_payment.hpp"
#include "payment/inquire.hpp"

namespace oa::payment {

namespace {

/// More is not a card number.
constexpr std::size_t kLongestLine = 256;

/// While it lives, a terminal does not show what is typed; anything else is left as it is.
class NoEcho {
  public:
    explicit NoEcho(int descriptor) : descriptor_(descriptor) {
        is_terminal_ = ::tcgetattr(descriptor, &before_) == 0;
        if (!is_terminal_) return;
        termios without_echo = before_;
        without_echo.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(descriptor, TCSAFLUSH, &without_echo);
    }
    ~NoEcho() {
        if (is_terminal_) ::tcsetattr(descriptor_, TCSAFLUSH, &before_);
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;

  private:
    int descriptor_;
    bool is_terminal_;
    termios before_{};
};

/// The first line, without blanks around it. A signal to stop ends the waiting.
std::string read_line(int descriptor) {
    std::string line;
    while (line.size() <= kLongestLine) {
        char next = 0;
        const ssize_t count = ::read(descriptor, &next, 1);
        if (count < 0 && errno == EINTR && !StopSignals::requested()) continue;
        if (count < 0 && errno == EINTR) throw Error(ExitCode::kTryLater, "stopped before a card was named");
        if (count < 0) {
            throw Error(ExitCode::kNoInput, fmt::format("the card number cannot be read from file descriptor "
                                                        "{}: {}",
                                                        descriptor, std::strerror(errno)));
        }
        if (count == 0 || next == '\n') return std::string(trim(line));
        line += next;
    }
    throw Error(ExitCode::kInputData,
                fmt::format("this is not a card number: its line has more than {} bytes", kLongestLine));
}

std::string read_card_number(int descriptor, Log& log) {
    // Ctrl-C at the prompt must leave a terminal that shows what is typed.
    const StopSignals signals;
    if (::isatty(descriptor) != 0) log.info("the card number; it is not shown");
    const NoEcho no_echo(descriptor);
    std::string number = read_line(descriptor);
    if (number.empty()) throw Error(ExitCode::kInputData, "no card number came in");
    return number;
}

void print(const CardBalance& balance, const Call& call) {
    const auto told = [](const std::string& text) { return text.empty() ? "not told" : text; };
    call.line("Card#            {}", balance.card_number);
    call.line("Active           {}", balance.is_active ? "yes" : "no");
    call.line("Balance          {}", told(balance.balance));
    call.line("Available        {}", told(balance.available));
    call.line("Currency         {}", told(balance.currency));
    call.line("Expiration date  {}", told(balance.expiration_date));
}

ExitCode inquire(Arguments& arguments, const Call& call) {
    // Nobody should type a number for a store that does not exist.
    open_for_reading(call.common.session);
    const auto descriptor = static_cast<int>(arguments.card_descriptor);
    const InquireOptions options{arguments.run.connection, read_card_number(descriptor, call.log),
                                 arguments.user};
    const CardBalance balance = inquire_balance(call.common.session, call.common.clock, options, call.log);
    if (call.common.session.dry_run) {
        call.json["card_number"] = balance.card_number;
        call.tool.say(call.common, fmt::format("would ask for the balance of {}", balance.card_number));
        return ExitCode::kDone;
    }
    fill(call.json, balance);
    print(balance, call);
    return ExitCode::kDone;
}

/// Its message does not repeat what was given.
CLI::Validator not_on_the_command_line() {
    return {[](std::string& text) {
                if (text == "-") return std::string();
                text = "*";
                return std::string(
                    "a card number on the command line is seen by every user of the machine "
                    "and kept by the shell; give it on standard input, or with --card-fd");
            },
            "", "not_on_the_command_line"};
}

}  // namespace

void add_inquire_command(CLI::App& app, Arguments& arguments, Command& chosen) {
    CLI::App* sub =
        add_command(app, "inquire",
                    "The balance of a card, read from standard input (MSVB); needs --user with "
                    "authority to A88",
                    {"inquire --user MARIA", "inquire --card-fd 3 --json 3<number"}, &inquire, chosen);
    CLI::Option* card = sub->add_option("card,--card", arguments.card, "- is standard input, as without it")
                            ->type_name("-")
                            ->check(not_on_the_command_line());
    add_whole_number(*sub, "--card-fd", arguments.card_descriptor, 0, 1023,
                     "Read the card number from this file descriptor")
        ->excludes(card);
}

}  // namespace oa::payment
