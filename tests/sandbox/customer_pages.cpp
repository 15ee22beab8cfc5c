#include "customer_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <numeric>
#include <string>

namespace oa::sandbox {

namespace {

using nlohmann::json;

constexpr std::size_t kListed = 1000;

/// A whole number of the query, or what stands for it; none when it is no such number.
std::optional<std::size_t> count_in(const Request& request, const std::string& name, std::size_t otherwise) {
    const auto field = request.query.find(name);
    if (field == request.query.end()) return otherwise;
    const auto& text = field->second;
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return count;
}

Answer list_customers(Sandbox& sandbox, const Request& request) {
    const auto limit = count_in(request, "limit", kListed);
    const auto offset = count_in(request, "offset", 0);
    if (!limit || !offset)
        return json_answer(400, {{"message", "limit=N and offset=N must be whole numbers"}});

    auto customers = json::array();
    sandbox.objects.look([&](const Arrived& arrived) {
        const auto& entries = arrived.customers.entries();
        const auto first = std::min(*offset, entries.size());
        const auto last = first + std::min(*limit, entries.size() - first);
        for (auto i = first; i < last; ++i) {
            const auto text = arrived.customers.text_of(entries[i]);
            auto& customer = customers.emplace_back(json::parse(text.summary));
            customer["customer_number"] = text.number;
            customer["deliveries"] = entries[i].deliveries;
        }
    });
    return json_answer(200, customers);
}

Answer show_customer(Sandbox& sandbox, const Request& request) {
    const auto number = request.query.find("number");
    if (number == request.query.end()) return json_answer(400, {{"message", "number=N is required"}});

    std::optional<std::string> xml;
    sandbox.objects.look([&](const Arrived& arrived) {
        const auto* entry = arrived.customers.find(number->second);
        if (entry == nullptr) return;
        const auto& [object, file] = arrived.customers.source_of(*entry);
        xml = find_xml(sandbox.objects.file_of(object), file,
                       [&](const xmlNode& element) { return arrived.customers.is_same(element, *entry); });
    });
    if (!xml) return json_answer(404, {{"message", "no such customer in the objects at hand"}});
    Answer answer;
    answer.body = *std::move(xml);
    answer.content_type = "application/xml; charset=utf-8";
    return answer;
}

/// The field of a CSV line, in quotes where it needs them.
std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

/// How far to step through `count` rows, over the end to the start again, to meet each once in no plain
/// order.
std::size_t shuffling_step(std::size_t count) {
    auto step = std::max<std::size_t>(count * 5 / 8, 1);
    while (std::gcd(step, count) != 1) ++step;
    return step;
}

/// What an operator's query over the customers gives. The ID is made of the number, so it is the same each
/// time.
Answer show_customer_ids(Sandbox& sandbox) {
    Answer answer;
    answer.body = "CUSTOMER_ID,SERENADE_ID\n";
    answer.content_type = "text/csv; charset=utf-8";
    sandbox.objects.look([&](const Arrived& arrived) {
        const auto& entries = arrived.customers.entries();
        const auto step = shuffling_step(entries.size());
        for (std::size_t i = 0, row = step; i < entries.size(); ++i, row += step) {
            row %= entries.size();
            const auto number = arrived.customers.text_of(entries[row]).number;
            if (number.empty()) continue;
            answer.body += csv_field(fmt::format("9{:0>11}", number)) + ',' + csv_field(number) + '\n';
        }
    });
    return answer;
}

}  // namespace

void add_customer_pages(Router& router, Sandbox& sandbox) {
    const auto add = [&router](const char* path, Handler handler) {
        router.add({"GET", Route::Match::kExact, path, "", std::move(handler)});
    };
    add("/sandbox/customers", [&](Request& request) { return list_customers(sandbox, request); });
    add("/sandbox/customer", [&](Request& request) { return show_customer(sandbox, request); });
    add("/sandbox/customer-ids.csv", [&](Request&) { return show_customer_ids(sandbox); });
}

}  // namespace oa::sandbox
