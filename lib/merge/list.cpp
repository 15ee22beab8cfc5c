#include "merge/list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <tuple>

#include "base/kill_point.hpp"
#include "base/stop_signals.hpp"
#include "base/text.hpp"
#include "customer/match_code_rows.hpp"
#include "merge/batch_size.hpp"
#include "store/authority.hpp"

namespace oa {

namespace {

constexpr const char* kAllowGenerateList = "J06";
constexpr std::string_view kStopped = "; stopped: run the same command again to go on";

bool is_older(const MergeCandidate& a, const MergeCandidate& b) {
    return std::make_tuple(a.entry_date.empty(), a.entry_date, a.customer_number) <
           std::make_tuple(b.entry_date.empty(), b.entry_date, b.customer_number);
}

void require_authority(Session& session, const std::string& user) {
    if (user.empty()) {
        throw Error(ExitCode::kNoPermission,
                    "generating a list needs a user with authority to Allow Generate List in Merge/Purge "
                    "(J06); give --user USER or set OA_USER");
    }
    if (!has_authority(session.database(), session.company(), user, kAllowGenerateList)) {
        throw Error(ExitCode::kNoPermission,
                    fmt::format("the user {} has no authority to Allow Generate List in Merge/Purge (J06); a "
                                "row of user_authority gives it",
                                user));
    }
}

/// Puts groups of one match code into the list.
class Generation {
  public:
    Generation(MergeList& list, const MergeListOptions& options, bool dry_run, MergeListResult& result)
        : list_(list), options_(options), dry_run_(dry_run), result_(result) {}

    /// False when the maximum is reached.
    bool add(const std::vector<MergeCandidate>& group) {
        const MergeCandidate* target = target_of(group);
        if (target == nullptr) return true;
        const std::int64_t before = result_.sources;
        for (const MergeCandidate& source : group) {
            if (source.listed_target == 0 && &source != target) add_source(*target, source);
        }
        if (result_.sources > before) ++result_.targets;
        return options_.max_sources == 0 || result_.sources < options_.max_sources;
    }

  private:
    /// Null when there is nobody to merge with.
    static const MergeCandidate* target_of(const std::vector<MergeCandidate>& group) {
        const auto listed = std::find_if(group.begin(), group.end(), [](const MergeCandidate& candidate) {
            return candidate.listed_target == candidate.customer_number;
        });
        if (listed != group.end()) return &*listed;
        const MergeCandidate* oldest = nullptr;
        std::size_t free = 0;
        for (const MergeCandidate& candidate : group) {
            if (candidate.listed_target != 0) continue;
            ++free;
            if (oldest == nullptr || is_older(candidate, *oldest)) oldest = &candidate;
        }
        return free > 1 ? oldest : nullptr;
    }

    void add_source(const MergeCandidate& target, const MergeCandidate& source) {
        const bool is_duplicate =
            is_bill_to_duplicate(source.bill_to_customer_number, target.bill_to_customer_number);
        ++result_.sources;
        if (is_duplicate) ++result_.bill_to_duplicates;
        if (dry_run_) return;
        if (target.listed_target == 0 && added_target_ != target.customer_number) {
            list_.add_target(target.customer_number);
            added_target_ = target.customer_number;
        }
        list_.add_source(target.customer_number, source.customer_number, is_duplicate ? "B" : "O",
                         options_.keeps_ghosts);
    }

    MergeList& list_;
    const MergeListOptions& options_;
    bool dry_run_;
    MergeListResult& result_;
    std::int64_t added_target_ = 0;
};

/// Ghosts are refused with the customer to enter instead (Ghost Customer Number Warning Window).
MergeListCustomer require_customer(MergeList& list, std::int64_t customer_number) {
    const auto customer = list.customer(customer_number);
    if (!customer) throw Error(ExitCode::kNoInput, fmt::format("there is no customer {}", customer_number));
    if (customer->is_ghost) {
        throw Error(
            ExitCode::kInputData,
            customer->ghost_target == 0
                ? fmt::format("customer {} is a Ghost: it was merged into another customer", customer_number)
                : fmt::format("customer {} is a Ghost: it was merged into customer {}; enter {}",
                              customer_number, customer->ghost_target, customer->ghost_target));
    }
    return *customer;
}

void require_not_listed(MergeList& list, std::int64_t customer_number) {
    const auto target = list.target_of(customer_number);
    if (!target) return;
    throw Error(
        ExitCode::kInputData,
        *target == customer_number
            ? fmt::format("customer {} is already in the list, as a target", customer_number)
            : fmt::format("customer {} is already in the list, as a source of {}", customer_number, *target));
}

/// A chain - a source that is another's target, a target that is another's source - would leave nobody to
/// keep.
void require_no_chain(MergeList& list, std::int64_t target, std::int64_t source) {
    const auto listed = list.target_of(source);
    if (listed && *listed == source && source != target) {
        throw Error(ExitCode::kInputData,
                    fmt::format("customer {} cannot be a source of {}: it is a target itself; delete-target "
                                "{} first, or merge first",
                                source, target, source));
    }
}

void require_target(MergeList& list, std::int64_t target) {
    const auto listed = list.target_of(target);
    if (!listed) {
        throw Error(ExitCode::kNoInput,
                    fmt::format("customer {} is not a target of the list; add-target {} makes it one", target,
                                target));
    }
    if (*listed != target) {
        throw Error(ExitCode::kInputData,
                    fmt::format("customer {} cannot be a target: it is a source of {}", target, *listed));
    }
}

void require_source(MergeList& list, std::int64_t target, std::int64_t source) {
    if (source != target && list.target_of(source) == target) return;
    throw Error(ExitCode::kNoInput,
                fmt::format("customer {} is not a source of {} in the list", source, target));
}

/// Runs a change of the list in a write transaction; a dry run only reads.
template <typename Change>
auto change_list(Session& session, Change change) {
    MergeList list(session.database(), session.company());
    Transaction transaction(session.database(),
                            session.dry_run() ? Transaction::Kind::kRead : Transaction::Kind::kWrite);
    if constexpr (std::is_void_v<decltype(change(list))>) {
        change(list);
        transaction.commit();
    } else {
        const auto answer = change(list);
        transaction.commit();
        return answer;
    }
}

constexpr std::int64_t kMostInTransaction = 1'000'000;

/// Runs a long change of the list, a transaction after the other, until `change` answers that it is at its
/// end: of `count` things at most it says how many it did. False when a signal stopped it before.
bool in_transactions(Session& session,
                     const std::function<bool(std::int64_t count, std::int64_t& done)>& change) {
    const StopSignals signals;
    BatchSize size(kMostInTransaction);
    for (;;) {
        Transaction transaction(session.database(),
                                session.dry_run() ? Transaction::Kind::kRead : Transaction::Kind::kWrite);
        const auto begin = std::chrono::steady_clock::now();
        std::int64_t done = 0;
        const bool is_more = change(size.count(), done);
        transaction.commit();
        size.learn(done, std::chrono::steady_clock::now() - begin);
        kill_point("merge-list");
        if (!is_more) return true;
        if (StopSignals::requested()) return false;
    }
}

/// Lists the groups behind a match code, whole ones of about `count` customers; false at the end.
bool list_some(MergeList& list, Generation& generation, std::string& match_code, std::int64_t count,
               Progress& progress, MergeListResult& result, std::int64_t& done) {
    std::vector<MergeCandidate> group;
    bool is_more = false;
    list.candidates(match_code, [&](const MergeCandidate& candidate) {
        if (!group.empty() && group.front().match_code != candidate.match_code) {
            result.is_cut_short = !generation.add(group);
            match_code = group.front().match_code;
            group.clear();
            is_more = !result.is_cut_short && done >= count;
            if (is_more) return false;
        }
        progress.advance();
        ++result.candidates;
        ++done;
        if (result.is_cut_short) return false;
        group.push_back(candidate);
        return true;
    });
    if (!group.empty()) generation.add(group);
    return is_more;
}

/// A target whose own row of the list another program deleted: its sources are not another target's.
MergeListRow missing_target(std::int64_t target) {
    MergeListRow row;
    row.customer_number = row.target = target;
    row.is_deleted = true;
    return row;
}

}  // namespace

ExitCode generate_merge_list(Session& session, const MergeListOptions& options, MergeListResult& result) {
    require_authority(session, options.user);
    result.without_match_code = count_without_match_code(session.database(), session.company());
    MergeList list(session.database(), session.company());
    Generation generation(list, options, session.dry_run(), result);
    Progress progress(session.log(), session.progress(), "customers", 0);
    std::string match_code;
    result.stopped = !in_transactions(session, [&](std::int64_t count, std::int64_t& done) {
        return list_some(list, generation, match_code, count, progress, result, done);
    });
    return result.stopped ? ExitCode::kTryLater : ExitCode::kDone;
}

std::string summary_of(const MergeListResult& result, bool dry_run) {
    std::string text = fmt::format("{} {} of {}", dry_run ? "would list" : "listed",
                                   counted(result.sources, "duplicate"), counted(result.targets, "customer"));
    if (result.bill_to_duplicates > 0) {
        text += fmt::format(", {} of another bill-to customer (status B)", result.bill_to_duplicates);
    }
    if (result.is_cut_short) text += "; the maximum is reached, there may be more";
    if (result.without_match_code > 0) {
        text += fmt::format("; {} without a match code {} not looked at: oa-store match-codes",
                            counted(result.without_match_code, "customer"),
                            result.without_match_code == 1 ? "was" : "were");
    }
    if (result.stopped) text += kStopped;
    return text;
}

void add_merge_target(Session& session, std::int64_t target) {
    change_list(session, [&](MergeList& list) {
        require_customer(list, target);
        require_not_listed(list, target);
        if (!session.dry_run()) list.add_target(target);
    });
}

std::int64_t add_merge_sources(Session& session, std::int64_t target,
                               const std::vector<std::int64_t>& sources, bool keeps_ghosts) {
    return change_list(session, [&](MergeList& list) {
        const MergeListCustomer kept = require_customer(list, target);
        require_target(list, target);
        std::int64_t bill_to_duplicates = 0;
        for (const std::int64_t source : sources) {
            if (source == target) {
                throw Error(ExitCode::kInputData,
                            fmt::format("customer {} cannot be a source of itself", source));
            }
            const MergeListCustomer customer = require_customer(list, source);
            require_no_chain(list, target, source);
            require_not_listed(list, source);
            if (std::count(sources.begin(), sources.end(), source) > 1) {
                throw Error(ExitCode::kUsage, fmt::format("customer {} is given twice", source));
            }
            const bool is_duplicate =
                is_bill_to_duplicate(customer.bill_to_customer_number, kept.bill_to_customer_number);
            if (is_duplicate) {
                ++bill_to_duplicates;
                session.log().write(
                    Severity::kWarning, fmt::format("customer {}", source),
                    fmt::format("has another bill-to customer than {} (status B) and will not be merged "
                                "unless that changes",
                                target));
            }
            if (!session.dry_run()) {
                list.add_source(target, source, is_duplicate ? "B" : "O", keeps_ghosts);
            }
        }
        return bill_to_duplicates;
    });
}

void set_merge_ghosts(Session& session, std::int64_t target, const std::vector<std::int64_t>& sources,
                      bool keeps_ghosts) {
    change_list(session, [&](MergeList& list) {
        for (const std::int64_t source : sources) {
            require_source(list, target, source);
            if (!session.dry_run()) list.set_ghost(source, keeps_ghosts);
        }
    });
}

void omit_merge_source(Session& session, std::int64_t target, std::int64_t source) {
    change_list(session, [&](MergeList& list) {
        require_source(list, target, source);
        if (session.dry_run()) return;
        list.remove_source(target, source);
        list.omit(source);
    });
}

void delete_merge_target(Session& session, std::int64_t target) {
    change_list(session, [&](MergeList& list) {
        if (list.target_of(target) != target) {
            throw Error(ExitCode::kNoInput, fmt::format("customer {} is not a target of the list", target));
        }
        if (!session.dry_run()) list.remove_target(target);
    });
}

ExitCode clear_merge_list(Session& session, MergeClearResult& result) {
    MergeList list(session.database(), session.company());
    if (session.dry_run()) {
        result.rows = list.row_count();
        return ExitCode::kDone;
    }
    std::int64_t last = 0;
    result.stopped = !in_transactions(session, [&](std::int64_t count, std::int64_t& done) {
        const auto rows = list.clear_after(last, count);
        result.rows += rows ? *rows : list.clear();
        done = rows.value_or(count);
        return rows.has_value();
    });
    return result.stopped ? ExitCode::kTryLater : ExitCode::kDone;
}

std::string summary_of(const MergeClearResult& result, bool dry_run) {
    return fmt::format("{} the list: {}{}", dry_run ? "would clear" : "cleared",
                       counted(result.rows, "customer"), result.stopped ? kStopped : "");
}

std::int64_t clear_merge_statuses(Session& session) {
    return change_list(session, [&](MergeList& list) {
        return session.dry_run() ? list.omitted_count() : list.clear_statuses();
    });
}

void list_merges(Database& database, int company, const MergeListFilter& filter,
                 const std::function<void(const MergeListEntry&)>& entry) {
    MergeList list(database, company);
    std::int64_t target = 0;
    if (filter.customer_number > 0) {
        const auto listed = list.target_of(filter.customer_number);
        if (!listed) return;
        target = *listed;
    }
    MergeListEntry current;
    const auto show = [&] {
        if (current.target.customer_number == 0) return;
        if (filter.status.empty() || !current.sources.empty()) entry(current);
        current = {};
    };
    list.rows(target, [&](const MergeListRow& row) {
        if (row.target != current.target.customer_number) {
            show();
            current.target = row.is_target() ? row : missing_target(row.target);
        }
        if (row.is_target()) return;
        if (filter.status.empty() || row.status == filter.status) {
            current.sources.push_back(row);
        }
    });
    show();
}

std::string merge_name(const MergeListRow& row) {
    if (row.is_deleted) return "(deleted by another program)";
    if (row.last_name.empty()) return row.first_name.empty() ? row.company_name : row.first_name;
    return row.first_name.empty() ? row.last_name : row.last_name + ", " + row.first_name;
}

}  // namespace oa
