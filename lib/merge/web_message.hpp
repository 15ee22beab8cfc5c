#pragma once

#include <cstdint>

#include "service/xml.hpp"

namespace oa {

/// Writes a CustomerMergeWeb message (Merge/Purge Sold-to Names, E-Commerce Customer Merge Web XML File): a
/// line for each source customer that became part of a target.
class CustomerMergeWriter {
  public:
    CustomerMergeWriter(Sink sink, int company);

    void write(std::int64_t source, std::int64_t target);
    /// Ends the document.
    void finish();

  private:
    Sink sink_;
};

}  // namespace oa
