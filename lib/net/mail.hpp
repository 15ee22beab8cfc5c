#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "net/mail_syntax.hpp"

namespace oa {

/// An email. Texts are UTF-8; line ends are LF.
struct Mail {
    MailAddress from, to;
    std::string subject;
    std::string message_id;  ///< local part; the sender's domain is added
    std::string date;        ///< of mail_date
    std::optional<std::string> text, html;
};

/// The Date of an email, of a local civil time: `Tue, 23 Nov 2010 09:21:41 +0100` (RFC 5322).
std::string mail_date(Timestamp time);

/// The message as SMTP takes it: lines end with CR LF and have at most 76 characters of body,
/// multipart/alternative when there are both text and HTML, bodies quoted-printable (RFC 2045). Whatever a
/// field holds, it cannot add a header: line ends become blanks, what is not ASCII an encoded word (RFC
/// 2047).
std::string mime_message(const Mail& mail);

}  // namespace oa
