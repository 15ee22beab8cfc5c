#include "transaction_ledger.hpp"

namespace oa::sandbox {

namespace {

std::string identity_of(const PoslogTransaction& transaction) {
    std::string identity;
    for (const auto* part : {&transaction.retail_store_id, &transaction.workstation_id,
                             &transaction.sequence_number, &transaction.business_day_date}) {
        identity += *part;
        identity += '\n';
    }
    return identity;
}

}  // namespace

void TransactionLedger::deliver(PoslogTransaction transaction, const std::string& object,
                                const std::string& file) {
    const auto [known, is_new] = by_identity_.try_emplace(identity_of(transaction), entries_.size());
    if (is_new) {
        grand_total_ += transaction.grand_amount_hundredths.value_or(0);
        entries_.push_back({std::move(transaction), 1, object, file});
        return;
    }
    auto& entry = entries_[known->second];
    ++entry.deliveries;
    if (entry.transaction.content_hash != transaction.content_hash) {
        ++conflicts_;
        return;
    }
    ++duplicates_;
    entry.object = object;
    entry.file = file;
}

}  // namespace oa::sandbox
