#include "poslog_reader.hpp"

#include <string_view>

#include "content_hash.hpp"
#include "text.hpp"
#include "xml_reader.hpp"

namespace oa::sandbox {

namespace {

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view{} : std::string_view(reinterpret_cast<const char*>(text));
}

std::string child_text(const xmlNode& parent, const char* name) {
    const auto* child = child_named(parent, name);
    return child == nullptr ? std::string{} : text_of(*child);
}

/// The first Total, as readers in the field take it.
std::optional<std::int64_t> grand_amount(const xmlNode& transaction) {
    return parse_hundredths(text_at(transaction, {"RetailTransaction", "Total"}));
}

}  // namespace

std::optional<PoslogTransaction> read_transaction(const xmlNode& element) {
    if (view(element.name) != "Transaction") return std::nullopt;
    PoslogTransaction transaction;
    transaction.retail_store_id = child_text(element, "RetailStoreID");
    transaction.workstation_id = child_text(element, "WorkstationID");
    transaction.sequence_number = child_text(element, "SequenceNumber");
    transaction.business_day_date = child_text(element, "BusinessDayDate");
    transaction.currency_code = child_text(element, "CurrencyCode");
    transaction.grand_amount_hundredths = grand_amount(element);
    transaction.content_hash = content_hash(element);
    return transaction;
}

}  // namespace oa::sandbox
