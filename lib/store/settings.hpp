#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite.hpp"

namespace oa {

enum class SettingType {
    kFlag,         ///< Y (selected) or N (unselected)
    kText,         ///< any text
    kDigits,       ///< a code of digits, kept as text
    kChoice,       ///< one of `choices`
    kList,         ///< codes parted by commas or blanks
    kUrl,          ///< http:// or https://
    kDirectory,    ///< an absolute path
    kSmtpServer,   ///< smtp:// or smtps://, host and port
    kMailAddress,  ///< local@domain, or Name <local@domain>
    kNamePart,     ///< part of file names and paths: letters, digits, `.`, `_`, `-`
    kFolder,       ///< such parts, each with a slash behind it
};

/// What a system control value or a property is: its code or name, title, and which values it takes.
struct SettingDefinition {
    std::string_view code;   ///< `K69`, or the property's name
    std::string_view title;  ///< `Default Location for ORCE Integration`; a property's meaning
    SettingType type = SettingType::kText;
    std::size_t max_length = 250;
    std::string_view default_value;
    std::vector<std::string_view> choices = {};
};

std::span<const SettingDefinition> system_control_values();
std::span<const SettingDefinition> properties();

/// The definition of a code (`K69`) or property name; null when neither registry has it. A lower-case code is
/// taken.
const SettingDefinition* find_system_control_value(std::string_view code);
const SettingDefinition* find_property(std::string_view name);

/// As messages show a value: without the user and password that a URL may hold.
std::string shown_setting(std::string_view value);

/// What is wrong with a value, as a sentence; nothing when it is good. Blank is always good: it means not
/// set.
std::optional<std::string> problem_with(const SettingDefinition& definition, std::string_view value);

/// The value as it is stored: blanks around it are dropped, a folder gets the slash at its end, without which
/// the names of what is put there would begin with the folder's.
std::string normalized_setting(const SettingDefinition& definition, std::string_view value);

/// A setting that a job cannot do without; `needed_for` ends the sentence about it.
struct NeededSetting {
    std::string_view code;  ///< of a system control value, or a property's name
    std::string_view needed_for;
};

/// A company's system control values and properties, read once.
class Settings {
  public:
    Settings(Database& database, int company);

    /// The value, or the default, or blank. Error kConfiguration when a value that was stored is not valid.
    std::string system_control_value(std::string_view code) const;
    /// True when the value is Y.
    bool is_selected(std::string_view code) const;
    std::string property(std::string_view name) const;

    /// What the store holds, valid or not; blank when it holds nothing.
    std::string stored_value(const SettingDefinition& definition) const;

    /// As above; Error kConfiguration naming code and title when it is blank. `needed_for` ends the sentence.
    std::string required_system_control_value(std::string_view code, std::string_view needed_for) const;
    std::string required_property(std::string_view name, std::string_view needed_for) const;

    /// What is wrong with these, a sentence each: not set, or a stored value that is not valid.
    std::vector<std::string> problems_with(std::span<const NeededSetting> needed) const;
    /// Error kConfiguration naming all that is wrong with them, so that one run tells all.
    void require(std::span<const NeededSetting> needed) const;

  private:
    struct Value {
        std::string name;
        std::string value;
    };
    std::string value_of(const SettingDefinition& definition) const;
    std::string required(const SettingDefinition& definition, std::string value,
                         std::string_view needed_for) const;

    int company_;
    std::vector<Value> system_control_values_;
    std::vector<Value> properties_;
};

/// Stores a value; a blank one takes the row away. The value must have passed problem_with.
void store_system_control_value(Database& database, int company, std::string_view code,
                                std::string_view value);
void store_property(Database& database, int company, std::string_view name, std::string_view value);

/// Every stored value, of every company, that its definition does not take or that has none.
std::vector<std::string> check_settings(Database& database);

/// Working with Web Service Authentication (WWSA): how a company signs in to one of the other side's
/// services.
struct WebServiceAuthentication {
    std::string web_service;
    std::string authentication_type;  ///< BASIC or OAUTH
    std::string user_id;              ///< the user, or the OAuth client id
    std::string secret_source;        ///< env:NAME or file:PATH
    std::string token_url;
    std::string scope;
};

/// The company's row for the service; nothing when there is none.
std::optional<WebServiceAuthentication> web_service_authentication(Database& database, int company,
                                                                   std::string_view web_service);

}  // namespace oa
