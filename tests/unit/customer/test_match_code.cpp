#include "customer/match_code.hpp"

#include "base/text.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Seed 002, Where do duplicates come from?

namespace {

constexpr MatchCodeParts kGerald = {"55401", "SMITH", "", "12 MAIN ST", "GERALD"};

/// Gerald Smith after a change.
template <typename Change>
std::string changed(Change&& change) {
    MatchCodeParts parts = kGerald;
    change(parts);
    return match_code(parts);
}

std::string at_street(std::string_view street) {
    return changed([&](MatchCodeParts& parts) { parts.street = street; });
}

}  // namespace

TEST_CASE("the customers of the documentation's examples", "[customer/match_code]") {
    struct Case {
        std::string name;
        MatchCodeParts one, other;
        bool same;
    };
    const std::vector<Case> cases = {
        {"Gerald Smith and Geraldine Smith live at the same address, and use the same nickname, Jerry",
         kGerald,
         {"55401", "SMITH", "", "12 MAIN ST", "GERALDINE"},
         true},
        {"Jonathan Jones gives Jon as his first name on one order, Jonathan on another order",
         {"02101", "JONES", "", "1 Elm St", "Jon"},
         {"02101", "JONES", "", "1 Elm St", "Jonathan"},
         true},
        {"Ann Delaney resumes using her maiden name, Williams: the match codes are entirely different",
         {"02101", "DELANEY", "", "1 Elm St", "Ann"},
         {"02101", "WILLIAMS", "", "1 Elm St", "Ann"},
         false},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name, match_code(c.one), match_code(c.other));
        CHECK(!match_code(c.one).empty());
        CHECK((match_code(c.one) == match_code(c.other)) == c.same);
    }
}

TEST_CASE("a match code is postal code, name, street and first name", "[customer/match_code]") {
    CHECK(match_code(kGerald) == "55401/SMITH/12MAIN/GER");
    CHECK(match_code({"K1A 0B1", "", "Acme Tools & Sons Ltd", "Rose Cottage, The Green", ""}) ==
          "K1A0B/ACMETOOL/ROSECOTTAG/");
    CHECK(character_count(match_code(
              {"123456", "\u00DF\u00DF\u00DF\u00DF\u00DF", "", "1234567 Avenue", "Jonathan"})) <= 40);
}

TEST_CASE("who else has the code of Gerald Smith, 12 MAIN ST", "[customer/match_code]") {
    struct Case {
        std::string name;
        MatchCodeParts parts;
        bool same;
    };
    const std::vector<Case> cases = {
        {"small letters", {"55401", "Smith", "", "12 Main St.", "Gerald"}, true},
        {"the street written out", {"55401", "SMITH", "", "12 MAIN STREET", "GERALD"}, true},
        {"another apartment on the line", {"55401", "SMITH", "", "12 Main St, Apt 4", "GERALD"}, true},
        {"a number sign", {"55401", "SMITH", "", "#12 Main St", "GERALD"}, true},
        {"ZIP+4", {"55401-1234", "SMITH", "", "12 MAIN ST", "GERALD"}, true},
        {"ZIP+4 without a dash", {"554011234", "SMITH", "", "12 MAIN ST", "GERALD"}, true},
        {"blanks", {" 55401 ", " SMITH ", "", "  12  MAIN  ST ", " GERALD "}, true},
        {"an accent", {"55401", "Sm\u00EDth", "", "12 Ma\u00EFn St", "G\u00E9rald"}, true},
        {"a company beside the last name", {"55401", "SMITH", "ACME", "12 MAIN ST", "GERALD"}, true},
        {"the company of that name", {"55401", "", "Smith", "12 MAIN ST", "GERALD"}, true},
        {"another postal code", {"55402", "SMITH", "", "12 MAIN ST", "GERALD"}, false},
        {"another last name", {"55401", "SMYTH", "", "12 MAIN ST", "GERALD"}, false},
        {"another house", {"55401", "SMITH", "", "14 MAIN ST", "GERALD"}, false},
        {"a house with more digits", {"55401", "SMITH", "", "120 MAIN ST", "GERALD"}, false},
        {"another street", {"55401", "SMITH", "", "12 ELM ST", "GERALD"}, false},
        {"another first name", {"55401", "SMITH", "", "12 MAIN ST", "GWEN"}, false},
        {"an initial", {"55401", "SMITH", "", "12 MAIN ST", "G."}, false},
        {"no first name", {"55401", "SMITH", "", "12 MAIN ST", ""}, false},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name, match_code(c.parts));
        CHECK((match_code(c.parts) == match_code(kGerald)) == c.same);
    }
}

TEST_CASE("the street of a match code", "[customer/match_code]") {
    struct Case {
        std::string name, street, part;
    };
    const std::vector<Case> cases = {
        {"a PO box: nothing follows the number", "PO Box 12", "12POBO"},
        {"P.O.", "P.O. Box 12", "12POBO"},
        {"another box", "PO Box 13", "13POBO"},
        {"a house with a letter", "12B High St", "12BHIG"},
        {"the letter apart", "12 b High St", "12BHIG"},
        {"the number behind the street", "Hauptstra\u00DFe 12", "12HAUP"},
        {"the same, shortened", "Hauptstr. 12", "12HAUP"},
        {"a letter behind the number behind the street", "Hauptstr. 12 a", "12AHAU"},
        {"another street there", "Bahnhofstr. 12 a", "12ABAH"},
        {"a numbered street", "100 W 45th St", "100W45T"},
        {"the next numbered street", "100 W 46th St", "100W46T"},
        {"two numbers in a row", "12 5th Ave", "125THA"},
        {"a short street", "5 Ave", "5AVE"},
        {"an apartment first", "Apt 4, 12 Main St", "412MA"},
        {"seven digits", "1234567 Main St", "123456MAIN"},
        {"a number only", "12", "12"},
        {"no number", "Rose Cottage, The Green", "ROSECOTTAG"},
        {"no number, and short", "Mill Rd", "MILLRD"},
        {"no number, another script", "\u0443\u043B\u0438\u0446\u0430 \u041B\u0435\u043D\u0438\u043D\u0430",
         "\u0423\u041B\u0418\u0426\u0410\u041B\u0415\u041D\u0418\u041D"},
        {"a number, another script", "\u0443\u043B. \u041C\u0438\u0440\u0430, 12",
         "12\u0423\u041B\u041C\u0418"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CHECK(at_street(c.street) == "55401/SMITH/" + c.part + "/GER");
    }
}

TEST_CASE("a customer of whom too little is known matches nobody", "[customer/match_code]") {
    CHECK(match_code({}).empty());
    CHECK(changed([](MatchCodeParts& parts) { parts.postal_code = ""; }).empty());
    CHECK(changed([](MatchCodeParts& parts) { parts.postal_code = " - "; }).empty());
    CHECK(changed([](MatchCodeParts& parts) { parts.last_name = ""; }).empty());
    CHECK(changed([](MatchCodeParts& parts) { parts.last_name = "."; }).empty());
    CHECK(at_street("").empty());
    CHECK(at_street(" -- ").empty());
    // A last name that says nothing leaves the word to the company.
    CHECK(match_code({"55401", "-", "Acme", "12 Main St", ""}) == "55401/ACME/12MAIN/");
}
