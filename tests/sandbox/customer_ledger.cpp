#include "customer_ledger.hpp"

#include <functional>

namespace oa::sandbox {

namespace {

/// Stands between number and summary: no XML text has it.
constexpr char kEndOfNumber = '\0';

std::uint64_t hash_of(const std::string& text) {
    return std::hash<std::string>{}(text);
}

std::uint64_t identity_of_number(const std::string& number) {
    return hash_of("number " + number);
}

std::uint64_t identity_of(const ConvertedCustomer& customer) {
    return customer.number.empty() ? hash_of("content " + customer.content_hash)
                                   : identity_of_number(customer.number);
}

}  // namespace

CustomerLedger::CustomerLedger(const std::filesystem::path& directory, std::string alternate_key_type)
    : alternate_key_type_(std::move(alternate_key_type)), texts_(directory) {}

std::optional<CustomerArrival> CustomerLedger::take_down(const xmlNode& element) {
    const auto customer = read_customer(element, alternate_key_type_);
    if (!customer) return std::nullopt;
    const auto place = texts_.append(customer->number + kEndOfNumber + customer->summary);
    return CustomerArrival{identity_of(*customer), hash_of(customer->content_hash), place};
}

void CustomerLedger::deliver(std::deque<CustomerArrival> arrivals, const CustomerSource& source) {
    if (arrivals.empty()) return;
    sources_.push_back(source);
    const auto index = static_cast<std::uint32_t>(sources_.size() - 1);
    // Each goes as it is taken in, so that the memory of all is never needed twice.
    for (; !arrivals.empty(); arrivals.pop_front()) deliver_one(arrivals.front(), index);
}

void CustomerLedger::deliver_one(const CustomerArrival& arrival, std::uint32_t source) {
    const auto [known, is_new] =
        by_identity_.try_emplace(arrival.identity, static_cast<std::uint32_t>(entries_.size()));
    if (is_new) {
        entries_.push_back({arrival, source, 1});
        return;
    }
    auto& entry = entries_[known->second];
    ++(entry.arrival.content == arrival.content ? duplicates_ : conflicts_);
    ++entry.deliveries;
    entry.arrival = arrival;
    entry.source = source;
}

const CustomerEntry* CustomerLedger::find(const std::string& number) const {
    const auto known = by_identity_.find(identity_of_number(number));
    return known == by_identity_.end() ? nullptr : &entries_[known->second];
}

CustomerText CustomerLedger::text_of(const CustomerEntry& entry) const {
    const auto text = texts_.read(entry.arrival.text);
    const auto end = text.find(kEndOfNumber);
    return {text.substr(0, end), text.substr(end + 1)};
}

bool CustomerLedger::is_same(const xmlNode& element, const CustomerEntry& entry) const {
    const auto customer = read_customer(element, alternate_key_type_);
    return customer && identity_of(*customer) == entry.arrival.identity &&
           hash_of(customer->content_hash) == entry.arrival.content;
}

void CustomerLedger::clear() {
    texts_.clear();
    entries_.clear();
    by_identity_.clear();
    sources_.clear();
    duplicates_ = 0;
    conflicts_ = 0;
}

}  // namespace oa::sandbox
