#include "poslog_reader.hpp"

#include <fmt/format.h>

#include <map>
#include <string_view>

#include "crypto.hpp"
#include "text.hpp"
#include "xml_reader.hpp"

namespace oa::sandbox {

namespace {

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view{} : std::string_view(reinterpret_cast<const char*>(text));
}

std::string qualified_name(const xmlNs* space, const xmlChar* name) {
    return fmt::format("{{{}}}{}", space == nullptr ? std::string_view{} : view(space->href), view(name));
}

void take_in(Sha256& hash, std::string_view text) {
    hash.update(text.data(), text.size());
    hash.update("\0", 1);
}

/// Takes in names, sorted attributes and text, but neither prefixes nor indentation.
void take_in_element(Sha256& hash, const xmlNode& element) {
    take_in(hash, "<");
    take_in(hash, qualified_name(element.ns, element.name));
    std::map<std::string, std::string> attributes;
    for (const auto* attribute = element.properties; attribute != nullptr; attribute = attribute->next) {
        const auto* value = attribute->children;
        attributes[qualified_name(attribute->ns, attribute->name)] =
            value == nullptr ? std::string_view{} : view(value->content);
    }
    for (const auto& [name, value] : attributes) {
        take_in(hash, "@");
        take_in(hash, name);
        take_in(hash, value);
    }
    take_in(hash, text_of(element));
    for (const auto* child = element.children; child != nullptr; child = child->next) {
        if (child->type == XML_ELEMENT_NODE) take_in_element(hash, *child);
    }
    take_in(hash, ">");
}

std::string child_text(const xmlNode& parent, const char* name) {
    const auto* child = child_named(parent, name);
    return child == nullptr ? std::string{} : text_of(*child);
}

std::optional<std::int64_t> grand_amount(const xmlNode& transaction) {
    const auto* retail = child_named(transaction, "RetailTransaction");
    if (retail == nullptr) return std::nullopt;
    for (const auto* node = retail->children; node != nullptr; node = node->next) {
        if (node->type != XML_ELEMENT_NODE || view(node->name) != "Total") continue;
        if (attribute_of(*node, "TotalType") == "TransactionGrandAmount")
            return parse_hundredths(text_of(*node));
    }
    return std::nullopt;
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
    Sha256 hash;
    take_in_element(hash, element);
    transaction.content_hash = hash.hex();
    return transaction;
}

}  // namespace oa::sandbox
