#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/sqlite.hpp"

namespace oa {

/// Rows of a table whose country code changes, or stays because it is not known (`to` is blank).
struct CountryChange {
    std::string table;
    std::string from, to;
    std::int64_t rows = 0;
};

/// CTYCONV, Country Code Conversion (PFCCC32): three-letter country codes become ISO two-letter ones in every
/// table of the store that has a `country` column, in one transaction. In the Country table the two-letter
/// rows are added; the three-letter ones stay until delete_three_letter_countries. A dry run changes nothing.
std::vector<CountryChange> convert_countries(Database& database, int company, bool dry_run);

/// CTY3DEL, Delete 3 Character Country Code (PFCCCD3): deletes the three-letter rows of the Country table
/// that no row uses any more. One that is still in use stays: its `to` is blank and `rows` says by how many.
std::vector<CountryChange> delete_three_letter_countries(Database& database, int company, bool dry_run);

}  // namespace oa
