#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/log.hpp"
#include "customer/country_rows.hpp"
#include "customer/match_code.hpp"
#include "store/csv_load.hpp"

namespace oa {

// What oa-store does: creating and maintaining a store. Each function opens the store it is given.

/// Creates a store; with a company number, its company row too. Error kCannotCreate when the file exists.
void init_store(const std::filesystem::path& db, int company, std::string_view description);

/// Applies the missing migrations, or only names them; returns their names. Missing match codes are set,
/// because a migration may have removed them, and counted in `match_codes`. Error kTryLater when a signal
/// stopped that.
std::vector<std::string> migrate_store_file(const std::filesystem::path& db, bool dry_run,
                                            MatchCodesResult& match_codes);

/// What is wrong, each in one sentence.
struct StoreCheck {
    std::vector<std::string> problems;          ///< of the store's file, keys and stored settings
    std::vector<std::string> company_problems;  ///< what keeps the company's jobs from starting
    std::vector<std::string> sales_problems;    ///< what the next sales feed would meet (check_sales_feed)

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("problems", problems);
        visit("company_problems", company_problems);
        visit("sales_problems", sales_problems);
    }
};

/// With `company` 0 the store alone. Errors as open_store and require_company.
StoreCheck check_store_file(const std::filesystem::path& db, int company, const Clock& clock);

/// Loads CSV files (load_csv_files), and keeps what follows from names and addresses in step
/// (LoadedAddresses); every bad row is logged as a warning with its file and line. A dry run rolls back.
/// `code` is set to kInputData when bad rows kept everything out, to kRowsLeft when they were skipped.
LoadResult load_files(const SessionOptions& session, const std::vector<std::filesystem::path>& files,
                      const LoadOptions& options, const Clock& clock, Log& log, ExitCode& code);

/// A system control value or property as oa-store get shows it.
struct SettingValue {
    std::string code, title, value;
    bool is_default = false;  ///< nothing is stored; value is the default
};

/// Those named, or all when `names` is empty. Error kUsage for a name neither registry knows.
std::vector<SettingValue> get_settings(const std::filesystem::path& db, int company,
                                       const std::vector<std::string>& names);

/// Validates and stores a value; blank removes the stored value. Error kUsage for an unknown name,
/// kInputData for a value that is not valid for the setting.
void set_setting(const std::filesystem::path& db, int company, const std::string& name,
                 const std::string& value, bool dry_run);

/// CTYCONV and CTY3DEL: convert_countries and delete_three_letter_countries. `code` is set to kRowsLeft when
/// a country code was not known, or is still in use.
std::vector<CountryChange> convert_country_codes(const std::filesystem::path& db, int company, bool dry_run,
                                                 ExitCode& code);
std::vector<CountryChange> delete_country_codes(const std::filesystem::path& db, int company, bool dry_run,
                                                ExitCode& code);

/// run_match_codes in a session of its own (lock, job log).
ExitCode fill_match_codes(const SessionOptions& options, const Clock& clock, bool rebuild, Log& log,
                          MatchCodesResult& result);

inline const JobName kForgetFileJob{"OUTBOX", ""};

struct ForgetFileResult {
    std::string file_name;
    bool may_have_arrived = false;  ///< its invoices stay marked: nothing may be sent twice
    std::int64_t given_back = 0;    ///< invoices that the next sales feed sends

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("forgotten", file_name);
        visit("given_back", given_back);
        visit("may_have_arrived", may_have_arrived);
    }
};

/// Gives up a file of the outbox that is lost for good. Its invoices go with the next file, unless its zip
/// may have arrived. Error kNoInput when the outbox has no such written file.
void forget_outbound_file(Session& session, const std::string& file_name, ForgetFileResult& result);
std::string summary_of(const ForgetFileResult& result, bool dry_run);

}  // namespace oa
