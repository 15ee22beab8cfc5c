#include "admin/store_admin.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "admin/company_check.hpp"
#include "admin/loaded_addresses.hpp"
#include "base/mask.hpp"
#include "base/progress.hpp"
#include "base/text.hpp"
#include "card/loaded_cards.hpp"
#include "delivery/outbox_rows.hpp"
#include "sales/feed_check.hpp"
#include "sales/invoice_rows.hpp"
#include "store/migrations.hpp"
#include "store/schema.hpp"
#include "store/session.hpp"
#include "store/setting_rows.hpp"
#include "store/settings.hpp"

namespace oa {

namespace {

const SettingDefinition& find_setting(const std::string& name) {
    if (const auto* definition = find_system_control_value(name)) return *definition;
    if (const auto* definition = find_property(name)) return *definition;
    throw Error(
        ExitCode::kUsage,
        fmt::format("no system control value or property is called {}; oa-store get lists them", name));
}

/// A migration removes the match codes when their rule changes; a run that was killed here left some unset.
void set_absent_match_codes(Database& database, MatchCodesResult& result) {
    for (const int company : companies(database)) {
        update_match_codes(database, company, MatchCodeSelection::kAbsent, false, result);
        if (result.stopped) {
            throw Error(ExitCode::kTryLater, fmt::format("the store is migrated, but not all match codes of "
                                                         "company {} are set: run oa-store migrate again",
                                                         company));
        }
    }
}

bool is_property(const SettingDefinition& definition) {
    return find_property(definition.code) == &definition;
}

}  // namespace

void init_store(const std::filesystem::path& db, int company, std::string_view description) {
    Database database = create_store(db);
    if (company == 0) return;
    add_company(database, company, description);
}

std::vector<std::string> migrate_store_file(const std::filesystem::path& db, bool dry_run,
                                            MatchCodesResult& match_codes) {
    Database database = open_store_of_any_version(db, dry_run ? Access::kReadOnly : Access::kReadWrite);
    if (!dry_run) {
        std::vector<std::string> applied = migrate_store(database);
        set_absent_match_codes(database, match_codes);
        return applied;
    }
    std::vector<std::string> names;
    for (int version = stored_schema_version(database); version < schema_version(); ++version) {
        names.emplace_back(kMigrations[static_cast<std::size_t>(version)].name);
    }
    return names;
}

StoreCheck check_store_file(const std::filesystem::path& db, int company, const Clock& clock) {
    Database database = open_store(db, Access::kReadOnly);
    StoreCheck check;
    check.problems = check_store(database);
    for (const std::string& problem : check_settings(database)) check.problems.push_back(problem);
    if (company != 0) {
        check.company_problems = check_company(database, company);
        check.sales_problems = check_sales_feed(database, company, date_of(clock.now()));
    }
    return check;
}

LoadResult load_files(const SessionOptions& session, const std::vector<std::filesystem::path>& files,
                      const LoadOptions& options, const Clock& clock, Log& log, ExitCode& code) {
    Database database = open_store(session.db, Access::kReadWrite);
    Progress progress(log, session.progress, "rows", 0);
    LoadedAddresses addresses(database, options.replace);
    LoadedCards cards(database);
    const LoadHooks hooks{
        .before_row = [&](const auto& table, const auto& columns,
                          const auto& fields) { addresses.before_row(table, columns, fields); },
        .written =
            [&] {
                addresses.written(date_of(clock.now()));
                cards.written();
            },
        .problem_with = [&](const auto& table, const auto& columns,
                            const auto& fields) { return cards.problem_with(table, columns, fields); },
        .each_row = [&] { progress.advance(); }};
    LoadResult result = load_csv_files(
        database, files, options, session.dry_run,
        [&](const std::string& file, std::size_t line, const std::string& problem) {
            log.write(Severity::kWarning, fmt::format("{} line {}", file, line),
                      with_card_numbers_masked(problem));
        },
        hooks);
    code = result.bad == 0 ? ExitCode::kDone : options.skip_bad ? ExitCode::kRowsLeft : ExitCode::kInputData;
    return result;
}

std::vector<SettingValue> get_settings(const std::filesystem::path& db, int company,
                                       const std::vector<std::string>& names) {
    Database database = open_store(db, Access::kReadOnly);
    require_company(database, company);
    const Settings settings(database, company);
    std::vector<SettingValue> values;
    const auto add = [&](const SettingDefinition& definition) {
        const std::string stored = settings.stored_value(definition);
        values.push_back({std::string(definition.code), std::string(definition.title),
                          stored.empty() ? std::string(definition.default_value) : stored, stored.empty()});
    };
    for (const std::string& name : names) add(find_setting(name));
    if (names.empty()) {
        for (const SettingDefinition& definition : system_control_values()) add(definition);
        for (const SettingDefinition& definition : properties()) add(definition);
    }
    return values;
}

void set_setting(const std::filesystem::path& db, int company, const std::string& name,
                 const std::string& value, bool dry_run) {
    const SettingDefinition& definition = find_setting(name);
    const std::string stored = normalized_setting(definition, value);
    if (const auto problem = problem_with(definition, stored)) {
        throw Error(ExitCode::kInputData,
                    fmt::format("'{}' is not a value for {} {}: it {}", shown_setting(value), definition.code,
                                definition.title, *problem));
    }
    Database database = open_store(db, Access::kReadWrite);
    require_company(database, company);
    if (const auto problem = missing_among_rows(database, company, definition.code, stored)) {
        throw Error(ExitCode::kInputData, fmt::format("'{}' is not a value for {} {}: {}; load it first",
                                                      value, definition.code, definition.title, *problem));
    }
    if (dry_run) return;
    if (is_property(definition)) {
        store_property(database, company, definition.code, stored);
    } else {
        store_system_control_value(database, company, definition.code, stored);
    }
}

namespace {

using CountryJob = std::vector<CountryChange> (*)(Database&, int, bool);

std::vector<CountryChange> change_countries(CountryJob job, const std::filesystem::path& db, int company,
                                            bool dry_run, ExitCode& code) {
    Database database = open_store(db, dry_run ? Access::kReadOnly : Access::kReadWrite);
    require_company(database, company);
    std::vector<CountryChange> changes = job(database, company, dry_run);
    const bool some_stay = std::any_of(changes.begin(), changes.end(),
                                       [](const CountryChange& change) { return change.to.empty(); });
    code = some_stay ? ExitCode::kRowsLeft : ExitCode::kDone;
    return changes;
}

}  // namespace

std::vector<CountryChange> convert_country_codes(const std::filesystem::path& db, int company, bool dry_run,
                                                 ExitCode& code) {
    return change_countries(&convert_countries, db, company, dry_run, code);
}

std::vector<CountryChange> delete_country_codes(const std::filesystem::path& db, int company, bool dry_run,
                                                ExitCode& code) {
    return change_countries(&delete_three_letter_countries, db, company, dry_run, code);
}

ExitCode fill_match_codes(const SessionOptions& options, const Clock& clock, bool rebuild, Log& log,
                          MatchCodesResult& result) {
    Session session(options, kMatchCodesJob, clock, log);
    return run_in_session(session, [&](std::string& summary) {
        const ExitCode code = run_match_codes(session, {rebuild}, result);
        summary = summary_of(result, session.dry_run());
        return code;
    });
}

void forget_outbound_file(Session& session, const std::string& file_name, ForgetFileResult& result) {
    OutboxRows outbox(session.database(), session.company());
    Transaction transaction(session.database(),
                            session.dry_run() ? Transaction::Kind::kRead : Transaction::Kind::kWrite);
    const auto file = outbox.file(file_name);
    if (!file || file->state != "written") {
        throw Error(ExitCode::kNoInput, fmt::format("the outbox of company {} has no unsent file {}",
                                                    session.company(), file_name));
    }
    result.file_name = file_name;
    result.may_have_arrived = outbox.may_have_arrived(*file);
    if (session.dry_run()) return;
    outbox.forget(file_name);
    if (!result.may_have_arrived) {
        result.given_back = give_back_invoices(session.database(), session.company(), file_name);
    }
    transaction.commit();
}

std::string summary_of(const ForgetFileResult& result, bool dry_run) {
    const std::string text = fmt::format("{} {}", dry_run ? "would forget" : "forgot", result.file_name);
    if (result.may_have_arrived) {
        return text +
               ": its zip may have arrived, so its rows stay marked as sent; look it up in Customer "
               "Engagement";
    }
    if (dry_run) return text + " and give its invoices back";
    return text +
           fmt::format(
               ": {} {} given back to the next sales feed; should the file turn up, it must not be sent",
               counted(result.given_back, "invoice"), result.given_back == 1 ? "was" : "were");
}

}  // namespace oa
