#include "customer/relate_id_file.hpp"

#include <algorithm>
#include <sstream>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Seed 000, Customer Engagement Update Customer with Relate ID Process: the query results.

namespace {

struct ReadFile {
    std::string good;  ///< `line: customer=relate id`, one on each line of text
    std::string bad;   ///< `line: problem`
    std::int64_t count = 0;
    RelateIdLines lines = {};
};

ReadFile read(const std::string& text, const std::string& alternate_key_type = "SERENADE_ID",
              const CsvFormat& format = {}) {
    std::istringstream input(text);
    ReadFile result;
    result.lines = read_relate_id_lines(
        input, {alternate_key_type, format},
        [&](const RelateIdLine& line) {
            result.good += std::to_string(line.line) + ": " + std::to_string(line.customer_number) + '=' +
                           line.relate_id + '\n';
        },
        [&](std::size_t line, const std::string& problem) {
            result.bad += std::to_string(line) + ": " + problem + '\n';
        });
    result.count = result.lines.count;
    return result;
}

std::string times(int count, const std::string& text) {
    std::string result;
    for (int i = 0; i < count; ++i) result += text;
    return result;
}

}  // namespace

TEST_CASE("a header tells which column is which, without one the Relate ID comes first",
          "[customer/relate_id_file]") {
    struct Case {
        std::string name, text, good;
    };
    const std::vector<Case> cases = {
        {"no header", "R1,1\nR2,2\n", "1: 1=R1\n2: 2=R2\n"},
        {"no header, both digits", "100,1\n", "1: 1=100\n"},
        {"the documentation's order", "CUSTOMER_ID,SERENADE_ID\nR1,1\nR2,2\n", "2: 1=R1\n3: 2=R2\n"},
        {"the other order", "SERENADE_ID,CUSTOMER_ID\n1,R1\n2,R2\n", "2: 1=R1\n3: 2=R2\n"},
        {"lower case and blanks", " serenade_id , Customer_Id \n1,R1\n", "2: 1=R1\n"},
        {"in quotes", "\"SERENADE_ID\",\"CUSTOMER_ID\"\n\"1\",\"R1\"\n", "2: 1=R1\n"},
        {"more columns than two", "NAME,SERENADE_ID,CITY,CUSTOMER_ID\nAda,1,London,R1\n", "2: 1=R1\n"},
        {"a header only", "CUSTOMER_ID,SERENADE_ID\n", ""},
        {"nothing", "", ""},
        {"a mark and no more", "\xEF\xBB\xBF", ""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const ReadFile result = read(c.text);
        CHECK(result.good == c.good);
        CHECK(result.bad.empty());
        CHECK(result.count == std::count(c.good.begin(), c.good.end(), '\n'));
    }
}

TEST_CASE("the columns are known by several names", "[customer/relate_id_file]") {
    for (const std::string name :
         {"CUSTOMER_ID", "CUST_ID", "CUSTOMERID", "RELATE_ID", "ORCE_CUSTOMER_ID", "cust_id"}) {
        CAPTURE(name);
        CHECK(read("SERENADE_ID," + name + "\n1,R1\n").good == "2: 1=R1\n");
    }
    for (const std::string name : {"SERENADE_ID", "ALTERNATE_ID", "ALTERNATE_KEY", "ALT_KEY", "OROMS_ID",
                                   "CUSTOMER_NUMBER", "alt_key"}) {
        CAPTURE(name);
        CHECK(read(name + ",CUSTOMER_ID\n1,R1\n").good == "2: 1=R1\n");
    }
    // ORCE_ALT_ID_OROMS is one of them, and stays so in any case.
    CHECK(read("my_key,CUSTOMER_ID\n1,R1\n", "My_Key").good == "2: 1=R1\n");
    CHECK(read("SERENADE_ID,CUSTOMER_ID\n1,R1\n", "MY_KEY").good == "2: 1=R1\n");
}

TEST_CASE("a header that names one of the columns only stops the reading", "[customer/relate_id_file]") {
    CHECK_ERROR(read("CUSTOMER_ID,NUMBER\nR1,1\n"), ExitCode::kInputData,
                "the header on line 1 names the customer ID only");
    CHECK_ERROR(read("CODE,SERENADE_ID\nR1,1\n"), ExitCode::kInputData,
                "the header on line 1 names the customer number only");
    CHECK_ERROR(read("\n\nCODE,KEY_OF_OURS\nR1,1\n", "KEY_OF_OURS"), ExitCode::kInputData,
                "the header on line 3 names the customer number only");
    CHECK_ERROR(read("CUSTOMER_ID\nR1\n", "KEY_OF_OURS"), ExitCode::kInputData, "(KEY_OF_OURS)");
}

TEST_CASE("only the first line can be a header", "[customer/relate_id_file]") {
    const ReadFile result = read("R1,1\nCUSTOMER_ID,SERENADE_ID\nR2,2\n");
    CHECK(result.good == "1: 1=R1\n3: 2=R2\n");
    CHECK(result.bad == "2: 'SERENADE_ID' is not a customer number\n");
    CHECK(result.count == 3);
}

TEST_CASE("byte order mark, quotes, CRLF, blank lines and blanks are taken", "[customer/relate_id_file]") {
    struct Case {
        std::string name, text, good;
    };
    const std::vector<Case> cases = {
        {"a mark before a header", "\xEF\xBB\xBFSERENADE_ID,CUSTOMER_ID\n1,R1\n", "2: 1=R1\n"},
        {"a mark before a line", "\xEF\xBB\xBFR1,1\n", "1: 1=R1\n"},
        {"a mark before quotes", "\xEF\xBB\xBF\"R1\",\"1\"\n", "1: 1=R1\n"},
        {"CRLF", "CUSTOMER_ID,SERENADE_ID\r\nR1,1\r\nR2,2\r\n", "2: 1=R1\n3: 2=R2\n"},
        {"no line end at the end", "R1,1\nR2,2", "1: 1=R1\n2: 2=R2\n"},
        {"quotes", "\"R1\",\"1\"\nR2,\"2\"\n", "1: 1=R1\n2: 2=R2\n"},
        {"a comma and doubled quotes within", "\"R,1\",1\n\"R\"\"2\",2\n", "1: 1=R,1\n2: 2=R\"2\n"},
        {"blanks around", " R1 ,\t1 \n\" R2 \",\" 2\"\n", "1: 1=R1\n2: 2=R2\n"},
        {"blank lines", "\nR1,1\n\r\n\nR2,2\n\n", "2: 1=R1\n5: 2=R2\n"},
        {"leading zeros", "0001,000000012\n", "1: 12=0001\n"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const ReadFile result = read(c.text);
        CHECK(result.good == c.good);
        CHECK(result.bad.empty());
    }
}

TEST_CASE("a line that is no pair is named, and the ones around it go in", "[customer/relate_id_file]") {
    struct Case {
        std::string name, line, problem;
    };
    const std::vector<Case> cases = {
        {"one field", "R9", "it has 1 fields instead of 2"},
        {"three fields", "R9,9,9", "it has 3 fields instead of 2"},
        {"a comma at the end", "R9,9,", "it has 3 fields instead of 2"},
        {"no customer number", "R9,", "'' is not a customer number"},
        {"blank", " , ", "'' is not a customer number"},
        {"a name", "R9,ADA", "'ADA' is not a customer number"},
        {"the columns the other way round", "9,R9", "'R9' is not a customer number"},
        {"digits and letters", "R9,9A", "'9A' is not a customer number"},
        {"two numbers", "R9,9 9", "'9 9' is not a customer number: it has a blank within"},
        {"a fraction", "R9,9.0", "'9.0' is not a customer number: it has decimals"},
        {"with a comma", "R9,\"9,000\"", "'9,000' is not a customer number: its digits are grouped"},
        {"an exponent", "R9,1e3",
         "'1e3' is not a customer number: a spreadsheet rounded it (scientific notation)"},
        {"below zero", "R9,-9", "'-9' is not a customer number: it has a sign"},
        {"with a plus sign", "R9,+9", "'+9' is not a customer number: it has a sign"},
        {"zero", "R9,0", "'0' is not a customer number"},
        {"one too high", "R9,1000000000", "'1000000000' is not a customer number"},
        {"more than 64 bits", "R9,18446744073709551617", "'18446744073709551617' is not a customer number"},
        {"no Relate ID", ",9", "customer 9 has no Relate ID"},
        {"a blank Relate ID", "\"  \",9", "customer 9 has no Relate ID"},
        {"text after a quote", "\"R9\"X,9", "there is text after a closing quote"},
        {"21 characters", times(21, "R") + ",9",
         "'" + times(21, "R") + "' is not a Relate ID: it is longer than 20 characters"},
        {"21 characters of two bytes", times(21, "\xC3\xA9") + ",9",
         "'" + times(21, "\xC3\xA9") + "' is not a Relate ID: it is longer than 20 characters"},
        {"a control character", "R\x01,9", "'R\x01' is not a Relate ID: it has control characters"},
        {"DEL", "R\x7F,9", "'R\x7F' is not a Relate ID: it has control characters"},
        {"no UTF-8", "R\xE9,9",
         "it has bytes that are not UTF-8; if the file has another encoding, name it: --encoding "
         "WINDOWS-1252"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const ReadFile result = read("R1,1\n\n" + c.line + "\r\nR2,2\n");
        CHECK(result.bad == "3: " + c.problem + '\n');
        CHECK(result.good == "1: 1=R1\n4: 2=R2\n");
        CHECK(result.count == 3);
    }
}

TEST_CASE("customer numbers and Relate IDs at the edge are good", "[customer/relate_id_file]") {
    CHECK(read("A,1\nB,999999999\n").good == "1: 1=A\n2: 999999999=B\n");
    CHECK(read(times(20, "R") + ",1\n").good == "1: 1=" + times(20, "R") + '\n');
    // Characters are counted, not bytes.
    CHECK(read(times(20, "\xC3\xA9") + ",1\n").good == "1: 1=" + times(20, "\xC3\xA9") + '\n');
    CHECK(read("  " + times(20, "R") + "  ,1\n").good == "1: 1=" + times(20, "R") + '\n');
}

TEST_CASE("with a header of more columns a line must have as many", "[customer/relate_id_file]") {
    const ReadFile result = read("SERENADE_ID,CITY,CUSTOMER_ID\n1,London,R1\n2,R2\n3,\"Rome, Italy\",R3\n");
    CHECK(result.good == "2: 1=R1\n4: 3=R3\n");
    CHECK(result.bad == "3: it has 2 fields instead of 3\n");
}

TEST_CASE("a stray quote is its line's fault, and the other lines are read", "[customer/relate_id_file]") {
    const ReadFile result = read("R1,1\nR2,2\n\"R3,3\nR4,4\nR5,\"5\nR6,6\n");
    CHECK(result.good == "1: 1=R1\n2: 2=R2\n4: 4=R4\n6: 6=R6\n");
    CHECK(result.bad ==
          "3: a quoted field does not end on its line\n5: a quoted field does not end on its line\n");
}

TEST_CASE("a record is one line: no Relate ID is made of two", "[customer/relate_id_file]") {
    // Else it were Relate ID `R1,1<LF>R2` for customer 3.
    const ReadFile result = read("R0,1\n\"R1,1\nR2\",3\nR4,4\n");
    CHECK(result.good == "1: 1=R0\n3: 3=R2\"\n4: 4=R4\n");
    CHECK(result.bad == "2: a quoted field does not end on its line\n");
    CHECK(read("R\t1,9\n").good.empty());
}

TEST_CASE("a header is known by its names, however they are written", "[customer/relate_id_file]") {
    for (const std::string header :
         {"ORCE customer id,Customer Number", "Customer ID,Customer Number", "relate id,oroms_id",
          "Customer-Id,Serenade ID", "CUSTOMER_ID ,\"Serenade_Id\"", "customerId,serenadeId",
          "Customer\xC2\xA0ID,Serenade\xC2\xA0ID", "ORCE Customer Number,OA Customer Number"}) {
        CAPTURE(header);
        CHECK(read(header + "\nR1,1\n").good == "2: 1=R1\n");
        CHECK(read("\xEF\xBB\xBF" + header + "\nR1,1\n").lines.header == 1);
    }
    CHECK(read("Customer Number,ORCE customer id\n1,R1\n").good == "2: 1=R1\n");
}

TEST_CASE("a file whose first line is neither a header nor data beyond doubt is refused whole",
          "[customer/relate_id_file]") {
    struct Case {
        std::string name, text, part;
    };
    const std::vector<Case> cases = {
        {"unknown names", "A,B\nR1,1\n", "line 1 ('A,B') is neither a header"},
        {"the columns the other way round", "1,900000000001\n", "neither a header"},
        {"three columns", "R1,1,x\n", "neither a header"},
        {"no Relate ID", ",1\nR2,2\n", "neither a header"},
        {"a damaged number", "R1,1.0\n", "neither a header"},
        {"a stray quote", "\"CUSTOMER_ID,SERENADE_ID\nR1,1\n", "a quoted field does not end on its line"},
        {"text after a quote", "\"R1\"X,1\nR2,2\n", "there is text after a closing quote"},
        {"a page", "<html><body>Your session has expired</body></html>\n", "neither a header"},
        {"semicolons", "CUSTOMER_ID;SERENADE_ID\nR1;1\n", "--separator semicolon"},
        {"tabs", "CUSTOMER_ID\tSERENADE_ID\nR1\t1\n", "--separator tab"},
        {"UTF-16", std::string("\xFF\xFER\0", 4), "--encoding UTF-16"},
        {"UTF-16 without a mark", std::string("R\0001\0,\0001\0\n\0", 10), "--encoding UTF-16LE"},
        {"a line of 2 MiB", "R1,1\n" + std::string(2 << 20, 'x') + ",2\nR3,3\n",
         "line 2: the line is longer"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CHECK_ERROR(read(c.text), ExitCode::kInputData, c.part);
    }
    CHECK(read("CUSTOMER_ID;SERENADE_ID\nR1;1\n", "SERENADE_ID", {.separator = ';'}).good == "2: 1=R1\n");
}

TEST_CASE("the reasons in a file of refused lines are passed over", "[customer/relate_id_file]") {
    const ReadFile result = read("# line 1: blank\nCUSTOMER_ID,SERENADE_ID\n# line 5: no\nR1,1\n#R2,2\n");
    CHECK(result.good == "4: 1=R1\n");
    CHECK(result.bad == "5: '#R2' is not a Relate ID: it is a spreadsheet's error value\n");
    CHECK(result.lines.header == 2);
}

TEST_CASE("it is told whether the last line has its end", "[customer/relate_id_file]") {
    CHECK(read("R1,1\nR2,2").lines.has_end == false);
    CHECK(read("R1,1\nR2,2").lines.last == 2);
    CHECK(read("R1,1\nR2,2\n").lines.has_end);
    CHECK(read("").lines.has_end);
}
