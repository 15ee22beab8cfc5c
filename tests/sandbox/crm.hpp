#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "crm_customer.hpp"
#include "customer_lookup.hpp"

namespace oa::sandbox {

/// What a merge came to.
enum class MergeOutcome { kDone, kUnknownCustomer, kSameCustomer };

/// What became of a customer that was sent.
struct Upserted {
    std::string id;
    bool created = false;
};

/// How many customers there are.
struct CrmCounts {
    std::size_t customers = 0;       ///< that are not merged into another
    std::size_t merged = 0;          ///< that are
    std::size_t duplicate_keys = 0;  ///< order administration numbers that more than one of the former has
};

/// The customers of Customer Engagement. Safe to use from several threads.
class Crm {
  public:
    using Visitor = std::function<void(const std::vector<const CrmCustomer*>&)>;

    /// Knows the types of the keys that order administration and the web shop give.
    Crm(std::string order_key_type, std::string web_key_type)
        : order_key_type_(std::move(order_key_type)), web_key_type_(std::move(web_key_type)) {}

    /// Updates the customer with this ID, or else one with a web key that was sent, or else makes a new one.
    /// The number in order administration identifies nobody: two customers can have the same.
    Upserted add_or_update(const std::string& id, const CustomerData& sent);

    /// Adds a customer, with an ID if it brings none; says which, or none when the ID is taken.
    std::optional<std::string> add(CrmCustomer customer);

    /// Shows the customers that a search finds, by age, stopping behind `limit` of them.
    void search(const CustomerLookup& lookup, std::size_t limit, const Visitor& visit) const;

    /// Shows the customer with this ID, or the one that it was merged into; nothing when there is none.
    void retrieve(const std::string& id, const Visitor& visit) const;

    /// The ID of the first customer that has all these keys; none when there is none.
    std::optional<std::string> id_with(const std::vector<AlternateKey>& keys) const;

    /// Merges customers into the one that lives on: all of them or, when one is unknown, none.
    MergeOutcome merge(const std::string& survivor, const std::vector<std::string>& merged);

    /// Shows all customers by age.
    void look(const Visitor& visit) const;

    CrmCounts counts() const;

    /// Forgets everything.
    void clear();

  private:
    using Index = std::uint32_t;

    std::optional<Index> find(const std::string& id) const;
    std::optional<Index> find_with_web_key(const std::vector<AlternateKey>& keys) const;
    Index insert(CrmCustomer customer);
    void reindex(Index index, const std::set<std::string>& before);
    void merge_one(Index survivor, Index merged);
    std::vector<Index> with_term(const std::string& term) const;
    std::optional<std::vector<Index>> candidates(const CustomerLookup& lookup) const;
    std::string next_id();

    std::string order_key_type_;
    std::string web_key_type_;
    mutable std::shared_mutex mutex_;
    std::deque<CrmCustomer> customers_;
    std::unordered_map<std::string, Index> by_id_;
    std::unordered_map<std::string, std::vector<Index>> by_term_;  ///< each by age
    std::uint64_t last_id_ = kFirstId - 1;

    static constexpr std::uint64_t kFirstId = 900'000'000'001;
};

}  // namespace oa::sandbox
