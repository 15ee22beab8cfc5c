#pragma once

#include "card/number_rows.hpp"
#include "unit/card/card_support.hpp"

namespace oa::test {

/// Order 5001: a plain number, one that J22 removed, none, one that SECRISK masked, one that is encrypted.
struct BilledCardStore : CardStore {
    BilledCardStore() {
        set_key(kCardKey);
        const StoredCardNumber encrypted = CardNumbers{Cipher(kCardKey)}.to_store("6006491286999902");
        add_card(5001, 1, 1, 1, kCardNumber);
        add_card(5001, 1, 1, 2, "REMOVED BY SYSTEM");
        add_card(5001, 1, 2, 1, "");
        add_card(5001, 1, 2, 2, "************9910");
        add_card(5001, 2, 1, 1, encrypted.card_number, encrypted.card_fingerprint);
        allow("BOTH", "A88");
        allow("BOTH", "B14");
        allow("LAYOUT", "A88");
        allow("B14ONLY", "B14");
        database.execute(
            "INSERT INTO user_authority VALUES (7, 'DENIED', 'A88', 'D'), (7, 'DENIED', 'B14', 'A')");
    }
};

}  // namespace oa::test
