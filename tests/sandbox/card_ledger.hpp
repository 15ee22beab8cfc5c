#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace oa::sandbox {

/// Text in which of every run of ten digits or more only the last four are left, unless it is a transaction's
/// or an activity's ID.
std::string with_cards_masked(const std::string& text);

/// One time that a card was given money.
struct CardFunding {
    std::string transaction_id;
    std::string activity_id;
    std::string type;  ///< ACTIVATE or RECHARGE
    long long hundredths = 0;
};

/// A stored value card of Customer Engagement.
struct Card {
    std::string number;
    bool active = false;
    bool generated = false;
    std::string currency;
    std::string decline;              ///< the code it is declined with; blank when it is not
    bool declined_in_answer = false;  ///< by an answer that says so, else by a RelateProcessingException
    std::vector<CardFunding> fundings;

    long long balance() const;
    /// How often it was given money for a transaction that had given it before.
    std::size_t repeated_fundings() const;
};

/// What a card is funded with.
struct FundingOrder {
    std::string number;
    std::string transaction_id;
    std::string type;
    std::string currency;
    long long hundredths = 0;
    bool may_be_new = false;  ///< a physical card: its number was printed elsewhere
};

/// The cards of Customer Engagement, by number. Safe to use from several threads.
class CardLedger {
  public:
    /// Cards whose numbers end so are declined with these codes.
    explicit CardLedger(std::map<std::string, std::string> declines) : declines_(std::move(declines)) {}

    /// Makes a card known, or changes whether it is declined.
    void put(Card card);

    /// The number of a new card: prefix, series and a number that no card had, 16 digits in all.
    std::string generate(const std::string& prefix, const std::string& series, const std::string& currency);

    /// Gives a card money and makes it active, each time it is asked to: the card after it. One that is
    /// declined stays as it is; an empty number is answered for one that is not known.
    Card fund(const FundingOrder& order);

    /// The card; an empty number when it is not known.
    Card find(const std::string& number) const;

    /// All of them, in the order of their numbers.
    std::vector<Card> all() const;

    void clear();

  private:
    std::string decline_of(const Card& card) const;

    mutable std::mutex mutex_;
    std::map<std::string, std::string> declines_;
    std::map<std::string, Card> cards_;
    std::size_t generated_ = 0;
    std::size_t activities_ = 0;
};

}  // namespace oa::sandbox
