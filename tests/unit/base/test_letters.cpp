#include "base/letters.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

TEST_CASE("only letters and digits stay, in capitals and without marks", "[base/letters]") {
    struct Case {
        std::string name, text, kept;
    };
    const std::vector<Case> cases = {
        {"nothing", "", ""},
        {"blanks and marks", " .,-/#'\"&\t", ""},
        {"capitals and digits", "ABC 123", "ABC123"},
        {"small letters", "O'Brien-smith", "OBRIENSMITH"},
        {"a typographic apostrophe", "O\u2019Brien", "OBRIEN"},
        {"no-break space and soft hyphen", "A\u00A0B\u00ADC", "ABC"},
        {"French", "\u00C9l\u00E9onore Fran\u00E7ois \u0153uvre", "ELEONOREFRANCOISOEUVRE"},
        {"German", "M\u00FCller Stra\u00DFe \u00D6\u00C4", "MULLERSTRASSEOA"},
        {"the capital sharp s", "STRA\u1E9EE", "STRASSE"},
        {"Nordic", "S\u00F8ren \u00C5ngstr\u00F6m \u00E6 \u00DE\u00F3r \u00D0", "SORENANGSTROMAETHORD"},
        {"Polish and Czech", "\u0141\u00F3d\u017A Dvo\u0159\u00E1k \u017Di\u017Eka", "LODZDVORAKZIZKA"},
        {"Turkish", "I\u015F\u0131k \u0130zmir \u011F", "ISIKIZMIRG"},
        {"Dutch ij, Welsh and y with two points", "\u0132s \u0177 \u00FF", "IJSYY"},
        {"Croatian, Maltese, Sami", "\u0111 \u0127 \u0167 \u014B", "DHTN"},
        {"ordinals", "3\u00AA 4\u00BA", "3A4O"},
        {"the last of Latin Extended-A", "\u017E\u017F", "ZS"},
        {"times and divided by", "\u00D7\u00F7", ""},
        {"an accent of its own", "E\u0301le\u0300ve", "ELEVE"},
        {"Vietnamese, marks on marks", "Nguy\u1EC5n \u0110\u1EB7ng \u1ED2 \u01A0n \u01B0", "NGUYENDANGOONU"},
        {"Romanian with comma below and with cedilla",
         "Ioni\u021B\u0103 Ioni\u0163\u0103 \u0218tefan \u015Etefan", "IONITAIONITASTEFANSTEFAN"},
        {"decomposed", "Nguye\u0302\u0303n O\u031B", "NGUYENO"},
        {"full width", "\uFF33\uFF2D\uFF29\uFF34\uFF28\u3000\uFF11\uFF12", "SMITH12"},
        {"ligatures and long s", "o\uFB03ce \uFB01 \uFB05", "OFFICEFIST"},
        {"Latin Extended Additional", "\u1E0D\u1E25\u1E5B\u1E63\u1E6F \u1E9B \u01D7 \u01CD", "DHRSTSUA"},
        {"AE and O with a mark more", "\u01FC\u01FF", "AEO"},
        {"Greek and Cyrillic with marks", "\u0386\u03BD\u03BD\u03B1 \u0439",
         "\u0391\u039D\u039D\u0391\u0418"},
        {"marks that make another letter stay: Japanese, Hindi", "\u304C \u0930\u093E\u092E",
         "\u304C\u0930\u093E\u092E"},
        {"half-width katakana", "\uFF8A\uFF9F", "\u30D1"},
        {"Korean, in whole syllables", "\uD55C\uAE00", "\uD55C\uAE00"},
        {"an apostrophe that is a letter to Unicode", "O\u02BCBrien", "OBRIEN"},
        {"superscripts and circled digits", "12\u00B2 \u2460", "1221"},
        {"Greek and Cyrillic", "\u03B1\u03B2 \u0438\u0432\u0430\u043D",
         "\u0391\u0392\u0418\u0412\u0410\u041D"},
        {"Chinese", "\u738B\u3001\u5C0F\u660E", "\u738B\u5C0F\u660E"},
        {"bytes that are not UTF-8",
         "A\xC9"
         "B\xFF",
         "AB"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CHECK(letters_and_digits(c.text) == c.kept);
    }
}
