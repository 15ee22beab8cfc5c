#include "store/settings.hpp"

#include <algorithm>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

/// What is wrong with a value for a code or property; blank when nothing is.
std::string problem(const std::string& name, const std::string& value) {
    const SettingDefinition* definition = find_system_control_value(name);
    if (definition == nullptr) definition = find_property(name);
    REQUIRE(definition != nullptr);
    return problem_with(*definition, value).value_or("");
}

void store_raw(Database& database, const std::string& code, const std::string& value) {
    database.prepare("INSERT INTO system_control_value (company, code, value) VALUES (7, ?, ?)")
        .run(code, value);
}

const std::string kNoFolder =
    "must be folders of letters, digits, '.', '_' and '-', each with a slash behind it, as imports/fileset/";

}  // namespace

TEST_CASE("a folder is stored with the slash at its end", "[store/settings]") {
    const SettingDefinition& folder = *find_system_control_value("M63");
    CHECK(normalized_setting(folder, "imports/fileset") == "imports/fileset/");
    CHECK(normalized_setting(folder, " imports/fileset/ ") == "imports/fileset/");
    CHECK(normalized_setting(folder, "").empty());
    CHECK(normalized_setting(*find_system_control_value("L50"), " ws ") == "ws");
}

TEST_CASE("a job's start names everything that is missing or not valid", "[store/settings]") {
    TestStore store;
    store_raw(store.database, "K69", "12AB");
    const Settings settings(store.database, 7);
    const std::vector<NeededSetting> needed = {{"M62", "for the feed"},
                                               {"K69", "for the feed"},
                                               {"L50", "for the feed"},
                                               {"ORCE_DIRECTORY_PATH", "to write"}};
    CHECK(settings.problems_with(needed).size() == 3);
    CHECK_ERROR(settings.require(needed), ExitCode::kConfiguration, "M62 ORCE File Service URL is not set");
    CHECK_ERROR(settings.require(needed), ExitCode::kConfiguration, "is '12AB': it must be numeric");
    CHECK_ERROR(settings.require(needed), ExitCode::kConfiguration, "it is required to write");
    CHECK_NOTHROW(settings.require(std::vector<NeededSetting>{{"L50", "for the feed"}}));
}

TEST_CASE("the registry has the codes and titles of the documentation's setup section", "[store/settings]") {
    struct Case {
        std::string code, title, default_value;
        SettingType type;
    };
    const std::vector<Case> cases = {
        {"A55", "Local Currency Code", "", SettingType::kText},
        {"K69", "Default Location for ORCE Integration", "", SettingType::kDigits},
        {"L35", "Cross Channel Orders to Exclude in Sales Feed", "", SettingType::kList},
        {"L36", "Merchandise Only in Sales Feed", "N", SettingType::kFlag},
        {"L37", "ORCE Customer Integration", "", SettingType::kChoice},
        {"L38", "ORCE Integration Item ID", "ITEM", SettingType::kChoice},
        {"L39", "Item for Non-Merchandise Amounts", "", SettingType::kText},
        {"L50", "ORCE Organization Descriptor", "ws", SettingType::kNamePart},
        {"M22", "Return Disposition Code to Exclude in ORCE Sales Feed", "", SettingType::kText},
        {"M62", "ORCE File Service URL", "", SettingType::kUrl},
        {"M63", "ORCE Import Folder Path", "", SettingType::kFolder},
    };
    for (const Case& c : cases) {
        CAPTURE(c.code);
        const SettingDefinition* definition = find_system_control_value(c.code);
        REQUIRE(definition != nullptr);
        CHECK(definition->title == c.title);
        CHECK(definition->type == c.type);
        CHECK(definition->default_value == c.default_value);
        CHECK(find_property(c.code) == nullptr);
    }
    REQUIRE(find_property("ORCE_DIRECTORY_PATH") != nullptr);
    CHECK(find_property("ORCE_DIRECTORY_PATH")->type == SettingType::kDirectory);
    REQUIRE(find_property("ORCE_ALT_ID_OROMS") != nullptr);
}

TEST_CASE("every definition takes its own default", "[store/settings]") {
    for (const auto registry : {system_control_values(), properties()}) {
        for (const SettingDefinition& definition : registry) {
            CAPTURE(definition.code);
            CHECK_FALSE(problem_with(definition, definition.default_value).has_value());
            CHECK((definition.type == SettingType::kChoice) == !definition.choices.empty());
        }
    }
}

TEST_CASE("a lower-case code is taken, another is not known", "[store/settings]") {
    CHECK(find_system_control_value("k69") == find_system_control_value("K69"));
    CHECK(find_property("orce_directory_path") == find_property("ORCE_DIRECTORY_PATH"));
    for (const char* name : {"", "K", "K6", "K690", "Z99", " K69", "ORCE_DIRECTORY"}) {
        CAPTURE(name);
        CHECK(find_system_control_value(name) == nullptr);
        CHECK(find_property(name) == nullptr);
    }
}

TEST_CASE("a value is good, or a sentence says why not", "[store/settings]") {
    struct Case {
        std::string name, value, problem;
    };
    const std::vector<Case> cases = {
        // Blank means not set.
        {"K69", "", ""},
        {"L36", "", ""},
        {"L38", "", ""},
        {"M62", "", ""},
        // K69: "cannot be greater than 8 positions", "must be numeric"
        {"K69", "12301974", ""},
        {"K69", "0", ""},
        {"K69", "123019745", "is longer than 8 positions"},
        {"K69", "STORE1", "must be numeric"},
        {"K69", "12 34", "must be numeric"},
        {"K69", "-1", "must be numeric"},
        {"K69", "1.5", "must be numeric"},
        {"K69", "\xD9\xA1\xD9\xA2", "must be numeric"},
        {"L36", "Y", ""},
        {"L36", "N", ""},
        {"L36", "y", "must be Y (selected) or N (unselected)"},
        {"L36", "X", "must be Y (selected) or N (unselected)"},
        {"L36", "YES", "is longer than 1 positions"},
        {"L38", "ITEM", ""},
        {"L38", "XREF", ""},
        {"L38", "UPC", "must be ITEM or XREF"},
        {"L38", "item", "must be ITEM or XREF"},
        {"L35", "S, P", ""},
        {"L35", std::string(61, 'S'), "is longer than 60 positions"},
        {"L39", "ABCDEFGHIJKL", ""},
        {"L39", "ABCDEFGHIJKLM", "is longer than 12 positions"},
        // Twelve characters, more bytes.
        {"L39",
         "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9",
         ""},
        {"M22", "01", ""},
        {"M22", "012", "is longer than 2 positions"},
        {"M62", "https://orce.example/files", ""},
        {"M62", "http://localhost:8080/files", ""},
        {"M62", "https://orce.example/files?a=b@c", ""},
        {"M62", "https://user:secret@orce.example/files",
         "must have no user and password in the URL: they would be shown with it, and stand in Web Service "
         "Authentication (WWSA)"},
        {"M62", "http://user@orce.example",
         "must have no user and password in the URL: they would be shown with it, and stand in Web Service "
         "Authentication (WWSA)"},
        {"M62", "orce.example/files", "must be a URL that starts with https://"},
        {"M62", "ftp://orce.example", "must be a URL that starts with https://"},
        {"L50", "ws", ""},
        {"L50", "RETAIL-1.eu_west", ""},
        {"L50", "a/b", "must be of letters, digits, '.', '_' and '-', as it is part of file names"},
        {"L50", "..", "must be of letters, digits, '.', '_' and '-', as it is part of file names"},
        {"L50", "B\xC3\xBCro", "must be of letters, digits, '.', '_' and '-', as it is part of file names"},
        {"M63", "imports/", ""},
        {"M63", "imports/file-set.2/", ""},
        {"M63", "imports", kNoFolder},
        {"M63", "/imports/", kNoFolder},
        {"M63", "imports/../secret/", kNoFolder},
        {"M63", "imports//fileset/", kNoFolder},
        {"M63", "im ports/", kNoFolder},
        {"ORCE_DIRECTORY_PATH", "/var/lib/oa", ""},
        {"ORCE_DIRECTORY_PATH", "var/lib/oa", "must be an absolute path"},
        {"ORCE_DIRECTORY_PATH", "~/oa", "must be an absolute path"},
        {"SMTP_SERVER", "smtp://mail.example.com:587", ""},
        {"SMTP_SERVER", "nonsense",
         "must be smtp://HOST:PORT or smtps://HOST:PORT, without path; a user stands in Web Service "
         "Authentication"},
        {"SVC_EMAIL_FROM", "G\xC3\xA9schenke <cards@shop.example.com>", ""},
        {"SVC_EMAIL_FROM", "not an address",
         "must be an email address: local@domain, or Name <local@domain>"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name, c.value);
        CHECK(problem(c.name, c.value) == c.problem);
    }
}

TEST_CASE("a value is the stored one, or the default, of its own company", "[store/settings]") {
    TestStore store;
    add_company(store.database, 8, "Eight");
    store_system_control_value(store.database, 7, "K69", "12301974");
    store_system_control_value(store.database, 7, "L36", "Y");
    store_property(store.database, 7, "ORCE_DIRECTORY_PATH", "/spool");
    store_raw(store.database, "M63", "  imports/ ");

    const Settings settings(store.database, 7);
    CHECK(settings.system_control_value("K69") == "12301974");
    CHECK(settings.system_control_value("k69") == "12301974");
    CHECK(settings.is_selected("L36"));
    CHECK(settings.system_control_value("L38") == "ITEM");
    CHECK(settings.system_control_value("M63") == "imports/");
    CHECK(settings.property("ORCE_DIRECTORY_PATH") == "/spool");
    CHECK(settings.property("ORCE_ALT_ID_OROMS") == "SERENADE_ID");
    CHECK(settings.stored_value(*find_system_control_value("L38")).empty());
    CHECK(settings.stored_value(*find_system_control_value("L36")) == "Y");
    CHECK(settings.stored_value(*find_property("ORCE_DIRECTORY_PATH")) == "/spool");

    const Settings others(store.database, 8);
    CHECK(others.system_control_value("K69").empty());
    CHECK_FALSE(others.is_selected("L36"));
    CHECK(others.property("ORCE_DIRECTORY_PATH").empty());
    CHECK_ERROR(settings.system_control_value("Z99"), ExitCode::kInternal, "Z99");
    CHECK_ERROR(settings.property("K69"), ExitCode::kInternal, "K69");
}

TEST_CASE("a stored value is replaced; a blank one takes it away", "[store/settings]") {
    TestStore store;
    store_system_control_value(store.database, 7, "L36", "Y");
    store_system_control_value(store.database, 7, "L36", "N");
    CHECK_FALSE(Settings(store.database, 7).is_selected("L36"));
    store_system_control_value(store.database, 7, "L36", "");
    CHECK(store.database.scalar("SELECT COUNT(*) FROM system_control_value") == 0);

    store_property(store.database, 7, "ORCE_ALT_ID_OROMS", "OTHER_ID");
    store_property(store.database, 7, "ORCE_ALT_ID_OROMS", "THIRD_ID");
    CHECK(Settings(store.database, 7).property("ORCE_ALT_ID_OROMS") == "THIRD_ID");
    store_property(store.database, 7, "ORCE_ALT_ID_OROMS", "");
    CHECK(Settings(store.database, 7).property("ORCE_ALT_ID_OROMS") == "SERENADE_ID");
    CHECK_ERROR(store_property(store.database, 9, "ORCE_ALT_ID_OROMS", "X"), ExitCode::kInputData,
                "FOREIGN KEY");
}

TEST_CASE("a required value that is blank is named by code, title, company and purpose", "[store/settings]") {
    TestStore store;
    const Settings settings(store.database, 7);
    const Error error =
        error_of([&] { settings.required_system_control_value("K69", "for the sales feed"); });
    CHECK(error.code() == ExitCode::kConfiguration);
    for (const char* part : {"K69 Default Location for ORCE Integration", "company 7", "for the sales feed",
                             "oa-store set K69 VALUE"}) {
        CAPTURE(part);
        CHECK(contains(error.what(), part));
    }
    CHECK_ERROR(settings.required_property("ORCE_DIRECTORY_PATH", "here"), ExitCode::kConfiguration,
                "ORCE_DIRECTORY_PATH");
    // A default is a value.
    CHECK(settings.required_system_control_value("L50", "here") == "ws");
    store_system_control_value(store.database, 7, "K69", "1");
    CHECK(Settings(store.database, 7).required_system_control_value("K69", "here") == "1");
}

TEST_CASE("a stored value that is not valid stops the run and is found by the check", "[store/settings]") {
    TestStore store;
    store_raw(store.database, "K69", "123019745");
    store_raw(store.database, "L36", "X");
    store_raw(store.database, "Z99", "1");
    const Settings settings(store.database, 7);
    CHECK_ERROR(settings.system_control_value("K69"), ExitCode::kConfiguration,
                "K69 Default Location for ORCE Integration of company 7 is '123019745': it is longer than 8 "
                "positions");
    CHECK_ERROR(settings.required_system_control_value("K69", "here"), ExitCode::kConfiguration, "123019745");
    CHECK_ERROR(settings.is_selected("L36"), ExitCode::kConfiguration, "L36 Merchandise Only in Sales Feed");
    CHECK(settings.stored_value(*find_system_control_value("L36")) == "X");

    const std::vector<std::string> wanted = {
        "company 7: K69 '123019745' is longer than 8 positions",
        "company 7: L36 'X' must be Y (selected) or N (unselected)",
        "company 7: Z99 '1' is not known to this suite",
    };
    CHECK(check_settings(store.database) == wanted);
}

TEST_CASE("a URL that is not valid is shown without user and password", "[store/settings]") {
    TestStore store;
    store_property(store.database, 7, "SMTP_SERVER", "smtp://shop:secret@word@mail.example.com");
    CHECK_ERROR(Settings(store.database, 7).property("SMTP_SERVER"), ExitCode::kConfiguration,
                "of company 7 is 'smtp://***@mail.example.com': it must be smtp://HOST:PORT");
    CHECK(check_settings(store.database) ==
          std::vector<std::string>{"company 7: SMTP_SERVER 'smtp://***@mail.example.com' must be "
                                   "smtp://HOST:PORT or smtps://HOST:PORT, without path; a user stands in "
                                   "Web Service Authentication"});
    for (const std::string plain : {"nobody@mail.example.com", "a@b://c", "http://mail.example.com"}) {
        store_property(store.database, 7, "SMTP_SERVER", plain);
        CHECK_ERROR(Settings(store.database, 7).property("SMTP_SERVER"), ExitCode::kConfiguration,
                    "is '" + plain + "': it must be");
    }
}

TEST_CASE("a value stored under a lower-case code is never passed over in silence", "[store/settings]") {
    TestStore store;
    store_raw(store.database, "l36", "Y");
    const bool is_read = Settings(store.database, 7).is_selected("L36");
    const bool is_reported = !check_settings(store.database).empty();
    CHECK((is_read || is_reported));
}

TEST_CASE("good settings pass the check", "[store/settings]") {
    TestStore store;
    store_system_control_value(store.database, 7, "K69", "1");
    store_property(store.database, 7, "ORCE_DIRECTORY_PATH", "/spool");
    CHECK(check_settings(store.database).empty());
}

TEST_CASE("web service authentication is read by company and service", "[store/settings]") {
    TestStore store;
    store.database.execute(
        "INSERT INTO web_service_authentication (company, web_service, authentication_type, user_id, "
        "secret_source, "
        "token_url) VALUES (7, 'ORCE File Service', 'OAUTH', 'client', 'env:SECRET', "
        "'https://idcs.example/token')");
    const auto row = web_service_authentication(store.database, 7, "ORCE File Service");
    REQUIRE(row.has_value());
    CHECK(row->web_service == "ORCE File Service");
    CHECK(row->authentication_type == "OAUTH");
    CHECK(row->user_id == "client");
    CHECK(row->secret_source == "env:SECRET");
    CHECK(row->token_url == "https://idcs.example/token");
    CHECK(row->scope == "urn:opc:idm:__myscopes__");
    CHECK_FALSE(web_service_authentication(store.database, 7, "ORCE").has_value());
    CHECK_FALSE(web_service_authentication(store.database, 8, "ORCE File Service").has_value());
}
