#include "card/notice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "base/file.hpp"
#include "base/kill_point.hpp"
#include "base/mask.hpp"
#include "base/secret.hpp"
#include "base/stop_signals.hpp"
#include "base/text.hpp"
#include "card/currency.hpp"
#include "card/email_out_message.hpp"
#include "card/notice_message.hpp"
#include "card/notice_rows.hpp"
#include "card/number_rows.hpp"
#include "card/recipient_rows.hpp"
#include "card/trigger_key.hpp"
#include "net/mail.hpp"
#include "net/retry.hpp"
#include "net/smtp.hpp"

namespace oa {

namespace {

constexpr std::string_view kSmtp = "SMTP";
constexpr std::string_view kNeededFor = "to send Stored Value Card Notification Emails";

std::string name_of(const StoredValueCardKey& key) {
    return fmt::format("card {}-{}-{}-{}", key.order_number, key.ship_to_number, key.line_number,
                       key.svc_sequence_number);
}

/// Why the notice of one card cannot be sent; the others can.
struct CardProblem {
    std::string reason;
};

/// Where the notices of a run go: an SMTP server, or the directory of the CWEmailOut messages.
struct Destination {
    std::optional<SvcEmailTemplate> email_template;
    MailAddress from;
    std::optional<SmtpServer> server;
    std::filesystem::path directory;
};

Destination read_destination(Session& session, const Settings& settings) {
    Destination destination;
    const std::string file = settings.property("SVC_EMAIL_TEMPLATE");
    const std::string url = settings.property("SMTP_SERVER");
    if (!file.empty()) destination.email_template = read_svc_email_template(file);
    if (url.empty() || (destination.email_template && destination.email_template->is_xml_only())) {
        destination.directory = settings.required_property(
            "SVC_EMAIL_DIRECTORY", url.empty() ? "to write CWEmailOut messages, since SMTP_SERVER is blank"
                                               : "to write CWEmailOut messages, which the template asks for");
        std::error_code ignored;
        if (!std::filesystem::is_directory(destination.directory, ignored)) {
            throw Error(ExitCode::kConfiguration, fmt::format("SVC_EMAIL_DIRECTORY ({}) is not a directory",
                                                              destination.directory.string()));
        }
        return destination;
    }
    if (!destination.email_template) settings.required_property("SVC_EMAIL_TEMPLATE", kNeededFor);
    destination.server = SmtpServer{url, std::nullopt};
    destination.from = parse_mail_address(settings.required_property("SVC_EMAIL_FROM", kNeededFor)).value();
    const auto row = web_service_authentication(session.database(), session.company(), kSmtp);
    if (!row) return destination;
    if (row->authentication_type != "BASIC") {
        throw Error(
            ExitCode::kConfiguration,
            fmt::format("the row '{}' of company {} in Web Service Authentication (WWSA) must be BASIC",
                        kSmtp, session.company()));
    }
    destination.server->basic = BasicCredentials{
        row->user_id, read_secret(row->secret_source, fmt::format("the password of '{}' for company {}",
                                                                  kSmtp, session.company()))};
    return destination;
}

/// One run over the notices that are due.
class NoticeRun {
  public:
    NoticeRun(Session& session, const SvcNoticeOptions& options, const Settings& settings,
              SvcNoticeResult& result)
        : session_(session),
          options_(options),
          settings_(settings),
          result_(result),
          numbers_(settings),
          destination_(read_destination(session, settings)) {
        if (destination_.server) client_.emplace(*destination_.server, options.http, session.log());
    }

    /// False when no email can be sent any more.
    bool send(const StoredValueCardKey& key) {
        std::string card_number;
        bool goes_on = true;
        std::string problem;
        try {
            send(key, card_number);
            return true;
        } catch (const CardProblem& what) {
            problem = what.reason;
        } catch (const MailRefused& refused) {
            problem = refused.what();
            problem += refused.is_permanent() ? "; correct the address or the template"
                                              : "; it may be accepted later";
        } catch (const SmtpError& error) {
            problem = error.what();
            if (error.body_was_sent())
                problem += "; it may have been accepted all the same, and then arrives twice";
            goes_on = error.was_ready();
        }
        ++result_.failed;
        session_.log().write(
            Severity::kWarning, name_of(key),
            fmt::format("the notice was not sent and stays due: {}", redacted(problem, card_number)));
        return goes_on;
    }

  private:
    void send(const StoredValueCardKey& key, std::string& card_number) {
        const auto card = stored_value_card(session_.database(), key);
        if (!card || card->notice_due != "Y") return;
        const SvcRecipient recipient = svc_recipient(session_.database(), key);
        if (recipient.email_address.empty() && card->card_type == "V") {
            throw CardProblem{
                recipient.reason +
                "; a virtual card's number reaches its holder by this email alone: correct that"};
        }
        if (recipient.email_address.empty()) {
            ++result_.no_address;
            session_.log().write(Severity::kWarning, name_of(key),
                                 fmt::format("the notice is not sent: {}", recipient.reason));
            if (!session_.dry_run()) close(key, "");
            return;
        }
        const auto address = parse_mail_address(recipient.email_address);
        if (!address || address->address != recipient.email_address) {
            throw CardProblem{fmt::format("{} is not an email address; correct it", recipient.email_address)};
        }
        card_number = card_number_of(*card);
        const SvcEmail email = email_of(*card, recipient, card_number);
        if (destination_.server) {
            hand_over(key, email);
        } else if (!session_.dry_run()) {
            write_message(key, email);
        }
        if (!session_.dry_run()) {
            kill_point("svc-notice-sent");
            close(key, recipient.email_address);
            kill_point("svc-notice-stored");
        }
        ++result_.sent;
    }

    std::string card_number_of(const StoredValueCard& card) const {
        std::string number;
        try {
            number = numbers_.from_store(card.card_number);
        } catch (const Error& error) {
            throw CardProblem{error.what()};
        }
        const bool is_number = !number.empty() && std::all_of(number.begin(), number.end(),
                                                              [](char c) { return c >= '0' && c <= '9'; });
        if (!is_number) throw CardProblem{"the store has no number of it"};
        return number;
    }

    std::string currency_of(const StoredValueCardKey& key) const {
        try {
            return card_currency(session_.database(), settings_, key.company, key.order_number);
        } catch (const Error& error) {
            throw CardProblem{error.what()};
        }
    }

    SvcEmail email_of(const StoredValueCard& card, const SvcRecipient& recipient,
                      const std::string& card_number) {
        const SvcNoticeOrder order = svc_notice_order(session_.database(), card.key);
        SvcEmail email;
        email.card_number = card_number;
        email.issue_amount = to_string(card.issue_amount);
        email.currency = currency_of(card.key);
        email.issue_date = card.issue_date;
        email.order_number = std::to_string(card.key.order_number);
        email.order_date = order.order_date;
        email.item = order.item;
        email.item_description = order.item_description;
        email.name = recipient.name;
        email.sender_name = order.sold_to_name;
        email.company_name = order.company_name;
        email.email_address = recipient.email_address;
        return email;
    }

    void hand_over(const StoredValueCardKey& key, const SvcEmail& email) {
        const SvcEmailText filled = destination_.email_template->fill(email);
        Mail mail;
        mail.from = destination_.from;
        mail.to = {"", email.email_address};
        mail.subject = filled.subject;
        // The same for the same card: an email that arrives twice, after a kill, is known for one.
        mail.message_id = "svc." + format_svc_trigger_key(key);
        mail.date = mail_date(session_.clock().now());
        mail.text = filled.text;
        mail.html = filled.html;
        const std::string message = mime_message(mail);
        if (session_.dry_run()) return;
        RetryDelays delays(options_.retry);
        for (;;) {
            try {
                return client_->send(mail.from.address, mail.to.address, message);
            } catch (const SmtpError& error) {
                if (error.was_ready() || error.body_was_sent() || !error.worth_retrying()) throw;
                const auto wait = delays.next(std::nullopt);
                if (!wait || StopSignals::requested()) throw;
                log_retry(session_.log(), error.what(), *wait, delays);
                StopSignals::sleep_for(*wait);
            }
        }
    }

    void write_message(const StoredValueCardKey& key, const SvcEmail& email) {
        const std::string card_key = format_svc_trigger_key(key);
        // The same name for the same card: what a killed run wrote is written again, not a second time.
        const std::string name = fmt::format("CWEmailOut_{}.xml", card_key);
        write_whole_file(
            destination_.directory / name,
            [&](OutputFile& file) {
                write_email_out([&](std::string_view bytes) { file.write(bytes); }, key.company, card_key,
                                email);
            },
            "svc-notice-written");
    }

    /// The notice is not due any more; a blank address: it was not sent.
    void close(const StoredValueCardKey& key, std::string_view address) {
        Transaction transaction(session_.database(), Transaction::Kind::kWrite);
        auto card = stored_value_card(session_.database(), key);
        if (!card) return;
        const std::string now = to_string(session_.clock().now());
        card->notice_due = "N";
        if (!address.empty()) {
            card->email_sent_date = to_string(date_of(session_.clock().now()));
            add_order_history(session_.database(), key.company, key.order_number, now,
                              options_.user.empty() ? kSvcNoticeJob.job : options_.user,
                              fmt::format("SVC Notice to {}", address));
        }
        if (!remove_card_number_if_due(session_.database(), settings_, *card))
            update_stored_value_card(session_.database(), *card);
        transaction.commit();
    }

    /// A server may say what it was told: the number never gets into a log.
    static std::string redacted(std::string text, const std::string& card_number) {
        for (std::size_t at = 0; !card_number.empty() && (at = text.find(card_number)) != std::string::npos;)
            text.replace(at, card_number.size(), masked_card_number(card_number, 0, 4));
        return with_card_numbers_masked(text);
    }

    Session& session_;
    const SvcNoticeOptions& options_;
    const Settings& settings_;
    SvcNoticeResult& result_;
    CardNumbers numbers_;
    Destination destination_;
    std::optional<SmtpClient> client_;
};

}  // namespace

ExitCode send_svc_notices(Session& session, const SvcNoticeOptions& options, SvcNoticeResult& result) {
    const Settings settings(session.database(), session.company());
    if (settings.system_control_value("I30").empty()) {
        const std::int64_t waiting = svc_notices_due_count(session.database(), session.company());
        if (waiting > 0) {
            session.log().warning(
                "{} notices are due, but Stored Value Card Email Notification Program (I30) is blank: they "
                "are "
                "not sent",
                waiting);
        }
        return ExitCode::kDone;
    }
    const std::vector<StoredValueCardKey> due = svc_notices_due(session.database(), session.company());
    result.remaining = static_cast<std::int64_t>(due.size());
    if (due.empty()) return ExitCode::kDone;
    NoticeRun run(session, options, settings, result);
    for (const StoredValueCardKey& key : due) {
        result.stopped = StopSignals::requested();
        if (result.stopped || !run.send(key)) break;
    }
    result.remaining = session.dry_run()
                           ? static_cast<std::int64_t>(due.size()) - result.sent - result.no_address
                           : svc_notices_due_count(session.database(), session.company());
    if (result.stopped) return ExitCode::kTryLater;
    return result.remaining > 0 ? ExitCode::kRowsLeft : ExitCode::kDone;
}

std::string summary_of(const SvcNoticeResult& result, bool dry_run) {
    std::string text = fmt::format("{} {}", dry_run ? "would send" : "sent", counted(result.sent, "notice"));
    if (result.no_address > 0)
        text += fmt::format(", {} without an address to be sent to", result.no_address);
    if (result.remaining > 0)
        text += fmt::format(", {} still due{}", result.remaining, result.stopped ? "" : ": run it again");
    if (result.stopped) text += "; stopped by a signal, run it again";
    return text;
}

bool remove_card_number_if_due(Database& database, const Settings& settings, StoredValueCard& card) {
    if (!settings.is_selected("J22") || !card.is_activated() || card.notice_due == "Y" ||
        card.card_number.empty() || card.card_number == kRemovedCardNumber)
        return false;
    // The holder of a virtual card learns its number by the notice alone; with I30 blank none has left.
    if (card.card_type == "V" && card.email_sent_date.empty()) return false;
    // The number is not to be given to a second card.
    card.card_fingerprint = CardNumbers(settings).lasting_fingerprint(
        database, card.key.company, {card.card_number, card.card_fingerprint});
    card.card_number = std::string(kRemovedCardNumber);
    update_stored_value_card(database, card);
    return true;
}

}  // namespace oa
