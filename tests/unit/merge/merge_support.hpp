#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "merge/merge_purge.hpp"
#include "merge/rules.hpp"
#include "store/session.hpp"
#include "unit/support.hpp"

// What the tests of Working with Merge/Purge Sold-to Names share.

namespace oa::test {

/// A value of a member of a group: 0 is the target. Beside the columns there are @change and @order (Last
/// Change and Last order date), @source and @source_date (the last source code of the order history).
struct Given {
    std::size_t member;
    std::string column;
    std::string value;
};

/// A target and its sources, numbered 100, 101, ...; what is not given is blank.
class Group {
  public:
    explicit Group(const std::vector<Given>& given, std::size_t sources = 1,
                   std::span<const MergeField> fields = sold_to_merge_fields())
        : fields_(fields) {
        for (const Given& each : given) sources = std::max(sources, each.member);
        for (std::size_t member = 0; member <= sources; ++member) {
            MergeRecord record;
            record.customer_number = 100 + static_cast<std::int64_t>(member);
            record.target = 100;
            for (const MergeField& field : fields_) {
                const MergeColumnType type = field.column.type;
                const bool is_number = type == MergeColumnType::kNumber || type == MergeColumnType::kAmount;
                record.values.emplace_back(is_number ? "0" : "");
            }
            members_.push_back(record);
        }
        for (const Given& each : given) set(each);
    }

    void set(const Given& given) {
        MergeRecord& record = members_.at(given.member);
        if (given.column == "@change") {
            record.last_change_date = given.value;
        } else if (given.column == "@order") {
            record.last_order_date = given.value;
        } else if (given.column == "@source") {
            record.last_source_code = given.value;
        } else if (given.column == "@source_date") {
            record.last_source_date = given.value;
        } else {
            record.values[index_of(given.column)] = given.value;
        }
    }

    MergeOutcome outcome() const { return merge(fields_, members_); }

    /// What the target's field is afterwards.
    std::string merged(std::string_view column) const {
        const std::size_t field = index_of(column);
        const MergeOutcome merged = outcome();
        for (const MergeChange& change : merged.changes) {
            if (change.field == field) return change.after;
        }
        return members_[0].values[field];
    }

    std::size_t index_of(std::string_view column) const {
        for (std::size_t field = 0; field < fields_.size(); ++field) {
            if (column == fields_[field].column.name) return field;
        }
        throw std::logic_error("there is no field " + std::string(column));
    }

  private:
    std::span<const MergeField> fields_;
    MergeGroup members_;
};

/// A row of "How are the Customer Tables Updated?": what is given, and what the target's field becomes.
struct FieldCase {
    std::string name;
    std::vector<Given> given;
    std::string column;
    std::string merged;
};

inline void check_fields(const std::vector<FieldCase>& cases) {
    for (const FieldCase& c : cases) {
        CAPTURE(c.name, c.column);
        CHECK(Group(c.given).merged(c.column) == c.merged);
    }
}

/// A store with company 8 too, whose jobs run as the tools do: each in a session.
struct MergeStore : TestStore {
    MergeStore() { add_company(database, 8, "Eight"); }

    template <typename Job>
    auto in_session(const Job& job, bool dry_run = false, int company = 7) {
        const Clock clock = seed_clock();
        QuietLog log;
        Session session(
            {.db = path, .company = company, .dry_run = dry_run, .progress = ProgressMode::kNever},
            kMergePurgeJob, clock, log);
        return job(session);
    }

    ExitCode merge(MergePurgeResult& result, const MergePurgeOptions& options = {}, bool dry_run = false,
                   int company = 7) {
        return in_session(
            [&](Session& session) {
                const ExitCode code = run_merge_purge(session, options, result);
                session.finish(code, summary_of(result, dry_run));
                return code;
            },
            dry_run, company);
    }
    ExitCode merge(const MergePurgeOptions& options = {}, bool dry_run = false) {
        MergePurgeResult result;
        return merge(result, options, dry_run);
    }

    /// The rows of a query: columns are parted by a blank, rows by a comma.
    std::string rows(std::string_view sql) {
        Statement query = database.prepare(sql);
        std::string text;
        while (query.step()) {
            if (!text.empty()) text += ',';
            for (int column = 0; column < query.column_count(); ++column) {
                if (column > 0) text += ' ';
                text += query.is_null(column) ? "NULL" : query.string(column);
            }
        }
        return text;
    }

    /// The list: `20>20O 10>20B`.
    std::string list(int company = 7) {
        return rows(
            "SELECT customer_number || '>' || target_customer_number || status || ghost FROM "
            "customer_merge_purge WHERE company = " +
            std::to_string(company) +
            " ORDER BY target_customer_number, customer_number <> target_customer_number, "
            "customer_number");
    }

    std::vector<std::string> tables(std::string_view condition) {
        Statement query = database.prepare("SELECT m.name FROM sqlite_master m WHERE m.type = 'table' AND " +
                                           std::string(condition) + " ORDER BY m.name");
        std::vector<std::string> names;
        while (query.step()) names.push_back(query.string(0));
        return names;
    }
    /// Those that have a customer's number.
    std::vector<std::string> customer_tables() {
        return tables("EXISTS (SELECT 1 FROM pragma_table_info(m.name) p WHERE p.name = 'customer_number')");
    }

    /// All that is in the store but the job log.
    std::string everything() {
        std::string text;
        for (const std::string& table : tables("m.name NOT LIKE 'job_run%' AND m.name NOT LIKE 'sqlite%'")) {
            text += table + ": " + rows("SELECT * FROM " + table) + '\n';
        }
        return text;
    }
};

}  // namespace oa::test
