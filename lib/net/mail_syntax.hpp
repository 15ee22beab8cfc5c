#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oa {

/// Who an email is from or to.
struct MailAddress {
    std::string name;     ///< blank for none
    std::string address;  ///< local@domain, ASCII without blanks: it is safe in a header and on an SMTP line
};

/// Reads `local@domain` or `Name <local@domain>`; nothing for what is not an address, or not safe.
std::optional<MailAddress> parse_mail_address(std::string_view text);

/// True for what an address or a name may hold without quotes (atext of RFC 5322).
bool is_mail_atom(char c);

/// True for `smtp://HOST:PORT` and `smtps://HOST:PORT`, the port optional: no user, no path.
bool is_smtp_url(std::string_view text);

}  // namespace oa
