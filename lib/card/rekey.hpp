#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "store/session.hpp"

namespace oa {

inline const JobName kCardRekeyJob{"SVCREKEY", ""};

struct CardRekeyOptions {
    std::filesystem::path new_key_file;
    bool skip_bad = false;  ///< numbers that cannot be decrypted stay as they are
};

struct CardRekeyResult {
    std::string key_file;        ///< what SVC_CARD_KEY_FILE becomes
    std::int64_t changed = 0;    ///< from the old key to the new one
    std::int64_t encrypted = 0;  ///< that were not encrypted before
    std::int64_t unchanged = 0;  ///< that have the new key already
    std::int64_t bad = 0;
    bool committed = false;

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("key_file", key_file);
        visit("changed", changed);
        visit("encrypted", encrypted);
        visit("unchanged", unchanged);
        visit("bad", bad);
        visit("committed", committed);
    }
};

/// Changes the key of the card numbers (Stored Value Card Purchase and Activation, Pick Stored Value Card
/// Table: "If you use credit card encryption, the stored value card number in this table is encrypted"):
/// every number of the company's three tables, the keys of their fingerprints and SVC_CARD_KEY_FILE, in one
/// transaction, so that nobody ever sees numbers of two keys. Numbers that were not encrypted are encrypted.
/// One that cannot be decrypted is named, and then nothing is changed unless `skip_bad` is given. Error
/// kConfiguration or kNoPermission for a key file that does not hold a key.
ExitCode run_card_rekey(Session& session, const CardRekeyOptions& options, CardRekeyResult& result);

/// The same in a session of its own (lock, job log).
ExitCode change_card_key(const SessionOptions& options, const Clock& clock, const CardRekeyOptions& rekey,
                         Log& log, CardRekeyResult& result);

std::string summary_of(const CardRekeyResult& result, bool dry_run);

}  // namespace oa
