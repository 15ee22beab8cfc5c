#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "card.hpp"
#include "card_rules.hpp"

namespace oa::sandbox {

/// Text in which of every run of ten digits or more only the last four are left, unless it is in a
/// transaction's or an activity's ID.
std::string with_cards_masked(const std::string& text);

/// A card as it is made known; what is none stays as it is.
struct CardSetup {
    std::string number;
    std::optional<bool> active;  ///< a card that is given a balance is active unless this says otherwise
    std::optional<long long> balance;  ///< in hundredths
    std::optional<std::string> currency, expiration_date;
    std::string decline;
    bool declined_in_answer = false;
};

/// What came of a request, and the card after it.
struct CardAnswer {
    std::string activity_id;  ///< of a declined request too; blank for a card that is not known
    std::string decline;      ///< blank when it was approved
    bool declined_in_answer = false;
    long long balance = 0;
    std::string currency;
};

/// The cards of Customer Engagement, by number. Safe to use from several threads.
class CardLedger {
  public:
    explicit CardLedger(CardRules rules) : rules_(std::move(rules)) {}

    /// Makes a card known, or changes it.
    void put(const CardSetup& setup);

    /// The number of a new card: prefix, series and a number that no card had, 16 digits in all.
    std::string generate(const std::string& prefix, const std::string& series, const std::string& currency);

    /// Does what is asked for, each time it is asked for, and records it; CARD_NOT_FOUND is the decline of a
    /// card that is not known.
    CardAnswer request(const CardOrder& order);

    /// The card; an empty number when it is not known.
    Card find(const std::string& number) const;

    /// All of them, in the order of their numbers.
    std::vector<Card> all() const;

    void clear();

  private:
    void expire_holds(Card& card) const;

    mutable std::mutex mutex_;
    CardRules rules_;
    std::map<std::string, Card> cards_;
    std::optional<std::chrono::sys_days> today_;  ///< the latest day that a request had
    std::size_t generated_ = 0;
    std::size_t activities_ = 0;
};

}  // namespace oa::sandbox
