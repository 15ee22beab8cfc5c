#include "crm_pages.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "crm_json.hpp"

namespace oa::sandbox {

namespace {

using nlohmann::json;

Answer refuse(int status, const std::string& message) {
    return json_answer(status, {{"message", message}});
}

/// Makes one customer, or all of a list up to the first that cannot be made.
Answer add_customers(Sandbox& sandbox, Request& request) try {
    auto shown = json::parse(request.text());
    if (!shown.is_array()) shown = json::array({std::move(shown)});
    std::vector<CrmCustomer> customers;
    for (const auto& customer : shown) customers.push_back(crm_customer_from_json(customer));
    auto ids = json::array();
    for (auto& customer : customers) {
        const auto wanted = customer.id;
        const auto id = sandbox.crm.add(std::move(customer));
        if (!id) return refuse(409, "there is a customer " + wanted);
        ids.push_back(*id);
    }
    return json_answer(201, {{"customer_ids", std::move(ids)}});
} catch (const json::parse_error& error) {
    return refuse(400, error.what());
} catch (const std::invalid_argument& error) {
    return refuse(400, error.what());
}

Answer show_customers(const Sandbox& sandbox, const Request& request) {
    const auto wanted = request.query.find("id");
    auto shown = json::array();
    sandbox.crm.look([&](const std::vector<const CrmCustomer*>& customers) {
        for (const auto* customer : customers) {
            if (wanted != request.query.end() && customer->id != wanted->second) continue;
            shown.push_back(crm_customer_to_json(*customer));
        }
    });
    if (wanted == request.query.end()) return json_answer(200, shown);
    return shown.empty() ? refuse(404, "no such customer") : json_answer(200, shown.front());
}

Answer merge_customers(Sandbox& sandbox, Request& request) try {
    const auto order = json::parse(request.text());
    const auto survivor = order.at("survivor").get<std::string>();
    const auto& merged = order.at("merged");
    const auto ids = merged.is_array() ? merged.get<std::vector<std::string>>()
                                       : std::vector<std::string>{merged.get<std::string>()};
    switch (sandbox.crm.merge(survivor, ids)) {
        case MergeOutcome::kUnknownCustomer: return refuse(404, "no such customer");
        case MergeOutcome::kSameCustomer: return refuse(400, "a customer cannot be merged into itself");
        case MergeOutcome::kDone: break;
    }
    return json_answer(200, {{"survivor", survivor}, {"merged", ids}});
} catch (const json::exception& error) {
    return refuse(400, error.what());
}

}  // namespace

void add_crm_pages(Router& router, Sandbox& sandbox) {
    const auto add = [&router](const char* method, const char* path, Handler handler) {
        router.add({method, Route::Match::kExact, path, "", std::move(handler)});
    };
    add("POST", "/sandbox/crm", [&](Request& request) { return add_customers(sandbox, request); });
    add("GET", "/sandbox/crm", [&](Request& request) { return show_customers(sandbox, request); });
    add("POST", "/sandbox/crm/merge", [&](Request& request) { return merge_customers(sandbox, request); });
}

json describe_customer_services(const Sandbox& sandbox) {
    const auto counts = sandbox.tally.counts();
    const auto crm = sandbox.crm.counts();
    return {{"requests", json(counts.requests)},
            {"created", counts.created},
            {"updated", counts.updated},
            {"customers", crm.customers},
            {"merged", crm.merged},
            {"invalid", counts.invalid},
            {"errors", counts.errors},
            {"faults", counts.faults},
            {"duplicate_keys", crm.duplicate_keys}};
}

}  // namespace oa::sandbox
