#pragma once

#include <string_view>

#include "card/notice_message.hpp"
#include "service/xml.hpp"

namespace oa {

/// The Outbound Email XML Message (CWEmailOut) of a Stored Value Card Notification (Stored Value Card
/// Purchase and Activation): what the email would say, for a service that makes the email. `card_key` tells
/// the cards apart: a file that comes again is the same one. See schemas/cw-email-out.xsd.
void write_email_out(const Sink& sink, int company, std::string_view card_key, const SvcEmail& email);

}  // namespace oa
