#include "customer_operations.hpp"

#include <array>

#include "clock.hpp"
#include "customer_answer.hpp"
#include "customer_request.hpp"
#include "xml_reader.hpp"

namespace oa::sandbox {

namespace {

constexpr const char* kNotFound = "CUSTOMER_NOT_FOUND";

const xmlNode& customer_data_in(const xmlNode& operation) {
    const auto* data = child_named(operation, "customerData");
    if (data == nullptr) throw RelateFault("INVALID_REQUEST", "There is no customerData.");
    return *data;
}

std::string customer_id_answer(const std::string& id) {
    XmlText xml;
    xml.element("customerId", id);
    return xml.written();
}

std::string add_or_update(Sandbox& sandbox, const xmlNode& operation) {
    const auto& element = customer_data_in(operation);
    auto data = read_customer_data(element);
    if (data.fields.get("UpdateUserID").empty()) {
        data.fields.set("UpdateUserID", text_at(operation, {"securityUserId"}));
    }
    if (data.fields.get("UpdateDate").empty()) data.fields.set("UpdateDate", timestamp_now());
    const auto done = sandbox.crm.add_or_update(text_at(element, {"CustomerID"}), data);
    sandbox.tally.count(done.created ? &ServiceCounts::created : &ServiceCounts::updated);
    return customer_id_answer(done.id);
}

std::string search(Sandbox& sandbox, const xmlNode& operation) {
    const auto lookup = read_customer_lookup(customer_data_in(operation));
    if (lookup.empty()) throw RelateFault("INVALID_LOOKUP_CRITERIA", "A search needs criteria.");
    const auto limit = sandbox.options.lookup_limit;
    XmlText xml;
    xml.start("return");
    xml.element("DateTime", timestamp_now());
    sandbox.crm.search(lookup, limit + 1, [&](const std::vector<const CrmCustomer*>& found) {
        if (found.size() > limit) {
            throw RelateFault("MAXIMUM_LOOKUP_RESULTS_ERROR",
                              "More customers were found than may be answered.");
        }
        CustomerAnswer answer(xml, sandbox.options.mask);
        for (const auto* customer : found) answer.write("Customer", *customer);
    });
    xml.end();
    return xml.written();
}

/// The ID of the customer that a request to retrieve one means; blank when nobody has its keys.
std::string id_meant(const Sandbox& sandbox, const xmlNode& operation) {
    auto id = text_at(operation, {"customerId"});
    if (!id.empty()) return id;
    const auto keys = read_alternate_keys(operation, "alternateKeyList");
    if (!keys.empty()) return sandbox.crm.id_with(keys).value_or("");
    // There are no cards here, so nobody has one.
    if (!text_at(operation, {"cardNumber"}).empty()) return {};
    throw RelateFault("INVALID_REQUEST", "A customer is retrieved by its ID, its keys or its card.");
}

std::string retrieve(Sandbox& sandbox, const xmlNode& operation) {
    XmlText xml;
    sandbox.crm.retrieve(id_meant(sandbox, operation), [&](const std::vector<const CrmCustomer*>& found) {
        CustomerAnswer answer(xml, sandbox.options.mask);
        for (const auto* customer : found) answer.write("return", *customer);
    });
    if (xml.written().empty() && sandbox.options.not_found_fault) {
        throw RelateFault(kNotFound, "There is no such customer.");
    }
    return xml.written();
}

/// The ID of the customer that a custIdentifier names.
std::string identified(const Sandbox& sandbox, const xmlNode& identifier) {
    auto id = text_at(identifier, {"customerId"});
    const auto key = text_at(identifier, {"alternateKey"});
    if (id.empty() && !key.empty()) {
        id = sandbox.crm.id_with({{text_at(identifier, {"alternateKeyTypeCode"}), key}}).value_or("");
    }
    if (id.empty()) throw RelateFault(kNotFound, "A customer to merge is not named or not there.");
    return id;
}

/// The contract does not say which customer survives a merge. Here mergeSource does, and each of
/// mergeTargetSet goes into it.
std::string merge(Sandbox& sandbox, const xmlNode& operation) {
    const auto* source = child_named(operation, "mergeSource");
    const auto targets = children_named(&operation, "mergeTargetSet");
    if (source == nullptr || targets.empty()) {
        throw RelateFault("INVALID_REQUEST", "A merge needs a source and a target.");
    }
    const auto survivor = identified(sandbox, *source);
    std::vector<std::string> merged;
    merged.reserve(targets.size());
    for (const auto* target : targets) merged.push_back(identified(sandbox, *target));
    switch (sandbox.crm.merge(survivor, merged)) {
        case MergeOutcome::kUnknownCustomer:
            throw RelateFault(kNotFound, "A customer to merge is not there.");
        case MergeOutcome::kSameCustomer:
            throw RelateFault("INVALID_MERGE", "A customer cannot be merged into itself.");
        case MergeOutcome::kDone: break;
    }
    std::string living;
    sandbox.crm.retrieve(survivor, [&](const auto& found) { living = found.front()->id; });
    return customer_id_answer(living);
}

constexpr std::array<SoapOperation, 4> kOperations = {{
    {"addOrUpdateCustomer", "add", add_or_update},
    {"searchCustomers", "search", search},
    {"retrieveCustomer", "retrieve", retrieve},
    {"mergeCustomers", "merge", merge},
}};

}  // namespace

std::span<const SoapOperation> customer_operations() {
    return kOperations;
}

}  // namespace oa::sandbox
