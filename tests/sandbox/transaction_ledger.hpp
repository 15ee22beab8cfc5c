#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "poslog_reader.hpp"

namespace oa::sandbox {

/// A transaction as it first arrived, and where it can be read.
struct LedgerEntry {
    PoslogTransaction transaction;
    std::size_t deliveries = 0;  ///< how often its identity came, with this content or another
    std::string object;          ///< the latest object that holds it with this content
    std::string file;            ///< the file inside that object
};

/// Every transaction that ever arrived, once: as the real side does, a second delivery of the same content is
/// ignored and one with other content is refused.
class TransactionLedger {
  public:
    /// Takes in a transaction found in a file of an object.
    void deliver(PoslogTransaction transaction, const std::string& object, const std::string& file);

    /// The transactions by their first arrival.
    const std::vector<LedgerEntry>& entries() const { return entries_; }

    /// How many came again with the same content.
    std::size_t duplicates() const { return duplicates_; }

    /// How many came again with other content.
    std::size_t conflicts() const { return conflicts_; }

    /// The sum of the grand amounts of all entries.
    std::int64_t grand_total_hundredths() const { return grand_total_; }

  private:
    std::vector<LedgerEntry> entries_;
    std::unordered_map<std::string, std::size_t> by_identity_;
    std::size_t duplicates_ = 0;
    std::size_t conflicts_ = 0;
    std::int64_t grand_total_ = 0;
};

}  // namespace oa::sandbox
