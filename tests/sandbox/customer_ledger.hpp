#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "customer_reader.hpp"
#include "text_spool.hpp"

namespace oa::sandbox {

/// A customer found in a file, in as little memory as will do for millions of them.
struct CustomerArrival {
    std::uint64_t identity = 0;
    std::uint64_t content = 0;
    TextSpool::Place text;
};

/// A customer as it arrived last, and where it can be read.
struct CustomerEntry {
    CustomerArrival arrival;
    std::uint32_t source = 0;      ///< the file it came in last
    std::uint32_t deliveries = 0;  ///< how often it came, with this content or another
};

/// An object, and a file inside it.
struct CustomerSource {
    std::string object;
    std::string file;
};

/// A customer as it is shown.
struct CustomerText {
    std::string number;
    std::string summary;  ///< a JSON object
};

/// Every customer that ever arrived, once. As the real side does, a second delivery of the same content is
/// ignored and one with other content is taken in its place. One without the alternate key is known by its
/// content.
class CustomerLedger {
  public:
    /// Keeps the texts in a file in `directory`; customers are told apart by their key of this type.
    CustomerLedger(const std::filesystem::path& directory, std::string alternate_key_type);

    /// Takes down a child of the root of a customer file; none when it is no customer. It counts once it is
    /// delivered.
    std::optional<CustomerArrival> take_down(const xmlNode& element);

    /// Takes in all customers found in a file of an object.
    void deliver(std::deque<CustomerArrival> arrivals, const CustomerSource& source);

    /// The customers by their first arrival.
    const std::deque<CustomerEntry>& entries() const { return entries_; }

    /// The customer with this number; null when there is none.
    const CustomerEntry* find(const std::string& number) const;

    /// What is shown of a customer.
    CustomerText text_of(const CustomerEntry& entry) const;

    /// Where a customer can be read.
    const CustomerSource& source_of(const CustomerEntry& entry) const { return sources_[entry.source]; }

    /// True when an element is the customer as it arrived last.
    bool is_same(const xmlNode& element, const CustomerEntry& entry) const;

    /// How many came again with the same content.
    std::size_t duplicates() const { return duplicates_; }

    /// How many came again with other content.
    std::size_t conflicts() const { return conflicts_; }

    /// Forgets everything.
    void clear();

  private:
    void deliver_one(const CustomerArrival& arrival, std::uint32_t source);

    std::string alternate_key_type_;
    TextSpool texts_;
    std::deque<CustomerEntry> entries_;
    std::unordered_map<std::uint64_t, std::uint32_t> by_identity_;
    std::vector<CustomerSource> sources_;
    std::size_t duplicates_ = 0;
    std::size_t conflicts_ = 0;
};

}  // namespace oa::sandbox
