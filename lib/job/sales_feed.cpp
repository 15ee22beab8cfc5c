#include "job/sales_feed.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>

#include "job/sales_rules.hpp"
#include "job/sales_selection.hpp"
#include "job/sales_transaction.hpp"
#include "store/invoice_feed.hpp"

namespace oa {

namespace {

/// The POSlog file of one run. It is opened with the first transaction: an empty run writes none.
class PoslogFile {
  public:
    PoslogFile(Delivery* delivery, std::string stem) : delivery_(delivery), stem_(std::move(stem)) {}

    /// True when a character had to be replaced.
    bool write(const poslog::Transaction& transaction) {
        if (!writer_) open();
        return writer_->write(transaction);
    }

    bool is_open() const { return writer_.has_value(); }
    const std::string& name() const { return name_; }

    OutputFile& finish() {
        writer_->finish();
        file_->finish();
        return *file_;
    }

  private:
    void open() {
        // A dry run builds every transaction, and drops it.
        if (delivery_ != nullptr) file_ = delivery_->start_file(stem_, name_);
        writer_.emplace([this](std::string_view bytes) {
            if (file_) file_->write(bytes);
        });
    }

    Delivery* delivery_;
    std::string stem_;
    std::string name_;
    std::unique_ptr<OutputFile> file_;
    std::optional<poslog::Writer> writer_;
};

void count_sent(SalesFeedResult& result, const Invoice& invoice, const poslog::Transaction& transaction) {
    ++result.sent;
    ++(invoice.is_credit ? result.sent_returns : result.sent_sales);
    result.grand_amount += transaction.grand_amount;
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
    const std::string subject = fmt::format("invoice {}", invoice.invoice_number);
    if (const auto* refusal = std::get_if<Refusal>(&made)) {
        ++result.left_behind;
        log.write(Severity::kWarning, subject, fmt::format("left behind: {}", refusal->reason));
        return;
    }
    const auto& transaction = std::get<poslog::Transaction>(made);
    if (file.write(transaction)) {
        log.write(
            Severity::kWarning, subject,
            "a character that XML cannot carry was sent as a blank (or U+FFFD for bytes that are not UTF-8)");
    }
    feed.note_sent(invoice, selection.lines);
    count_sent(result, invoice, transaction);
}

/// Step 3: the messages, from one snapshot in one ordered pass.
void write_transactions(Session& session, const SalesRules& rules, InvoiceFeed& feed, PoslogFile& file,
                        SalesFeedResult& result) {
    Transaction snapshot(session.database(), Transaction::Kind::kRead);
    Progress progress(session.log(), session.progress(), "invoices",
                      static_cast<std::uint64_t>(feed.count()));
    Invoice invoice;
    while (feed.next(invoice)) {
        send_invoice(invoice, rules, feed, file, session.log(), result);
        progress.advance();
    }
    snapshot.commit();
}

/// Step 4 and 5: the marks, and the file under its name.
void commit_transactions(Delivery& delivery, InvoiceFeed& feed, PoslogFile& file, SalesFeedResult& result) {
    const OutputFile& written = file.finish();
    delivery.commit_file(written, file.name(), result.sent, [&] { feed.mark_sent(); });
    result.file = file.name();
    result.file_bytes = static_cast<std::int64_t>(written.byte_count());
}

}  // namespace

ExitCode run_sales_feed(Session& session, const TransferOptions& options, SalesFeedResult& result) {
    const Settings settings(session.database(), session.company());
    const TransferSettings transfer =
        read_transfer_settings(session, settings, options, "for the sales feed");
    const SalesRules rules = read_sales_rules(settings, session.company());
    const std::string stem = fmt::format("cw-poslog_{:03}_{}", session.company(), rules.default_location);

    std::optional<Delivery> delivery;
    if (!session.dry_run()) {
        delivery.emplace(session.database(), session.company(), transfer.directory, session.clock(),
                         session.log());
        delivery->recover();
    }
    InvoiceFeed feed(session.database(), session.company());
    PoslogFile file(delivery ? &*delivery : nullptr, stem);
    write_transactions(session, rules, feed, file, result);
    if (delivery && file.is_open()) commit_transactions(*delivery, feed, file, result);
    if (delivery && options.transfer) {
        transfer_files(*delivery, transfer, options, session.log(), result.transfer);
    }
    return result.left_behind > 0 ? ExitCode::kRowsLeft : ExitCode::kDone;
}

std::string summary_of(const SalesFeedResult& result, bool dry_run) {
    const auto invoices = [](std::int64_t count) {
        return fmt::format("{} invoice{}", count, count == 1 ? "" : "s");
    };
    std::string text;
    if (result.sent == 0) {
        text = "no invoices to send";
    } else {
        text = fmt::format("{} {} (sales: {}, returns: {}), {} in total", dry_run ? "would send" : "wrote",
                           invoices(result.sent), result.sent_sales, result.sent_returns,
                           to_string(result.grand_amount));
        if (!result.file.empty()) text += fmt::format(", as {}", result.file);
    }
    for (const auto& [reason, count] : result.excluded)
        text += fmt::format("; {} excluded ({})", count, reason);
    if (result.left_behind > 0) text += fmt::format("; {} left behind", result.left_behind);
    for (const std::string& zip : result.transfer.zips) text += fmt::format("; sent {}", zip);
    return text;
}

}  // namespace oa
