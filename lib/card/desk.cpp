#include "card/desk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>

#include "base/kill_point.hpp"
#include "base/stop_signals.hpp"
#include "card/number_rows.hpp"
#include "card/pay_type_rows.hpp"
#include "card/rekey_rows.hpp"
#include "store/authority.hpp"
#include "store/schema.hpp"
#include "store/settings.hpp"

namespace oa {

namespace {

constexpr const char* kSeeNumbers = "A88";
constexpr const char* kSeeFullNumbers = "B14";
constexpr const char* kUnreadable = "cannot be read";
constexpr const char* kProgram = "oa-svc";
constexpr std::size_t kPurgedDigits = 12;
constexpr std::int64_t kCardsPerTransaction = 10'000;

std::string describe(const StoredValueCardKey& key) {
    return fmt::format("order {}, ship-to {}, line {}, card {}", key.order_number, key.ship_to_number,
                       key.line_number, key.svc_sequence_number);
}

/// Numbers as they can be read: one that cannot is a fault of its row, a key that is not named one of the
/// run.
class NumberReader {
  public:
    NumberReader(Database& database, int company, Log& log)
        : numbers_(Settings(database, company)), pay_types_(database, company), log_(log) {}

    /// Nothing, and a warning that names the card, when the number cannot be decrypted.
    std::optional<std::string> read(const StoredValueCard& card) {
        try {
            return numbers_.from_store(card.card_number);
        } catch (const Error& error) {
            if (!numbers_.is_encrypting()) throw;
            log_.write(Severity::kWarning, describe(card.key), error.what());
            ++unreadable_;
            return std::nullopt;
        }
    }

    /// By the layout of its pay type; what stands in the place of a number stays.
    std::string masked(std::string_view number) const {
        if (number == kRemovedCardNumber) return std::string(number);
        const SvcPayType& pay_type = pay_types_.of(number);
        return masked_card_number(number, pay_type.first_digits_shown, pay_type.last_digits_shown);
    }

    std::int64_t unreadable() const { return unreadable_; }

  private:
    CardNumbers numbers_;
    SvcPayTypes pay_types_;
    Log& log_;
    std::int64_t unreadable_ = 0;
};

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
    Viewer(Database& database, const SessionOptions& options, const std::string& user, NumberReader& reader)
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
        displayed.note = number ? "" : kUnreadable;
        if (!number) return "";
        displayed.shown = sees_all_ && !is_purged(*number) ? "F" : "L";
        return sees_all_ ? *number : reader_.masked(*number);
    }

    NumberReader& reader_;
    bool sees_;
    bool sees_all_;
};

/// The day before which a card must have been billed.
std::string retention_day(const Settings& settings, Timestamp now) {
    const std::string text =
        settings.required_system_control_value("K65", "to replace digits of old card numbers (SECRISK)");
    int days = 0;
    std::from_chars(text.data(), text.data() + text.size(), days);
    if (days == 0) {
        throw Error(
            ExitCode::kConfiguration,
            "Credit Card Retention Days (K65) is 0: numbers would be lost on the next day; set the days "
            "to keep them");
    }
    return to_string(Date(std::chrono::floor<std::chrono::days>(now) - std::chrono::days(days)));
}

/// One batch of SECRISK.
class NumberPurge {
  public:
    NumberPurge(Session& session, PurgeNumbersResult& result)
        : session_(session),
          result_(result),
          reader_(session.database(), session.company(), session.log()),
          sends_notices_(
              !Settings(session.database(), session.company()).system_control_value("I30").empty()),
          cards_(session.database(), session.company(), result.issued_before) {}

    /// False at the end.
    bool run_batch() {
        const std::vector<StoredValueCard> batch = cards_.next(kCardsPerTransaction);
        for (StoredValueCard card : batch) purge(card);
        return !batch.empty();
    }

  private:
    void purge(StoredValueCard& card) {
        if (card.notice_due == "Y" && sends_notices_) {
            session_.log().write(Severity::kWarning, describe(card.key),
                                 "the number stays until the Stored Value Card Notification Email has left; "
                                 "run oa-svc-activate, then this again");
            ++result_.left;
            return;
        }
        const auto number = reader_.read(card);
        if (!number) {
            ++result_.left;
            return;
        }
        ++result_.cards;
        if (session_.dry_run()) return;
        cards_.store(card, purged_card_number(*number));
    }

    Session& session_;
    PurgeNumbersResult& result_;
    NumberReader reader_;
    bool sends_notices_;  ///< with I30 blank no notice waits for the number
    ExpiredCards cards_;
};

std::string_view plural(std::int64_t count) {
    return count == 1 ? "" : "s";
}

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
    NumberReader reader(database, options.company, log);
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

std::string unactivated_reason(const StoredValueCard& card) {
    if (!card.response_code.empty()) return "declined";
    return card.card_number.empty() ? "no number" : "not answered";
}

ExitCode report_unactivated_cards(Database& database, int company, Log& log,
                                  const std::function<void(const UnactivatedOrder&)>& row,
                                  UnactivatedResult& result) {
    Transaction snapshot(database, Transaction::Kind::kRead);
    NumberReader reader(database, company, log);
    list_unactivated_cards(database, company, [&](const UnactivatedOrder& order) {
        UnactivatedOrder masked = order;
        for (StoredValueCard& card : masked.cards) {
            const bool is_declined = !card.response_code.empty();
            ++(is_declined                ? result.declined
               : card.card_number.empty() ? result.without_number
                                          : result.unanswered);
            const auto number = reader.read(card);
            card.card_number = number ? reader.masked(*number) : kUnreadable;
        }
        ++result.orders;
        row(masked);
    });
    snapshot.commit();
    result.unreadable = reader.unreadable();
    return result.unreadable == 0 ? ExitCode::kDone : ExitCode::kRowsLeft;
}

std::string summary_of(const UnactivatedResult& result) {
    return fmt::format("unactivated cards of {} order{}: {} declined, {} not answered, {} without a number",
                       result.orders, plural(result.orders), result.declined, result.unanswered,
                       result.without_number);
}

std::string purged_card_number(std::string_view number) {
    const std::size_t hidden = std::min(kPurgedDigits, number.size());
    return std::string(hidden, '*') + std::string(number.substr(hidden));
}

ExitCode purge_card_numbers(Session& session, PurgeNumbersResult& result) {
    result.issued_before =
        retention_day(Settings(session.database(), session.company()), session.clock().now());
    const auto kind = session.dry_run() ? Transaction::Kind::kRead : Transaction::Kind::kWrite;
    use_large_cache(session.database());
    if (!session.dry_run()) erase_old_numbers(session.database());
    const StopSignals signals;
    NumberPurge purge(session, result);
    while (!StopSignals::requested()) {
        Transaction transaction(session.database(), kind);
        const bool more = purge.run_batch();
        transaction.commit();
        if (!more) {
            if (!session.dry_run()) truncate_log(session.database());
            return result.left == 0 ? ExitCode::kDone : ExitCode::kRowsLeft;
        }
        kill_point("svc-purge");
    }
    result.stopped = true;
    return ExitCode::kTryLater;
}

std::string summary_of(const PurgeNumbersResult& result, bool dry_run) {
    return fmt::format("{} the first 12 digits of {} card{} billed before {}{}{}",
                       dry_run ? "would replace" : "replaced", result.cards, plural(result.cards),
                       result.issued_before,
                       result.left == 0 ? "" : fmt::format("; left as before: {}", result.left),
                       result.stopped ? "; stopped: run it again to go on" : "");
}

}  // namespace oa
