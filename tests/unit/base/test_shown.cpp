#include "base/shown.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

TEST_CASE("control and direction characters are shown, not obeyed", "[base/shown]") {
    struct Case {
        std::string text, line, lines;
    };
    const std::vector<Case> cases = {
        {"", "", ""},
        {"M\xC3\xBCller \xE5\xB1\xB1\xE7\x94\xB0 \xF0\x9F\x98\x80",
         "M\xC3\xBCller \xE5\xB1\xB1\xE7\x94\xB0 \xF0\x9F\x98\x80",
         "M\xC3\xBCller \xE5\xB1\xB1\xE7\x94\xB0 \xF0\x9F\x98\x80"},
        {"a\tb\r\nc", "a b  c", "a\tb\r\nc"},
        {"\x1B[2J\x07", "\\x1B[2J\\x07", "\\x1B[2J\\x07"},
        {std::string("a\0b", 3),
         "a\\x00"
         "b",
         "a\\x00"
         "b"},
        {"a\x7F", "a\\x7F", "a\\x7F"},
        {"\xC2\x9B"
         "31m",
         "\\x9B31m", "\\x9B31m"},
        {"\xE2\x80\xAE"
         "evil\xE2\x80\xAC",
         "\\u202Eevil\\u202C", "\\u202Eevil\\u202C"},
        {"\xE2\x81\xA6\xE2\x81\xA9\xE2\x80\x8E\xE2\x80\x8F\xD8\x9C", "\\u2066\\u2069\\u200E\\u200F\\u061C",
         "\\u2066\\u2069\\u200E\\u200F\\u061C"},
        {"a\xE2\x80\xA8"
         "b",
         "a b",
         "a\\u2028"
         "b"},
        {"\xC2\xA0\xE2\x80\x8B", "\xC2\xA0\xE2\x80\x8B", "\xC2\xA0\xE2\x80\x8B"},
        // A byte of Latin-1 may be a control character of a terminal.
        {"a\x9B", "a\xEF\xBF\xBD", "a\xEF\xBF\xBD"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(shown(c.text) == c.line);
        CHECK(shown_lines(c.text) == c.lines);
        CHECK(shown(shown(c.text)) == c.line);
    }
}

TEST_CASE("credentials that are echoed are hidden", "[base/shown]") {
    const std::vector<std::string> credentials = {
        "Authorization: Basic b3JjZS11c2VyOnNlY3JldA==",
        "authorization:Bearer tok1",
        "{\"Authorization\":\"Bearer tok1\"}",
        "Authorization = 'tok1'",
        "\"password\" : \"tok1\"",
        "<password>tok1</password>",
        "client_secret=tok1&x=1",
        "\"access_token\":\"tok1\"",
        "sent Basic b3JjZS11c2VyOnNlY3JldA== to it",
        "BEARER eyJhbGciOi.J9x_tok1",
        "http://orce-user:tok1@example.com/x",
        "https://tok1@example.com",
        "https://objectstorage.example.com/p/AbCdEfGhIjKlMnOptok1/n/ns/b/bkt/o/x.zip"};
    for (const std::string& text : credentials) {
        CAPTURE(text);
        const std::string line = shown(text);
        CAPTURE(line);
        CHECK(contains(line, "***"));
        CHECK_FALSE(contains(line, "tok1"));
        CHECK_FALSE(contains(line, "b3JjZS11"));
        CHECK(shown(line) == line);
    }
}

TEST_CASE("words that only resemble credentials stay", "[base/shown]") {
    for (const std::string text :
         {"the Authorization header is missing", "Basic authentication failed",
          "Basic Authentication is needed", "bearer token has expired",
          "the password is wrong; check the row", "a@b.example and c://d", "/p/x/n/y",
          "http://example.com/a@b", "Relate Id 900000000001", "(Authorization: ***) <a/>"}) {
        CHECK(shown(text) == text);
    }
}

TEST_CASE("a secret of the process is hidden wherever it stands", "[base/shown]") {
    hide_secret("unit-s3cret");
    hide_secret("short");
    CHECK(shown("user x password unit-s3cret, unit-s3cret") == "user x password ***, ***");
    CHECK(shown("short") == "short");
}

TEST_CASE("JSON stays valid, its strings escape what terminals obey", "[base/shown]") {
    CHECK(shown_json("{\n  \"a\": \"x\xC2\x9By\xE2\x80\xAEz\x7F\\u001b\"\n}") ==
          "{\n  \"a\": \"x\\u009by\\u202ez\\u007f\\u001b\"\n}");
}
