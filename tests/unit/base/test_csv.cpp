#include "base/csv.hpp"

#include <sstream>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

struct Row {
    std::size_t line;
    std::vector<std::string> fields;
    std::string problem = {};

    bool operator==(const Row&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Row& row) {
    out << "line " << row.line << ':';
    for (const std::string& field : row.fields) out << " [" << field << ']';
    return out << ' ' << row.problem;
}

std::vector<Row> rows_of(const std::string& text, const CsvFormat& format = {}) {
    std::istringstream input(text);
    CsvReader reader(input, format);
    std::vector<Row> rows;
    CsvRecord record;
    std::string problem;
    while (reader.next(record, problem)) rows.push_back({record.line, record.fields, problem});
    return rows;
}

}  // namespace

TEST_CASE("records of RFC 4180 are read with the line they start on", "[base/csv]") {
    struct Case {
        std::string name, text;
        std::vector<Row> rows;
    };
    const std::string bom = "\xEF\xBB\xBF";
    const std::vector<Case> cases = {
        {"nothing", "", {}},
        {"only a byte order mark", bom, {}},
        {"one field", "a\n", {{1, {"a"}}}},
        {"last line without its end", "a,b\nc,d", {{1, {"a", "b"}}, {2, {"c", "d"}}}},
        {"CRLF", "a,b\r\nc,d\r\n", {{1, {"a", "b"}}, {2, {"c", "d"}}}},
        {"CRLF after quotes", "\"a\",\"b\"\r\nc,d\r\n", {{1, {"a", "b"}}, {2, {"c", "d"}}}},
        {"a CR within a field", "a\rb,c\n", {{1, {"a\rb", "c"}}}},
        {"blank fields", ",\n,,\n", {{1, {"", ""}}, {2, {"", "", ""}}}},
        {"a blank last field", "a,\n", {{1, {"a", ""}}}},
        {"a blank last field at the end", "a,", {{1, {"a", ""}}}},
        {"blanks are kept", " a , b \n", {{1, {" a ", " b "}}}},
        {"quotes", "\"a,b\",c\n", {{1, {"a,b", "c"}}}},
        {"doubled quotes", "\"a \"\"b\"\" c\",\"\"\"\"\n", {{1, {"a \"b\" c", "\""}}}},
        {"empty quotes", "\"\",a\n", {{1, {"", "a"}}}},
        {"quotes within a field", "a\"b\",c\n", {{1, {"a\"b\"", "c"}}}},
        {"a line end in quotes", "\"a\nb\",c\nd\n", {{1, {"a\nb", "c"}}, {3, {"d"}}}},
        {"CRLF in quotes", "\"a\r\nb\",c\r\nd\r\n", {{1, {"a\r\nb", "c"}}, {3, {"d"}}}},
        {"quotes at the end", "\"a\"", {{1, {"a"}}}},
        {"blank lines are passed over, and counted", "\na\n\r\n\n\nb\n\n", {{2, {"a"}}, {6, {"b"}}}},
        {"a byte order mark", bom + "a,b\n", {{1, {"a", "b"}}}},
        {"a byte order mark and quotes", bom + "\"a\",b\n", {{1, {"a", "b"}}}},
        {"no byte order mark, but its first byte", "\xEF\xBD\x86,b\n", {{1, {"\xEF\xBD\x86", "b"}}}},
        {"a byte order mark further on", "a," + bom + "b\n", {{1, {"a", bom + "b"}}}},
        {"UTF-8", "\xC3\xA9,\xE2\x82\xAC\n", {{1, {"\xC3\xA9", "\xE2\x82\xAC"}}}},
        {"NUL", std::string("a\0b,c\n", 6), {{1, {std::string("a\0b", 3), "c"}}}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CHECK(rows_of(c.text) == c.rows);
    }
}

TEST_CASE("what is no CSV is named and does not end the reading", "[base/csv]") {
    struct Case {
        std::string name, text;
        std::size_t line;  ///< of the bad record
        std::string problem;
        std::size_t records;
    };
    const std::vector<Case> cases = {
        {"a quote that is not closed", "a,b\n\"c,d\ne,f\n", 2, "a quoted field does not end within 100 lines",
         3},
        {"a quote alone at the end", "a\n\"", 2, "a quoted field does not end within 100 lines", 2},
        {"a quote that ends where text follows", "\"a,b\nc,d\n\"e\",f\ng,h\n", 1,
         "a quoted field does not end within 100 lines", 4},
        {"text after a closing quote", "\"a\"b,c\nd,e\n", 1, "there is text after a closing quote", 2},
        {"a blank after a closing quote", "a\n\"b\" ,c\nd\n", 2, "there is text after a closing quote", 3},
        {"a blank, then a quote in a first field", "\"a\" \"b\"\n", 1, "there is text after a closing quote",
         1},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const std::vector<Row> rows = rows_of(c.text);
        REQUIRE(rows.size() == c.records);
        for (const Row& row : rows) CHECK(row.problem == (row.line == c.line ? c.problem : ""));
    }
}

TEST_CASE("a record after a bad one has no problem left over", "[base/csv]") {
    const std::vector<Row> rows = rows_of("\"a\"b,c\nd,e\n");
    REQUIRE(rows.size() == 2);
    CHECK(rows[1] == Row{2, {"d", "e"}});
}

TEST_CASE("a stray quote costs its line, and the others are read", "[base/csv]") {
    std::string text = "ID,NUMBER\n\"1,2001\n";
    for (int i = 0; i < 300; ++i) text += "2,2002\n";
    for (const std::size_t max_lines : {1U, 2U, 100U}) {
        CAPTURE(max_lines);
        const std::vector<Row> rows = rows_of(text, {.max_lines = max_lines});
        REQUIRE(rows.size() == 302);
        CHECK(contains(rows[1].problem, max_lines == 1 ? "does not end on its line" : "does not end within"));
        CHECK(rows[2] == Row{3, {"2", "2002"}});
        CHECK(rows[301] == Row{302, {"2", "2002"}});
    }
    // Also where each line has one.
    std::string all;
    for (int i = 0; i < 1000; ++i) all += "\"1,2001\n";
    CHECK(rows_of(all).size() == 1000);
}

TEST_CASE("a quoted field has as many lines as the format says", "[base/csv]") {
    const std::string text = "\"a\nb\nc\",d\ne,f\n";
    CHECK(rows_of(text, {.max_lines = 3}) == std::vector<Row>{{1, {"a\nb\nc", "d"}}, {4, {"e", "f"}}});
    const std::vector<Row> rows = rows_of(text, {.max_lines = 2});
    REQUIRE(rows.size() == 4);
    CHECK(rows[0].problem == "a quoted field does not end within 2 lines");
    CHECK(rows[1] == Row{2, {"b"}});
}

TEST_CASE("a line of more than 1 MiB is named, and the next ones are read", "[base/csv]") {
    const std::string most(1024 * 1024 - 2, 'x');
    CHECK(rows_of("a," + most + "\nb,c\n") == std::vector<Row>{{1, {"a", most}}, {2, {"b", "c"}}});
    const std::vector<Row> rows = rows_of("a," + most + "xx\nb,c\n");
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].problem == "the line is longer than 1048576 bytes");
    CHECK(rows[1] == Row{2, {"b", "c"}});
}

TEST_CASE("fields are parted as the format says", "[base/csv]") {
    CHECK(rows_of("a;\"b;c\";d,e\n", {.separator = ';'}) == std::vector<Row>{{1, {"a", "b;c", "d,e"}}});
    CHECK(rows_of("a\tb,c\t\n", {.separator = '\t'}) == std::vector<Row>{{1, {"a", "b,c", ""}}});
}

TEST_CASE("other encodings are read when they are named", "[base/csv]") {
    using namespace std::string_literals;
    struct Case {
        std::string name, text, encoding;
        std::vector<Row> rows;
    };
    const std::vector<Case> cases = {
        {"Windows-1252", "M\xFCller,\x80\n", "WINDOWS-1252", {{1, {"M\xC3\xBCller", "\xE2\x82\xAC"}}}},
        {"UTF-16 with its mark", "\xFF\xFE\xE9\0,\0b\0\r\0\n\0"s, "UTF-16", {{1, {"\xC3\xA9", "b"}}}},
        {"the other UTF-16", "\xFE\xFF\0\xE9\0,\0b\0\n"s, "UTF-16", {{1, {"\xC3\xA9", "b"}}}},
        {"UTF-16 whose order is named",
         "\xFF\xFE"
         "a\0,\0b\0\n\0"s,
         "UTF-16LE",
         {{1, {"a", "b"}}}},
        {"what Windows-1252 does not have",
         "a,\x81\nb,c\n",
         "WINDOWS-1252",
         {{1, {"a", "\xFF"}, "it has bytes that are not WINDOWS-1252"}, {2, {"b", "c"}}}},
        {"half a surrogate pair",
         "a\0,\0\x01\xD8\n\0b\0\n\0"s,
         "UTF-16LE",
         {{1, {"a", "\xFF"}, "it has bytes that are not UTF-16LE"}, {2, {"b"}}}},
        {"half a character at the end",
         "a\0\n\0b"s,
         "UTF-16LE",
         {{1, {"a"}}, {2, {"\xFF"}, "it has bytes that are not UTF-16LE"}}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CHECK(rows_of(c.text, {.encoding = c.encoding}) == c.rows);
    }
    CHECK_ERROR(rows_of("a", {.encoding = "KLINGON-8"}), ExitCode::kUsage, "'KLINGON-8' is not known");
}

TEST_CASE("text of another encoding is converted across the blocks it is read in", "[base/csv]") {
    std::string text, expected;
    for (int i = 0; i < 100'000; ++i) text += "\xE9", expected += "\xC3\xA9";
    CHECK(rows_of(text + "\n", {.encoding = "ISO-8859-1"}) == std::vector<Row>{{1, {expected}}});
    // Characters of three bytes, which the blocks cut.
    std::string euro;
    for (int i = 0; i < 100'000; ++i) euro += "\xE2\x82\xAC";
    CHECK(rows_of(euro + "\n", {.encoding = "UTF-8"}) == std::vector<Row>{{1, {euro}}});
}

TEST_CASE("bytes that are not UTF-8 are told with the hint how to read them", "[base/csv]") {
    const std::vector<Row> rows = rows_of("a,b\nM\xFCller,c\nd,e\n");
    REQUIRE(rows.size() == 3);
    CHECK(contains(rows[1].problem, "not UTF-8"));
    CHECK(contains(rows[1].problem, "--encoding WINDOWS-1252"));
    CHECK(rows[2] == Row{3, {"d", "e"}});
    for (const std::string mark : {"\xFF\xFE", "\xFE\xFF"}) {
        CHECK_ERROR(rows_of(mark + std::string("a\0", 2)), ExitCode::kInputData, "--encoding UTF-16");
    }
}

TEST_CASE("a record is given as it stands in the file, and tells whether its line ends", "[base/csv]") {
    std::istringstream input("\xEF\xBB\xBF\"a\" , b\r\n\"c\r\nd\",e\r\n\"f,g");
    CsvReader reader(input);
    CsvRecord record;
    std::string problem;
    std::vector<std::string> texts;
    std::vector<bool> ends;
    while (reader.next(record, problem)) {
        texts.push_back(record.text);
        ends.push_back(record.has_end);
    }
    CHECK(texts == std::vector<std::string>{"\"a\" , b", "\"c\r\nd\",e", "\"f,g"});
    CHECK(ends == std::vector<bool>{true, true, false});
}

TEST_CASE("a header that is not understood gets a hint", "[base/csv]") {
    CHECK(contains(csv_header_hint("A;B", {}), "--separator semicolon"));
    CHECK(contains(csv_header_hint("A\tB", {}), "--separator tab"));
    CHECK(contains(csv_header_hint("A,B", {.separator = ';'}), "--separator comma"));
    CHECK(contains(csv_header_hint(std::string("A\0,\0", 4), {}), "--encoding UTF-16LE"));
    CHECK(csv_header_hint("A,B;C", {}).empty());
    CHECK(csv_header_hint("A", {}).empty());
}
