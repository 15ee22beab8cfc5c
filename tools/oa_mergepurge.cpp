#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.hpp"
#include "merge/display_rows.hpp"
#include "merge/export.hpp"
#include "merge/list.hpp"
#include "merge/merge_purge.hpp"
#include "tool.hpp"

namespace {

using nlohmann::ordered_json;
using oa::Call;

/// What the subcommands take.
struct Arguments {
    oa::MergeListOptions generate;
    oa::MergeListFilter filter;
    oa::MergePurgeOptions merge;
    std::int64_t target = 0;
    std::int64_t source = 0;
    std::vector<std::int64_t> sources;
    bool keeps_ghosts = false;
    bool deletes_sources = false;
    std::string user;
};

/// A change by hand, whose only result is what `done` says.
struct ChangeResult {
    std::function<std::string(bool dry_run)> done;

    template <typename Visit>
    void fields(Visit&&) const {}
};

std::string summary_of(const ChangeResult& result, bool dry_run) {
    return result.done(dry_run);
}

/// Changes the list, or the statuses, in a session; `done` says what was done, after "would" in a dry run.
template <typename Change, typename Done>
oa::ExitCode change_in_session(const Call& call, const oa::JobName& name, Change change, Done done) {
    return call.in_session(
        name,
        [&](oa::Session& session) {
            change(session);
            return oa::ExitCode::kDone;
        },
        ChangeResult{done});
}

oa::ExitCode generate(Arguments& arguments, const Call& call) {
    arguments.generate.user = arguments.user;
    oa::MergeListResult result;
    return call.in_session(
        oa::kGenerateMergeListJob,
        [&](oa::Session& session) { return oa::generate_merge_list(session, arguments.generate, result); },
        result);
}

ordered_json to_json(const oa::MergeListEntry& entry) {
    ordered_json sources = ordered_json::array();
    for (const oa::MergeListRow& source : entry.sources) {
        sources.push_back({{"customer_number", source.customer_number},
                           {"name", oa::merge_name(source)},
                           {"status", source.status},
                           {"ghost", source.is_kept_as_ghost},
                           {"deleted", source.is_deleted}});
    }
    return {{"target", entry.target.customer_number},
            {"name", oa::merge_name(entry.target)},
            {"deleted", entry.target.is_deleted},
            {"sources", sources}};
}

void print_entry(const oa::MergeListEntry& entry, const Call& call) {
    if (entry.sources.empty()) {
        call.line("{:>9}  {:<42} no duplicates", entry.target.customer_number, oa::merge_name(entry.target));
    } else {
        call.line("{:>9}  {}", entry.target.customer_number, oa::merge_name(entry.target));
    }
    for (const oa::MergeListRow& source : entry.sources) {
        call.line("           {:>9}  {:<42} {}{}", source.customer_number, oa::merge_name(source),
                  source.status, source.is_kept_as_ghost ? "  Ghost" : "");
    }
}

oa::ExitCode list(Arguments& arguments, const Call& call) {
    const auto& session = call.common.session;
    oa::Database database = oa::open_for_reading(session);
    call.json["entries"] = ordered_json::array();
    std::int64_t count = 0;
    oa::list_merges(database, session.company, arguments.filter, [&](const oa::MergeListEntry& entry) {
        if (count++ == 0) call.line(" Customer  Name, and its duplicates");
        if (call.common.json) call.json["entries"].push_back(to_json(entry));
        print_entry(entry, call);
    });
    if (count == 0) {
        const bool is_filtered = arguments.filter.customer_number > 0 || !arguments.filter.status.empty();
        call.line("{}", is_filtered ? "nothing in the list matches"
                                    : "the list is empty; generate fills it, add-target adds to it");
    }
    return oa::ExitCode::kDone;
}

oa::ExitCode show(Arguments& arguments, const Call& call) {
    const auto& session = call.common.session;
    oa::Database database = oa::open_for_reading(session);
    oa::MergeListFilter filter;
    filter.customer_number = arguments.target;
    std::vector<std::int64_t> numbers;
    oa::list_merges(database, session.company, filter, [&](const oa::MergeListEntry& entry) {
        numbers.push_back(entry.target.customer_number);
        for (const oa::MergeListRow& source : entry.sources) numbers.push_back(source.customer_number);
        call.json.update(to_json(entry));
        print_entry(entry, call);
    });
    if (numbers.empty()) {
        throw oa::Error(oa::ExitCode::kNoInput,
                        fmt::format("customer {} is not in the list", arguments.target));
    }
    call.json["customers"] = ordered_json::array();
    oa::MergeDisplay display(database, session.company);
    for (const std::int64_t number : numbers) {
        const std::vector<oa::DisplayField> fields = display.read(number);
        ordered_json shown = {{"customer_number", number}, {"deleted", fields.empty()}};
        call.line("customer {}{}", number, fields.empty() ? ": deleted by another program" : "");
        for (const oa::DisplayField& field : fields) {
            shown[field.column] = field.value;
            if (!field.value.empty()) call.line("  {:<30} {}", field.title, field.value);
        }
        call.json["customers"].push_back(shown);
    }
    return oa::ExitCode::kDone;
}

oa::ExitCode add_target(Arguments& arguments, const Call& call) {
    return change_in_session(
        call, oa::kMergeListJob,
        [&](oa::Session& session) { oa::add_merge_target(session, arguments.target); },
        [&](bool dry_run) {
            return fmt::format("Customer Merge/Purge Target ({}/{}) {}", call.common.session.company,
                               arguments.target, dry_run ? "would be created" : "created");
        });
}

oa::ExitCode add_source(Arguments& arguments, const Call& call) {
    return change_in_session(
        call, oa::kMergeListJob,
        [&](oa::Session& session) {
            call.json["bill_to_duplicates"] =
                oa::add_merge_sources(session, arguments.target, arguments.sources, arguments.keeps_ghosts);
        },
        [&](bool dry_run) {
            return fmt::format("{} {} to the sources of {}", dry_run ? "would add" : "added",
                               fmt::join(arguments.sources, ", "), arguments.target);
        });
}

oa::ExitCode set_ghost(Arguments& arguments, const Call& call) {
    const bool keeps_ghosts = !arguments.deletes_sources;
    return change_in_session(
        call, oa::kMergeListJob,
        [&](oa::Session& session) {
            oa::set_merge_ghosts(session, arguments.target, arguments.sources, keeps_ghosts);
        },
        [&](bool dry_run) {
            return fmt::format("{} {} {} merged into {}", fmt::join(arguments.sources, ", "),
                               dry_run ? "would be" : "will be",
                               keeps_ghosts ? "kept as Ghosts when" : "deleted when", arguments.target);
        });
}

oa::ExitCode omit(Arguments& arguments, const Call& call) {
    return change_in_session(
        call, oa::kMergeListJob,
        [&](oa::Session& session) { oa::omit_merge_source(session, arguments.target, arguments.source); },
        [&](bool dry_run) {
            return fmt::format("{} {} from this list and the next ones (status M)",
                               dry_run ? "would omit" : "omitted", arguments.source);
        });
}

oa::ExitCode delete_target(Arguments& arguments, const Call& call) {
    return change_in_session(
        call, oa::kMergeListJob,
        [&](oa::Session& session) { oa::delete_merge_target(session, arguments.target); },
        [&](bool dry_run) {
            return fmt::format("{} {} and its duplicates off the list", dry_run ? "would take" : "took",
                               arguments.target);
        });
}

oa::ExitCode clear_list(Arguments&, const Call& call) {
    oa::MergeClearResult result;
    return call.in_session(
        oa::kMergeListJob, [&](oa::Session& session) { return oa::clear_merge_list(session, result); },
        result);
}

oa::ExitCode clear_status(Arguments&, const Call& call) {
    std::int64_t rows = 0;
    return change_in_session(
        call, oa::kClearStatusJob,
        [&](oa::Session& session) { call.json["customers"] = rows = oa::clear_merge_statuses(session); },
        [&](bool dry_run) {
            return fmt::format("{} status M of {}", dry_run ? "would clear" : "cleared",
                               oa::counted(rows, "customer"));
        });
}

void show_merge(const oa::MergedTarget& merged, const Call& call) {
    call.line("{} <- {}", merged.target, fmt::join(merged.sources, ", "));
    ordered_json fields = ordered_json::array();
    for (const oa::MergedField& field : merged.fields) {
        const std::string from = field.from == 0 ? "" : fmt::format(", of {}", field.from);
        call.line("  {:<30} '{}' -> '{}'  ({}{})", field.field, field.before, field.after, field.rule, from);
        if (!call.common.json) continue;
        fields.push_back({{"field", field.field},
                          {"before", field.before},
                          {"after", field.after},
                          {"rule", field.rule},
                          {"from", field.from}});
    }
    if (!call.common.json) return;
    call.json["merges"].push_back(
        {{"target", merged.target}, {"sources", merged.sources}, {"fields", fields}});
}

void show_rows(const std::map<std::string, std::int64_t>& rows, const Call& call) {
    bool is_first = true;
    for (const auto& [table, count] : rows) {
        if (count == 0) continue;
        if (is_first) call.line("rows that would move, by table:");
        is_first = false;
        call.line("  {:<42} {:>9}", table, count);
    }
}

oa::ExitCode merge(Arguments& arguments, const Call& call) {
    arguments.merge.user = arguments.user;
    arguments.merge.would_merge = [&](const oa::MergedTarget& merged) { show_merge(merged, call); };
    if (call.common.session.dry_run) call.json["merges"] = ordered_json::array();
    oa::MergePurgeResult result;
    return call.in_session(
        oa::kMergePurgeJob,
        [&](oa::Session& session) {
            const oa::ExitCode code = oa::run_merge_purge(session, arguments.merge, result);
            if (result.sources > 0 && result.rows) show_rows(*result.rows, call);
            return code;
        },
        result);
}

oa::ExitCode export_web(Arguments&, const Call& call) {
    oa::MergeExportResult result;
    return call.in_session(
        oa::kMergeExportJob, [&](oa::Session& session) { return oa::export_merges(session, result); },
        result);
}

using Command = oa::ExitCode (*)(Arguments&, const Call&);

void add_list_commands(CLI::App& app, Arguments& arguments, Command& chosen) {
    CLI::App* sub = oa::add_command(app, "generate", "List duplicate customers (M_PGENERAT)",
                                    {"generate --user MARIA --max-sources 1000"}, &generate, chosen);
    sub->add_flag("--ghost", arguments.generate.keeps_ghosts,
                  "Keep the duplicates as Ghosts when they are merged");
    oa::add_whole_number(*sub, "--max-sources", arguments.generate.max_sources, 1, 999'999'999,
                         "Stop after the target that brings the list to this many duplicates")
        ->type_name("N");

    sub = oa::add_command(app, "list", "Show targets and their duplicates, last name first",
                          {"list", "list --status B"}, &list, chosen);
    sub->add_option("--status", arguments.filter.status,
                    "Only those of this status: B = bill to duplicate, O = open")
        ->type_name("B|O")
        ->check(CLI::IsMember({"B", "O"}).description(""));
    oa::add_whole_number(*sub, "--customer", arguments.filter.customer_number, 1, oa::kLargestCustomer,
                         "Only the target or duplicate with this number");

    sub = oa::add_command(app, "show", "Show a target and its duplicates in full", {"show 10802"}, &show,
                          chosen);
    oa::add_whole_number(*sub, "target", arguments.target, 1, oa::kLargestCustomer, "The customer number")
        ->required();

    sub = oa::add_command(app, "add-target", "Put a customer into the list as a target", {"add-target 10802"},
                          &add_target, chosen);
    oa::add_whole_number(*sub, "target", arguments.target, 1, oa::kLargestCustomer, "The customer that stays")
        ->required();

    sub = oa::add_command(app, "add-source", "Add customers to be merged into a target of the list",
                          {"add-source 10802 10792 10793 --ghost"}, &add_source, chosen);
    oa::add_whole_number(*sub, "target", arguments.target, 1, oa::kLargestCustomer, "The target")->required();
    oa::add_whole_number(*sub, "sources", arguments.sources, 1, oa::kLargestCustomer, "The customers")
        ->required()
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    sub->add_flag("--ghost", arguments.keeps_ghosts, "Keep them as Ghosts when they are merged");

    sub = oa::add_command(app, "set-ghost", "Set whether sources are kept as Ghosts when they are merged",
                          {"set-ghost 10802 10792", "set-ghost 10802 10792 10793 --off"}, &set_ghost, chosen);
    oa::add_whole_number(*sub, "target", arguments.target, 1, oa::kLargestCustomer, "The target")->required();
    oa::add_whole_number(*sub, "sources", arguments.sources, 1, oa::kLargestCustomer, "The duplicates")
        ->required()
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    sub->add_flag("--off", arguments.deletes_sources, "Delete them when they are merged");

    sub = oa::add_command(app, "omit", "Take a duplicate off this list and the next ones (status M)",
                          {"omit 10802 10793"}, &omit, chosen);
    oa::add_whole_number(*sub, "target", arguments.target, 1, oa::kLargestCustomer, "The target")->required();
    oa::add_whole_number(*sub, "source", arguments.source, 1, oa::kLargestCustomer, "The duplicate")
        ->required();

    sub = oa::add_command(app, "delete-target", "Take a target and its duplicates off the list",
                          {"delete-target 10802"}, &delete_target, chosen);
    oa::add_whole_number(*sub, "target", arguments.target, 1, oa::kLargestCustomer, "The target")->required();

    oa::add_command(app, "clear-list", "Take everything off the list", {"clear-list"}, &clear_list, chosen);
    oa::add_command(app, "clear-status", "Let omitted customers (status M) be listed again (MCST)",
                    {"clear-status"}, &clear_status, chosen);
}

void add_merge_commands(CLI::App& app, Arguments& arguments, Command& chosen) {
    CLI::App* sub = oa::add_command(
        app, "merge", "Merge the list; --dry-run shows every field that would change (MERGE_PURG)",
        {"merge --dry-run", "merge"}, &merge, chosen);
    oa::add_whole_number(
        *sub, "--batch-size", arguments.merge.batch_size, 1, 1'000'000,
        "Merge at most this many targets in a transaction; fewer where they would take over a second")
        ->type_name("N")
        ->capture_default_str();
    oa::add_command(app, "export-web", "Write the CustomerMergeWeb file that is still due", {"export-web"},
                    &export_web, chosen);
}

}  // namespace

int main(int argc, char** argv) {
    oa::Tool tool(
        "oa-mergepurge",
        "Merges duplicate sold-to customers: lists them, and merges each group into one (MMCS).",
        "Examples:\n"
        "  oa-store --db store.db --company 7 match-codes             fill what generate compares\n"
        "  oa-mergepurge --db store.db --company 7 --user MARIA generate --max-sources 1000\n"
        "  oa-mergepurge --db store.db --company 7 list --status B\n"
        "  oa-mergepurge --db store.db --company 7 add-target 10802\n"
        "  oa-mergepurge --db store.db --company 7 add-source 10802 10792 10793 --ghost\n"
        "  oa-mergepurge --db store.db --company 7 merge --dry-run\n"
        "Exit codes: 0 done, 1 done but some duplicates stay in the list or the web file was not written,\n"
        "65 a customer cannot be listed, 66 no such customer, 75 stopped by a signal, or another job is\n"
        "running: run it again, 77 the user may not generate a list; all in the README.");
    Arguments arguments;
    Command chosen = nullptr;
    tool.app().require_subcommand(1);
    oa::add_user(tool.app(), arguments.user,
                 "The user, for authority (generate) and address changes (merge)");
    add_list_commands(tool.app(), arguments, chosen);
    add_merge_commands(tool.app(), arguments, chosen);
    return tool.run(argc, argv, [&](const oa::CommonOptions& common, oa::Log& log) {
        return chosen(arguments, Call{{common, tool.result(), log}, tool});
    });
}
