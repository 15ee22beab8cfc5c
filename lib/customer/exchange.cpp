#include "customer/exchange.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "customer/relate_id_value.hpp"

namespace oa {

bool has_ids(const SoldToCustomer& customer) {
    return !trim(customer.relate_id).empty() || !trim(customer.e_commerce_id).empty();
}

const customer::Record* best_match(const std::vector<customer::Record>& found,
                                   const std::string& alternate_key_type) {
    const auto without_key = std::find_if(found.begin(), found.end(), [&](const customer::Record& record) {
        return !record.alternate_key(alternate_key_type);
    });
    if (without_key != found.end()) return &*without_key;
    return found.empty() ? nullptr : &found.front();
}

namespace {

/// The CustomerID that the customer is to be sent under; blank when it is to be created.
Task<SyncAnswer> find_match(CustomerServices& services, const SoldToCustomer& customer,
                            const CustomerRules& rules) {
    customer::AlternateKey key{rules.alternate_key_type, std::to_string(customer.customer_number)};
    const auto own = co_await services.retrieve("", std::move(key));
    if (own) co_return SyncAnswer{own->customer_id, MatchedBy::kCustomerNumber};

    customer::Lookup lookup;
    lookup.email_address = trim(customer.email_address);
    if (lookup.email_address.empty()) co_return SyncAnswer{"", MatchedBy::kNobody};
    const auto found = co_await services.search(std::move(lookup));
    const customer::Record* match = best_match(found, rules.alternate_key_type);
    if (match == nullptr) co_return SyncAnswer{"", MatchedBy::kNobody};
    co_return SyncAnswer{match->customer_id, MatchedBy::kEmail};
}

/// The CustomerID for one that has a Relate Id, and that may have been created under another ID by a request
/// whose answer was lost.
Task<std::string> find_sent(CustomerServices& services, const SoldToCustomer& customer,
                            const CustomerRules& rules) {
    const std::string relate_id(trim(customer.relate_id));
    std::string asked = relate_id;
    customer::AlternateKey no_key;
    const auto known = co_await services.retrieve(std::move(asked), std::move(no_key));
    if (known) co_return relate_id;
    std::string no_id;
    customer::AlternateKey key{rules.alternate_key_type, std::to_string(customer.customer_number)};
    const auto own = co_await services.retrieve(std::move(no_id), std::move(key));
    co_return own ? own->customer_id : relate_id;
}

}  // namespace

Task<SyncAnswer> synchronize(CustomerServices& services, const SoldToCustomer& customer,
                             const CustomerRules& rules, bool may_have_been_sent) {
    const std::string relate_id(trim(customer.relate_id));
    SyncAnswer answer{relate_id, MatchedBy::kIds};
    if (!has_ids(customer)) {
        answer = co_await find_match(services, customer, rules);
    } else if (may_have_been_sent && !relate_id.empty()) {
        answer.customer_id = co_await find_sent(services, customer, rules);
    }

    const bool is_found = !answer.customer_id.empty() && answer.customer_id != relate_id;
    if (is_found && problem_with_relate_id(answer.customer_id)) co_return answer;

    const bool is_new = answer.matched_by == MatchedBy::kNobody;
    customer::Customer message =
        map_customer(customer, rules, is_new ? CustomerIs::kNew : CustomerIs::kKnown);
    message.customer_id = answer.customer_id;
    answer.customer_id = co_await services.add_or_update(std::move(message));
    if (answer.matched_by == MatchedBy::kIds && answer.customer_id != relate_id &&
        !problem_with_relate_id(answer.customer_id)) {
        // Merged there, found by its e-commerce ID, or created: the answer does not tell.
        std::string there = answer.customer_id;
        customer::AlternateKey no_key;
        const auto record = co_await services.retrieve(std::move(there), std::move(no_key));
        if (record && record->retail_store_id.empty() && record->source.empty()) {
            message = map_customer(customer, rules, CustomerIs::kNew);
            message.customer_id = answer.customer_id;
            answer.customer_id = co_await services.add_or_update(std::move(message));
        }
    }
    co_return answer;
}

}  // namespace oa
