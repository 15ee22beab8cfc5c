#include "card/rekey.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/kill_point.hpp"
#include "base/stop_signals.hpp"
#include "base/text.hpp"
#include "card/fingerprint_key_rows.hpp"
#include "card/number_rows.hpp"
#include "card/rekey_rows.hpp"
#include "store/settings.hpp"

namespace oa {

namespace {

constexpr const char* kKeyFile = "SVC_CARD_KEY_FILE";
constexpr std::int64_t kRowsAtATime = 10'000;
/// With another key than theirs all numbers are bad: that is not said a million times.
constexpr std::int64_t kMostBad = 100;

/// Where the file stands whichever directory the next job runs in, as the property takes it.
std::string absolute_key_file(const std::filesystem::path& file) {
    std::string path = std::filesystem::absolute(file).lexically_normal().string();
    const SettingDefinition* definition = find_property(kKeyFile);
    if (const auto problem = definition ? problem_with(*definition, path) : std::nullopt) {
        throw Error(ExitCode::kUsage, fmt::format("{} {}: {}", kKeyFile, path, *problem));
    }
    return path;
}

Cipher read_key(const std::string& file) {
    return Cipher::of_file(file, "the new key of the card numbers");
}

/// Changes the numbers of the tables, each read by the old key and written by the new one.
class CardRekey {
  public:
    CardRekey(Session& session, const Cipher& new_key, bool skips_bad, CardRekeyResult& result)
        : session_(session),
          new_key_(new_key),
          old_key_(card_cipher(Settings(session.database(), session.company()))),
          old_numbers_(old_key_),
          new_numbers_(new_key),
          skips_bad_(skips_bad),
          result_(result) {}

    /// The keys of fingerprints, and that of the old card key, by which numbers that were taken away are
    /// known, are encrypted with the new one.
    void keep_fingerprint_keys() {
        Database& database = session_.database();
        const std::vector<StoredFingerprintKey> keys = stored_fingerprint_keys(database, session_.company());
        std::vector<std::string> known = {new_key_.fingerprint_key().hex()};
        for (StoredFingerprintKey key : keys) {
            const auto text = read(key);
            if (!text) continue;
            known.push_back(*text);
            key.fingerprint_key = new_key_.encrypt(*text);
            if (!session_.dry_run()) update_fingerprint_key(database, session_.company(), key);
        }
        if (!old_key_ || session_.dry_run()) return;
        const std::string old_fingerprint_key = old_key_->fingerprint_key().hex();
        if (std::find(known.begin(), known.end(), old_fingerprint_key) != known.end()) return;
        add_fingerprint_key(database, session_.company(), new_key_.encrypt(old_fingerprint_key));
    }

    /// False when a signal stopped it.
    bool run(const CardNumberTable& table) {
        CardNumberRows rows(session_.database(), session_.company(), table);
        for (;;) {
            if (StopSignals::requested()) return false;
            const std::vector<CardNumberRow> batch = rows.next(kRowsAtATime);
            if (batch.empty()) return true;
            for (const CardNumberRow& row : batch) change(rows, table, row);
            if (!skips_bad_ && result_.bad >= kMostBad) return true;
            kill_point("card-rekey");
        }
    }

  private:
    /// Nothing for one that is bad.
    std::optional<std::string> read(const StoredFingerprintKey& key) {
        for (const CardNumbers* numbers : {&old_numbers_, &new_numbers_}) {
            if (numbers->can_read(key.fingerprint_key)) return numbers->from_store(key.fingerprint_key);
        }
        session_.log().write(Severity::kWarning, fmt::format("fingerprint key {}", key.key_number),
                             "it cannot be decrypted; card numbers that were taken away while it was in use "
                             "would be taken for new ones");
        ++result_.bad;
        return std::nullopt;
    }

    /// Nothing for a number that is bad, or needs no change.
    std::optional<std::string> read(const CardNumberTable& table, const CardNumberRow& row) {
        try {
            return old_numbers_.from_store(row.card_number);
        } catch (const Error& error) {
            if (new_numbers_.can_read(row.card_number)) {
                ++result_.unchanged;
                return std::nullopt;
            }
            // Without a key all of them are bad, and the fault is the setting's.
            if (!old_numbers_.is_encrypting() && !skips_bad_) throw;
            session_.log().write(Severity::kWarning, describe(table, row), error.what());
            ++result_.bad;
            return std::nullopt;
        }
    }

    void change(CardNumberRows& rows, const CardNumberTable& table, const CardNumberRow& row) {
        const auto number = read(table, row);
        if (!number) return;
        ++(Cipher::is_encrypted(row.card_number) ? result_.changed : result_.encrypted);
        if (!session_.dry_run()) rows.store(row, new_numbers_.to_store(*number));
    }

    Session& session_;
    const Cipher& new_key_;
    std::optional<Cipher> old_key_;
    CardNumbers old_numbers_;
    CardNumbers new_numbers_;
    bool skips_bad_;
    CardRekeyResult& result_;
};

}  // namespace

ExitCode run_card_rekey(Session& session, const CardRekeyOptions& options, CardRekeyResult& result) {
    result.key_file = absolute_key_file(options.new_key_file);
    const Cipher new_key = read_key(result.key_file);
    if (!session.dry_run()) erase_old_numbers(session.database());
    use_large_cache(session.database());
    const StopSignals signals;
    Transaction transaction(session.database(),
                            session.dry_run() ? Transaction::Kind::kRead : Transaction::Kind::kWrite);
    CardRekey rekey(session, new_key, options.skip_bad, result);
    rekey.keep_fingerprint_keys();
    for (const CardNumberTable& table : card_number_tables()) {
        if (!rekey.run(table)) {
            throw Error(ExitCode::kTryLater, "stopped by a signal: no number was changed; run it again");
        }
    }
    if (result.bad > 0 && !options.skip_bad) return ExitCode::kInputData;
    if (!session.dry_run()) {
        for (const CardNumberTable& table : card_number_tables()) rebuild_indexes(session.database(), table);
        store_card_key_file(session.database(), session.company(), result.key_file);
        kill_point("card-rekey-commit");
        transaction.commit();
        result.committed = true;
        truncate_log(session.database());
    }
    return result.bad > 0 ? ExitCode::kRowsLeft : ExitCode::kDone;
}

ExitCode change_card_key(const SessionOptions& options, const Clock& clock, const CardRekeyOptions& rekey,
                         Log& log, CardRekeyResult& result) {
    Session session(options, kCardRekeyJob, clock, log);
    return run_in_session(session, [&](std::string& summary) {
        const ExitCode code = run_card_rekey(session, rekey, result);
        summary = summary_of(result, session.dry_run());
        return code;
    });
}

std::string summary_of(const CardRekeyResult& result, bool dry_run) {
    const std::string counts = fmt::format(
        "{} of the old key, {} not encrypted, {} of the new key already, {} that "
        "cannot be decrypted",
        counted(result.changed, "card number"), result.encrypted, result.unchanged, result.bad);
    if (dry_run) return fmt::format("would change the key to that of {}: {}", result.key_file, counts);
    if (result.committed) return fmt::format("changed the key to that of {}: {}", result.key_file, counts);
    return fmt::format("nothing was changed: {}; correct them, or change the others by --skip-bad", counts);
}

}  // namespace oa
