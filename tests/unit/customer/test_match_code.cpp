#include "customer/match_code.hpp"

#include "base/text.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Merge/Purge Sold-to Names, Where do duplicates come from?

namespace {

constexpr MatchCodeParts kGerald = {"55401", "SMITH", "", "12 MAIN ST", "GERALD", "US"};

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
         {"55401", "SMITH", "", "12 MAIN ST", "GERALDINE", "US"},
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

TEST_CASE("a match code is country, postal code, name, street and first name", "[customer/match_code]") {
    CHECK(match_code(kGerald) == "US/55401/SMITH/12MAINST/GER");
    CHECK(match_code({"K1A 0B1", "", "Acme Tools & Sons Ltd", "Rose Cottage", "", "CA"}) ==
          "CA/K1A0B/ACMETOOL/ROSECOTTAGE/");
    CHECK(match_code({"", "SMITH", "", "12 MAIN ST", "GERALD", "US"}).empty());
    CHECK(character_count(match_code({"123456", "\u00DF\u00DF\u00DF\u00DF\u00DF", "",
                                      "1234567 Avenue of the Americas", "Jonathan", "XYZ"})) == 40);
}

TEST_CASE("who else has the code of Gerald Smith, 12 MAIN ST", "[customer/match_code]") {
    struct Case {
        std::string name;
        MatchCodeParts parts;
        bool same;
    };
    const std::vector<Case> cases = {
        {"small letters", {"55401", "Smith", "", "12 Main St.", "Gerald", "US"}, true},
        {"the street written out", {"55401", "SMITH", "", "12 MAIN STREET", "GERALD", "US"}, true},
        {"the street in Latin-1's neighbours",
         {"55401", "SMITH", "", "12 M\u1EA1in St", "GERALD", "US"},
         true},
        {"full-width forms",
         {"\uFF15\uFF15\uFF14\uFF10\uFF11", "SMITH", "", "\uFF11\uFF12 Main St", "GERALD", "US"},
         true},
        {"the country in three letters", {"55401", "SMITH", "", "12 MAIN ST", "GERALD", "usa"}, true},
        {"another country", {"55401", "SMITH", "", "12 MAIN ST", "GERALD", "DE"}, false},
        {"no country", {"55401", "SMITH", "", "12 MAIN ST", "GERALD"}, false},
        {"an apartment on the line: it may be somebody else's",
         {"55401", "SMITH", "", "12 Main St, Apt 4", "GERALD", "US"},
         false},
        {"another kind of street", {"55401", "SMITH", "", "12 MAIN AVE", "GERALD", "US"}, false},
        {"a street that begins alike", {"55401", "SMITH", "", "12 MAINE ST", "GERALD", "US"}, false},
        {"a number sign", {"55401", "SMITH", "", "#12 Main St", "GERALD", "US"}, true},
        {"ZIP+4", {"55401-1234", "SMITH", "", "12 MAIN ST", "GERALD", "US"}, true},
        {"ZIP+4 without a dash", {"554011234", "SMITH", "", "12 MAIN ST", "GERALD", "US"}, true},
        {"blanks", {" 55401 ", " SMITH ", "", "  12  MAIN  ST ", " GERALD ", "US"}, true},
        {"an accent", {"55401", "Sm\u00EDth", "", "12 Ma\u00EFn St", "G\u00E9rald", "US"}, true},
        {"a company beside the last name", {"55401", "SMITH", "ACME", "12 MAIN ST", "GERALD", "US"}, true},
        {"the company of that name", {"55401", "", "Smith", "12 MAIN ST", "GERALD", "US"}, true},
        {"another postal code", {"55402", "SMITH", "", "12 MAIN ST", "GERALD", "US"}, false},
        {"another last name", {"55401", "SMYTH", "", "12 MAIN ST", "GERALD", "US"}, false},
        {"another house", {"55401", "SMITH", "", "14 MAIN ST", "GERALD", "US"}, false},
        {"a house with more digits", {"55401", "SMITH", "", "120 MAIN ST", "GERALD", "US"}, false},
        {"another street", {"55401", "SMITH", "", "12 ELM ST", "GERALD", "US"}, false},
        {"another first name", {"55401", "SMITH", "", "12 MAIN ST", "GWEN", "US"}, false},
        {"an initial", {"55401", "SMITH", "", "12 MAIN ST", "G.", "US"}, false},
        {"no first name", {"55401", "SMITH", "", "12 MAIN ST", "", "US"}, false},
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
        {"a PO box", "PO Box 12", "12POBOX"},
        {"P.O.", "P.O. Box 12", "12POBOX"},
        {"another box", "PO Box 13", "13POBOX"},
        {"a house with a letter", "12B High St", "12BHIGHST"},
        {"the letter apart", "12 b High Street", "12BHIGHST"},
        {"the number behind the street", "Hauptstra\u00DFe 12", "12HAUPTSTR"},
        {"the same, shortened", "Hauptstr. 12", "12HAUPTSTR"},
        {"a letter behind the number behind the street", "Hauptstr. 12 a", "12AHAUPTSTR"},
        {"Dutch", "Kerkstraat 12", "12KERKSTR"},
        {"a numbered street", "100 W 45th St", "100-45WTHST"},
        {"the same, written out", "100 West 45th Street", "100-45WTHST"},
        {"two numbers in a row", "12 5th Ave", "12-5THAVE"},
        {"the other way round", "5th Ave 12", "5-12THAVE"},
        {"numbers that read alike without the dash", "1 25th Ave", "1-25THAVE"},
        {"an apartment first", "Apt 4, 12 Main St", "4-12MAINSTAPT"},
        {"all digits", "1234567 Main St", "1234567MAINST"},
        {"a number only", "12", "12"},
        {"no number", "Rose Cottage", "ROSECOTTAGE"},
        {"another script", "\u0443\u043B. \u041C\u0438\u0440\u0430, 12",
         "12\u0423\u041B\u041C\u0418\u0420\u0410"},
        {"Vietnamese", "12 \u0110\u01B0\u1EDDng L\u00EA L\u1EE3i", "12DUONGLELOI"},
        {"seventeen", "12 Abcdefghijklmno", "12ABCDEFGHIJKLMNO"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CHECK(at_street(c.street) == "US/55401/SMITH/" + c.part + "/GER");
    }
}

TEST_CASE("streets and houses that begin alike are not joined", "[customer/match_code]") {
    const std::vector<std::pair<std::string, std::string>> pairs = {
        {"5TH AVE 12", "5TH AVE 900"},
        {"100 WEST MAIN", "100 WEST ELM"},
        {"STRASSE DES 17. JUNI 135", "STRASSE DES 17. JUNI 100"},
        {"12 5TH AVE", "125 TH AVE"},
        {"1 25TH ST", "12 5TH ST"},
        {"1200 MARTIN LUTHER KING JR BLVD", "1200 MARTIN LUTHER KING JR DR"},
        {"LONG NAMED COUNTRY LANE ESTATE A", "LONG NAMED COUNTRY LANE ESTATE B"},
        {"1234567 MAIN ST", "1234568 MAIN ST"},
        {"12 MAIN ST APT 4", "12 MAIN ST APT 5"},
        {"HIGHWAY 61 N 1200", "HIGHWAY 61 N 1300"},
        {"ROSE COTTAGE THE GREEN", "ROSE COTTAGE THE GROVE"},
    };
    for (const auto& [one, other] : pairs) {
        CAPTURE(one, other);
        CHECK(at_street(one) != at_street(other));
        CHECK(character_count(at_street(one)) <= 40);
    }
    CHECK(at_street("1200 Martin Luther King Jr. Boulevard") == at_street("1200 MARTIN LUTHER KING JR BLVD"));
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
    CHECK(match_code({"55401", "-", "Acme", "12 Main St", ""}) == "/55401/ACME/12MAINST/");
}
