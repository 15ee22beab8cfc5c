#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oa {

/// What a Stored Value Card Notification says (Stored Value Card Purchase and Activation).
struct SvcEmail {
    std::string card_number;  ///< "unencrypted and unformatted in this email"
    std::string issue_amount, currency, issue_date;
    std::string order_number, order_date;
    std::string item, item_description;
    std::string name;         ///< of the recipient card holder, where it is known
    std::string sender_name;  ///< of the sold-to customer, who gives the card
    std::string company_name;
    std::string email_address;
};

/// Each placeholder with its value.
std::vector<std::pair<std::string_view, std::string_view>> svc_email_values(const SvcEmail& email);

/// The filled template: a section that the template does not have is not sent.
struct SvcEmailText {
    std::string subject;
    std::optional<std::string> text, html;
};

/// The template of the Stored Value Card Notification Email, a UTF-8 file:
///
///     # a comment
///     Subject: Your gift card of {issue_amount} {currency}
///     [text]
///     Dear {name}, your number is {card_number}.
///     [html]
///     <p>Dear {name}, your number is <b>{card_number}</b>.</p>
///
/// A name in braces is a placeholder; other braces stay as they are. A file with the section [xml] alone asks
/// for the CWEmailOut message instead ("XML Only?" of Working with E-Mail Notification Templates).
class SvcEmailTemplate {
  public:
    /// Error kConfiguration naming `name` and the line for anything else: an unknown placeholder, a section
    /// twice, text or HTML without a subject or without the card number, the card number in the subject.
    SvcEmailTemplate(std::string_view file, std::string_view name);

    bool is_xml_only() const { return is_xml_only_; }

    /// Values are cleaned of control characters, and escaped in the HTML.
    SvcEmailText fill(const SvcEmail& email) const;

  private:
    std::string subject_;
    std::optional<std::string> text_, html_;
    bool is_xml_only_ = false;
};

/// Reads such a file of at most 1 MiB. Error kConfiguration when it cannot be read.
SvcEmailTemplate read_svc_email_template(const std::filesystem::path& path);

}  // namespace oa
