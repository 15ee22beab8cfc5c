#include "customer/sync_queue.hpp"

#include <algorithm>
#include <string_view>

#include "base/text.hpp"

namespace oa {

namespace {

std::vector<std::string> identities_of(const SoldToCustomer& customer) {
    std::vector<std::string> identities;
    const auto add = [&identities](char kind, std::string_view text) {
        if (!trim(text).empty()) identities.push_back(kind + to_upper(trim(text)));
    };
    add('R', customer.relate_id);
    add('W', customer.e_commerce_id);
    add('E', customer.email_address);
    return identities;
}

}  // namespace

void SyncQueue::add(const SoldToCustomer& customer) {
    waiting_.push_back(SyncWork{customer, identities_of(customer), std::nullopt});
}

void SyncQueue::begin(const std::function<Task<SyncOutcome>(const SoldToCustomer&)>& exchange) {
    std::set<std::string> passed;
    for (auto work = waiting_.begin(); work != waiting_.end() && under_way_.size() < room_;) {
        const auto current = work++;
        if (must_wait(*current, passed)) {
            // Whoever shares an identity with one that waits must not overtake it.
            passed.insert(current->identities.begin(), current->identities.end());
            continue;
        }
        under_way_.splice(under_way_.end(), waiting_, current);
        busy_.insert(current->identities.begin(), current->identities.end());
        current->task.emplace(exchange(current->customer));
        current->task->start();
    }
}

bool SyncQueue::must_wait(const SyncWork& work, const std::set<std::string>& passed) const {
    return std::any_of(work.identities.begin(), work.identities.end(), [&](const std::string& identity) {
        return busy_.contains(identity) || passed.contains(identity);
    });
}

std::list<SyncWork> SyncQueue::take_ended() {
    std::list<SyncWork> ended;
    for (auto work = under_way_.begin(); work != under_way_.end();) {
        const auto current = work++;
        if (!current->task->is_done()) continue;
        for (const std::string& identity : current->identities) busy_.erase(identity);
        ended.splice(ended.end(), under_way_, current);
    }
    return ended;
}

}  // namespace oa
