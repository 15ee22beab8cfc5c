#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "card/bill.hpp"
#include "card/number_rows.hpp"
#include "card/pay_type_rows.hpp"
#include "card/pick_in_message.hpp"
#include "card/pick_rows.hpp"
#include "store/session.hpp"

namespace oa {

// Assigning a Stored Value Card Number (seed 004).

inline const JobName kSvcAssignJob = {"WPSA", ""};
inline const JobName kSvcPickInJob = {"PICK_IN", ""};
inline const JobName kSvcVirtualJob = {"WPSG", ""};

/// True for what is wrong with one row, which is reported and left: the rest goes on.
bool is_bad_row(const Error& error);

/// A number as messages name it: the last four digits of a card number, `?` for what is no digit,
/// how long it is for what is far too long.
std::string shown_card_number(std::string_view number);

/// Why a card cannot be given this number, as the end of a sentence; nothing when it can.
std::optional<std::string> problem_with_new_number(Database& database, int company,
                                                   const CardNumbers& numbers, const SvcPayTypes& pay_types,
                                                   std::string_view number);

/// The numbers of a text, one a line; blank lines are passed over. Error kInputData for a text of more than
/// 1 MiB.
std::vector<std::string> read_card_numbers(std::istream& input);

struct SvcAssignResult {
    std::int64_t assigned = 0;
    std::int64_t refused = 0;  ///< numbers, or rows of a message
    SvcBillResult billed;      ///< with Use Streamlined Stored Value Card Billing (I23)
};

std::string summary_of(const SvcAssignResult& result, bool dry_run);

struct SvcAssignOptions {
    std::int64_t pick = 0;
    std::int64_t line = 0;  ///< 0: the only one
    std::vector<std::string> numbers;
    std::string user;
};

/// Working with Physical Stored Value Card Assignment (WPSA): the numbers go to the units without one, in
/// order. One that cannot be given is reported and left. With I23 selected, a pick whose units all have
/// numbers is billed in the same transaction.
ExitCode assign_card_numbers(Session& session, const SvcAssignOptions& options, SvcAssignResult& result);

/// The same for the picks of a CWPickIn message, each in a transaction.
ExitCode assign_from_pick_in(Session& session, const PickInMessage& message, const std::string& user,
                             SvcAssignResult& result);

/// Where the numbers of virtual cards come from.
class VirtualCardSource {
  public:
    virtual ~VirtualCardSource() = default;

    /// Before the transaction that bills a line, and never in a dry run: what asks another system asks here.
    virtual void prepare(const SvcPick& pick, const SvcPickLine& line) = 0;

    /// Within the transaction - which in a dry run only reads -: a number for each unit of the line, or none
    /// at all when there are not enough.
    virtual std::vector<std::string> take(const SvcPick& pick, const SvcPickLine& line) = 0;

    /// Why there were not enough, for the Stored Value Card Assignment Errors Report (at most 100
    /// characters).
    virtual std::string shortage() const = 0;
};

/// The Virtual Card Number Table (FLSVCA): the next numbers, deleted as they are taken. A number there that
/// no card can have is reported and left where it is.
std::unique_ptr<VirtualCardSource> virtual_card_table(Session& session);

struct SvcVirtualOptions {
    std::vector<std::int64_t> picks;  ///< none: all printed ones with virtual cards
    std::string user;
};

struct SvcVirtualResult {
    SvcBillResult billed;
    std::int64_t lines_left = 0;  ///< not billed: no number
};

std::string summary_of(const SvcVirtualResult& result, bool dry_run);

/// Assigning Numbers to Virtual Stored Value Cards: the lines of each pick get numbers and are billed, in one
/// transaction. A line without enough numbers is not billed and stands on the Stored Value Card Assignment
/// Errors Report; its pick stays printed, and the next run takes those lines of it up.
ExitCode assign_virtual_cards(Session& session, const SvcVirtualOptions& options, VirtualCardSource& source,
                              SvcVirtualResult& result);

}  // namespace oa
