#include "card/shared_numbers.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "card/services.hpp"
#include "card/trigger_key.hpp"
#include "service/service_address.hpp"
#include "store/schema.hpp"

namespace oa {

namespace {

/// As the store has it: another company's bad setting is that company's trouble.
std::string stored_property(const Settings& settings, std::string_view name) {
    return settings.stored_value(*find_property(name));
}

std::string services_url(const Settings& settings) {
    const std::string prefix = stored_property(settings, "ORCE_CUSTOMER_SERVICE_PREFIX");
    if (prefix.empty()) return "";
    const SettingDefinition& organization = *find_system_control_value("L50");
    std::string descriptor = settings.stored_value(organization);
    if (descriptor.empty()) descriptor = organization.default_value;
    const SettingDefinition& suffix_property = *find_property(kSvcServicesNames.suffix_property);
    std::string suffix = settings.stored_value(suffix_property);
    if (suffix.empty()) suffix = suffix_property.default_value;
    return service_address(prefix, descriptor, suffix, kSvcServicesNames.default_version).url;
}

bool are_equal(const std::string& one, const std::string& other) {
    return !one.empty() && one == other;
}

bool do_share(const Settings& one, const Settings& other) {
    return are_equal(services_url(one), services_url(other)) ||
           are_equal(stored_property(one, "SVC_QUEUE_OUT_DIRECTORY"),
                     stored_property(other, "SVC_QUEUE_OUT_DIRECTORY"));
}

}  // namespace

SharedNumbers::SharedNumbers(Database& database, int company) : database_(database), company_(company) {
    sharers_.push_back({company, CardNumbers::of_store(database, company)});
    const Settings settings(database, company);
    for (const int other : companies(database)) {
        if (other == company || !do_share(settings, Settings(database, other))) continue;
        sharers_.push_back({other, CardNumbers::of_store(database, other)});
    }
}

template <typename HasNumber>
std::optional<std::string> SharedNumbers::first_with(HasNumber has_number) const {
    for (const Sharer& sharer : sharers_) {
        if (!has_number(sharer)) continue;
        if (sharer.company == company_) return "it is used already";
        return fmt::format("it is used already in company {}, which shares the service bureau",
                           sharer.company);
    }
    return std::nullopt;
}

std::optional<std::string> SharedNumbers::use_of(std::string_view number) const {
    return first_with(
        [&](const Sharer& sharer) { return sharer.numbers.is_used(database_, sharer.company, number); });
}

std::optional<std::string> SharedNumbers::assignment_of(std::string_view number) const {
    return first_with(
        [&](const Sharer& sharer) { return sharer.numbers.is_assigned(database_, sharer.company, number); });
}

void SharedNumbers::require_fundable(const StoredValueCardKey& key, std::string_view number) const {
    for (const Sharer& sharer : sharers_) {
        for (const StoredValueCard& card : sharer.numbers.cards_with(database_, sharer.company, number)) {
            if (card.key == key) continue;
            const bool is_under_way =
                is_svc_request_under_way(database_, sharer.company, format_svc_trigger_key(card.key));
            if (!card.is_activated() && !is_under_way) continue;
            throw Error(
                ExitCode::kInputData,
                fmt::format("its number is that of card {} of line {}, order {}-{} of company {}, which {}: "
                            "the number would be funded twice; find out whose it is",
                            card.key.svc_sequence_number, card.key.line_number, card.key.order_number,
                            card.key.ship_to_number, sharer.company,
                            card.is_activated() ? "is activated" : "has a request under way"));
        }
    }
}

}  // namespace oa
