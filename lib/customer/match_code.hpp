#pragma once

#include <cstdint>
#include <string>

#include "base/error.hpp"
#include "customer/match_code_rows.hpp"
#include "store/session.hpp"

namespace oa {

/// The match code of a customer: two customers with the same code are one to the merge/purge (Merge/Purge
/// Sold-to Names, Where do duplicates come from?). Four parts, joined by `/`, of letters and digits only, in
/// capitals and without Latin accents (letters_and_digits):
///
/// - the first five of the postal code, so that a ZIP+4 is its ZIP;
/// - the first eight of the last name, or of the company name where there is no last name;
/// - of the street the first number (its first six digits) and the first four that follow it; where fewer
///   follow, those before the number fill up (`Hauptstr. 12` is `12HAUP`). A street without a number: its
///   first ten;
/// - the first three of the first name.
///
/// `55401/SMITH/12MAIN/GER` is Gerald and Geraldine Smith of 12 Main St. A customer whose postal code, name
/// or street says nothing has a blank code and matches nobody.
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
};

/// Sets the match codes of the sold-to customers that are no Ghosts, and of the ship-tos, 10,000 a
/// transaction: where there is none, or with `rebuild` wherever the rule makes another one. A run that is
/// interrupted (kTryLater) is completed by the next one.
ExitCode run_match_codes(Session& session, const MatchCodesOptions& options, MatchCodesResult& result);

/// One sentence for the operator and the job log.
std::string summary_of(const MatchCodesResult& result, bool dry_run);

}  // namespace oa
