#include "base/mask.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

TEST_CASE("of 12 digits or more all but the last four become asterisks", "[base/mask]") {
    const std::string digits = "12345678901234567890";
    for (std::size_t count = 1; count <= digits.size(); ++count) {
        const std::string number = digits.substr(0, count);
        CAPTURE(number);
        const bool could_be_card = count >= 12;
        const std::string shown =
            could_be_card ? std::string(count - 4, '*') + number.substr(count - 4) : number;
        CHECK(with_card_numbers_masked(number) == shown);
        CHECK(with_card_numbers_masked("<a>" + number + "</a>") == "<a>" + shown + "</a>");
    }
}

TEST_CASE("blanks and dashes between the digits stay where they are", "[base/mask]") {
    struct Case {
        std::string text, masked;
    };
    const std::vector<Case> cases = {
        {"4111 1111 1111 1111", "**** **** **** 1111"},
        {"4111-1111-1111-1111", "****-****-****-1111"},
        {"4111-1111 1111-1112", "****-**** ****-1112"},
        {"3782 822463 10005", "**** ****** *0005"},
        {"4 1 1 1 1 1 1 1 1 1 1 2", "* * * * * * * * 1 1 1 2"},
        {"41111111111111-11", "************11-11"},
        // What stands around is none of it.
        {" 411111111111 ", " ********1111 "},
        {"-411111111111-", "-********1111-"},
        {"card 4111 1111 1111 1111 of Ada", "card **** **** **** 1111 of Ada"},
        {"411111111111.", "********1111."},
        // 11 digits, however they are written.
        {"411 1111-1111", "411 1111-1111"},
        {"555-001-0001", "555-001-0001"},
        // More than a card number has: it may hold one.
        {"4111 1111 1111 1111 1111", "**** **** **** **** 1111"},
        {"5550010001 4111111111111111", "********** ************1111"},
        {"4111  1111 - 1111 1111", "****  **** - **** 1111"},
        // Something else between them: two numbers.
        {"411111.111111", "411111.111111"},
        {"411111x111111", "411111x111111"},
        {"411111\n111111", "411111\n111111"},
        {"2010-11-23T09:21:41", "2010-11-23T09:21:41"},
        {"", ""},
        {"no digit", "no digit"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(with_card_numbers_masked(c.text) == c.masked);
    }
}

TEST_CASE("every number in a text is masked", "[base/mask]") {
    CHECK(with_card_numbers_masked("<CardNumber>4111111111111111</CardNumber><No>12</No>"
                                   "<CardNumber>378282246310005</CardNumber>") ==
          "<CardNumber>************1111</CardNumber><No>12</No><CardNumber>***********0005</CardNumber>");
    CHECK(with_card_numbers_masked("4111111111111111,4222222222222222;77 - 88, 6011000000000004") ==
          "************1111,************2222;77 - 88, ************0004");
    CHECK(with_card_numbers_masked("12345678901234567890/4111111111111111") ==
          "****************7890/************1111");
}

TEST_CASE("numbers of payment cards are masked by their check digit, others stay", "[base/mask]") {
    for (const std::string card :
         {"4111111111111111", "378282246310005", "5500000000000004", "6011000990139424"}) {
        CHECK(with_payment_cards_masked("card " + card) ==
              "card " + std::string(card.size() - 4, '*') + card.substr(card.size() - 4));
    }
    CHECK(with_payment_cards_masked("4111-1111 1111-1111.") == "****-**** ****-1111.");
    for (const std::string other : {"4111111111111112", "900000000001", "0079000000000000",
                                    "007000050010010000100001", "1111111111111117", "41111111111111111111"}) {
        CHECK(with_payment_cards_masked(other) == other);
    }
}
