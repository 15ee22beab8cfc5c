#include "sales/feed.hpp"

#include <fmt/format.h>

#include <optional>

#include "base/kill_point.hpp"
#include "base/stop_signals.hpp"
#include "base/text.hpp"
#include "delivery/outbox_file.hpp"
#include "sales/invoice_rows.hpp"
#include "sales/rules.hpp"
#include "sales/selection.hpp"
#include "sales/transaction.hpp"
#include "sales/without_reference.hpp"
#include "store/setting_rows.hpp"

namespace oa {

namespace {

using PoslogFile = OutboxFile<poslog::Writer>;

void count_sent(SalesFeedResult& result, const Invoice& invoice, const poslog::Transaction& transaction) {
    ++result.sent;
    ++(invoice.is_credit ? result.sent_returns : result.sent_sales);
    result.grand_amount += transaction.grand_amount;
}

void warn(Log& log, const Invoice& invoice, std::string_view message) {
    log.write(Severity::kWarning, fmt::format("invoice {}", invoice.invoice_number), message);
}

/// SKUs without a reference number are told once, after the pass, not with each of their invoices.
void leave_behind(const Invoice& invoice, const Refusal& refusal, InvoiceFeed& feed, Log& log,
                  SalesFeedResult& result) {
    ++result.left_behind;
    if (refusal.without_reference.empty()) {
        warn(log, invoice, fmt::format("left behind: {}", refusal.reason));
        return;
    }
    ++result.without_reference;
    feed.note_without_reference(invoice, refusal.without_reference);
}

bool has_non_merchandise(const poslog::Transaction& transaction, const SalesRules& rules) {
    return !transaction.items.empty() && transaction.items.back().item_id == rules.non_merchandise_item;
}

/// One invoice: excluded, left behind, or written and noted as sent.
void send_invoice(const Invoice& invoice, const SalesRules& rules, InvoiceFeed& feed, PoslogFile& file,
                  Log& log, SalesFeedResult& result) {
    ++result.read;
    const Selection selection = select_lines(invoice, rules);
    if (selection.exclusion != Exclusion::kNone) {
        ++result.excluded[std::string(to_string(selection.exclusion))];
        return;
    }
    const auto made = make_transaction(invoice, selection, rules);
    if (const auto* refusal = std::get_if<Refusal>(&made)) {
        leave_behind(invoice, *refusal, feed, log, result);
        return;
    }
    const auto& transaction = std::get<poslog::Transaction>(made);
    if (file.write(transaction)) warn(log, invoice, kReplacedCharacter);
    feed.note_sent(invoice, selection.lines);
    if (has_non_merchandise(transaction, rules)) ++result.with_non_merchandise;
    count_sent(result, invoice, transaction);
}

/// Step 3: the messages, from one snapshot in one ordered pass.
void write_transactions(Session& session, const SalesRules& rules, InvoiceFeed& feed, PoslogFile& file,
                        SalesFeedResult& result) {
    Transaction snapshot(session.database(), Transaction::Kind::kRead);
    Progress progress(session.log(), session.progress(), "invoices",
                      static_cast<std::uint64_t>(feed.count()));
    Invoice invoice;
    while (!StopSignals::requested() && feed.next(invoice)) {
        send_invoice(invoice, rules, feed, file, session.log(), result);
        progress.advance();
        kill_point("invoice");
    }
    result.stopped = StopSignals::requested();
    if (result.stopped) result.invoices_left = feed.count() - result.read;
    snapshot.commit();
}

/// What is told once a run, not with each invoice.
void report_setup(Session& session, const SalesRules& rules, InvoiceFeed& feed,
                  const SalesFeedResult& result) {
    tell_skus_without_reference(feed, result.without_reference,
                                [&](const std::string& subject, const std::string& message) {
                                    session.log().write(Severity::kWarning, subject, message);
                                });
    if (result.with_non_merchandise == 0) return;
    const auto problem =
        missing_row(session.database(), session.company(), "L39", rules.non_merchandise_item);
    if (!problem) return;
    session.log().warning("{}, which L39 Item for Non-Merchandise Amounts names; {} {} it all the same",
                          *problem, counted(result.with_non_merchandise, "invoice"),
                          result.with_non_merchandise == 1 ? "has" : "have");
}

/// Step 4 and 5: the marks, and the file under its name.
void commit_transactions(InvoiceFeed& feed, PoslogFile& file, SalesFeedResult& result) {
    if (!file.commit([&] { feed.mark_sent(file.name()); })) return;
    result.file = file.name();
    result.file_bytes = file.byte_count();
}

}  // namespace

std::vector<NeededSetting> sales_feed_settings(const Settings& settings) {
    constexpr std::string_view kNeededFor = "for the sales feed";
    std::vector<NeededSetting> needed = transfer_settings(kNeededFor);
    needed.push_back({"K69", kNeededFor});
    if (!settings.is_selected("L36")) {
        needed.push_back({"L39", "while L36 Merchandise Only in Sales Feed is unselected"});
    }
    needed.push_back({"ORCE_ALT_ID_OROMS", kNeededFor});
    return needed;
}

ExitCode run_sales_feed(Session& session, const TransferOptions& options, SalesFeedResult& result) {
    const StopSignals signals;
    const Settings settings(session.database(), session.company());
    settings.require(sales_feed_settings(settings));
    const TransferSettings transfer =
        read_transfer_settings(session, settings, options, "for the sales feed");
    const SalesRules rules =
        read_sales_rules(session.database(), session.company(), date_of(session.clock().now()));
    const std::string stem = fmt::format("cw-poslog_{:03}_{}", session.company(), rules.default_location);

    std::optional<Outbox> outbox;
    if (!session.dry_run()) {
        outbox.emplace(session.database(), session.company(), transfer.directory, session.clock(),
                       session.log());
        outbox->recover();
    }
    InvoiceFeed feed(session.database(), session.company());
    PoslogFile file(outbox ? &*outbox : nullptr, stem);
    write_transactions(session, rules, feed, file, result);
    report_setup(session, rules, feed, result);
    commit_transactions(feed, file, result);
    if (result.stopped) return ExitCode::kTryLater;
    if (outbox && options.transfer) {
        transfer_files(*outbox, transfer, options, session.log(), result.transfer);
    }
    return result.left_behind > 0 ? ExitCode::kRowsLeft : ExitCode::kDone;
}

std::string summary_of(const SalesFeedResult& result, bool dry_run) {
    std::string text;
    if (result.sent == 0) {
        text = "no invoices to send";
    } else {
        text = fmt::format("{} {} (sales: {}, returns: {}), {} in total", dry_run ? "would send" : "wrote",
                           counted(result.sent, "invoice"), result.sent_sales, result.sent_returns,
                           to_string(result.grand_amount));
        if (!result.file.empty()) text += fmt::format(", as {}", result.file);
    }
    for (const auto& [reason, count] : result.excluded)
        text += fmt::format("; {} excluded ({})", count, reason);
    if (result.left_behind > 0) text += fmt::format("; {} left behind", result.left_behind);
    for (const std::string& zip : result.transfer.zips) text += fmt::format("; sent {}", zip);
    if (result.stopped) {
        text +=
            fmt::format("; stopped with {} left: run the same command again to go on", result.invoices_left);
    }
    return text;
}

}  // namespace oa
