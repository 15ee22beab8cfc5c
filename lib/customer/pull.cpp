#include "customer/pull.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "base/kill_point.hpp"
#include "base/text.hpp"
#include "customer/address_change.hpp"
#include "customer/current_customer_rows.hpp"
#include "customer/fields.hpp"
#include "customer/record_mapping.hpp"
#include "customer/relate_id_value.hpp"
#include "customer/search_rows.hpp"
#include "customer/sync_rows.hpp"
#include "customer/update_rows.hpp"

namespace oa {

namespace {

constexpr std::size_t kUserLength = 10;

std::int64_t to_number(const std::string& text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

/// One customer on its way from Customer Engagement into the store.
class CustomerPull {
  public:
    CustomerPull(Session& session, const CustomerPullOptions& options, CustomerPullResult& result)
        : session_(session),
          database_(session.database()),
          options_(options),
          result_(result),
          desk_(database_, session.company(), options, session.log()),
          reader_(database_, session.company()) {}

    /// True when Customer Engagement has to be told of the customer.
    bool run() {
        const customer::Record record = retrieve();
        Transaction transaction(database_,
                                session_.dry_run() ? Transaction::Kind::kRead : Transaction::Kind::kWrite);
        const std::int64_t number = existing_number(record);
        SoldToCustomer before;
        result_.created = number == 0;
        if (!result_.created) reader_.read(number, before);
        MappedRecord mapped = map_record(record, before, desk_.rules());
        mapped.customer.customer_number =
            result_.created ? next_customer_number(database_, session_.company()) : number;
        if (!options_.user.empty()) mapped.customer.changed_by = oa_field(options_.user, kUserLength);
        check(mapped);
        std::vector<ChangedField> changes = changes_between(before, mapped.customer);
        const auto key = std::to_string(mapped.customer.customer_number);
        const bool has_key =
            std::any_of(record.alternate_keys.begin(), record.alternate_keys.end(), [&](const auto& known) {
                return known.type_code == desk_.rules().alternate_key_type && known.alternate_id == key;
            });
        const bool tell_back = !has_key || mapped.truncated;
        if (!session_.dry_run()) {
            store(mapped.customer);
            if (tell_back) flag_customer(database_, session_.company(), mapped.customer.customer_number);
            transaction.commit();
            kill_point("customer_pulled");
        }
        result_.customer_number = mapped.customer.customer_number;
        result_.relate_id = mapped.customer.relate_id;
        result_.changes = std::move(changes);
        return tell_back && !session_.dry_run();
    }

  private:
    customer::Record retrieve() {
        CustomerIdentity identity = options_.identity;
        if (identity.customer_number > 0) {
            SoldToCustomer customer;
            if (!is_there(identity.customer_number) || !reader_.read(identity.customer_number, customer)) {
                const auto gone =
                    said_of_gone_customer(database_, session_.company(), identity.customer_number);
                throw Error(ExitCode::kNoInput,
                            gone.value_or(fmt::format("company {} has no customer {}", session_.company(),
                                                      identity.customer_number)));
            }
            identity.relate_id = customer.relate_id;
        }
        auto record = desk_.retrieve(identity);
        if (!record) {
            throw Error(ExitCode::kNoInput,
                        fmt::format("Customer Engagement has no customer {}",
                                    identity.relate_id.empty()
                                        ? fmt::format("with the number {}", identity.customer_number)
                                        : identity.relate_id));
        }
        if (record->is_masked) {
            throw Error(
                ExitCode::kNoPermission,
                fmt::format("customer {} is shown as asterisks and was not taken", record->customer_id));
        }
        return *std::move(record);
    }

    bool is_there(std::int64_t number) { return has_customer(database_, session_.company(), number); }

    /// 0 when there is none: then a new customer is created.
    std::int64_t existing_number(const customer::Record& record) {
        if (options_.identity.customer_number > 0) return options_.identity.customer_number;
        CurrentCustomers customers(database_, session_.company());
        for (const customer::AlternateKey& key : record.alternate_keys) {
            if (key.type_code != desk_.rules().alternate_key_type) continue;
            const std::int64_t number = to_number(key.alternate_id);
            if (number <= 0) continue;
            const std::int64_t current = customers.find(number).customer_number;
            if (current == 0) continue;
            if (current != number) {
                session_.log().info("customer {}, whose number {} of Customer Engagement has, is {} by now",
                                    number, record.customer_id, current);
            }
            return current;
        }
        CustomerCriteria criteria;
        criteria.relate_id = record.customer_id;
        const auto linked = find_customers(database_, session_.company(), criteria, 1);
        return linked.empty() ? 0 : linked.front();
    }

    /// "Validated against the states in the Country table, the SCF table, the Country table."
    void check(MappedRecord& mapped) {
        const SoldToCustomer& customer = mapped.customer;
        const int company = session_.company();
        std::vector<std::string>& problems = mapped.problems;
        for (const std::string& remark : mapped.remarks) session_.log().warning("{}", remark);
        if (const auto problem = problem_with_relate_id(customer.relate_id)) problems.push_back(*problem);
        if (!customer.country.empty() && !is_known_country(database_, company, customer.country)) {
            problems.push_back(fmt::format("the Country table has no country '{}'", customer.country));
        }
        if (!customer.state.empty() &&
            !is_known_state(database_, company, customer.country, customer.state)) {
            problems.push_back(
                fmt::format("the country {} has no state '{}'", customer.country, customer.state));
        }
        if (!customer.postal_code.empty() &&
            !is_known_scf(database_, company, customer.country, customer.postal_code)) {
            problems.push_back(fmt::format("the SCF table has no postal code '{}' of {}",
                                           customer.postal_code, customer.country));
        }
        if (problems.empty()) return;
        throw Error(
            ExitCode::kInputData,
            fmt::format("customer {} of Customer Engagement cannot be taken: {}; correct it there, or the "
                        "tables here",
                        customer.relate_id, fmt::join(problems, "; ")));
    }

    std::vector<ChangedField> changes_between(const SoldToCustomer& before, const SoldToCustomer& after) {
        std::vector<ChangedField> changes;
        const auto note = [&](std::string field, std::string old_value, std::string new_value) {
            if (old_value == new_value) return;
            changes.push_back({std::move(field), std::move(old_value), std::move(new_value)});
        };
        for (const CustomerField& field : customer_fields()) {
            note(field.name, before.*field.value, after.*field.value);
        }
        note("birth_month", std::to_string(before.birth_month), std::to_string(after.birth_month));
        note("birth_date", std::to_string(before.birth_date), std::to_string(after.birth_date));
        for (const CustomerProfile& profile : after.profiles) {
            const auto& known = before.profiles;
            if (std::find(known.begin(), known.end(), profile) != known.end()) continue;
            if (profile_code(database_, session_.company(), profile)) {
                note(profile.profile, "", profile.profile_data);
            } else {
                session_.log().info(
                    "the attribute {} = {} is not profile data of the company, and was passed over",
                    profile.profile, profile.profile_data);
            }
        }
        return changes;
    }

    void store(const SoldToCustomer& customer) {
        const Settings settings(database_, session_.company());
        const NewCustomerDefaults defaults{settings.system_control_value("D63"),
                                           settings.system_control_value("D13")};
        const Date today = date_of(session_.clock().now());
        AddressChanges addresses(database_);
        addresses.note(session_.company(), customer.customer_number);
        store_customer(database_, session_.company(), customer, result_.created, defaults, today);
        addresses.keep(today, customer.changed_by);
    }

    Session& session_;
    Database& database_;
    const CustomerPullOptions& options_;
    CustomerPullResult& result_;
    CustomerDesk desk_;
    CustomerReader reader_;
};

}  // namespace

ExitCode run_customer_pull(Session& session, const CustomerPullOptions& options, CustomerPullResult& result) {
    if (!CustomerPull(session, options, result).run()) return ExitCode::kDone;
    CustomerSyncOptions back;
    back.http = options.http;
    back.retry = options.retry;
    back.connections = 1;
    back.customer_number = result.customer_number;
    CustomerSyncResult sent;
    const ExitCode code = run_customer_sync(session, back, sent);
    result.told_back = sent.synchronized > 0;
    return code;
}

std::string summary_of(const CustomerPullResult& result, bool dry_run) {
    if (result.customer_number == 0) return "nothing was changed";
    std::string text;
    if (result.created) {
        text = fmt::format("{} customer {} from {} of Customer Engagement",
                           dry_run ? "would create" : "created", result.customer_number, result.relate_id);
    } else if (result.changes.empty()) {
        text = fmt::format("customer {} is as Customer Engagement has it ({})", result.customer_number,
                           result.relate_id);
    } else {
        text = fmt::format("{} {} of customer {} from {} of Customer Engagement",
                           dry_run ? "would change" : "changed", counted(std::ssize(result.changes), "field"),
                           result.customer_number, result.relate_id);
    }
    if (result.told_back) text += ", and told it back";
    return text;
}

}  // namespace oa
