#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite.hpp"

namespace oa {

/// A row of the card_fingerprint_key table: a key that fingerprints of the company's card numbers were made
/// with, besides that of SVC_CARD_KEY_FILE.
struct StoredFingerprintKey {
    std::int64_t key_number = 0;
    std::string fingerprint_key;  ///< 64 hexadecimal digits, or their encrypted form
};

/// Those of a company, in the order in which they came.
std::vector<StoredFingerprintKey> stored_fingerprint_keys(Database& database, int company);

/// Within a write transaction: another one.
void add_fingerprint_key(Database& database, int company, std::string_view fingerprint_key);

/// Within a write transaction: the same key in another form.
void update_fingerprint_key(Database& database, int company, const StoredFingerprintKey& key);

}  // namespace oa
