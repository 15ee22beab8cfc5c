#include "card/purge_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "base/kill_point.hpp"
#include "base/stop_signals.hpp"
#include "base/text.hpp"
#include "card/number_reader.hpp"
#include "card/rekey_rows.hpp"
#include "card/report_rows.hpp"
#include "store/settings.hpp"

namespace oa {

namespace {

constexpr std::size_t kPurgedDigits = 12;
constexpr std::int64_t kCardsPerTransaction = 10'000;

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
          numbers_(Settings(session.database(), session.company())),
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
        const StoredCardNumber stored = {card.card_number, card.card_fingerprint};
        cards_.store(card, {purged_card_number(*number),
                            numbers_.lasting_fingerprint(session_.database(), session_.company(), stored)});
    }

    Session& session_;
    PurgeNumbersResult& result_;
    CardNumberReader reader_;
    CardNumbers numbers_;
    bool sends_notices_;  ///< with I30 blank no notice waits for the number
    ExpiredCards cards_;
};

}  // namespace

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
    return fmt::format("{} the first 12 digits of {} billed before {}{}{}",
                       dry_run ? "would replace" : "replaced", counted(result.cards, "card"),
                       result.issued_before,
                       result.left == 0 ? "" : fmt::format("; left as before: {}", result.left),
                       result.stopped ? "; stopped: run it again to go on" : "");
}

}  // namespace oa
