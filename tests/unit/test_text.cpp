#include "base/text.hpp"
#include "support.hpp"

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

TEST_CASE("trim takes the blanks at both ends, none within", "[text]") {
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

TEST_CASE("characters are counted, not bytes", "[text]") {
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

TEST_CASE("a list is parted by commas or blanks", "[text]") {
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

TEST_CASE("what XML 1.0 cannot carry is replaced, and only that", "[text]") {
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
