#include "card/fingerprint_key_rows.hpp"

namespace oa {

std::vector<StoredFingerprintKey> stored_fingerprint_keys(Database& database, int company) {
    Statement query = database.prepare(
        "SELECT key_number, fingerprint_key FROM card_fingerprint_key WHERE company = ? ORDER BY key_number");
    query.bind(company);
    std::vector<StoredFingerprintKey> keys;
    while (query.step()) keys.push_back({query.integer(0), query.string(1)});
    return keys;
}

void add_fingerprint_key(Database& database, int company, std::string_view fingerprint_key) {
    database
        .prepare(
            "INSERT INTO card_fingerprint_key (company, key_number, fingerprint_key) SELECT ?1, "
            "COALESCE(MAX(key_number), 0) + 1, ?2 FROM card_fingerprint_key WHERE company = ?1")
        .run(company, fingerprint_key);
}

void update_fingerprint_key(Database& database, int company, const StoredFingerprintKey& key) {
    database
        .prepare("UPDATE card_fingerprint_key SET fingerprint_key = ? WHERE company = ? AND key_number = ?")
        .run(key.fingerprint_key, company, key.key_number);
}

}  // namespace oa
