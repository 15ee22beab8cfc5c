#include "merge/merge_purge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "base/kill_point.hpp"
#include "base/stop_signals.hpp"
#include "base/text.hpp"
#include "customer/address_change.hpp"
#include "customer/match_code.hpp"
#include "merge/batch_rows.hpp"
#include "merge/batch_size.hpp"
#include "merge/list_rows.hpp"
#include "merge/move_rows.hpp"
#include "merge/rules.hpp"
#include "store/row_refused.hpp"
#include "store/settings.hpp"

namespace oa {

namespace {

constexpr const char* kJobUser = "MERGE_PURG";
constexpr std::string_view kInteract = "INTERACT";

std::size_t index_of_field(std::string_view column) {
    const auto fields = sold_to_merge_fields();
    std::size_t index = 0;
    while (index < fields.size() && column != fields[index].column.name) ++index;
    return index;
}

class MergePurge {
  public:
    MergePurge(Session& session, const MergePurgeOptions& options, MergePurgeResult& result)
        : session_(session),
          options_(options),
          result_(result),
          settings_(session.database(), session.company()),
          knows_engagement_(settings_.system_control_value("L37") == kInteract),
          exports_(settings_.is_selected("H86")),
          columns_(columns_of(sold_to_merge_fields())),
          batch_(session.database(), session.company(), columns_, columns_of(ship_to_merge_fields())),
          size_(options.batch_size) {
        if (session.dry_run()) {
            counts_.emplace(session.database(), session.company());
            result_.rows.emplace();
        } else {
            move_.emplace(session.database(), session.company());
            addresses_.emplace(session.database());
        }
    }

    ExitCode run() {
        const StopSignals signals;
        Progress progress(session_.log(), session_.progress(), "duplicates", 0);
        std::int64_t target = 0;
        while (merge_batch(target, progress)) {
            kill_point("merge-batch");
            if (StopSignals::requested()) return ExitCode::kTryLater;
        }
        report_left();
        ExitCode code = result_.left > 0 ? ExitCode::kRowsLeft : ExitCode::kDone;
        if (exports_ && !session_.dry_run()) {
            if (export_web() != ExitCode::kDone) code = ExitCode::kRowsLeft;
        }
        return code;
    }

  private:
    /// The customers are merged, whatever becomes of the file: its rows wait for export-web.
    ExitCode export_web() {
        try {
            return export_merges(session_, result_.exported);
        } catch (const Error& error) {
            session_.log().write(
                Severity::kError, "CustomerMergeWeb",
                fmt::format("{}; the rows wait in EC Cust Sold To Merge: run oa-mergepurge export-web "
                            "when that is fixed",
                            error.what()));
            return ExitCode::kRowsLeft;
        }
    }

    /// One transaction; false when there was nothing left to do. Where the store refuses a row for a reason
    /// that was not foreseen, the targets are merged one by one, and only that one stays.
    bool merge_batch(std::int64_t& target, Progress& progress) {
        const std::int64_t before = target;
        // A dry run holds up nobody.
        const std::int64_t most = session_.dry_run()      ? options_.batch_size
                                  : before < alone_until_ ? 1
                                                          : size_.count();
        try {
            return merge_some(target, most, progress);
        } catch (const RowRefused& refused) {
            if (most > 1) {
                alone_until_ = target;
                target = before;
            } else {
                leave(before, refused.what());
            }
            return true;
        }
    }

    bool merge_some(std::int64_t& target, std::int64_t most, Progress& progress) {
        Transaction transaction(session_.database(),
                                session_.dry_run() ? Transaction::Kind::kRead : Transaction::Kind::kWrite);
        const auto begin = std::chrono::steady_clock::now();
        const MergeBatch::Taken taken = batch_.take_after(target, most);
        if (taken.is_end) return false;
        MergePurgeResult done;
        if (session_.dry_run()) {
            batch_.sold_tos().read([&](const MergeGroup& group) { say(group, decide(group), done); });
            counts_->add(*result_.rows);
        } else if (taken.sources > 0) {
            store_batch(done);
        }
        transaction.commit();
        size_.learn(taken.targets, std::chrono::steady_clock::now() - begin);
        result_.targets += done.targets;
        result_.sources += done.sources;
        result_.ghosts += done.ghosts;
        result_.changed_fields += done.changed_fields;
        for (const MergeLeft& left : taken.left) report(left);
        for (std::int64_t i = 0; i < taken.sources; ++i) progress.advance();
        return true;
    }

    /// Reports the sources of the first target after `before`.
    void leave(std::int64_t before, const std::string& reason) {
        std::vector<MergeLeft> left;
        {
            const Transaction transaction(session_.database(), Transaction::Kind::kRead);
            std::int64_t target = before;
            batch_.take_after(target, 1);
            batch_.sold_tos().read([&](const MergeGroup& group) {
                for (std::size_t member = 1; member < group.size(); ++member)
                    left.push_back({target, group[member].customer_number, reason});
            });
        }
        // In the transaction the job log would lose them.
        for (const MergeLeft& source : left) report(source);
    }

    void report(const MergeLeft& left) {
        ++result_.left;
        session_.log().write(Severity::kWarning, fmt::format("customer {}", left.source),
                             fmt::format("is not merged into {}: {}", left.target, left.reason));
    }

    /// What becomes of a target is decided and stored while its sources are still there; then they are moved
    /// to it.
    void store_batch(MergePurgeResult& done) {
        move_->make_places();
        batch_.ship_tos().read([&](const MergeGroup& group) {
            const MergeOutcome outcome = merge(ship_to_merge_fields(), group);
            const MergeRecord& first = group[0];
            // Of one match code all of them: the code stays true, and the Change date is one of the fields.
            batch_.ship_tos().write(first.target, first.target_ship_to, first.values, merged(first, outcome));
        });
        std::vector<std::pair<std::int64_t, std::string>> emails;
        batch_.sold_tos().read([&](const MergeGroup& group) { store_customer(group, emails, done); });
        kill_point("merge-decided");
        move_->move_records();
        // The target's own is the last of its address changes, behind the sources'.
        addresses_->keep(date_of(session_.clock().now()), user());
        kill_point("merge-moved");
        for (const auto& [customer, email_address] : emails)
            move_->make_primary_email(customer, email_address);
        move_->end_sources(to_string(date_of(session_.clock().now())), exports_);
        kill_point("merge-ended");
    }

    void store_customer(const MergeGroup& group, std::vector<std::pair<std::int64_t, std::string>>& emails,
                        MergePurgeResult& done) {
        static const std::size_t kEmail = index_of_field("email_address");
        static const std::size_t kCountry = index_of_field("country");
        const MergeRecord& target = group[0];
        const MergeOutcome outcome = decide(group);
        const std::vector<std::string> values = merged(target, outcome);
        if (outcome.address_from > 0) {
            addresses_->note(session_.company(), target.customer_number, AddressHistory::kAlways);
            move_->date_change(target.customer_number, to_string(date_of(session_.clock().now())), user());
        } else if (values[kCountry] != target.values[kCountry]) {
            addresses_->note(session_.company(), target.customer_number, AddressHistory::kNever);
        }
        batch_.sold_tos().write(target.customer_number, 0, target.values, values);
        if (values[kEmail] != target.values[kEmail])
            emails.emplace_back(target.customer_number, values[kEmail]);
        count(group, outcome, done);
    }

    MergeOutcome decide(const MergeGroup& group) const {
        MergeOutcome outcome = merge(sold_to_merge_fields(), group);
        follow_country(group, outcome);
        synchronize_known(group, outcome);
        return outcome;
    }

    /// The match code comes along with its address: where it is blank, or speaks of another country than the
    /// customer has then, it is made anew.
    static void follow_country(const MergeGroup& group, MergeOutcome& outcome) {
        static const std::size_t kCode = index_of_field("match_code");
        const MergeRecord& from = group[outcome.address_from];
        const std::vector<std::string> values = merged(group[0], outcome);
        const auto value = [&](std::string_view column) { return values[index_of_field(column)]; };
        const bool gets_country = value("country") != from.values[index_of_field("country")];
        if (!gets_country && (outcome.address_from == 0 || !values[kCode].empty())) return;
        std::string code = match_code({value("postal_code"), value("last_name"), value("company_name"),
                                       value("street"), value("first_name"), value("country")});
        std::erase_if(outcome.changes, [&](const MergeChange& change) { return change.field == kCode; });
        const std::string& before = group[0].values[kCode];
        if (code != before)
            outcome.changes.push_back(
                {kCode, outcome.address_from, before, std::move(code), MergeRule::kAddress});
    }

    /// A customer that Customer Engagement knows is told of it (L37, ORCE Customer Integration).
    void synchronize_known(const MergeGroup& group, MergeOutcome& outcome) const {
        static const std::size_t kRelateId = index_of_field("relate_id");
        static const std::size_t kSynchronize = index_of_field("synchronize_with_remote_db");
        if (!knows_engagement_) return;
        const std::vector<std::string> values = merged(group[0], outcome);
        if (values[kRelateId].empty() || values[kSynchronize] == "Y") return;
        outcome.changes.push_back({kSynchronize, 0, values[kSynchronize], "Y", MergeRule::kKnownCustomer});
    }

    static std::vector<std::string> merged(const MergeRecord& target, const MergeOutcome& outcome) {
        std::vector<std::string> values = target.values;
        for (const MergeChange& change : outcome.changes) values[change.field] = change.after;
        return values;
    }

    std::string user() const { return options_.user.empty() ? kJobUser : options_.user; }

    static void count(const MergeGroup& group, const MergeOutcome& outcome, MergePurgeResult& done) {
        ++done.targets;
        done.sources += static_cast<std::int64_t>(group.size()) - 1;
        done.ghosts += std::count_if(group.begin() + 1, group.end(),
                                     [](const MergeRecord& source) { return source.is_kept_as_ghost; });
        done.changed_fields += static_cast<std::int64_t>(outcome.changes.size());
    }

    void say(const MergeGroup& group, const MergeOutcome& outcome, MergePurgeResult& done) const {
        count(group, outcome, done);
        if (!options_.would_merge) return;
        MergedTarget target;
        target.target = group[0].customer_number;
        for (std::size_t member = 1; member < group.size(); ++member) {
            target.sources.push_back(group[member].customer_number);
        }
        for (const MergeChange& change : outcome.changes) {
            const MergeField& field = sold_to_merge_fields()[change.field];
            target.fields.push_back({field.title, shown_value(change.before, field.column.type),
                                     shown_value(change.after, field.column.type), describe(change.rule),
                                     change.from == 0 ? 0 : group[change.from].customer_number});
        }
        options_.would_merge(target);
    }

    void report_left() {
        if (!session_.dry_run()) MergeList(session_.database(), session_.company()).keep_statuses();
        left_merge_sources(session_.database(), session_.company(),
                           [&](const MergeLeft& left) { report(left); });
    }

    Session& session_;
    const MergePurgeOptions& options_;
    MergePurgeResult& result_;
    Settings settings_;
    bool knows_engagement_;
    bool exports_;
    std::vector<MergeColumn> columns_;
    MergeBatch batch_;
    std::optional<MergeMove> move_;  ///< unless it is a dry run
    std::optional<AddressChanges> addresses_;
    std::optional<MergeRowCounts> counts_;  ///< of a dry run
    BatchSize size_;
    std::int64_t alone_until_ = 0;  ///< targets that are merged one by one
};

}  // namespace

ExitCode run_merge_purge(Session& session, const MergePurgeOptions& options, MergePurgeResult& result) {
    return MergePurge(session, options, result).run();
}

std::string summary_of(const MergePurgeResult& result, bool dry_run) {
    std::string text = fmt::format("{} {} into {}", dry_run ? "would merge" : "merged",
                                   counted(result.sources, "duplicate"), counted(result.targets, "customer"));
    if (result.ghosts > 0) text += fmt::format(", {} kept as Ghosts", result.ghosts);
    if (result.left > 0) text += fmt::format("; {} left in the list", result.left);
    if (!result.exported.files.empty() || result.exported.waiting > 0)
        text += "; " + summary_of(result.exported, dry_run);
    return text;
}

}  // namespace oa
