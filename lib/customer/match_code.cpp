#include "customer/match_code.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/kill_point.hpp"
#include "base/letters.hpp"
#include "base/stop_signals.hpp"
#include "base/text.hpp"
#include "customer/country_codes.hpp"

namespace oa {

namespace {

constexpr std::size_t kCountryCharacters = 3;
constexpr std::size_t kPostalCodeCharacters = 5;
constexpr std::size_t kNameCharacters = 8;
constexpr std::size_t kStreetCharacters = 17;
constexpr std::size_t kChecksumCharacters = 4;
constexpr std::size_t kFirstNameCharacters = 3;
constexpr std::int64_t kRowsPerTransaction = 10'000;

struct ShortForm {
    std::string_view word, form;
};

// Words of street lines that people write both ways, in order.
constexpr std::array<ShortForm, 35> kShortForms = {{
    {"APARTMENT", "APT"}, {"AV", "AVE"},          {"AVENUE", "AVE"},    {"BOULEVARD", "BLVD"},
    {"CIRCLE", "CIR"},    {"COURT", "CT"},        {"CRESCENT", "CRES"}, {"DRIVE", "DR"},
    {"EAST", "E"},        {"EXPRESSWAY", "EXPY"}, {"FLOOR", "FL"},      {"FREEWAY", "FWY"},
    {"HEIGHTS", "HTS"},   {"HIGHWAY", "HWY"},     {"LANE", "LN"},       {"MOUNT", "MT"},
    {"NORTH", "N"},       {"NORTHEAST", "NE"},    {"NORTHWEST", "NW"},  {"PARKWAY", "PKWY"},
    {"PLACE", "PL"},      {"ROAD", "RD"},         {"ROUTE", "RTE"},     {"SAINT", "ST"},
    {"SOUTH", "S"},       {"SOUTHEAST", "SE"},    {"SOUTHWEST", "SW"},  {"SQUARE", "SQ"},
    {"STRADA", "STR"},    {"STREET", "ST"},       {"SUITE", "STE"},     {"TERRACE", "TER"},
    {"TRAIL", "TRL"},     {"TURNPIKE", "TPKE"},   {"WEST", "W"},
}};

std::string begin_of(std::string_view text, std::size_t characters) {
    return std::string(first_characters(letters_and_digits(text), characters));
}

std::string country_part(std::string_view country) {
    std::string code = begin_of(country, kCountryCharacters);
    if (code.size() == kCountryCharacters) code = two_letter_country(code).value_or(code);
    return code;
}

/// A word of a street line, in capitals, as it is when it is shortened.
std::string short_form(std::string word) {
    const auto found =
        std::lower_bound(kShortForms.begin(), kShortForms.end(), word,
                         [](const ShortForm& each, std::string_view wanted) { return each.word < wanted; });
    if (found != kShortForms.end() && found->word == word) return std::string(found->form);
    // Hauptstrasse, Kerkstraat.
    for (const std::string_view end : {std::string_view("STRASSE"), std::string_view("STRAAT")}) {
        if (word.ends_with(end)) word.replace(word.size() - end.size(), end.size(), "STR");
    }
    return word;
}

/// Four letters and digits that texts which begin alike do not share.
std::string checksum(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::uint32_t hash = 2166136261U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    std::string sum;
    for (std::size_t i = 0; i < kChecksumCharacters; ++i, hash >>= 5U) sum += kDigits[hash & 31U];
    return sum;
}

std::string street_part(std::string_view street) {
    constexpr std::string_view kDigits = "0123456789";
    std::string numbers, before, behind;
    const auto add_word = [&](std::string_view word) {
        while (!word.empty()) {
            const bool is_number = kDigits.find(word[0]) != std::string_view::npos;
            const std::size_t end = is_number ? word.find_first_not_of(kDigits) : word.find_first_of(kDigits);
            const std::string_view run = word.substr(0, end);
            word.remove_prefix(run.size());
            if (is_number) {
                if (!numbers.empty()) numbers += '-';
                numbers += run;
            } else {
                (numbers.empty() ? before : behind) += run;
            }
        }
    };
    while (!street.empty()) {
        const auto is_in_word = [](char c) {
            return is_alphanumeric(c) || static_cast<unsigned char>(c) >= 0x80U;
        };
        const auto* end = std::find_if_not(street.begin(), street.end(), is_in_word);
        const auto length = static_cast<std::size_t>(end - street.begin());
        add_word(short_form(letters_and_digits(street.substr(0, length))));
        street.remove_prefix(std::max<std::size_t>(length, 1));
    }
    const std::string part = numbers + behind + before;
    if (character_count(part) <= kStreetCharacters) return part;
    return std::string(first_characters(part, kStreetCharacters - kChecksumCharacters)) + checksum(part);
}

/// False when a signal stopped it.
bool update_table(Database& database, int company, bool dry_run, MatchCodeTable table,
                  MatchCodeSelection selection, std::int64_t& changed) {
    const auto kind = dry_run ? Transaction::Kind::kRead : Transaction::Kind::kWrite;
    MatchCodeUpdate update(database, company, table, selection);
    while (!StopSignals::requested()) {
        Transaction transaction(database, kind);
        const auto done = update.next(kRowsPerTransaction, &match_code, dry_run);
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
    return fmt::format("{}/{}/{}/{}/{}", country_part(parts.country), postal_code, name, street,
                       begin_of(parts.first_name, kFirstNameCharacters));
}

void update_match_codes(Database& database, int company, MatchCodeSelection selection, bool dry_run,
                        MatchCodesResult& result) {
    const StopSignals signals;
    const bool complete =
        update_table(database, company, dry_run, MatchCodeTable::kSoldTo, selection, result.customers) &&
        update_table(database, company, dry_run, MatchCodeTable::kShipTo, selection, result.ship_tos);
    result.stopped = !complete;
}

ExitCode run_match_codes(Session& session, const MatchCodesOptions& options, MatchCodesResult& result) {
    const auto selection = options.rebuild ? MatchCodeSelection::kAll : MatchCodeSelection::kAbsent;
    update_match_codes(session.database(), session.company(), selection, session.dry_run(), result);
    return result.stopped ? ExitCode::kTryLater : ExitCode::kDone;
}

std::string summary_of(const MatchCodesResult& result, bool dry_run) {
    return fmt::format("{} the match codes of {} and {}{}", dry_run ? "would set" : "set",
                       counted(result.customers, "customer"), counted(result.ship_tos, "ship-to"),
                       result.stopped ? "; stopped: run it again to go on" : "");
}

}  // namespace oa
