#include "net/mail_syntax.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "net/url.hpp"

namespace oa {

namespace {

constexpr std::size_t kLongestAddress = 254;

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
    const bool is_ascii = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7F'; });
    const std::string_view host_and_port = text.ends_with('/') ? text.substr(0, text.size() - 1) : text;
    // libcurl takes a colon without a port for the default one.
    if (!is_ascii || host_and_port.ends_with(':') || host_and_port.ends_with('/')) return false;
    const Url url = read_url(text);
    if (url == nullptr) return false;
    const std::string port = url_part(url, CURLUPART_PORT);
    const auto is_blank = [&](CURLUPart part) { return url_part(url, part).empty(); };
    return port != "0" && url_part(url, CURLUPART_PATH) == "/" && is_blank(CURLUPART_USER) &&
           is_blank(CURLUPART_PASSWORD) && is_blank(CURLUPART_QUERY) && is_blank(CURLUPART_FRAGMENT) &&
           !text.ends_with('?') && !text.ends_with('#');
}

}  // namespace oa
