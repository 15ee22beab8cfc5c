#include "net/mail_syntax.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace oa {

namespace {

constexpr std::size_t kLongestAddress = 254;
constexpr int kHighestPort = 65'535;

/// Words parted by single dots: `first.last`.
bool is_dotted(std::string_view text, bool (*is_allowed)(char)) {
    bool is_word_open = false;
    for (const char c : text) {
        if (c == '.' ? !is_word_open : !is_allowed(c)) return false;
        is_word_open = c != '.';
    }
    return is_word_open;
}

bool is_address(std::string_view text) {
    const std::size_t at = text.find('@');
    return at != std::string_view::npos && text.size() <= kLongestAddress &&
           is_dotted(text.substr(0, at), &is_mail_atom) &&
           is_dotted(text.substr(at + 1), [](char c) { return is_alphanumeric(c) || c == '-'; });
}

bool is_host(std::string_view host) {
    if (host.starts_with('[') && host.ends_with(']')) {
        in6_addr address{};
        return ::inet_pton(AF_INET6, std::string(host.substr(1, host.size() - 2)).c_str(), &address) == 1;
    }
    return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
        return is_alphanumeric(c) || c == '.' || c == '-' || c == '_';
    });
}

bool is_port(std::string_view text) {
    int port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() && port >= 1 && port <= kHighestPort;
}

}  // namespace

std::optional<MailAddress> parse_mail_address(std::string_view text) {
    MailAddress parsed;
    std::string_view address = trim(text);
    if (address.ends_with('>')) {
        const std::size_t open = address.rfind('<');
        if (open == std::string_view::npos) return std::nullopt;
        std::string_view name = trim(address.substr(0, open));
        if (name.size() >= 2 && name.starts_with('"') && name.ends_with('"'))
            name = name.substr(1, name.size() - 2);
        parsed.name = std::string(name);
        address = address.substr(open + 1, address.size() - open - 2);
    }
    if (!is_address(address)) return std::nullopt;
    parsed.address = std::string(address);
    return parsed;
}

bool is_mail_atom(char c) {
    return is_alphanumeric(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

bool is_smtp_url(std::string_view text) {
    if (!text.starts_with("smtp://") && !text.starts_with("smtps://")) return false;
    text.remove_prefix(text.find("://") + 3);
    if (text.ends_with('/')) text.remove_suffix(1);
    // The last colon, unless it stands within the brackets of an IPv6 address.
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || text.find(']', colon) != std::string_view::npos) {
        return is_host(text);
    }
    return is_host(text.substr(0, colon)) && is_port(text.substr(colon + 1));
}

}  // namespace oa
