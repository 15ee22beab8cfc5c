#include "base/text.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

const std::string kReplaced = "\xEF\xBF\xBD";

std::string times(int count, const std::string& text) {
    std::string result;
    for (int i = 0; i < count; ++i) result += text;
    return result;
}

}  // namespace

TEST_CASE("trim takes the blanks at both ends, none within", "[base/text]") {
    struct Case {
        std::string text, trimmed;
    };
    const std::vector<Case> cases = {
        {"", ""},
        {" ", ""},
        {" \t\r\n ", ""},
        {"a", "a"},
        {" a ", "a"},
        {"\ta b\r\n", "a b"},
        {"a  b", "a  b"},
        {"\xC2\xA0"
         "a",
         "\xC2\xA0"
         "a"},
        {" \xC3\xA9 ", "\xC3\xA9"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(trim(c.text) == c.trimmed);
    }
}

TEST_CASE("a number stands with its noun", "[base/text]") {
    CHECK(counted(0, "customer") == "0 customers");
    CHECK(counted(1, "customer") == "1 customer");
    CHECK(counted(-1, "unit") == "-1 units");
    CHECK(counted(1'000'000, "card record") == "1000000 card records");
}

TEST_CASE("characters are counted, not bytes", "[base/text]") {
    struct Case {
        std::string name, text;
        std::size_t count;
    };
    const std::vector<Case> cases = {
        {"nothing", "", 0},
        {"ASCII", "abc", 3},
        {"NUL", std::string("a\0b", 3), 3},
        {"two bytes", "\xC3\xA9t\xC3\xA9", 3},
        {"three bytes",
         "\xE2\x82\xAC"
         "1",
         2},
        {"four bytes", "\xF0\x9F\x98\x80", 1},
        {"a mark of its own", "e\xCC\x81", 2},
        {"not UTF-8: each byte", "\xFF\xFE", 2},
        {"cut off", "a\xE2\x82", 3},
        {"a continuation alone",
         "\x80"
         "a",
         2},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CHECK(character_count(c.text) == c.count);
    }
}

TEST_CASE("the first characters are whole characters", "[base/text]") {
    struct Case {
        std::string name, text;
        std::size_t count;
        std::string first;
    };
    const std::vector<Case> cases = {
        {"nothing", "", 3, ""},
        {"none", "abc", 0, ""},
        {"fewer than there are", "abc", 2, "ab"},
        {"as many as there are", "abc", 3, "abc"},
        {"more than there are", "abc", 4, "abc"},
        {"two bytes", "\xC3\xA9t\xC3\xA9s", 3, "\xC3\xA9t\xC3\xA9"},
        {"three bytes", "\xE2\x82\xAC\xE2\x82\xAC", 1, "\xE2\x82\xAC"},
        {"four bytes", "\xF0\x9F\x98\x80!", 1, "\xF0\x9F\x98\x80"},
        {"not UTF-8: each byte", "\xFF\xFE!", 2, "\xFF\xFE"},
        {"cut off", "a\xE2\x82", 2, "a\xE2"},
        {"NUL", std::string("a\0b", 3), 2, std::string("a\0", 2)},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CHECK(first_characters(c.text, c.count) == c.first);
    }
}

TEST_CASE("trailing blanks go, others stay", "[base/text]") {
    struct Case {
        std::string text, rest;
    };
    const std::vector<Case> cases = {
        {"", ""},
        {" ", ""},
        {" \t\r\n", ""},
        {"a", "a"},
        {"a b \t\r\n", "a b"},
        {"  a ", "  a"},
        {"a\xC2\xA0", "a\xC2\xA0"},
        {"\xC3\xA9 ", "\xC3\xA9"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(without_trailing_blanks(c.text) == c.rest);
    }
}

TEST_CASE("capitals of every script, whatever the locale", "[base/text]") {
    struct Case {
        std::string name, text, upper;
    };
    const std::vector<Case> cases = {
        {"nothing", "", ""},
        {"ASCII", "abcxyz ABC 019 @[`{~", "ABCXYZ ABC 019 @[`{~"},
        {"Latin with diacritics", "\xC3\xA9\xC3\xBC\xC3\xB8\xC3\xBE", "\xC3\x89\xC3\x9C\xC3\x98\xC3\x9E"},
        {"one whose capital is in another block", "\xC3\xBF", "\xC5\xB8"},
        {"Polish and Turkish", "\xC5\x82\xC4\x99 \xC5\x9F\xC4\x9F", "\xC5\x81\xC4\x98 \xC5\x9E\xC4\x9E"},
        {"Greek", "\xCE\xB1\xCE\xAC\xCF\x82\xCF\x83", "\xCE\x91\xCE\x86\xCE\xA3\xCE\xA3"},
        {"Cyrillic", "\xD0\xB6\xD1\x91\xD1\x8F", "\xD0\x96\xD0\x81\xD0\xAF"},
        {"Armenian", "\xD5\xA1", "\xD4\xB1"},
        {"capitals already", "\xC3\x89 \xCE\x91 \xD0\x96", "\xC3\x89 \xCE\x91 \xD0\x96"},
        {"sharp s stays",
         "stra\xC3\x9F"
         "e",
         "STRA\xC3\x9F"
         "E"},
        {"the division sign", "\xC3\xB7 \xC3\x97", "\xC3\xB7 \xC3\x97"},
        {"scripts without capitals", "\xE4\xB8\xAD \xD7\x90 \xD8\xA7", "\xE4\xB8\xAD \xD7\x90 \xD8\xA7"},
        {"three bytes", "\xE1\xB8\x81", "\xE1\xB8\x80"},
        {"four bytes", "\xF0\x90\x90\xA8 \xF0\x9F\x98\x80", "\xF0\x90\x90\x80 \xF0\x9F\x98\x80"},
        {"a mark of its own", "e\xCC\x81", "E\xCC\x81"},
        {"not UTF-8", "gar\xE7on \xFF\xC3", "GAR\xE7ON \xFF\xC3"},
        {"cut off",
         "a\xE2\x82"
         "b",
         "A\xE2\x82"
         "B"},
        {"NUL and control characters", std::string("a\0\x01", 3), std::string("A\0\x01", 3)},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CHECK(to_upper(c.text) == c.upper);
        CHECK(to_upper(c.upper) == c.upper);
    }
}

TEST_CASE("a list is parted by commas or blanks", "[base/text]") {
    using List = std::vector<std::string>;
    struct Case {
        std::string text;
        List values;
    };
    const std::vector<Case> cases = {
        {"", {}},
        {" , ,\t", {}},
        {"S", {"S"}},
        {"S,P", {"S", "P"}},
        {"S, P", {"S", "P"}},
        {"S P", {"S", "P"}},
        {" S ,, P ,", {"S", "P"}},
        {"SP", {"SP"}},
        {"S\tP,R", {"S", "P", "R"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(split_list(c.text) == c.values);
    }
}

TEST_CASE("what XML 1.0 cannot carry is replaced, and only that", "[base/text]") {
    struct Case {
        std::string name, text, result;
        bool changed;
    };
    const std::vector<Case> cases = {
        {"nothing", "", "", false},
        {"the characters of markup", "&<>\"'", "&<>\"'", false},
        {"tab, LF and CR", "a\tb\nc\rd", "a\tb\nc\rd", false},
        {"DEL", "\x7F", "\x7F", false},
        {"NUL", std::string("a\0b", 3), "a b", true},
        {"control characters", "\x01\x08\x0B\x0C\x0E\x1B\x1F", "       ", true},
        {"two bytes", "\xC2\x80 \xC3\xA9 \xDF\xBF", "\xC2\x80 \xC3\xA9 \xDF\xBF", false},
        {"three bytes", "\xE0\xA0\x80 \xE2\x82\xAC", "\xE0\xA0\x80 \xE2\x82\xAC", false},
        {"around the surrogates", "\xED\x9F\xBF \xEE\x80\x80", "\xED\x9F\xBF \xEE\x80\x80", false},
        {"U+FFFD", "\xEF\xBF\xBD", "\xEF\xBF\xBD", false},
        {"U+FFFE", "a\xEF\xBF\xBE", "a ", true},
        {"U+FFFF",
         "a\xEF\xBF\xBF"
         "b",
         "a b", true},
        {"four bytes", "\xF0\x90\x80\x80 \xF0\x9F\x98\x80", "\xF0\x90\x80\x80 \xF0\x9F\x98\x80", false},
        {"the last code point", "\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF", false},
        {"beyond it", "\xF4\x90\x80\x80", times(4, kReplaced), true},
        {"a lead byte that cannot be", "\xF5\x80\x80\x80", times(4, kReplaced), true},
        {"overlong in two bytes", "\xC0\xAF \xC1\xBF", times(2, kReplaced) + ' ' + times(2, kReplaced), true},
        {"overlong in three bytes", "\xE0\x80\xAF", times(3, kReplaced), true},
        {"overlong NUL in three bytes", "\xE0\x9F\xBF", times(3, kReplaced), true},
        {"overlong in four bytes", "\xF0\x8F\xBF\xBF", times(4, kReplaced), true},
        {"a surrogate", "\xED\xA0\x80", times(3, kReplaced), true},
        {"a pair of surrogates", "\xED\xA0\xBD\xED\xB8\x80", times(6, kReplaced), true},
        {"cut off after one of two", "a\xC3", "a" + kReplaced, true},
        {"cut off after two of three", "a\xE2\x82", "a" + times(2, kReplaced), true},
        {"cut off after three of four", "\xF0\x9F\x98", times(3, kReplaced), true},
        {"cut off by another character",
         "\xE2\x82"
         "a",
         times(2, kReplaced) + "a", true},
        {"cut off by a good character", "\xC3\xC3\xA9", kReplaced + "\xC3\xA9", true},
        {"a continuation alone",
         "\x80"
         "a\xBF",
         kReplaced + "a" + kReplaced, true},
        {"Latin-1", "Gar\xE7on", "Gar" + kReplaced + "on", true},
        {"FE and FF", "\xFE\xFF", times(2, kReplaced), true},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const XmlText result = to_xml_text(c.text);
        CHECK(result.text == c.result);
        CHECK(result.changed == c.changed);
        // What came out can go in again.
        CHECK_FALSE(to_xml_text(result.text).changed);
    }
}
