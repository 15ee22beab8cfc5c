#include "customer/match_code.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/kill_point.hpp"
#include "base/letters.hpp"
#include "base/stop_signals.hpp"
#include "base/text.hpp"

namespace oa {

namespace {

constexpr std::size_t kPostalCodeCharacters = 5;
constexpr std::size_t kNameCharacters = 8;
constexpr std::size_t kHouseNumberDigits = 6;
constexpr std::size_t kStreetCharacters = 4;
constexpr std::size_t kUnnumberedStreetCharacters = 10;
constexpr std::size_t kFirstNameCharacters = 3;
constexpr std::int64_t kRowsPerTransaction = 10'000;

std::string begin_of(std::string_view text, std::size_t characters) {
    return std::string(first_characters(letters_and_digits(text), characters));
}

std::string street_part(std::string_view street) {
    constexpr std::string_view kDigits = "0123456789";
    const std::size_t begin = street.find_first_of(kDigits);
    if (begin == std::string_view::npos) return begin_of(street, kUnnumberedStreetCharacters);
    const std::size_t end = std::min(street.find_first_not_of(kDigits, begin), street.size());
    const std::string around =
        letters_and_digits(street.substr(end)) + letters_and_digits(street.substr(0, begin));
    std::string part(street.substr(begin, std::min(end - begin, kHouseNumberDigits)));
    return part.append(first_characters(around, kStreetCharacters));
}

/// False when a signal stopped it.
bool update_table(Session& session, MatchCodeTable table, MatchCodeSelection selection,
                  std::int64_t& changed) {
    const auto kind = session.dry_run() ? Transaction::Kind::kRead : Transaction::Kind::kWrite;
    MatchCodeUpdate update(session.database(), session.company(), table, selection);
    while (!StopSignals::requested()) {
        Transaction transaction(session.database(), kind);
        const auto done = update.next(kRowsPerTransaction, &match_code, session.dry_run());
        transaction.commit();
        if (!done) return true;
        changed += *done;
        kill_point("match-codes");
    }
    return false;
}

}  // namespace

std::string match_code(const MatchCodeParts& parts) {
    const std::string postal_code = begin_of(parts.postal_code, kPostalCodeCharacters);
    std::string name = begin_of(parts.last_name, kNameCharacters);
    if (name.empty()) name = begin_of(parts.company_name, kNameCharacters);
    const std::string street = street_part(parts.street);
    if (postal_code.empty() || name.empty() || street.empty()) return "";
    return fmt::format("{}/{}/{}/{}", postal_code, name, street,
                       begin_of(parts.first_name, kFirstNameCharacters));
}

ExitCode run_match_codes(Session& session, const MatchCodesOptions& options, MatchCodesResult& result) {
    const auto selection = options.rebuild ? MatchCodeSelection::kAll : MatchCodeSelection::kAbsent;
    const StopSignals signals;
    const bool complete = update_table(session, MatchCodeTable::kSoldTo, selection, result.customers) &&
                          update_table(session, MatchCodeTable::kShipTo, selection, result.ship_tos);
    result.stopped = !complete;
    return complete ? ExitCode::kDone : ExitCode::kTryLater;
}

std::string summary_of(const MatchCodesResult& result, bool dry_run) {
    return fmt::format("{} the match codes of {} customer{} and {} ship-to{}{}",
                       dry_run ? "would set" : "set", result.customers, result.customers == 1 ? "" : "s",
                       result.ship_tos, result.ship_tos == 1 ? "" : "s",
                       result.stopped ? "; stopped: run it again to go on" : "");
}

}  // namespace oa
