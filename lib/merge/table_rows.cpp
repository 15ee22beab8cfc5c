#include "merge/table_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <sstream>

#include "store/row_refused.hpp"
#include "store/table_column.hpp"

namespace oa {

namespace {

constexpr MergeTable kCustomerTables[] = {
    {"alternate_customer_number_cross_reference", MergeRows::kUnion},
    {"catalog_request", MergeRows::kRenumber},
    {"correspondence_history", MergeRows::kRenumber},
    {"customer_action", MergeRows::kRenumber},
    {"customer_address_change", MergeRows::kRenumber},
    {"customer_contract_pricing", MergeRows::kUnion},
    {"customer_fraud", MergeRows::kRenumber},
    {"customer_note", MergeRows::kRenumber},
    {"customer_ownership", MergeRows::kRenumber},
    {"customer_pay_type_exclusion", MergeRows::kUnion},
    {"customer_profile", MergeRows::kUnion},
    {"customer_sold_to_item_class", MergeRows::kSum},
    {"customer_sold_to_mail_history", MergeRows::kRenumber},
    {"customer_sold_to_order_history", MergeRows::kSum},
    {"customer_sold_to_promotion", MergeRows::kSum},
    {"customer_sold_to_user_fields", MergeRows::kUnion},
    {"customer_subscription", MergeRows::kRenumber},
    {"customer_tax", MergeRows::kUnion},
    {"customer_warehouse", MergeRows::kUnion},
    {"customer_warranty", MergeRows::kRenumber},
    {"order_billing_history_sold_to", MergeRows::kSum},
    {"order_header", MergeRows::kFollow},
    {"order_ship_to", MergeRows::kFollow},
    {"pick_control_header", MergeRows::kFollow},
    {"pick_gen_select_customer", MergeRows::kUnion},
    {"pick_gen_select_po", MergeRows::kUnion},
    {"po_header", MergeRows::kFollow},
    {"promotion_customer", MergeRows::kUnion},
    {"store_pickup_header", MergeRows::kFollow},
    {"tickler", MergeRows::kFollow},
    {"tickler_history", MergeRows::kFollow},
};

constexpr MergeTable kShipToTables[] = {
    {"customer_ship_to_phone", MergeRows::kUnion},
    {"customer_ship_to_mail_history", MergeRows::kRenumber},
    {"customer_ship_to_order_history", MergeRows::kSum},
    {"order_billing_history_ship_to", MergeRows::kSum},
};

constexpr const char* kSequence = "sequence_number";

using Names = std::vector<std::string>;

std::string list(const Names& names, std::string_view before = "") {
    std::string text;
    for (const std::string& name : names)
        text += fmt::format("{}{}{}", text.empty() ? "" : ", ", before, name);
    return text;
}

bool contains(const Names& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Writes the statements of one table, for all members of the batch at once. `m` is the row of the member
/// table, `t` that of the table; ?1 is the company.
class Writer {
  public:
    Writer(Database& database, MergeOwner owner, const std::string& table) : table_(table) {
        const bool is_ship_to = owner == MergeOwner::kShipTo;
        owner_ = is_ship_to ? Names{"customer_number", "ship_to_number"} : Names{"customer_number"};
        target_ = is_ship_to ? Names{"m.target", "m.target_ship_to"} : Names{"m.target"};
        members_ = is_ship_to ? "temp.merge_ship_to" : "temp.merge_member";
        for (TableColumn& column : table_columns(database, table)) {
            if (column.name == "company" || contains(owner_, column.name)) continue;
            (column.in_key ? keys_ : others_).push_back(std::move(column));
        }
        row_ = owner_;
        for (const TableColumn& key : keys_) row_.push_back(key.name);
        key_of_row_ = row_;
        for (const TableColumn& other : others_) row_.push_back(other.name);
        partition_ = target_;
        for (const TableColumn& key : keys_) partition_.push_back("t." + key.name);
    }

    std::string follow() const {
        return fmt::format(
            "UPDATE {0} SET customer_number = (SELECT m.target FROM temp.merge_member m "
            "WHERE m.customer_number = {0}.customer_number) WHERE {1} AND customer_number <> 0",
            table_, is_in_batch(kSourcesOnly));
    }

    /// The target's rows keep their numbers; the sources' come after them in the order of their owners.
    std::string renumber() const {
        Names others;
        for (const TableColumn& other : others_) others.push_back(other.name);
        return fmt::format(
            "INSERT INTO {table} (company, {owner}, {sequence}, {others}) SELECT ?1, {target}, "
            "ROW_NUMBER() OVER (PARTITION BY {target} ORDER BY m.rank, t.{sequence}) + COALESCE((SELECT "
            "MAX(s.{sequence}) FROM {table} s WHERE s.company = ?1 AND {same}), 0), {t_others} {from} AND "
            "m.rank > 0",
            fmt::arg("table", table_), fmt::arg("owner", list(owner_)), fmt::arg("sequence", kSequence),
            fmt::arg("others", list(others)), fmt::arg("target", list(target_)),
            fmt::arg("same", owner_equals("s", target_)), fmt::arg("t_others", list(others, "t.")),
            fmt::arg("from", from_members()));
    }

    std::string add() const {
        // Customer Sold To User Fields: "if any user field is blank for the target".
        const bool fills_blanks = table_ == "customer_sold_to_user_fields";
        return fmt::format(
            "INSERT INTO {table} (company, {row}) SELECT ?1, {row} FROM (SELECT {read}, ROW_NUMBER() OVER "
            "(PARTITION BY {partition} ORDER BY {blanks_last}m.rank) AS place {from} AND m.rank > 0) ranked "
            "WHERE place = 1 ON CONFLICT (company, {key}) DO {otherwise}",
            fmt::arg("table", table_), fmt::arg("row", list(row_)), fmt::arg("read", list(read_row(false))),
            fmt::arg("partition", list(partition_)),
            fmt::arg("blanks_last", fills_blanks ? "t.value = '', " : ""), fmt::arg("from", from_members()),
            fmt::arg("key", list(key_of_row_)),
            fmt::arg("otherwise",
                     fills_blanks
                         ? fmt::format("UPDATE SET value = excluded.value WHERE {}.value = ''", table_)
                         : "NOTHING"));
    }

    std::string delete_sources() const {
        return fmt::format("DELETE FROM {} WHERE {}", table_, is_in_batch(kSourcesOnly));
    }

    /// The rows of targets and sources with their sums; what is neither number nor date is that of the
    /// latest.
    std::string stage() const {
        const auto date = std::find_if(others_.begin(), others_.end(), [](const TableColumn& column) {
            return column.type == TableColumn::Type::kDate;
        });
        return fmt::format(
            "INSERT INTO temp.staged_{table} SELECT ?1, {row} FROM (SELECT {read}, ROW_NUMBER() OVER "
            "(PARTITION BY "
            "{partition} ORDER BY {latest}m.rank) AS place {from} WINDOW same AS (PARTITION BY {partition})) "
            "merged "
            "WHERE place = 1",
            fmt::arg("table", table_), fmt::arg("row", list(row_)), fmt::arg("read", list(read_row(true))),
            fmt::arg("partition", list(partition_)), fmt::arg("from", from_members()),
            fmt::arg("latest",
                     date == others_.end() ? "" : fmt::format("t.{0} IS NULL, t.{0} DESC, ", date->name)));
    }
    std::string make_stage() const {
        return fmt::format(
            "CREATE TEMP TABLE IF NOT EXISTS staged_{0} AS SELECT company, {1} FROM main.{0} WHERE company = "
            "0",
            table_, list(row_));
    }
    std::string take_out() const { return fmt::format("DELETE FROM {} WHERE {}", table_, is_in_batch("")); }
    std::string put_back() const {
        return fmt::format(
            "INSERT INTO {0} (company, {1}) SELECT company, {1} FROM temp.staged_{0} WHERE company = ?1",
            table_, list(row_));
    }
    std::string clear_stage() const {
        return fmt::format("DELETE FROM temp.staged_{} WHERE company = ?1", table_);
    }

  private:
    static constexpr const char* kSourcesOnly = " WHERE rank > 0";

    /// A row of the table that lies under a member. SQLite answers it by the key of the table.
    std::string is_in_batch(std::string_view which) const {
        return fmt::format("company = ?1 AND ({0}) IN (SELECT {0} FROM {1}{2})", list(owner_), members_,
                           which);
    }

    /// The members lead: their rows are found by the key, and the rest of the table is not read.
    std::string from_members() const {
        Names owner = owner_;
        for (std::string& name : owner) name.insert(0, "m.");
        return fmt::format("FROM {} m CROSS JOIN {} t WHERE t.company = ?1 AND {}", members_, table_,
                           owner_equals("t", owner));
    }

    std::string owner_equals(std::string_view table, const Names& values) const {
        std::string text;
        for (std::size_t i = 0; i < owner_.size(); ++i) {
            text += fmt::format("{}{}.{} = {}", i == 0 ? "" : " AND ", table, owner_[i], values[i]);
        }
        return text;
    }

    /// The columns of the row as it will lie under the target.
    Names read_row(bool with_sums) const {
        Names read;
        for (std::size_t i = 0; i < owner_.size(); ++i)
            read.push_back(fmt::format("{} AS {}", target_[i], owner_[i]));
        for (const TableColumn& key : keys_) read.push_back("t." + key.name);
        for (const TableColumn& other : others_) {
            const bool is_text = other.type == TableColumn::Type::kText;
            const char* function = other.type == TableColumn::Type::kDate ? "MAX" : "SUM";
            read.push_back(with_sums && !is_text
                               ? fmt::format("{0}(t.{1}) OVER same AS {1}", function, other.name)
                               : "t." + other.name);
        }
        return read;
    }

    std::string table_, members_;
    Names owner_, target_;                    ///< what a row lies under, and will lie under
    std::vector<TableColumn> keys_, others_;  ///< the rest of its key, and what is not in the key
    Names row_, key_of_row_;                  ///< the columns but the company, and those of the key
    Names partition_;                         ///< rows that are equal here become one
};

std::vector<std::string> statements(const Writer& writer, MergeRows rows) {
    switch (rows) {
        case MergeRows::kFollow: return {writer.follow()};
        case MergeRows::kRenumber: return {writer.renumber(), writer.delete_sources()};
        case MergeRows::kUnion: return {writer.add(), writer.delete_sources()};
        case MergeRows::kSum:
            return {writer.stage(), writer.take_out(), writer.put_back(), writer.clear_stage()};
    }
    return {};
}

}  // namespace

std::span<const MergeTable> merge_tables(MergeOwner owner) {
    if (owner == MergeOwner::kShipTo) return kShipToTables;
    return kCustomerTables;
}

std::vector<MergeStep> prepare_steps(Database& database, const std::vector<std::string>& statements) {
    std::vector<MergeStep> steps;
    for (const std::string& sql : statements) {
        std::istringstream words(sql);
        std::string table;
        words >> table;
        if (table != "UPDATE") words >> table;
        words >> table;
        steps.push_back({table, database.prepare(sql)});
    }
    return steps;
}

void run_steps(std::vector<MergeStep>& steps, int company) {
    for (MergeStep& step : steps) {
        try {
            step.statement.run(company);
        } catch (const RowRefused& refused) {
            throw RowRefused(fmt::format("{}: {}", step.table, refused.what()));
        }
    }
}

MergeTables::MergeTables(Database& database, int company, MergeOwner owner) : company_(company) {
    for (const MergeTable& table : merge_tables(owner)) {
        const Writer writer(database, owner, table.name);
        if (table.rows == MergeRows::kSum) database.execute(writer.make_stage());
        auto steps = prepare_steps(database, statements(writer, table.rows));
        std::move(steps.begin(), steps.end(), std::back_inserter(steps_));
    }
}

void MergeTables::move() {
    run_steps(steps_, company_);
}

MergeRowCounts::MergeRowCounts(Database& database, int company) : company_(company) {
    constexpr std::string_view kSources = "(SELECT customer_number FROM temp.merge_member WHERE rank > 0)";
    const auto add = [&](const char* table, const std::string& condition) {
        counts_.push_back(
            {table, database.prepare(
                        fmt::format("SELECT COUNT(*) FROM {} WHERE company = ?1 AND {}", table, condition))});
    };
    const std::string is_source = fmt::format("customer_number <> 0 AND customer_number IN {}", kSources);
    for (const MergeTable& table : kCustomerTables) add(table.name, is_source);
    for (const char* table : {"customer_sold_to_email", "customer_ship_to", "customer_ship_to_extended"}) {
        add(table, is_source);
    }
    for (const MergeTable& table : kShipToTables) add(table.name, is_source);
    add("order_ship_to",
        fmt::format("recipient_customer_number <> 0 AND recipient_customer_number IN {0} AND "
                    "customer_number NOT IN {0}",
                    kSources));
}

void MergeRowCounts::add(std::map<std::string, std::int64_t>& counts) {
    for (MergeStep& count : counts_) {
        count.statement.bind(company_);
        count.statement.step();
        counts[count.table] += count.statement.integer(0);
        count.statement.reset();
    }
}

}  // namespace oa
