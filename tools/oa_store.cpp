#include <fmt/format.h>

#include "admin/store_admin.hpp"
#include "card/rekey.hpp"
#include "delivery/outbox_rows.hpp"
#include "store/active_procedure.hpp"
#include "store/job_run.hpp"
#include "store/schema.hpp"
#include "tool.hpp"

namespace {

using nlohmann::ordered_json;

/// What the subcommands take.
struct Arguments {
    std::string description;
    std::vector<std::filesystem::path> files;
    oa::LoadOptions load;
    std::vector<std::string> names;
    std::string name, value;
    int limit = 20;
    std::int64_t run_number = 0;
    std::string state, forget;
    bool rebuild = false;
    oa::CardRekeyOptions rekey;
};

oa::ExitCode init(const Arguments& arguments, const oa::Output& out) {
    const auto& session = out.common.session;
    if (!session.dry_run) oa::init_store(session.db, session.company, arguments.description);
    out.json["store"] = session.db.string();
    out.json["schema_version"] = oa::schema_version();
    out.line("{} {} with schema version {}", session.dry_run ? "would create" : "created",
             session.db.string(), oa::schema_version());
    return oa::ExitCode::kDone;
}

oa::ExitCode migrate(const Arguments&, const oa::Output& out) {
    const auto& session = out.common.session;
    oa::MatchCodesResult match_codes;
    const auto names = oa::migrate_store_file(session.db, session.dry_run, match_codes);
    out.json["migrations"] = names;
    out.json["match_codes"] = match_codes.customers + match_codes.ship_tos;
    for (const auto& name : names) out.line("{} {}", session.dry_run ? "would apply" : "applied", name);
    if (match_codes.customers + match_codes.ship_tos > 0)
        out.line("{}", oa::summary_of(match_codes, session.dry_run));
    if (names.empty()) out.line("nothing to do: the store has schema version {}", oa::schema_version());
    return oa::ExitCode::kDone;
}

oa::ExitCode check(const Arguments&, const oa::Output& out) {
    const auto& session = out.common.session;
    const auto result = oa::check_store_file(session.db, session.company, out.common.clock);
    oa::fill(out.json, result);
    for (const auto& problem : result.problems) out.line("{}", problem);
    for (const auto& problem : result.company_problems) out.line("{}", problem);
    for (const auto& problem : result.sales_problems) out.line("{}", problem);
    if (!result.problems.empty()) return oa::ExitCode::kInputData;
    if (!result.company_problems.empty()) return oa::ExitCode::kConfiguration;
    if (!result.sales_problems.empty()) return oa::ExitCode::kRowsLeft;
    out.line("{} is sound", session.db.string());
    return oa::ExitCode::kDone;
}

oa::ExitCode load(const Arguments& arguments, const oa::Output& out) {
    const auto& session = out.common.session;
    oa::ExitCode code{};
    const auto result =
        oa::load_files(session, arguments.files, arguments.load, out.common.clock, out.log, code);
    oa::fill(out.json, result);
    for (const auto& file : result.files) {
        out.line("{:<28} {:>10} rows {:>8} bad", file.table, file.loaded, file.bad);
    }
    const bool kept_out = session.dry_run || code == oa::ExitCode::kInputData;
    out.json["committed"] = !kept_out;
    if (code == oa::ExitCode::kInputData)
        out.line("nothing was loaded: correct the bad rows, or load without them with --skip-bad");
    if (session.dry_run) out.line("nothing was loaded: this was a dry run");
    return code;
}

oa::ExitCode get(const Arguments& arguments, const oa::Output& out) {
    const auto& session = out.common.session;
    for (const auto& setting : oa::get_settings(session.db, session.company, arguments.names)) {
        out.json[setting.code] = {
            {"title", setting.title}, {"value", setting.value}, {"default", setting.is_default}};
        // The title tells a person which setting this is; a script asks for one name and gets the bare value.
        if (arguments.names.size() == 1) {
            out.line("{}", setting.value);
        } else {
            out.line("{} {} = {}{}", setting.code, setting.title, setting.value,
                     setting.is_default && !setting.value.empty() ? " (default)" : "");
        }
    }
    return oa::ExitCode::kDone;
}

oa::ExitCode set(const Arguments& arguments, const oa::Output& out) {
    const auto& session = out.common.session;
    oa::set_setting(session.db, session.company, arguments.name, arguments.value, session.dry_run);
    return oa::ExitCode::kDone;
}

oa::ExitCode show_run(const Arguments& arguments, const oa::Output& out, oa::Database& database) {
    out.json["messages"] = ordered_json::array();
    for (const auto& m : oa::job_run_messages(database, out.common.session.company, arguments.run_number)) {
        out.json["messages"].push_back(
            {{"severity", m.severity}, {"subject", m.subject}, {"message", m.message}});
        out.line("{}: {}{}{}", m.severity, m.subject, m.subject.empty() ? "" : ": ", m.message);
    }
    return oa::ExitCode::kDone;
}

oa::ExitCode runs(const Arguments& arguments, const oa::Output& out) {
    const auto& session = out.common.session;
    oa::Database database = oa::open_store(session.db, oa::Access::kReadOnly);
    if (arguments.run_number > 0) return show_run(arguments, out, database);
    out.json["runs"] = ordered_json::array();
    for (const auto& run : oa::job_runs(database, session.company, arguments.limit)) {
        out.json["runs"].push_back({{"company", run.company},
                                    {"run", run.run_number},
                                    {"job", run.job},
                                    {"program", run.program},
                                    {"started_at", run.started_at},
                                    {"ended_at", run.ended_at},
                                    {"host", run.host},
                                    {"process_id", run.process_id},
                                    {"state", run.state},
                                    {"exit_code", run.exit_code},
                                    {"summary", run.summary}});
        out.line("{:03} {:>5} {} {} {:<11} {:>3}  {}", run.company, run.run_number, run.started_at, run.job,
                 run.state, run.exit_code < 0 ? "" : std::to_string(run.exit_code), run.summary);
    }
    out.json["active_procedures"] = ordered_json::array();
    for (const auto& procedure : oa::active_procedures(database, session.company)) {
        out.json["active_procedures"].push_back({{"company", procedure.company},
                                                 {"job", procedure.job},
                                                 {"position", procedure.position},
                                                 {"done", procedure.done_count},
                                                 {"started_at", procedure.started_at},
                                                 {"updated_at", procedure.updated_at},
                                                 {"ended_at", procedure.ended_at}});
        if (!procedure.ended_at.empty()) {
            out.line("{:03}       {} {} has ended: {} done, since {}", procedure.company, procedure.ended_at,
                     procedure.job, procedure.done_count, procedure.started_at);
            continue;
        }
        out.line("{:03}       {} {} is under way since {}: {} done, now at {}", procedure.company,
                 procedure.updated_at, procedure.job, procedure.started_at, procedure.done_count,
                 procedure.position);
    }
    return oa::ExitCode::kDone;
}

oa::ExitCode forget_file(const Arguments& arguments, const oa::Output& out) {
    oa::Session session(out.common.session, oa::kForgetFileJob, out.common.clock, out.log);
    oa::ForgetFileResult result;
    std::string said;
    const oa::ExitCode code = oa::run_in_session(session, [&](std::string& summary) {
        oa::forget_outbound_file(session, arguments.forget, result);
        summary = said = oa::summary_of(result, session.dry_run());
        return oa::ExitCode::kDone;
    });
    oa::fill(out.json, result);
    out.line("{}", said);
    return code;
}

oa::ExitCode outbox(const Arguments& arguments, const oa::Output& out) {
    if (!arguments.forget.empty()) return forget_file(arguments, out);
    const auto& session = out.common.session;
    oa::Database database = oa::open_store(session.db, oa::Access::kReadOnly);
    oa::OutboxRows box(database, session.company);
    out.json["files"] = ordered_json::array();
    for (const auto& file : box.files(arguments.state)) {
        out.json["files"].push_back({{"file", file.file_name},
                                     {"state", file.state},
                                     {"rows", file.row_count},
                                     {"bytes", file.byte_count},
                                     {"sha256", file.sha256},
                                     {"created_at", file.created_at},
                                     {"batch", file.batch_number}});
        out.line("{} {:<7} {:>8} rows {:>12} bytes  {}", file.created_at, file.state, file.row_count,
                 file.byte_count, file.file_name);
    }
    out.json["batches"] = ordered_json::array();
    for (const auto& batch : box.batches(arguments.state)) {
        out.json["batches"].push_back({{"batch", batch.batch_number},
                                       {"zip", batch.zip_name},
                                       {"state", batch.state},
                                       {"object", batch.object_name},
                                       {"bytes", batch.byte_count},
                                       {"created_at", batch.created_at},
                                       {"sent_at", batch.sent_at}});
        out.line("{} {:<7} {:>26} bytes  {}", batch.created_at, batch.state, batch.byte_count,
                 batch.zip_name);
    }
    return oa::ExitCode::kDone;
}

oa::ExitCode country_convert(const Arguments&, const oa::Output& out) {
    const auto& session = out.common.session;
    oa::ExitCode code{};
    out.json["changes"] = ordered_json::array();
    for (const auto& change : oa::convert_country_codes(session.db, session.company, session.dry_run, code)) {
        out.json["changes"].push_back(
            {{"table", change.table}, {"from", change.from}, {"to", change.to}, {"rows", change.rows}});
        if (change.to.empty()) {
            out.line("{}: '{}' is not an ISO three-letter code and stays (rows: {})", change.table,
                     change.from, change.rows);
        } else {
            out.line("{}: {} {} to {} (rows: {})", change.table, session.dry_run ? "would change" : "changed",
                     change.from, change.to, change.rows);
        }
    }
    if (out.json["changes"].empty()) out.line("no three-letter country codes");
    return code;
}

oa::ExitCode country_delete3(const Arguments&, const oa::Output& out) {
    const auto& session = out.common.session;
    oa::ExitCode code{};
    out.json["countries"] = ordered_json::array();
    for (const auto& change : oa::delete_country_codes(session.db, session.company, session.dry_run, code)) {
        out.json["countries"].push_back(
            {{"country", change.from}, {"deleted", !change.to.empty()}, {"used_by", change.rows}});
        if (change.to.empty()) {
            out.line("{} stays: it is in use (rows: {}); run country-convert first", change.from,
                     change.rows);
        } else {
            out.line("{} {}", session.dry_run ? "would delete" : "deleted", change.from);
        }
    }
    if (out.json["countries"].empty()) out.line("no three-letter country codes");
    return code;
}

oa::ExitCode match_codes(const Arguments& arguments, const oa::Output& out) {
    const auto& session = out.common.session;
    oa::MatchCodesResult result;
    const auto code = oa::fill_match_codes(session, out.common.clock, arguments.rebuild, out.log, result);
    oa::fill(out.json, result);
    out.line("{}", oa::summary_of(result, session.dry_run));
    return code;
}

oa::ExitCode rekey(const Arguments& arguments, const oa::Output& out) {
    const auto& session = out.common.session;
    oa::CardRekeyResult result;
    const auto code = oa::change_card_key(session, out.common.clock, arguments.rekey, out.log, result);
    oa::fill(out.json, result);
    out.line("{}", oa::summary_of(result, session.dry_run));
    return code;
}

using Command = oa::ExitCode (*)(const Arguments&, const oa::Output&);

void add_commands(CLI::App& app, Arguments& arguments, Command& chosen) {
    CLI::App* sub = oa::add_command(app, "init", "Create a store; with --company also its company row",
                                    {"init --description \"Sample company\""}, &init, chosen);
    sub->add_option("--description", arguments.description, "The company's description")->type_name("TEXT");

    oa::add_command(app, "migrate", "Migrate a store to this suite's schema version", {"migrate --dry-run"},
                    &migrate, chosen);
    oa::add_command(app, "check",
                    "Check the store's file, keys and settings; with --company, what its jobs need",
                    {"check"}, &check, chosen);

    sub = oa::add_command(app, "load", "Load CSV files, each named after its table, in one transaction",
                          {"load item.csv sku.csv", "load item.csv --replace --skip-bad",
                           "load --table item - --separator semicolon --encoding WINDOWS-1252"},
                          &load, chosen);
    sub->add_option("files", arguments.files, "The files: item.csv, sku.csv, ...; - for standard input")
        ->required()
        ->type_name("FILE");
    sub->add_option("--table", arguments.load.table, "The table of a file that is not named after it")
        ->type_name("TABLE");
    oa::add_csv_options(*sub, arguments.load.csv);
    sub->add_flag("--replace", arguments.load.replace, "Overwrite a row that has the same key");
    sub->add_flag("--skip-bad", arguments.load.skip_bad, "Load the good rows even if others are bad");

    sub = oa::add_command(app, "get", "Show system control values and properties", {"get", "get K69"}, &get,
                          chosen);
    sub->add_option("names", arguments.names, "Codes (K69) or property names; without any, all")
        ->type_name("NAME");

    sub = oa::add_command(app, "set", "Set a system control value or property; \"\" removes it",
                          {"set K69 101", "set K69 \"\""}, &set, chosen);
    sub->add_option("name", arguments.name, "Code or property name")->required()->type_name("NAME");
    sub->add_option("value", arguments.value, "The value; Y or N for a check box")
        ->required()
        ->type_name("VALUE");

    oa::add_command(app, "country-convert",
                    "Convert three-letter country codes to ISO two-letter codes (CTYCONV)",
                    {"country-convert --dry-run"}, &country_convert, chosen);
    oa::add_command(app, "country-delete3",
                    "Delete the three-letter country codes that nothing uses (CTY3DEL)",
                    {"country-delete3 --dry-run"}, &country_delete3, chosen);

    sub = oa::add_command(app, "match-codes", "Give a match code to the customers and ship-tos without one",
                          {"match-codes", "match-codes --rebuild --dry-run"}, &match_codes, chosen);
    sub->add_flag("--rebuild", arguments.rebuild, "Also change existing codes where the rule gives another");

    sub = oa::add_command(app, "rekey", "Encrypt the stored value card numbers with a new key",
                          {"rekey --new-key-file /etc/oa/card.key"}, &rekey, chosen);
    sub->add_option("--new-key-file", arguments.rekey.new_key_file,
                    "Owner-only file of 64 hexadecimal digits; SVC_CARD_KEY_FILE names it from then on")
        ->required()
        ->type_name("FILE");
    sub->add_flag("--skip-bad", arguments.rekey.skip_bad,
                  "Change the others even if some numbers cannot be decrypted");

    sub = oa::add_command(app, "runs", "Show the job log, or the messages of one run",
                          {"runs --limit 5", "runs 12"}, &runs, chosen);
    oa::add_whole_number(*sub, "run", arguments.run_number, 1, 999'999'999, "The run whose messages to show")
        ->type_name("RUN");
    oa::add_whole_number(*sub, "--limit", arguments.limit, 1, 999'999'999, "Show at most this many")
        ->type_name("N")
        ->capture_default_str();

    sub = oa::add_command(app, "outbox", "Show the files and zips that were sent or wait to be sent",
                          {"outbox --state written"}, &outbox, chosen);
    sub->add_option("--state", arguments.state, "Only those in this state: written, sending, failed or sent")
        ->type_name("STATE");
    sub->add_option("--forget", arguments.forget,
                    "Give up a written file that is lost for good; its invoices go into the next one")
        ->type_name("FILE");
}

}  // namespace

int main(int argc, char** argv) {
    oa::Tool tool("oa-store", "Creates and maintains a store.",
                  "Examples:\n"
                  "  oa-store --db store.db --company 7 init --description \"Sample company\"\n"
                  "  oa-store --db store.db load item.csv sku.csv\n"
                  "  oa-store --db store.db --company 7 set K69 101\n"
                  "  oa-store --db store.db --company 7 get\n"
                  "  oa-store --db store.db --company 7 match-codes --dry-run\n"
                  "  oa-store --db store.db --company 7 rekey --new-key-file /etc/oa/card.key\n"
                  "  oa-store --db store.db runs");
    Arguments arguments;
    Command chosen = nullptr;
    tool.app().require_subcommand(1);
    add_commands(tool.app(), arguments, chosen);
    return tool.run(argc, argv, [&](const oa::CommonOptions& common, oa::Log& log) {
        return chosen(arguments, oa::Output{common, tool.result(), log});
    });
}
