#include "customer/country_rows.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "customer/country_codes.hpp"

namespace oa {

namespace {

constexpr std::string_view kCountryTable = "country";

bool has_country_column(Database& database, const std::string& table) {
    Statement columns = database.prepare(fmt::format("PRAGMA table_info({})", table));
    while (columns.step()) {
        if (columns.text(1) == "country") return true;
    }
    return false;
}

/// The tables that hold a country code.
std::vector<std::string> tables_with_country(Database& database) {
    Statement query = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    std::vector<std::string> tables;
    while (query.step()) {
        std::string table = query.string(0);
        if (has_country_column(database, table)) tables.push_back(std::move(table));
    }
    return tables;
}

/// The three-letter codes in a table, and how many rows have each.
std::vector<CountryChange> three_letter_codes(Database& database, int company, const std::string& table) {
    Statement query = database.prepare(fmt::format(
        "SELECT country, COUNT(*) FROM {} WHERE company = ? AND LENGTH(country) = 3 GROUP BY country "
        "ORDER BY country",
        table));
    query.bind(company);
    std::vector<CountryChange> codes;
    while (query.step()) codes.push_back({table, query.string(0), "", query.integer(1)});
    return codes;
}

void convert(Database& database, int company, const CountryChange& change) {
    if (change.table == kCountryTable) {
        database
            .prepare(
                "INSERT INTO country (company, country, description) SELECT company, ?, description FROM "
                "country "
                "WHERE company = ? AND country = ? ON CONFLICT (company, country) DO NOTHING")
            .run(change.to, company, change.from);
    } else {
        database
            .prepare(fmt::format("UPDATE {} SET country = ? WHERE company = ? AND country = ?", change.table))
            .run(change.to, company, change.from);
    }
}

/// An earlier run added it; the three-letter row only waits for its deletion.
bool has_country(Database& database, int company, const std::string& code) {
    return database.scalar("SELECT COUNT(*) FROM country WHERE company = ? AND country = ?", company, code) >
           0;
}

std::int64_t rows_using(Database& database, int company, const std::string& code) {
    std::int64_t rows = 0;
    for (const std::string& table : tables_with_country(database)) {
        if (table == kCountryTable) continue;
        rows += database.scalar(
            fmt::format("SELECT COUNT(*) FROM {} WHERE company = ? AND country = ?", table), company, code);
    }
    return rows;
}

}  // namespace

std::vector<CountryChange> convert_countries(Database& database, int company, bool dry_run) {
    Transaction transaction(database, dry_run ? Transaction::Kind::kRead : Transaction::Kind::kWrite);
    std::vector<CountryChange> changes;
    for (const std::string& table : tables_with_country(database)) {
        for (CountryChange& change : three_letter_codes(database, company, table)) {
            change.to = two_letter_country(to_upper(change.from)).value_or("");
            if (table == kCountryTable && has_country(database, company, change.to)) continue;
            if (!dry_run && !change.to.empty()) convert(database, company, change);
            changes.push_back(change);
        }
    }
    transaction.commit();
    return changes;
}

std::vector<CountryChange> delete_three_letter_countries(Database& database, int company, bool dry_run) {
    Transaction transaction(database, dry_run ? Transaction::Kind::kRead : Transaction::Kind::kWrite);
    std::vector<CountryChange> changes = three_letter_codes(database, company, std::string(kCountryTable));
    for (CountryChange& change : changes) {
        change.rows = rows_using(database, company, change.from);
        if (change.rows > 0) continue;
        change.to = "deleted";
        if (dry_run) continue;
        database.prepare("DELETE FROM country WHERE company = ? AND country = ?").run(company, change.from);
    }
    transaction.commit();
    return changes;
}

}  // namespace oa
