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

std::vector<Row> rows_of(const std::string& text) {
    std::istringstream input(text);
    CsvReader reader(input);
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
        {"a quote that is not closed", "a,b\n\"c,d\ne,f\n", 2, "a quoted field is not closed", 2},
        {"a quote alone at the end", "a\n\"", 2, "a quoted field is not closed", 2},
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
