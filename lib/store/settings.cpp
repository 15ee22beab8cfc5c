#include "store/settings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/file_name.hpp"
#include "base/text.hpp"
#include "net/mail_syntax.hpp"

namespace oa {

std::string shown_setting(std::string_view value) {
    const std::size_t scheme = value.find("://");
    const std::size_t at = value.rfind('@');
    if (at == std::string_view::npos || at < scheme) return std::string(value);
    return fmt::format("{}***{}", value.substr(0, scheme + 3), value.substr(at));
}

std::string normalized_setting(const SettingDefinition& definition, std::string_view value) {
    std::string text(trim(value));
    if (definition.type == SettingType::kFolder && !text.empty() && !text.ends_with('/')) text += '/';
    return text;
}

namespace {

bool is_folder(std::string_view path) {
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        if (slash == std::string_view::npos || !is_file_name_part(path.substr(0, slash))) return false;
        path.remove_prefix(slash + 1);
    }
    return true;
}

constexpr const char* kUserInUrl =
    "must have no user and password in the URL: they would be shown with it, and stand in Web Service "
    "Authentication (WWSA)";

bool has_user(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) return false;
    const std::string_view rest = url.substr(scheme + 3);
    return rest.substr(0, rest.find_first_of("/?#")).find('@') != std::string_view::npos;
}

void check_token_urls(Database& database, std::vector<std::string>& problems) {
    Statement query = database.prepare(
        "SELECT company, web_service, token_url FROM web_service_authentication ORDER BY company, "
        "web_service");
    while (query.step()) {
        if (!has_user(query.text(2))) continue;
        problems.push_back(fmt::format("company {}: the token URL of '{}' '{}' {}", query.integer(0),
                                       query.text(1), shown_setting(query.text(2)), kUserInUrl));
    }
}

}  // namespace

std::optional<std::string> problem_with(const SettingDefinition& definition, std::string_view value) {
    if (value.empty()) return std::nullopt;
    if (character_count(value) > definition.max_length) {
        return fmt::format("is longer than {} positions", definition.max_length);
    }
    const auto is_one_of = [value](const auto& choices) {
        return std::find(choices.begin(), choices.end(), value) != choices.end();
    };
    switch (definition.type) {
        case SettingType::kFlag:
            if (value != "Y" && value != "N") return "must be Y (selected) or N (unselected)";
            break;
        case SettingType::kDigits:
            if (value.find_first_not_of("0123456789") != std::string_view::npos) return "must be numeric";
            break;
        case SettingType::kChoice:
            if (!is_one_of(definition.choices))
                return fmt::format("must be {}", fmt::join(definition.choices, " or "));
            break;
        case SettingType::kUrl:
            if (!value.starts_with("https://") && !value.starts_with("http://")) {
                return "must be a URL that starts with https://";
            }
            if (has_user(value)) return kUserInUrl;
            break;
        case SettingType::kDirectory:
            if (!value.starts_with('/')) return "must be an absolute path";
            break;
        case SettingType::kSmtpServer:
            if (!is_smtp_url(value)) {
                return "must be smtp://HOST:PORT or smtps://HOST:PORT, without path; a user stands in Web "
                       "Service Authentication";
            }
            break;
        case SettingType::kMailAddress:
            if (!parse_mail_address(value)) {
                return "must be an email address: local@domain, or Name <local@domain>";
            }
            break;
        case SettingType::kNamePart:
            if (!is_file_name_part(value)) {
                return "must be of letters, digits, '.', '_' and '-', as it is part of file names";
            }
            break;
        case SettingType::kFolder:
            if (!is_folder(value)) {
                return "must be folders of letters, digits, '.', '_' and '-', each with a slash behind it, "
                       "as "
                       "imports/fileset/";
            }
            break;
        case SettingType::kText:
        case SettingType::kList: break;
    }
    return std::nullopt;
}

Settings::Settings(Database& database, int company) : company_(company) {
    const auto read = [&](std::string_view sql, std::vector<Value>& values) {
        Statement statement = database.prepare(sql);
        statement.bind(company);
        while (statement.step())
            values.push_back({statement.string(0), std::string(trim(statement.text(1)))});
    };
    read("SELECT code, value FROM system_control_value WHERE company = ?", system_control_values_);
    read("SELECT name, value FROM property WHERE company = ?", properties_);
}

std::string Settings::stored_value(const SettingDefinition& definition) const {
    const auto& values = find_property(definition.code) != nullptr ? properties_ : system_control_values_;
    const auto found = std::find_if(values.begin(), values.end(),
                                    [&](const Value& value) { return value.name == definition.code; });
    return found == values.end() ? "" : found->value;
}

std::string Settings::value_of(const SettingDefinition& definition) const {
    std::string value = stored_value(definition);
    if (value.empty()) return std::string(definition.default_value);
    if (const auto problem = problem_with(definition, value)) {
        throw Error(ExitCode::kConfiguration,
                    fmt::format("{} {} of company {} is '{}': it {}", definition.code, definition.title,
                                company_, shown_setting(value), *problem));
    }
    return value;
}

namespace {

const SettingDefinition& defined(const SettingDefinition* definition, std::string_view name) {
    if (definition == nullptr) throw Error(ExitCode::kInternal, fmt::format("no setting is called {}", name));
    return *definition;
}

void store_value(Database& database, std::string_view remove_sql, std::string_view upsert_sql, int company,
                 std::string_view name, std::string_view value) {
    Transaction transaction(database, Transaction::Kind::kWrite);
    if (value.empty()) {
        database.prepare(remove_sql).run(company, name);
    } else {
        database.prepare(upsert_sql).run(company, name, value);
    }
    transaction.commit();
}

}  // namespace

std::string Settings::system_control_value(std::string_view code) const {
    return value_of(defined(find_system_control_value(code), code));
}

bool Settings::is_selected(std::string_view code) const {
    return system_control_value(code) == "Y";
}

std::string Settings::property(std::string_view name) const {
    return value_of(defined(find_property(name), name));
}

std::string Settings::required(const SettingDefinition& definition, std::string value,
                               std::string_view needed_for) const {
    if (!value.empty()) return value;
    throw Error(
        ExitCode::kConfiguration,
        fmt::format("{} {} is not set for company {}; it is required {}; set it with oa-store set {} VALUE",
                    definition.code, definition.title, company_, needed_for, definition.code));
}

std::string Settings::required_system_control_value(std::string_view code,
                                                    std::string_view needed_for) const {
    return required(defined(find_system_control_value(code), code), system_control_value(code), needed_for);
}

std::string Settings::required_property(std::string_view name, std::string_view needed_for) const {
    return required(defined(find_property(name), name), property(name), needed_for);
}

std::vector<std::string> Settings::problems_with(std::span<const NeededSetting> needed) const {
    std::vector<std::string> problems;
    for (const NeededSetting& setting : needed) {
        const bool is_property = find_property(setting.code) != nullptr;
        try {
            static_cast<void>(is_property ? required_property(setting.code, setting.needed_for)
                                          : required_system_control_value(setting.code, setting.needed_for));
        } catch (const Error& error) {
            if (error.code() != ExitCode::kConfiguration) throw;
            problems.emplace_back(error.what());
        }
    }
    return problems;
}

void Settings::require(std::span<const NeededSetting> needed) const {
    const std::vector<std::string> problems = problems_with(needed);
    if (!problems.empty())
        throw Error(ExitCode::kConfiguration, fmt::format("{}", fmt::join(problems, "; ")));
}

void store_system_control_value(Database& database, int company, std::string_view code,
                                std::string_view value) {
    store_value(database, "DELETE FROM system_control_value WHERE company = ? AND code = ?",
                "INSERT INTO system_control_value (company, code, value) VALUES (?, ?, ?) "
                "ON CONFLICT (company, code) DO UPDATE SET value = excluded.value",
                company, code, value);
}

void store_property(Database& database, int company, std::string_view name, std::string_view value) {
    store_value(database, "DELETE FROM property WHERE company = ? AND name = ?",
                "INSERT INTO property (company, name, value) VALUES (?, ?, ?) "
                "ON CONFLICT (company, name) DO UPDATE SET value = excluded.value",
                company, name, value);
}

std::vector<std::string> check_settings(Database& database) {
    std::vector<std::string> problems;
    const auto check = [&](std::string_view sql, const SettingDefinition* (*find)(std::string_view)) {
        Statement query = database.prepare(sql);
        while (query.step()) {
            const auto* definition = find(query.text(1));
            // A code is stored as the registry spells it, or it would not be found there.
            const bool known = definition != nullptr && definition->code == query.text(1);
            const auto problem = known ? problem_with(*definition, query.text(2))
                                       : std::optional<std::string>("is not known to this suite");
            if (!problem) continue;
            problems.push_back(fmt::format("company {}: {} '{}' {}", query.integer(0), query.text(1),
                                           shown_setting(query.text(2)), *problem));
        }
    };
    check("SELECT company, code, value FROM system_control_value ORDER BY company, code",
          &find_system_control_value);
    check("SELECT company, name, value FROM property ORDER BY company, name", &find_property);
    check_token_urls(database, problems);
    return problems;
}

std::optional<WebServiceAuthentication> web_service_authentication(Database& database, int company,
                                                                   std::string_view web_service) {
    Statement row = database.prepare(
        "SELECT web_service, authentication_type, user_id, secret_source, token_url, scope "
        "FROM web_service_authentication WHERE company = ? AND web_service = ?");
    row.bind(company, web_service);
    if (!row.step()) return std::nullopt;
    return WebServiceAuthentication{row.string(0), row.string(1), row.string(2),
                                    row.string(3), row.string(4), row.string(5)};
}

}  // namespace oa
