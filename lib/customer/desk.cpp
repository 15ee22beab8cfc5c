#include "customer/desk.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.hpp"
#include "customer/current_customer_rows.hpp"
#include "customer/fields.hpp"
#include "customer/phone_number.hpp"
#include "customer/record_mapping.hpp"
#include "net/retry.hpp"
#include "net/wait.hpp"

namespace oa {

namespace {

constexpr int kListedCustomers = 100;

CustomerRules rules_for(Database& database, int company) {
    const Settings settings(database, company);
    require_interactive(settings, company, "customers are looked up in Customer Engagement");
    return read_customer_rules(settings);
}

/// The parts that are not blank, with `separator` between them.
std::string joined(std::initializer_list<std::string> parts, std::string_view separator) {
    std::vector<std::string> given;
    for (const std::string& part : parts) {
        if (!part.empty()) given.push_back(part);
    }
    return fmt::format("{}", fmt::join(given, separator));
}

FoundCustomer found_in_store(const SoldToCustomer& customer) {
    FoundCustomer found;
    found.relate_id = customer.relate_id;
    found.customer_number = std::to_string(customer.customer_number);
    found.name = joined({customer.first_name, customer.middle_initial, customer.last_name}, " ");
    found.company_name = customer.company_name;
    found.address = joined({customer.street, customer.city,
                            joined({customer.state, customer.postal_code}, " "), customer.country},
                           ", ");
    found.email_address = customer.email_address;
    for (const std::string* phone :
         {&customer.day_phone, &customer.evening_phone, &customer.fax_or_mobile_phone}) {
        if (found.phone_number.empty()) found.phone_number = *phone;
    }
    return found;
}

/// "If you enter a customer number, any other search criteria you enter are ignored."
customer::Lookup lookup_for(const CustomerCriteria& criteria, const CustomerRules& rules) {
    customer::Lookup lookup;
    if (criteria.customer_number > 0) {
        lookup.alternate_key =
            customer::AlternateKey{rules.alternate_key_type, std::to_string(criteria.customer_number)};
        return lookup;
    }
    lookup.customer_id = criteria.relate_id;
    if (!criteria.first_name.empty()) lookup.names.push_back({"First", criteria.first_name, "StartsWith"});
    if (!criteria.last_name.empty()) lookup.names.push_back({"Last", criteria.last_name, "StartsWith"});
    lookup.postal_code = criteria.postal_code;
    lookup.email_address = criteria.email_address;
    lookup.phone_number = criteria.phone_number;
    return lookup;
}

bool is_blank(const CustomerCriteria& criteria) {
    return criteria.customer_number == 0 && criteria.relate_id.empty() && criteria.email_address.empty() &&
           criteria.phone_number.empty() && criteria.last_name.empty() && criteria.first_name.empty() &&
           criteria.postal_code.empty();
}

}  // namespace

CustomerDesk::CustomerDesk(Database& database, int company, const ConnectionOptions& options, Log& log)
    : database_(database),
      company_(company),
      retry_(options.retry),
      log_(log),
      rules_(rules_for(database, company)),
      connections_(customer_services_http(options.http), 1, log),
      services_(read_customer_services_settings(database, company, Settings(database, company), options.http),
                options.http, options.retry, connections_, log) {}

template <typename Value>
Value CustomerDesk::wait_for(const std::function<Task<Value>()>& request) {
    try {
        return with_retries(retry_, log_, [&] { return oa::wait_for(connections_, request()); });
    } catch (const RelateProcessingException& refusal) {
        const bool too_many = refusal.code() == "MAXIMUM_LOOKUP_RESULTS_ERROR";
        throw Error(ExitCode::kUnavailable,
                    too_many ? std::string("Maximum search results exceeded, please refine your search")
                             : fmt::format("Customer Engagement refused it: {}", refusal.what()));
    }
}

CustomerSearchResult CustomerDesk::search(const CustomerCriteria& asked) {
    CustomerCriteria criteria = asked;
    criteria.phone_number = digits_of(asked.phone_number);
    if (is_blank(criteria)) throw Error(ExitCode::kUsage, "nothing to search by is given");
    CustomerSearchResult result;
    for (const customer::Record& record : search_engagement(criteria)) {
        result.customers.push_back(found(record));
    }
    result.in_customer_engagement = !result.customers.empty();
    return result.in_customer_engagement ? result : search_store(criteria);
}

std::vector<customer::Record> CustomerDesk::search_engagement(const CustomerCriteria& criteria) {
    return wait_for<std::vector<customer::Record>>(
        [&] { return services_.search(lookup_for(criteria, rules_)); });
}

CustomerSearchResult CustomerDesk::search_store(const CustomerCriteria& criteria) {
    CustomerSearchResult result;
    const Transaction snapshot(database_, Transaction::Kind::kRead);
    CustomerReader reader(database_, company_);
    SoldToCustomer customer;
    for (const std::int64_t number : find_customers(database_, company_, criteria, kListedCustomers + 1)) {
        if (result.customers.size() == kListedCustomers) {
            result.is_cut_short = true;
        } else if (reader.read(number, customer)) {
            result.customers.push_back(found_in_store(customer));
        }
    }
    return result;
}

FoundCustomer CustomerDesk::found(const customer::Record& record) const {
    SoldToCustomer shown = map_record(record, {}, rules_).customer;
    FoundCustomer found = found_in_store(shown);
    found.customer_number = record.alternate_key(rules_.alternate_key_type).value_or("");
    return found;
}

std::optional<customer::Record> CustomerDesk::retrieve(const CustomerIdentity& identity) {
    const customer::AlternateKey key{rules_.alternate_key_type, std::to_string(identity.customer_number)};
    const auto retrieve_by = [&](const std::string& customer_id) {
        return wait_for<std::optional<customer::Record>>(
            [&] { return services_.retrieve(customer_id, key); });
    };
    std::optional<customer::Record> record;
    if (!identity.relate_id.empty()) record = retrieve_by(identity.relate_id);
    if (!record && identity.customer_number > 0) record = retrieve_by("");
    return record;
}

std::optional<std::string> said_of_gone_customer(Database& database, int company,
                                                 std::int64_t customer_number) {
    using Kind = CurrentCustomer::Kind;
    const CurrentCustomer found = CurrentCustomers(database, company).find(customer_number);
    const std::string became = found.customer_number == 0 ? "a customer that is not known"
                                                          : fmt::format("customer {}", found.customer_number);
    if (found.kind == Kind::kGhost)
        return fmt::format("customer {} is a Ghost of {}", customer_number, became);
    if (found.kind == Kind::kMerged)
        return fmt::format("customer {} was merged into {}", customer_number, became);
    return std::nullopt;
}

ShownCustomer CustomerDesk::show(const CustomerIdentity& asked) {
    ShownCustomer shown;
    const auto gone = asked.customer_number > 0
                          ? said_of_gone_customer(database_, company_, asked.customer_number)
                          : std::nullopt;
    if (gone) shown.remarks.push_back(*gone);
    CustomerIdentity identity = asked;
    if (identity.customer_number > 0) {
        shown.in_store = CustomerReader(database_, company_).read(identity.customer_number, shown.customer);
        if (shown.in_store) identity.relate_id = shown.customer.relate_id;
    }
    if (const auto record = retrieve(identity)) {
        MappedRecord mapped = map_record(*record, shown.customer, rules_);
        shown.in_customer_engagement = true;
        shown.customer = std::move(mapped.customer);
        shown.remarks.insert(shown.remarks.end(), mapped.remarks.begin(), mapped.remarks.end());
        shown.remarks.insert(shown.remarks.end(), mapped.problems.begin(), mapped.problems.end());
        return shown;
    }
    if (shown.in_store) return shown;
    if (gone) throw Error(ExitCode::kNoInput, *gone);
    throw Error(ExitCode::kNoInput, fmt::format("neither Customer Engagement nor the store has {}",
                                                identity.customer_number > 0
                                                    ? fmt::format("customer {}", identity.customer_number)
                                                    : fmt::format("the customer ID {}", identity.relate_id)));
}

}  // namespace oa
