#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace oa {

/// A card number that a CWPickIn message assigns to a pick line.
struct PickInCard {
    std::int64_t line_number = 0;
    std::string card_number;
};

/// A PickInHeader of the message with the cards of its lines.
struct PickIn {
    int company = 0;
    std::int64_t control_number = 0;
    std::vector<PickInCard> cards;
};

/// What a message holds, and what is wrong with it.
struct PickInMessage {
    std::vector<PickIn> picks;  ///< those with a card number
    /// PickInHeaders that are invalid, each as `subject` and what is wrong; nothing of them is taken.
    struct Problem {
        std::string subject, what;
    };
    std::vector<Problem> problems;
};

/// The largest message that is read.
inline constexpr std::size_t kLargestPickIn = std::size_t{16} << 20;

/// Reads a CWPickIn message (Stored Value Card Purchase and Activation: "Use the svc_card_nbr tag in the
/// CWPickIn XML Message to receive a card assignment from an external system"), validated by
/// schemas/cw-pick-in.xsd. Details without svc_card_nbr are passed over. Error kInputData for what is not
/// such a message, is invalid outside its PickInHeaders or too large; no card number is repeated in it.
PickInMessage read_pick_in(const std::string& text);

}  // namespace oa
