#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "store/sqlite.hpp"

namespace oa {

/// The EC Cust Sold To Merge table (Merge/Purge Sold-to Names, E-Commerce Customer Merge Web XML File): who
/// was merged into whom, until the web storefront's file has it. A row is for the file that it was given to;
/// so a run that was killed writes the same file again instead of a second one.
class EcMerges {
  public:
    EcMerges(Database& database, int company) : database_(database), company_(company) {}

    /// How many rows wait, given to a file or not.
    std::int64_t count();

    /// Gives the rows that have none a file; how many those are.
    std::int64_t give_file(const std::string& file_name);

    /// The files that rows were given to, in their order.
    std::vector<std::string> files();

    /// The rows of a file by target and source.
    std::int64_t rows(const std::string& file_name,
                      const std::function<void(std::int64_t source, std::int64_t target)>& row);

    /// "The system clears the records": those of a file that is safely there.
    void clear(const std::string& file_name);

  private:
    Database& database_;
    int company_;
};

}  // namespace oa
