#pragma once

#include <cstdint>
#include <string>

#include "base/error.hpp"
#include "customer/match_code_rows.hpp"
#include "store/session.hpp"

namespace oa {

/// The match code of a customer: two customers with the same code are one to the merge/purge (Merge/Purge
/// Sold-to Names, Where do duplicates come from?). The documentation leaves the rule open; this one rather
/// misses a duplicate than joins strangers. Five parts, joined by `/`, in capitals and without marks
/// (letters_and_digits), 40 positions at most:
///
/// - the country by its two-letter code, blank where it is not known;
/// - the first five of the postal code, so that a ZIP+4 is its ZIP;
/// - the first eight of the last name, or of the company name where there is no last name;
/// - of the street all numbers in their order, joined by dashes, then what follows the first of them, then
///   what stands before it, with words that people write both ways in their short form (STREET is ST,
///   `Hauptstrasse 12` is `12HAUPTSTR`). Of more than seventeen the first thirteen and a checksum of all;
/// - the first three of the first name.
///
/// `US/55401/SMITH/12MAINST/GER` is Gerald and Geraldine Smith of 12 Main St. A customer whose postal code,
/// name or street says nothing has a blank code and matches nobody. A rule that changes needs a migration
/// that blanks the codes: migrating a store then sets them.
std::string match_code(const MatchCodeParts& parts);

inline const JobName kMatchCodesJob = {"MATCHCODES", ""};

struct MatchCodesOptions {
    bool rebuild = false;  ///< codes that are there follow the rule too
};

/// How many codes a run set, as far as it came.
struct MatchCodesResult {
    std::int64_t customers = 0;
    std::int64_t ship_tos = 0;
    bool stopped = false;  ///< by a signal

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("customers", customers);
        visit("ship_tos", ship_tos);
    }
};

/// Sets the match codes of a company as run_match_codes does, without a session: for who has the store for
/// himself.
void update_match_codes(Database& database, int company, MatchCodeSelection selection, bool dry_run,
                        MatchCodesResult& result);

/// Sets the match codes of the sold-to customers that are no Ghosts, and of the ship-tos, 10,000 a
/// transaction: where there is none, or with `rebuild` wherever the rule makes another one. A run that is
/// interrupted (kTryLater) is completed by the next one.
ExitCode run_match_codes(Session& session, const MatchCodesOptions& options, MatchCodesResult& result);

/// One sentence for the operator and the job log.
std::string summary_of(const MatchCodesResult& result, bool dry_run);

}  // namespace oa
