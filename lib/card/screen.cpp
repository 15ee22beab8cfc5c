#include "card/screen.hpp"

#include <fmt/format.h>

#include "card/number_reader.hpp"
#include "card/report_rows.hpp"
#include "store/authority.hpp"
#include "store/schema.hpp"

namespace oa {

namespace {

constexpr const char* kSeeNumbers = "A88";
constexpr const char* kSeeFullNumbers = "B14";
constexpr const char* kProgram = "oa-svc";

bool is_purged(std::string_view number) {
    return number.starts_with('*');
}

void require_user(const std::string& user) {
    if (user.empty()) {
        throw Error(ExitCode::kNoPermission,
                    "showing stored value cards needs a user: authority (A88, B14) decides what is seen, and "
                    "each access is written down; give --user USER or set OA_USER");
    }
}

std::vector<StoredValueCard> require_cards(Database& database, int company, const CardSelection& selection) {
    std::vector<StoredValueCard> cards = stored_value_cards(database, company, selection.order_number);
    std::erase_if(cards, [&](const StoredValueCard& card) {
        const bool is_ship_to =
            selection.ship_to_number == 0 || selection.ship_to_number == card.key.ship_to_number;
        const bool is_line = selection.line_number == 0 || selection.line_number == card.key.line_number;
        return !is_ship_to || !is_line;
    });
    if (cards.empty()) {
        const std::string ship_to =
            selection.ship_to_number == 0 ? "" : fmt::format(", ship-to {}", selection.ship_to_number);
        const std::string line =
            selection.line_number == 0 ? "" : fmt::format(", line {}", selection.line_number);
        throw Error(ExitCode::kNoInput, fmt::format("order {}{}{} has no stored value card that was billed",
                                                    selection.order_number, ship_to, line));
    }
    return cards;
}

/// Shows a card's number to one user.
class Viewer {
  public:
    Viewer(Database& database, const SessionOptions& options, const std::string& user,
           CardNumberReader& reader)
        : reader_(reader),
          sees_(!options.dry_run && has_authority(database, options.company, user, kSeeNumbers)),
          sees_all_(sees_ && has_authority(database, options.company, user, kSeeFullNumbers)) {}

    DisplayedCard view(StoredValueCard card) const {
        DisplayedCard displayed{std::move(card), "N", ""};
        const std::string text = text_of(displayed);
        displayed.card.card_number = text;
        displayed.card.card_fingerprint.clear();
        return displayed;
    }

  private:
    /// What the user sees; sets the rest by it.
    std::string text_of(DisplayedCard& displayed) const {
        const std::string& stored = displayed.card.card_number;
        if (stored == kRemovedCardNumber) return stored;
        displayed.note = stored.empty() ? "none yet" : "not shown";
        if (stored.empty() || !sees_) return "";
        const auto number = reader_.read(displayed.card);
        displayed.note = number ? "" : kUnreadableCardNumber;
        if (!number) return "";
        displayed.shown = sees_all_ && !is_purged(*number) ? "F" : "L";
        return sees_all_ ? *number : reader_.masked(*number);
    }

    CardNumberReader& reader_;
    bool sees_;
    bool sees_all_;
};

}  // namespace

std::string card_type_text(std::string_view card_type) {
    if (card_type == "P") return "Physical card";
    if (card_type == "E") return "Physical card with email notification";
    return "Virtual card";
}

std::vector<DisplayedCard> display_cards(const SessionOptions& options, const Clock& clock,
                                         const CardSelection& selection, const std::string& user, Log& log,
                                         ExitCode& code) {
    require_user(user);
    Database database = open_store(options.db, options.dry_run ? Access::kReadOnly : Access::kReadWrite);
    require_company(database, options.company);
    // Cards, key and audit belong together: a change of the key cannot come in between.
    Transaction transaction(database, options.dry_run ? Transaction::Kind::kRead : Transaction::Kind::kWrite);
    CardNumberReader reader(database, options.company, log);
    const Viewer viewer(database, options, user, reader);
    CreditCardAccess access{to_string(clock.now()), user, kProgram, ""};
    std::vector<DisplayedCard> shown;
    for (StoredValueCard& card : require_cards(database, options.company, selection)) {
        shown.push_back(viewer.view(std::move(card)));
        access.shown = shown.back().shown;
        if (!options.dry_run) add_credit_card_audit(database, access, shown.back().card.key);
    }
    transaction.commit();
    code = reader.unreadable() == 0 ? ExitCode::kDone : ExitCode::kRowsLeft;
    return shown;
}

}  // namespace oa
