#include "state.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "crm_pages.hpp"
#include "fault_spec.hpp"
#include "svc_pages.hpp"

namespace oa::sandbox {

namespace {

using nlohmann::json;

template <typename T>
json or_null(const std::optional<T>& value) {
    return value ? json(*value) : json(nullptr);
}

json describe(const ArrivedFile& file) {
    return {{"name", file.name},
            {"bytes", file.bytes},
            {"root", file.root},
            {"valid", or_null(file.valid)},
            {"errors", file.errors},
            {"transactions", file.transaction_count},
            {"customers", file.customer_count}};
}

json describe(const ArrivedObject& object) {
    auto files = json::array();
    for (const auto& file : object.files) files.push_back(describe(file));
    return {{"name", object.name},       {"bytes", object.bytes}, {"sha256", object.sha256},
            {"kept_as", object.kept_as}, {"puts", object.puts},   {"readable", object.readable},
            {"files", std::move(files)}};
}

json describe(const LedgerEntry& entry) {
    const auto& transaction = entry.transaction;
    return {{"retail_store_id", transaction.retail_store_id},
            {"workstation_id", transaction.workstation_id},
            {"sequence_number", transaction.sequence_number},
            {"business_day_date", transaction.business_day_date},
            {"currency_code", transaction.currency_code},
            {"grand_amount_hundredths", or_null(transaction.grand_amount_hundredths)},
            {"deliveries", entry.deliveries}};
}

json describe_requests(const RequestLog& log) {
    auto requests = json::array();
    for (const auto& request : log.all()) {
        requests.push_back({{"method", request.method},
                            {"kind", request.kind},
                            {"path", request.path},
                            {"status", request.status}});
    }
    return requests;
}

Answer show_state(Sandbox& sandbox) {
    json state = {{"tokens", sandbox.tokens.issued()},
                  {"pars", sandbox.pars.issued()},
                  {"requests", describe_requests(sandbox.requests)},
                  {"customer_services", describe_customer_services(sandbox)},
                  {"svc", describe_svc_services(sandbox)}};
    sandbox.objects.look([&](const Arrived& arrived) {
        std::size_t puts = 0;
        auto shown = json::array();
        for (const auto& object : arrived.objects) {
            puts += object.puts;
            shown.push_back(describe(object));
        }
        state["puts"] = puts;
        state["objects"] = std::move(shown);
        const auto& transactions = arrived.transactions;
        state["transactions"] = {{"unique", transactions.entries().size()},
                                 {"duplicates", transactions.duplicates()},
                                 {"conflicts", transactions.conflicts()},
                                 {"grand_total_hundredths", transactions.grand_total_hundredths()}};
        const auto& customers = arrived.customers;
        state["customers"] = {{"unique", customers.entries().size()},
                              {"duplicates", customers.duplicates()},
                              {"conflicts", customers.conflicts()}};
    });
    return json_answer(200, state);
}

Answer show_transactions(Sandbox& sandbox) {
    auto transactions = json::array();
    sandbox.objects.look([&](const Arrived& arrived) {
        for (const auto& entry : arrived.transactions.entries()) transactions.push_back(describe(entry));
    });
    return json_answer(200, transactions);
}

Answer show_transaction(Sandbox& sandbox, const Request& request) {
    const auto sequence = request.query.find("sequence");
    const auto workstation = request.query.find("workstation");
    if (sequence == request.query.end()) return json_answer(400, {{"message", "sequence=N is required"}});

    std::optional<std::string> xml;
    sandbox.objects.look([&](const Arrived& arrived) {
        for (const auto& entry : arrived.transactions.entries()) {
            const auto& transaction = entry.transaction;
            if (transaction.sequence_number != sequence->second) continue;
            if (workstation != request.query.end() && transaction.workstation_id != workstation->second)
                continue;
            xml = find_xml(sandbox.objects.file_of(entry.object), entry.file, [&](const xmlNode& element) {
                const auto other = read_transaction(element);
                return other && other->content_hash == transaction.content_hash;
            });
            break;
        }
    });
    if (!xml) return json_answer(404, {{"message", "no such transaction in the objects at hand"}});
    Answer answer;
    answer.body = *std::move(xml);
    answer.content_type = "application/xml; charset=utf-8";
    return answer;
}

Answer clear_state(Sandbox& sandbox) {
    sandbox.tokens.clear();
    sandbox.pars.clear();
    sandbox.objects.clear();
    sandbox.crm.clear();
    sandbox.tally.clear();
    sandbox.cards.clear();
    sandbox.svc_tally.clear();
    sandbox.faults.clear();
    sandbox.requests.clear();
    return json_answer(200, json::object());
}

Answer show_faults(const Sandbox& sandbox) {
    auto faults = json::array();
    for (const auto& fault : sandbox.faults.remaining()) faults.push_back(fault_to_json(fault));
    return json_answer(200, faults);
}

Answer order_fault(Sandbox& sandbox, Request& request) try {
    const auto fault = fault_from_json(json::parse(request.text()));
    sandbox.faults.add(fault);
    return json_answer(201, fault_to_json(fault));
} catch (const json::parse_error& error) {
    return json_answer(400, {{"message", error.what()}});
} catch (const std::invalid_argument& error) {
    return json_answer(400, {{"message", error.what()}});
}

}  // namespace

void add_state_routes(Router& router, Sandbox& sandbox) {
    const auto add = [&router](const char* method, const char* path, Handler handler) {
        router.add({method, Route::Match::kExact, path, "", std::move(handler)});
    };
    add("GET", "/sandbox/state", [&](Request&) { return show_state(sandbox); });
    add("DELETE", "/sandbox/state", [&](Request&) { return clear_state(sandbox); });
    add("GET", "/sandbox/transactions", [&](Request&) { return show_transactions(sandbox); });
    add("GET", "/sandbox/transaction", [&](Request& request) { return show_transaction(sandbox, request); });
    add("DELETE", "/sandbox/faults", [&](Request&) {
        sandbox.faults.clear();
        return json_answer(200, json::object());
    });
    add("GET", "/sandbox/faults", [&](Request&) { return show_faults(sandbox); });
    add("POST", "/sandbox/faults", [&](Request& request) { return order_fault(sandbox, request); });
}

}  // namespace oa::sandbox
