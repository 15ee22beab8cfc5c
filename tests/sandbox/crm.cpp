#include "crm.hpp"

#include <mutex>

#include "clock.hpp"
#include "customer_elements.hpp"

namespace oa::sandbox {

namespace {

/// Stands between the parts of a term: no XML text has it.
constexpr char kBetween = '\0';

std::string key_terms(const std::string& type) {
    return std::string("key") + kBetween + type + kBetween;
}

std::string term_of(const AlternateKey& key) {
    return key_terms(key.type) + key.id;
}

std::string email_term(const std::string& address) {
    return std::string("email") + kBetween + comparable_email(address);
}

std::string telephone_term(const std::string& number) {
    return std::string("telephone") + kBetween + comparable_telephone(number);
}

/// All that a customer is looked up by, the ID aside. One that is merged is not looked up any more.
std::set<std::string> terms_of(const CrmCustomer& customer) {
    std::set<std::string> terms;
    if (!customer.merged_into.empty()) return terms;
    for (const auto& key : customer.data.keys) terms.insert(term_of(key));
    for (const auto& email : customer.data.emails) terms.insert(email_term(email.fields.get("EMailAddress")));
    for (const auto& address : customer.old_emails) terms.insert(email_term(address));
    for (const auto& telephone : customer.data.telephones)
        terms.insert(telephone_term(telephone.fields.get("PhoneNumber")));
    for (const auto& number : customer.old_telephones) terms.insert(telephone_term(number));
    return terms;
}

}  // namespace

Upserted Crm::add_or_update(const std::string& id, const CustomerData& sent) {
    const std::unique_lock lock(mutex_);
    auto known = id.empty() ? std::nullopt : find(id);
    if (!known) known = find_with_web_key(sent.keys);
    if (!known) {
        CrmCustomer customer;
        update(customer, sent);
        return {customers_[insert(std::move(customer))].id, true};
    }
    auto& customer = customers_[*known];
    const auto before = terms_of(customer);
    update(customer, sent);
    ++customer.revision;
    reindex(*known, before);
    return {customer.id, false};
}

std::optional<std::string> Crm::add(CrmCustomer customer) {
    const std::unique_lock lock(mutex_);
    if (by_id_.contains(customer.id)) return std::nullopt;
    return customers_[insert(std::move(customer))].id;
}

void Crm::search(const CustomerLookup& lookup, std::size_t limit, const Visitor& visit) const {
    const std::shared_lock lock(mutex_);
    std::vector<const CrmCustomer*> found;
    const auto take = [&](const CrmCustomer& customer) {
        if (found.size() < limit && lookup.fits(customer)) found.push_back(&customer);
    };
    if (const auto few = candidates(lookup)) {
        for (const auto index : *few) take(customers_[index]);
    } else {
        for (const auto& customer : customers_) take(customer);
    }
    visit(found);
}

void Crm::retrieve(const std::string& id, const Visitor& visit) const {
    const std::shared_lock lock(mutex_);
    std::vector<const CrmCustomer*> found;
    if (const auto index = find(id)) found.push_back(&customers_[*index]);
    visit(found);
}

std::optional<std::string> Crm::id_with(const std::vector<AlternateKey>& keys) const {
    CustomerLookup lookup;
    lookup.keys = keys;
    std::optional<std::string> id;
    search(lookup, 1, [&](const auto& found) {
        if (!found.empty()) id = found.front()->id;
    });
    return id;
}

MergeOutcome Crm::merge(const std::string& survivor, const std::vector<std::string>& merged) {
    const std::unique_lock lock(mutex_);
    const auto living = find(survivor);
    if (!living) return MergeOutcome::kUnknownCustomer;
    std::vector<Index> others;
    for (const auto& id : merged) {
        const auto other = find(id);
        if (!other) return MergeOutcome::kUnknownCustomer;
        // One that was merged before leads to the survivor, and nothing is left to do.
        if (*other == *living && id == customers_[*living].id) return MergeOutcome::kSameCustomer;
        others.push_back(*other);
    }
    for (const auto other : others) {
        if (other != *living && customers_[other].merged_into.empty()) merge_one(*living, other);
    }
    return MergeOutcome::kDone;
}

void Crm::merge_one(Index survivor, Index merged) {
    auto& living = customers_[survivor];
    auto& dead = customers_[merged];
    const auto living_before = terms_of(living);
    const auto dead_before = terms_of(dead);
    CustomerData moved;
    moved.keys = std::move(dead.data.keys);
    dead.data.keys.clear();
    dead.merged_into = living.id;
    update(living, moved);
    reindex(survivor, living_before);
    reindex(merged, dead_before);
}

void Crm::look(const Visitor& visit) const {
    const std::shared_lock lock(mutex_);
    std::vector<const CrmCustomer*> all;
    all.reserve(customers_.size());
    for (const auto& customer : customers_) all.push_back(&customer);
    visit(all);
}

CrmCounts Crm::counts() const {
    const std::shared_lock lock(mutex_);
    CrmCounts counts;
    for (const auto& customer : customers_) {
        ++(customer.merged_into.empty() ? counts.customers : counts.merged);
    }
    const auto numbers = key_terms(order_key_type_);
    for (const auto& [term, indexes] : by_term_) {
        if (indexes.size() > 1 && term.starts_with(numbers)) ++counts.duplicate_keys;
    }
    return counts;
}

void Crm::clear() {
    const std::unique_lock lock(mutex_);
    customers_.clear();
    by_id_.clear();
    by_term_.clear();
    last_id_ = kFirstId - 1;
}

std::optional<Crm::Index> Crm::find(const std::string& id) const {
    auto found = by_id_.find(id);
    while (found != by_id_.end() && !customers_[found->second].merged_into.empty()) {
        found = by_id_.find(customers_[found->second].merged_into);
    }
    return found == by_id_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Crm::Index> Crm::find_with_web_key(const std::vector<AlternateKey>& keys) const {
    for (const auto& key : keys) {
        if (key.type != web_key_type_) continue;
        const auto indexes = with_term(term_of(key));
        if (!indexes.empty()) return indexes.front();
    }
    return std::nullopt;
}

Crm::Index Crm::insert(CrmCustomer customer) {
    if (customer.id.empty()) customer.id = next_id();
    if (customer.data.fields.find(kSignupDate) == nullptr) customer.data.fields.set(kSignupDate, today());
    const auto index = static_cast<Index>(customers_.size());
    by_id_[customer.id] = index;
    customers_.push_back(std::move(customer));
    reindex(index, {});
    return index;
}

void Crm::reindex(Index index, const std::set<std::string>& before) {
    const auto now = terms_of(customers_[index]);
    for (const auto& term : before) {
        if (now.contains(term)) continue;
        const auto found = by_term_.find(term);
        std::erase(found->second, index);
        if (found->second.empty()) by_term_.erase(found);
    }
    for (const auto& term : now) {
        if (before.contains(term)) continue;
        auto& indexes = by_term_[term];
        indexes.insert(std::lower_bound(indexes.begin(), indexes.end(), index), index);
    }
}

std::vector<Crm::Index> Crm::with_term(const std::string& term) const {
    const auto found = by_term_.find(term);
    return found == by_term_.end() ? std::vector<Index>{} : found->second;
}

/// Those among whom a search finds whom it seeks; none when they may be any.
std::optional<std::vector<Crm::Index>> Crm::candidates(const CustomerLookup& lookup) const {
    if (!lookup.id.empty()) {
        const auto index = find(lookup.id);
        return index ? std::vector<Index>{*index} : std::vector<Index>{};
    }
    if (!lookup.keys.empty()) return with_term(term_of(lookup.keys.front()));
    for (const auto& email : lookup.emails) {
        if (email.match == TextMatch::kExact) return with_term(email_term(email.text));
    }
    for (const auto& telephone : lookup.telephones) {
        if (telephone.match == TextMatch::kExact) return with_term(telephone_term(telephone.text));
    }
    return std::nullopt;
}

std::string Crm::next_id() {
    std::string id;
    do {
        id = std::to_string(++last_id_);
    } while (by_id_.contains(id));
    return id;
}

}  // namespace oa::sandbox
