#include "card/trigger_key.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Stored Value Card Purchase and Activation, Identifying SVC Download Triggers: CCCOOOOOOOOSSSLLLLLNNNNN.

TEST_CASE("The Key of an SVC download trigger goes both ways", "[card/trigger_key]") {
    struct Case {
        std::string text;
        StoredValueCardKey key;
    };
    const std::vector<Case> cases = {
        // "company 555 for order number 6676, ship to number 1, order detail sequence number 1, and stored
        // value
        // card number 4"
        {"555000066760010000100004", {555, 6676, 1, 1, 4}},
        {"001000000010010000100001", {1, 1, 1, 1, 1}},
        {"123123456781231234512345", {123, 12345678, 123, 12345, 12345}},
        {"999999999999999999999999", {999, 99999999, 999, 99999, 99999}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(format_svc_trigger_key(c.key) == c.text);
        const auto parsed = parse_svc_trigger_key(c.text);
        REQUIRE(parsed);
        CHECK(*parsed == c.key);
    }
}

TEST_CASE("What is not 24 digits is no key", "[card/trigger_key]") {
    for (const char* text :
         {"", "55500006676001000010000", "5550000667600100001000041", "555 00066760010000100004",
          "55500006676001000010000x", "-55000066760010000100004"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_svc_trigger_key(text));
    }
}

TEST_CASE("A key that does not fit its positions is refused", "[card/trigger_key]") {
    const std::vector<StoredValueCardKey> keys = {{1000, 1, 1, 1, 1},    {1, 100'000'000, 1, 1, 1},
                                                  {1, 1, 1000, 1, 1},    {1, 1, 1, 100'000, 1},
                                                  {1, 1, 1, 1, 100'000}, {1, -1, 1, 1, 1}};
    for (const StoredValueCardKey& key : keys) {
        CAPTURE(key.company, key.order_number, key.ship_to_number, key.line_number, key.svc_sequence_number);
        CHECK_ERROR(format_svc_trigger_key(key), ExitCode::kInternal, "does not fit");
    }
}
