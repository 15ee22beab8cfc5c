#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "card/number_rows.hpp"
#include "card/stored_value_card_rows.hpp"
#include "store/session.hpp"
#include "store/settings.hpp"

namespace oa {

/// A card that can be sent to a service bureau.
struct ReadyCard {
    SvcTrigger trigger;
    StoredValueCard card;
    std::string number;  ///< in clear, as it is sent
    std::string currency;
};

/// What an activation run has to do: the ready SVC triggers of capture type A, in the order of their numbers,
/// and the card of each.
class ReadyCards {
  public:
    /// Is told of each trigger that cannot be sent, and why.
    using OnLeft = std::function<void(const SvcTrigger& trigger, std::string_view reason)>;

    ReadyCards(Session& session, const Settings& settings, const CardNumbers& numbers, OnLeft on_left);

    /// Nothing at the end.
    std::optional<SvcTrigger> next();

    /// Nothing for a trigger that is not to be sent: another one of the same card is, or it cannot be, or its
    /// card was answered before. Then it is closed, but in a dry run.
    std::optional<ReadyCard> card_of(const SvcTrigger& trigger);

  private:
    bool is_leading(const SvcTrigger& trigger) const;
    bool is_answered(const SvcTrigger& trigger, const StoredValueCard& card) const;
    void close(const SvcTrigger& trigger, std::string_view status) const;

    Session& session_;
    const Settings& settings_;
    const CardNumbers& numbers_;
    OnLeft on_left_;
    std::vector<SvcTrigger> read_;
    std::size_t next_ = 0;
    std::int64_t last_ = 0;
};

}  // namespace oa
