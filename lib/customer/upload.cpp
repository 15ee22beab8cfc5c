#include "customer/upload.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "base/kill_point.hpp"
#include "base/stop_signals.hpp"
#include "base/text.hpp"
#include "customer/customer_message.hpp"
#include "customer/mapping.hpp"
#include "customer/sold_to_rows.hpp"
#include "delivery/outbox_file.hpp"
#include "store/active_procedure.hpp"

namespace oa {

namespace {

constexpr std::string_view kFilePrefix = "cw-customer_conversion_";

/// How far the conversion has come: the number of the last customer that was looked at.
struct Place {
    std::int64_t customer_number = 0;
    std::int64_t done_count = 0;
};

Place place_of(Session& session) {
    Place place;
    const auto procedure = active_procedure(session.database(), session.company(), kCustomerUploadJob.job);
    if (!procedure) return place;
    const std::string& text = procedure->position;
    std::from_chars(text.data(), text.data() + text.size(), place.customer_number);
    place.done_count = procedure->done_count;
    return place;
}

/// One run over the customers, file by file.
class Conversion {
  public:
    Conversion(Session& session, const CustomerUploadOptions& options, const CustomerRules& rules,
               Outbox* outbox, CustomerUploadResult& result)
        : session_(session),
          options_(options),
          rules_(rules),
          result_(result),
          feed_(session.database(), session.company(), CustomerSelection::kToConvert),
          place_(options.restart ? Place{} : place_of(session)),
          file_(outbox, fmt::format("{}{:03}_{}", kFilePrefix, session.company(), rules.default_location)) {}

    /// Writes files until no customer is left or a signal asks to stop.
    void run() {
        result_.done_before = place_.done_count;
        Progress progress(session_.log(), session_.progress(), "customers",
                          static_cast<std::uint64_t>(feed_.count_after(place_.customer_number)));
        while (write_file(progress) && !StopSignals::requested()) {
        }
        result_.stopped = StopSignals::requested();
        if (result_.stopped) result_.customers_left = feed_.count_after(place_.customer_number);
    }

  private:
    /// One file from one snapshot; false when there was no customer to look at.
    bool write_file(Progress& progress) {
        const std::int64_t first_after = place_.customer_number;
        {
            const Transaction snapshot(session_.database(), Transaction::Kind::kRead);
            feed_.start_after(first_after, options_.max_per_file);
            while (!StopSignals::requested() && feed_.next(customer_)) {
                send_customer();
                place_.customer_number = customer_.customer_number;
                progress.advance();
                kill_point("customer");
            }
        }
        const bool looked_at_some = place_.customer_number != first_after;
        if (looked_at_some) commit_file();
        return looked_at_some;
    }

    void send_customer() {
        if (const auto problem = problem_with(customer_)) {
            ++result_.left_behind;
            warn(fmt::format("left behind: {}", *problem));
        } else if (file_.write(map_customer(customer_, rules_, CustomerIs::kNew))) {
            warn(kReplacedCharacter);
        }
    }

    void warn(std::string_view message) {
        session_.log().write(Severity::kWarning, fmt::format("customer {}", customer_.customer_number),
                             message);
    }

    /// The place moves on with the file that takes it there.
    void commit_file() {
        place_.done_count += file_.message_count();
        result_.sent += file_.message_count();
        if (!file_.commit([this] { keep(); })) return;
        result_.files.push_back(file_.name());
        result_.file_bytes += file_.byte_count();
    }

    void keep() {
        keep_place(session_.database(), session_.company(), kCustomerUploadJob.job,
                   std::to_string(place_.customer_number), place_.done_count, session_.clock().now());
    }

    Session& session_;
    const CustomerUploadOptions& options_;
    const CustomerRules& rules_;
    CustomerUploadResult& result_;
    CustomerFeed feed_;
    Place place_;
    SoldToCustomer customer_;
    OutboxFile<customer::Writer> file_;
};

/// "Match the name entered in L53 to the value defined for the ORCE_FAX_PHONE_LABEL."
void warn_of_labels(const CustomerRules& rules, Log& log) {
    const std::string_view type = rules.third_phone == ThirdPhone::kFax ? "FAX" : "MOBILE";
    if (rules.fax_phone_label != type) {
        log.warning("L53 Third Phone Number Type is {}, but the property ORCE_FAX_PHONE_LABEL is {}", type,
                    rules.fax_phone_label);
    }
}

/// Whether an earlier run ended the conversion.
bool has_ended(Session& session, CustomerUploadResult& result) {
    const auto procedure = active_procedure(session.database(), session.company(), kCustomerUploadJob.job);
    if (!procedure || procedure->ended_at.empty()) return false;
    result.ended_before = procedure->ended_at;
    result.done_before = procedure->done_count;
    result.customers_left =
        CustomerFeed(session.database(), session.company(), CustomerSelection::kToConvert).count_after(0);
    return true;
}

}  // namespace

std::vector<NeededSetting> customer_upload_settings() {
    std::vector<NeededSetting> needed = transfer_settings("for the customer upload");
    for (const std::string_view code : {"K69", "ORCE_DAY_PHONE_LABEL", "ORCE_EVE_PHONE_LABEL",
                                        "ORCE_FAX_PHONE_LABEL", "ORCE_ALT_ID_OROMS", "ORCE_ALT_ID_WEB"}) {
        needed.push_back({code, "to send customers"});
    }
    return needed;
}

ExitCode run_customer_upload(Session& session, const CustomerUploadOptions& options,
                             CustomerUploadResult& result) {
    const StopSignals signals;
    const Settings settings(session.database(), session.company());
    settings.require(customer_upload_settings());
    const TransferSettings transfer =
        read_transfer_settings(session, settings, options.transfer, "for the customer upload");
    const CustomerRules rules = read_customer_rules(settings);
    warn_of_labels(rules, session.log());

    if (!options.restart && has_ended(session, result)) return ExitCode::kDone;

    std::optional<Outbox> outbox;
    if (!session.dry_run()) {
        outbox.emplace(session.database(), session.company(), transfer.directory, session.clock(),
                       session.log());
        outbox->recover();
        if (options.restart) {
            outbox->withdraw(kFilePrefix, [&session] {
                end_procedure(session.database(), session.company(), kCustomerUploadJob.job);
            });
        }
    }
    Conversion(session, options, rules, outbox ? &*outbox : nullptr, result).run();
    if (result.stopped) return ExitCode::kTryLater;
    if (outbox && options.transfer.transfer) {
        transfer_files(*outbox, transfer, options.transfer, session.log(), result.transfer);
        kill_point("transferred");
        // Until this is known the place alone keeps everybody from being sent anew.
        complete_procedure(session.database(), session.company(), kCustomerUploadJob.job,
                           session.clock().now());
        kill_point("completed");
    }
    return result.left_behind > 0 ? ExitCode::kRowsLeft : ExitCode::kDone;
}

std::string summary_of(const CustomerUploadResult& result, bool dry_run) {
    if (!result.ended_before.empty()) {
        std::string text = fmt::format("the conversion ended at {} with {} sent", result.ended_before,
                                       counted(result.done_before, "customer"));
        if (result.customers_left > 0) {
            text += fmt::format(
                "; {} without a Relate ID: take the Relate IDs in with oa-relateid, or begin another "
                "conversion with --restart",
                result.customers_left);
        }
        return text;
    }
    std::string text = result.sent == 0 ? std::string("no customers to send")
                                        : fmt::format("{} {}", dry_run ? "would send" : "wrote",
                                                      counted(result.sent, "customer"));
    if (result.done_before > 0) text += fmt::format(", after {} of earlier runs", result.done_before);
    if (result.files.size() == 1) text += fmt::format(", as {}", result.files.front());
    if (result.files.size() > 1) text += fmt::format(", in {} files", result.files.size());
    if (result.left_behind > 0) text += fmt::format("; {} left behind", result.left_behind);
    for (const std::string& zip : result.transfer.zips) text += fmt::format("; sent {}", zip);
    if (result.stopped) {
        text += fmt::format(
            "; stopped with {} left: run the same command again to go on, with --restart to begin again",
            result.customers_left);
    }
    return text;
}

}  // namespace oa
