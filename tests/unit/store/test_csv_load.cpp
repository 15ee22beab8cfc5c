#include "store/csv_load.hpp"

#include <algorithm>
#include <map>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;
namespace fs = std::filesystem;

namespace {

/// CSV files beside a store with company 7, loaded as oa-store load does.
struct Load {
    fs::path file(const std::string& table, const std::string& text) {
        fs::path path = store.directory / (table + ".csv");
        write_file(path, text);
        return path;
    }

    LoadResult run(const std::vector<fs::path>& files, const LoadOptions& options = {},
                   bool dry_run = false) {
        problems.clear();
        return load_csv_files(store.database, files, options, dry_run,
                              [&](const std::string& path, std::size_t line, const std::string& problem) {
                                  problems.push_back(fs::path(path).stem().string() + " " +
                                                     std::to_string(line) + ": " + problem);
                              });
    }

    std::int64_t count(const std::string& table) {
        return store.database.scalar("SELECT COUNT(*) FROM " + table);
    }
    std::string value(const std::string& sql) { return query_text(store.database, sql); }

    TestStore store;
    std::vector<std::string> problems;
};

const std::string kCustomerHeader = "company,customer_number,last_name,entry_date\n";
const std::string kInvoiceHeader =
    "company,invoice_number,invoice_type,order_number,ship_to_number,invoice_date,created_at,freight_amount,"
    "total_amount\n";

}  // namespace

TEST_CASE("every type of column is read", "[store/csv_load]") {
    Load load;
    const auto result = load.run({load.file(
        "invoice_header", kInvoiceHeader + "7,1001,I,501,1,2010-11-23,2010-11-23 09:21:41,4.95,-1234567.8\n"
                                           " 7 ,1002,C,501,1, 2010-11-24 , 2010-11-24 ,, 5 \n")});
    CHECK(load.problems.empty());
    CHECK(result.loaded == 2);
    CHECK(result.bad == 0);
    REQUIRE(result.files.size() == 1);
    CHECK(result.files[0].table == "invoice_header");
    CHECK(result.files[0].loaded == 2);
    const auto of = [&](const std::string& column, int invoice) {
        return load.value(
            "SELECT " + column +
            " FROM invoice_header WHERE company = 7 AND invoice_number = " + std::to_string(invoice));
    };
    CHECK(of("freight_amount", 1001) == "495");
    CHECK(of("total_amount", 1001) == "-123456780");
    CHECK(of("invoice_date", 1001) == "2010-11-23");
    CHECK(of("created_at", 1001) == "2010-11-23T09:21:41");
    CHECK(of("invoice_type", 1001) == "I");
    // A blank field, and a column that the header does not name, take their defaults.
    CHECK(of("freight_amount", 1002) == "0");
    CHECK(of("extracted_to_store", 1002).empty());
    CHECK(of("created_at", 1002) == "2010-11-24T00:00:00");
    CHECK(of("invoice_date", 1002) == "2010-11-24");
    CHECK(of("total_amount", 1002) == "500");
}

TEST_CASE("a blank field takes the default of its column, whatever its type", "[store/csv_load]") {
    Load load;
    load.run({load.file("customer_sold_to", kCustomerHeader + "7,1,,\n"),
              load.file("pay_type", "company,pay_type,pay_category\n7,4,\n"),
              load.file("web_service_authentication",
                        "company,web_service,authentication_type,user_id,secret_source,scope\n"
                        "7,ORCE File Service,OAUTH,client,env:SECRET,\n")});
    CHECK(load.problems.empty());
    CHECK(load.value("SELECT entry_date FROM customer_sold_to") == "(null)");
    CHECK(load.value("SELECT last_name FROM customer_sold_to").empty());
    CHECK(load.value("SELECT pay_category FROM pay_type") == "1");
    CHECK(load.value("SELECT scope FROM web_service_authentication") == "urn:opc:idm:__myscopes__");
}

TEST_CASE("text is kept as it is: quotes, line ends, UTF-8, blanks", "[store/csv_load]") {
    Load load;
    load.run({load.file("customer_sold_to",
                        "\xEF\xBB\xBF"
                        "company,customer_number,last_name,city\r\n"
                        "7,1,\"O'Brien, \"\"Bob\"\"\",\"a\r\nb\"\r\n7,2,  M\xC3\xBCller ,&<>\r\n")});
    CHECK(load.problems.empty());
    CHECK(load.value("SELECT last_name FROM customer_sold_to WHERE customer_number = 1") ==
          "O'Brien, \"Bob\"");
    CHECK(load.value("SELECT city FROM customer_sold_to WHERE customer_number = 1") == "a\r\nb");
    CHECK(load.value("SELECT last_name FROM customer_sold_to WHERE customer_number = 2") ==
          "  M\xC3\xBCller ");
}

TEST_CASE("a bad row is named by its line and keeps everything out", "[store/csv_load]") {
    struct Case {
        std::string name, row, problem;
    };
    const std::string good = "7,1001,I,501,1,2010-11-23,,,\n";
    const std::vector<Case> cases = {
        {"no whole number", "7,x,I,501,1,2010-11-23,,,", "invoice_number 'x' is not a whole number"},
        {"a number with decimals", "7,1.0,I,501,1,2010-11-23,,,",
         "invoice_number '1.0' is not a whole number"},
        {"a number that does not fit", "7,99999999999999999999,I,501,1,2010-11-23,,,",
         "is not a whole number"},
        {"no amount", "7,1002,I,501,1,2010-11-23,,4.999,",
         "freight_amount '4.999' is not an amount like 12.34"},
        {"an amount with a comma", "7,1002,I,501,1,2010-11-23,,\"1,000\",", "is not an amount like 12.34"},
        {"no date", "7,1002,I,501,1,2010-02-29,,,",
         "invoice_date '2010-02-29' is not a date like 2010-11-23"},
        {"a date that is a time", "7,1002,I,501,1,2010-11-23T00:00:00,,,", "is not a date like"},
        {"no time", "7,1002,I,501,1,2010-11-23,noon,,",
         "created_at 'noon' is not a time like 2010-11-23T09:21:41"},
        {"a blank number", "7,,I,501,1,2010-11-23,,,", "invoice_number is blank"},
        {"a blank date", "7,1002,I,501,1,,,,", "invoice_date is blank"},
        {"a text too long", "7,1002,IC,501,1,2010-11-23,,,", "invoice_type 'IC' is longer than 1 characters"},
        {"a value not allowed", "7,1002,X,501,1,2010-11-23,,,",
         "the store refuses it: invoice_type IN ('I', 'C')"},
        {"too few fields", "7,1002,I", "it has 3 fields, the header has 9"},
        {"too many fields", "7,1002,I,501,1,2010-11-23,,,,", "it has 10 fields, the header has 9"},
        {"the key twice", "7,1001,I,501,1,2010-11-23,,,", "a row with this key is there already"},
        {"no such company", "8,1002,I,501,1,2010-11-23,,,",
         "the row of another table that invoice_header refers to"},
        {"bytes that are not UTF-8", "7,1002,I,501,1,2010-11-23,,,\xE9", "--encoding WINDOWS-1252"},
        {"a stray quote", "7,1002,\"I,501,1,2010-11-23,,,", "a quoted field does not end within 100 lines"},
        {"no CSV", "7,1002,\"I\"x,501,1,2010-11-23,,,", "there is text after a closing quote"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        Load load;
        const auto result =
            load.run({load.file("invoice_header", kInvoiceHeader + good + "\n" + c.row + "\n")});
        CHECK(result.loaded == 1);
        CHECK(result.bad == 1);
        REQUIRE(load.problems.size() == 1);
        CAPTURE(load.problems[0]);
        CHECK(contains(load.problems[0], "invoice_header 4: "));
        CHECK(contains(load.problems[0], c.problem));
        CHECK(load.count("invoice_header") == 0);
    }
}

TEST_CASE("text is too long by its characters, not by its bytes", "[store/csv_load]") {
    std::string fits;
    for (int i = 0; i < 25; ++i) fits += "\xC3\xA9";
    Load load;
    load.run({load.file("customer_sold_to", kCustomerHeader + "7,1," + fits + ",\n")});
    CHECK(load.problems.empty());
    CHECK(load.value("SELECT last_name FROM customer_sold_to") == fits);
    load.run({load.file("customer_sold_to", kCustomerHeader + "7,2," + fits + "e,\n")});
    REQUIRE(load.problems.size() == 1);
    CHECK(contains(load.problems[0], "is longer than 25 characters"));
}

TEST_CASE("with skip_bad the good rows go in", "[store/csv_load]") {
    Load load;
    const auto result = load.run(
        {load.file("customer_sold_to", kCustomerHeader + "7,1,One,\n7,x,Bad,\n7,1,Again,\n7,2,Two,\n")},
        {.skip_bad = true});
    CHECK(result.loaded == 2);
    CHECK(result.bad == 2);
    REQUIRE(load.problems.size() == 2);
    CHECK(load.problems[0].starts_with("customer_sold_to 3: "));
    CHECK(load.problems[1].starts_with("customer_sold_to 4: "));
    CHECK(load.count("customer_sold_to") == 2);
    CHECK(load.value("SELECT last_name FROM customer_sold_to WHERE customer_number = 1") == "One");
}

TEST_CASE("with replace a row with the same key takes the new values, and keeps those not named",
          "[store/csv_load]") {
    Load load;
    load.run({load.file("customer_sold_to", "company,customer_number,last_name,city\n7,1,Old,London\n")});
    const auto result =
        load.run({load.file("customer_sold_to", kCustomerHeader + "7,1,New,2010-11-23\n7,2,Two,\n")},
                 {.replace = true});
    CHECK(result.loaded == 2);
    CHECK(load.problems.empty());
    CHECK(load.count("customer_sold_to") == 2);
    CHECK(load.value(
              "SELECT last_name || entry_date || city FROM customer_sold_to WHERE customer_number = 1") ==
          "New2010-11-23London");
    // A table whose header names nothing but the key.
    load.run({load.file("currency", "company,currency_code\n7,USD\n")}, {.replace = true});
    CHECK(load.run({load.file("currency", "company,currency_code\n7,USD\n")}, {.replace = true}).bad == 0);
    CHECK(load.count("currency") == 1);
}

TEST_CASE("a dry run counts and changes nothing", "[store/csv_load]") {
    Load load;
    const auto path = load.file("customer_sold_to", kCustomerHeader + "7,1,One,\n7,x,Bad,\n");
    const auto result = load.run({path}, {.skip_bad = true}, true);
    CHECK(result.loaded == 1);
    CHECK(result.bad == 1);
    CHECK(load.count("customer_sold_to") == 0);
}

TEST_CASE("a row finds the rows it refers to, in whichever order the files are named", "[store/csv_load]") {
    Load load;
    std::vector<fs::path> files = {
        load.file("company", "company,description\n8,Eight\n"),
        load.file("item", "company,item\n8,ITM1\n"),
        load.file("sku", "company,item,sku_code\n8,ITM1,RED\n"),
        load.file("customer_sold_to", "company,customer_number\n8,1\n"),
        load.file("customer_sold_to_phone", "company,customer_number,phone_type,phone_number\n8,1,D,555\n"),
        load.file("order_header", "company,order_number,customer_number,order_date\n8,1,1,2010-11-23\n"),
        load.file("order_ship_to", "company,order_number,ship_to_number\n8,1,1\n"),
        load.file("invoice_header", kInvoiceHeader + "8,1,I,1,1,2010-11-23,,,\n"),
        load.file("invoice_payment_method", "company,invoice_number,opm_sequence,amount\n8,1,1,0\n"),
    };
    const auto try_order = [&] {
        const auto result = load.run(files, {}, true);
        CHECK(load.problems.empty());
        CHECK(result.loaded == 9);
        CHECK(result.files.size() == 9);
        CHECK(result.files.front().table == "company");
        CHECK(result.files.back().table == "invoice_payment_method");
    };
    try_order();
    std::reverse(files.begin(), files.end());
    try_order();
    std::swap(files[1], files[6]);
    try_order();
    load.run(files);
    CHECK(load.count("sku") == 1);
}

TEST_CASE("a bad row in one file keeps the other files out too", "[store/csv_load]") {
    Load load;
    load.run({load.file("item", "company,item\n7,ITM1\n"),
              load.file("sku", "company,item,sku_code\n7,NONE,RED\n")});
    REQUIRE(load.problems.size() == 1);
    CHECK(load.problems[0] == "sku 2: the row of another table that sku refers to is not there");
    CHECK(load.count("item") == 0);
}

TEST_CASE("a file that cannot be loaded at all is an error that names it", "[store/csv_load]") {
    struct Case {
        std::string name, table, text, part;
    };
    const std::vector<Case> cases = {
        {"an unknown table", "no_table", "company\n7\n", "no table 'no_table'"},
        {"an unknown column", "item", "company,item,colour\n7,ITM1,red\n", "has no column 'colour'"},
        {"a column twice", "item", "company,item,item\n7,ITM1,ITM1\n", "names the column item twice"},
        {"a column that must be there", "item", "company,description\n7,x\n",
         "does not name the column item"},
        {"nothing in it", "item", "", "needs a header row"},
        {"semicolons", "item", "company;item\n7;ITM1\n", "--separator semicolon"},
        {"tabs", "item", "company\titem\n7\tITM1\n", "--separator tab"},
        {"UTF-16", "item",
         std::string("\xFF\xFE"
                     "c\0",
                     4),
         "--encoding UTF-16"},
        {"a header that is no CSV", "item", "\"company,item\n7,ITM1\n",
         "the header row: a quoted field does not end"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        Load load;
        const auto good = load.file("currency", "company,currency_code\n7,USD\n");
        const auto bad = load.file(c.table, c.text);
        CHECK_ERROR(load.run({good, bad}), ExitCode::kInputData, c.part);
        CHECK_ERROR(load.run({bad}), ExitCode::kInputData, c.table + ".csv");
        CHECK(load.count("currency") == 0);
    }
    Load load;
    CHECK_ERROR(load.run({load.store.directory / "item.csv"}), ExitCode::kNoInput, "item.csv");
}

TEST_CASE("a stray quote costs its row, and the others are loaded", "[store/csv_load]") {
    Load load;
    std::string text = "company,item,description\n7,A,\"stray\n";
    for (int i = 0; i < 300; ++i) text += "7,B" + std::to_string(i) + ",x\n";
    text += "7,C,\"two\nlines\"\n7,D,\"stray\n7,E,6\" wide\n7,F,\"x\"\n";
    const auto result = load.run({load.file("item", text)}, {.skip_bad = true});
    CHECK(result.loaded == 303);
    CHECK(load.problems ==
          std::vector<std::string>{"item 2: a quoted field does not end within 100 lines",
                                   "item 305: a quoted field does not end within 100 lines"});
    CHECK(load.value("SELECT description FROM item WHERE item = 'C'") == "two\nlines");
}

TEST_CASE("a quote that is closed only in another record is stray", "[store/csv_load]") {
    Load load;
    // The second quote stands at the end of a field by chance: it would be one record of four fields.
    load.run({load.file("item", "company,item,description\n7,A,\"stray\n7,B,x\n7,6\",y\n")},
             {.skip_bad = true});
    CHECK(load.problems == std::vector<std::string>{"item 2: a quoted field does not end within 100 lines"});
    CHECK(load.count("item") == 2);
}

TEST_CASE("a header in capitals, other separators and encodings are read", "[store/csv_load]") {
    Load load;
    CHECK(load.run({load.file("item", "COMPANY, Item ,DESCRIPTION\n7,A,x\n")}).loaded == 1);
    CHECK(load.run({load.file("item", "company;item;description\n7;B;M\xFCtze, rot\n")},
                   {.csv = {.separator = ';', .encoding = "WINDOWS-1252"}})
              .loaded == 1);
    CHECK(load.value("SELECT description FROM item WHERE item = 'B'") == "M\xC3\xBCtze, rot");
    CHECK(load.problems.empty());
}

TEST_CASE("a value that is quoted in a message is cut", "[store/csv_load]") {
    Load load;
    load.run({load.file("item", "company,item,description\n7,A," + std::string(100'000, 'x') + "\n")});
    REQUIRE(load.problems.size() == 1);
    CHECK(load.problems[0].size() < 200);
    CHECK_ERROR(load.run({load.file("item", "company," + std::string(100'000, 'x') + "\n7,1\n")}),
                ExitCode::kInputData, "has no column 'xxx");
}

TEST_CASE("the table of one file can be named, and each row is told", "[store/csv_load]") {
    Load load;
    const auto path = load.file("goods", "company,item\n7,A\n7,B\n,\n");
    int rows = 0;
    const auto result = load_csv_files(load.store.database, {path}, {.skip_bad = true, .table = "item"},
                                       false, [](const std::string&, std::size_t, const std::string&) {},
                                       {.each_row = [&] { ++rows; }});
    CHECK(result.loaded == 2);
    CHECK(rows == 3);
    CHECK_ERROR(load.run({path, path}, {.table = "item"}), ExitCode::kUsage, "one file");
    CHECK_ERROR(load.run({"-"}), ExitCode::kUsage, "which table standard input is for");
}
