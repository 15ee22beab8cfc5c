#include "merge/rules.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <tuple>

#include "base/money.hpp"

namespace oa {

namespace {

using Type = MergeColumnType;
using Rule = MergeRule;

constexpr std::string_view kBuyer = "B";

// The order is that of the documentation's table.
constexpr MergeField kSoldToFields[] = {
    {{"prefix"}, "Prefix", Rule::kAddress},
    {{"first_name"}, "First name", Rule::kAddress},
    {{"middle_initial"}, "Middle initial", Rule::kAddress},
    {{"last_name"}, "Last name", Rule::kAddress},
    {{"suffix"}, "Suffix", Rule::kAddress},
    {{"company_name"}, "Company name", Rule::kAddress},
    {{"street"}, "Street address", Rule::kAddress},
    {{"apartment"}, "Apartment", Rule::kAddress},
    {{"address_line_2"}, "Address line 2", Rule::kAddress},
    {{"address_line_3"}, "Address line 3", Rule::kAddress},
    {{"address_line_4"}, "Address line 4", Rule::kAddress},
    {{"city"}, "City", Rule::kAddress},
    {{"state"}, "State", Rule::kAddress},
    {{"postal_code"}, "Zip", Rule::kAddress},
    {{"delivery_code"}, "Delivery code", Rule::kAddress},
    {{"po_box"}, "PO Box?", Rule::kAddress},
    {{"day_phone"}, "Day phone", Rule::kPhone},
    {{"day_extension"}, "Day extension", Rule::kPhone, "day_phone"},
    {{"evening_phone"}, "Evening phone", Rule::kPhone},
    {{"evening_extension"}, "Evening extension", Rule::kPhone, "evening_phone"},
    {{"fax_phone"}, "Fax or mobile phone", Rule::kPhone},
    {{"fax_extension"}, "Fax or mobile extension", Rule::kPhone, "fax_phone"},
    {{"match_code"}, "Match code", Rule::kAddress},
    {{"user_field_1"}, "User field 1", Rule::kAddress},
    {{"user_field_2"}, "User field 2", Rule::kAddress},
    {{"user_field_3"}, "User field 3", Rule::kAddress},
    {{"user_field_4"}, "User field 4", Rule::kAddress},
    {{"email_address"}, "Primary email address", Rule::kPrimaryEmail},
    {{"opt_in_out"}, "Opt in/out", Rule::kPrimaryEmail, "email_address"},
    {{"entry_date", Type::kDate}, "Entry date", Rule::kEarliestDate},
    {{"original_mail_type"}, "Original mail type", Rule::kOriginalMailType},
    {{"current_mail_type"}, "Current mail type", Rule::kCurrentMailType},
    {{"original_source_code"}, "Original source code", Rule::kOriginalSourceCode},
    {{"customer_class"}, "Customer class", Rule::kCustomerClass},
    // The target takes over the orders that the date speaks of.
    {{"active_since", Type::kDate}, "Active since", Rule::kEarliestDate},
    {{"mail"}, "Mail", Rule::kAnySelected},
    {{"rent"}, "Rent", Rule::kAnySelected},
    {{"seed"}, "Seed", Rule::kAnySelected},
    // A wish not to be called that either of them gave.
    {{"do_not_fax"}, "Do not fax", Rule::kAnySelected},
    {{"hold_bypass_fraud"}, "Hold/bypass/fraud", Rule::kFillIfEmpty},
    {{"customer_type"}, "Customer type", Rule::kFillIfEmpty},
    {{"discount_percent", Type::kAmount}, "Discount percent", Rule::kFillIfEmpty},
    {{"price_column", Type::kNumber}, "Price column", Rule::kFillIfEmpty},
    {{"pop_up_window_1"}, "Pop-up window 1", Rule::kFillIfEmpty},
    {{"pop_up_window_2"}, "Pop-up window 2", Rule::kFillIfEmpty},
    {{"alternate_customer_number"}, "Alternate customer number", Rule::kFillIfEmpty},
    {{"salesman_number", Type::kNumber}, "Salesman number", Rule::kFillIfEmpty},
    {{"country"}, "Country", Rule::kFillIfEmpty},
    {{"mail_code"}, "Mail code", Rule::kFillIfEmpty},
    {{"call_code"}, "Call code", Rule::kFillIfEmpty},
    {{"vat_number"}, "VAT number", Rule::kFillIfEmpty},
    {{"currency_code"}, "Currency code", Rule::kFillIfEmpty},
    {{"language_code"}, "Language code", Rule::kFillIfEmpty},
    {{"price_group"}, "Price Group", Rule::kFillIfEmpty},
    {{"reserve_warehouse", Type::kNumber}, "Reserve warehouse", Rule::kFillIfEmpty},
    {{"van_route"}, "Van Route", Rule::kFillIfEmpty},
    {{"van_sequence_number", Type::kNumber}, "Van Sequence #", Rule::kFillIfEmpty},
    // Kept for Customer Engagement and named by no rule: nothing that is known is lost.
    {{"birth_month", Type::kNumber}, "Birth month", Rule::kFillIfEmpty},
    {{"birth_date", Type::kNumber}, "Birth date", Rule::kFillIfEmpty, "birth_month"},
    {{"e_commerce_id"}, "E-commerce ID", Rule::kFillIfEmpty},
    {{"exemption_certificate_number"}, "Exemption certificate number", Rule::kTaxExemption},
    {{"tax_exempt_status"}, "Tax exempt status", Rule::kTaxExemption, "exemption_certificate_number"},
    {{"track_item_history"}, "Track item history", Rule::kItemTracking},
    {{"item_history_tracking_level"},
     "Item history tracking level",
     Rule::kItemTracking,
     "track_item_history"},
    {{"current_source_code"}, "Current source code", Rule::kCurrentSourceCode},
    {{"external_sales_update_date", Type::kDate}, "External sales update date", Rule::kExternalSales},
    {{"external_sales_amount", Type::kAmount},
     "External sales amount",
     Rule::kExternalSales,
     "external_sales_update_date"},
    {{"inactive"}, "Inactive flag", Rule::kKeepTarget},
    {{"commercial"}, "Commercial flag", Rule::kKeepTarget},
    {{"bypass_reservation"}, "Bypass reservation flag", Rule::kKeepTarget},
    {{"auto_cancel_backorder"}, "Auto cancel backorder flag", Rule::kKeepTarget},
    {{"associate"}, "Associate flag", Rule::kKeepTarget},
    {{"bill_to_customer_number", Type::kNumber}, "Bill-to customer number", Rule::kKeepTarget},
    {{"relate_id"}, "Relate Id", Rule::kRelateId},
    {{"synchronize_with_remote_db"}, "Synchronize with remote", Rule::kSynchronize},
};

// Customer Ship To, Extended and Phone Number: the same address rules; what is not an address is filled.
constexpr MergeField kShipToFields[] = {
    {{"prefix"}, "Prefix", Rule::kAddress},
    {{"first_name"}, "First name", Rule::kAddress},
    {{"middle_initial"}, "Middle initial", Rule::kAddress},
    {{"last_name"}, "Last name", Rule::kAddress},
    {{"suffix"}, "Suffix", Rule::kAddress},
    {{"company_name"}, "Company name", Rule::kAddress},
    {{"street"}, "Street address", Rule::kAddress},
    {{"apartment"}, "Apartment", Rule::kAddress},
    {{"address_line_2"}, "Address line 2", Rule::kAddress},
    {{"address_line_3"}, "Address line 3", Rule::kAddress},
    {{"address_line_4"}, "Address line 4", Rule::kAddress},
    {{"city"}, "City", Rule::kAddress},
    {{"state"}, "State", Rule::kAddress},
    {{"postal_code"}, "Zip", Rule::kAddress},
    {{"delivery_code"}, "Delivery code", Rule::kAddress},
    {{"po_box"}, "PO Box?", Rule::kAddress},
    {{"match_code"}, "Match code", Rule::kAddress},
    {{"change_date", Type::kDate}, "Change date", Rule::kAddress},
    {{"day_phone"}, "Day phone", Rule::kPhone},
    {{"day_extension"}, "Day extension", Rule::kPhone, "day_phone"},
    {{"evening_phone"}, "Evening phone", Rule::kPhone},
    {{"evening_extension"}, "Evening extension", Rule::kPhone, "evening_phone"},
    {{"fax_phone"}, "Fax or mobile phone", Rule::kPhone},
    {{"fax_extension"}, "Fax or mobile extension", Rule::kPhone, "fax_phone"},
    {{"country"}, "Country", Rule::kFillIfEmpty},
    {{"email_address"}, "Email address", Rule::kFillIfEmpty},
    {{"opt_in_out"}, "Opt in/out", Rule::kFillIfEmpty, "email_address"},
    {{"entry_date", Type::kDate}, "Entry date", Rule::kEarliestDate},
};

std::size_t index_of(std::span<const MergeField> fields, std::string_view column) {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const MergeField& field) { return column == field.column.name; });
    return static_cast<std::size_t>(found - fields.begin());
}

/// One group, and the questions that the rules ask of it. Members are named by their index; 0 is the target.
class Decision {
  public:
    Decision(std::span<const MergeField> fields, const MergeGroup& group)
        : fields_(fields), group_(group), in_order_(group.size()) {
        std::iota(in_order_.begin(), in_order_.end(), std::size_t{0});
        by_recency_ = members_by_recency();
    }

    /// Who has the latest address: first by the Last Change date, where anybody has one, else by the Last
    /// order date.
    std::size_t most_recent() const { return by_recency_.front(); }

    /// The member that a field is taken from.
    std::size_t source_of(std::size_t field) const {
        const auto has_value = [&](std::size_t member) { return has(member, field); };
        const auto is_selected = [&](std::size_t member) { return value(member, field) == "Y"; };
        switch (fields_[field].rule) {
            case Rule::kAddress: return most_recent();
            case Rule::kPhone: return first_of(by_recency_, has_value);
            case Rule::kEarliestDate: return oldest(field, [](std::size_t) { return true; });
            case Rule::kOriginalMailType: return original_mail_type(field);
            case Rule::kCurrentMailType: return current_mail_type(field);
            case Rule::kOriginalSourceCode: return oldest(column("entry_date"), has_value);
            case Rule::kCustomerClass: return oldest(column("active_since"), has_value);
            case Rule::kAnySelected:
            case Rule::kSynchronize: return first_member(is_selected);
            case Rule::kPrimaryEmail:
                return first_member([&](std::size_t member) {
                    return has(member, field) || !group_[member].listed_email_address.empty();
                });
            case Rule::kFillIfEmpty:
            case Rule::kTaxExemption:
            case Rule::kRelateId: return first_member(has_value);
            case Rule::kItemTracking:
                return first_member([&](std::size_t member) { return tracks(member, field); });
            case Rule::kCurrentSourceCode: return last_source();
            case Rule::kExternalSales: return external_sales(field);
            case Rule::kKnownCustomer:
            case Rule::kKeepTarget: return 0;
        }
        return 0;
    }

    /// What the field gets from that member.
    const std::string& value_from(std::size_t member, std::size_t field) const {
        const MergeRecord& record = group_[member];
        const Rule rule = fields_[field].rule;
        if (rule == Rule::kCurrentSourceCode && !record.last_source_code.empty())
            return record.last_source_code;
        if (rule == Rule::kPrimaryEmail && !record.listed_email_address.empty()) {
            return fields_[field].goes_with == nullptr ? record.listed_email_address
                                                       : record.listed_opt_in_out;
        }
        return value(member, field);
    }

  private:
    using Condition = std::function<bool(std::size_t member)>;

    const std::string& value(std::size_t member, std::size_t field) const {
        return group_[member].values[field];
    }
    bool has(std::size_t member, std::size_t field) const {
        const std::string& text = value(member, field);
        const Type type = fields_[field].column.type;
        return !text.empty() && !((type == Type::kNumber || type == Type::kAmount) && text == "0");
    }
    std::size_t column(std::string_view name) const { return index_of(fields_, name); }

    /// The target stands before a source that is not more recent.
    std::vector<std::size_t> members_by_recency() const {
        std::vector<std::size_t> all = in_order_;
        const bool is_by_change = std::any_of(group_.begin(), group_.end(), [](const MergeRecord& record) {
            return !record.last_change_date.empty();
        });
        std::stable_sort(all.begin(), all.end(), [&](std::size_t a, std::size_t b) {
            return is_by_change ? group_[a].last_change_date > group_[b].last_change_date
                                : group_[a].last_order_date > group_[b].last_order_date;
        });
        return all;
    }

    /// The first of them that meets the condition; the target when none does.
    static std::size_t first_of(const std::vector<std::size_t>& order, const Condition& condition) {
        const auto found = std::find_if(order.begin(), order.end(), condition);
        return found == order.end() ? 0 : *found;
    }
    std::size_t first_member(const Condition& condition) const { return first_of(in_order_, condition); }
    std::size_t first_source(const Condition& condition) const {
        return first_member([&](std::size_t member) { return member > 0 && condition(member); });
    }

    /// The member with the oldest date of those that count; the target unless another's is older. No date is
    /// the latest: 99/99/99.
    std::size_t oldest(std::size_t date, const Condition& counts) const {
        std::size_t found = 0;
        bool is_found = counts(0);
        for (std::size_t member = 1; member < group_.size(); ++member) {
            if (!counts(member) || !has(member, date)) continue;
            // A source that is not older than the target gives nothing, even where the target's is blank.
            if (has(0, date) && value(member, date) >= value(0, date)) continue;
            if (!is_found || !has(found, date) || value(member, date) < value(found, date)) {
                found = member;
                is_found = true;
            }
        }
        return found;
    }

    std::size_t original_mail_type(std::size_t field) const {
        const std::size_t buyer =
            first_member([&](std::size_t member) { return value(member, field) == kBuyer; });
        if (value(buyer, field) == kBuyer) return buyer;
        return first_source([&](std::size_t member) { return has(member, field); });
    }

    std::size_t current_mail_type(std::size_t field) const {
        if (!group_[0].last_order_date.empty()) return 0;
        const std::size_t buyer = first_source([&](std::size_t member) {
            return has(member, field) && !group_[member].last_order_date.empty();
        });
        return buyer > 0 ? buyer : first_source([&](std::size_t member) { return has(member, field); });
    }

    bool tracks(std::size_t member, std::size_t field) const {
        return value(member, field) == "S" || value(member, field) == "B";
    }

    std::size_t last_source() const {
        std::size_t found = 0;
        for (std::size_t member = 1; member < group_.size(); ++member) {
            const MergeRecord& record = group_[member];
            const MergeRecord& last = group_[found];
            if (record.last_source_code.empty()) continue;
            if (last.last_source_code.empty() || record.last_source_date > last.last_source_date)
                found = member;
        }
        return found;
    }

    std::size_t external_sales(std::size_t date) const {
        std::size_t latest = 0;
        for (std::size_t member = 1; member < group_.size(); ++member) {
            if (value(member, date) > value(latest, date)) latest = member;
        }
        const std::size_t amount = column("external_sales_amount");
        if (latest > 0 || has(0, date) || has(0, amount)) return latest;
        return first_source([&](std::size_t member) { return has(member, amount); });
    }

    std::span<const MergeField> fields_;
    const MergeGroup& group_;
    std::vector<std::size_t> in_order_;
    std::vector<std::size_t> by_recency_;
};

}  // namespace

std::string_view describe(MergeRule rule) {
    switch (rule) {
        case Rule::kAddress: return "the latest address";
        case Rule::kPhone: return "the most recent phone number";
        case Rule::kPrimaryEmail: return "the target has no email address";
        case Rule::kEarliestDate: return "the earlier date";
        case Rule::kOriginalMailType: return "the target's is not B";
        case Rule::kCurrentMailType: return "the target has no order history";
        case Rule::kOriginalSourceCode: return "of the older entry date";
        case Rule::kCustomerClass: return "of the older Active since date";
        case Rule::kAnySelected: return "selected for either";
        case Rule::kFillIfEmpty: return "the target has none";
        case Rule::kTaxExemption: return "the target has no certificate number";
        case Rule::kItemTracking: return "the target's item history is not tracked";
        case Rule::kCurrentSourceCode: return "the last source code of the order history";
        case Rule::kExternalSales: return "the latest external sales";
        case Rule::kRelateId: return "the target has no Relate Id";
        case Rule::kSynchronize: return "a source has it";
        case Rule::kKnownCustomer: return "Customer Engagement knows the customer (L37)";
        case Rule::kKeepTarget: return "the target's";
    }
    return "";
}

std::span<const MergeField> sold_to_merge_fields() {
    return kSoldToFields;
}
std::span<const MergeField> ship_to_merge_fields() {
    return kShipToFields;
}

std::vector<MergeColumn> columns_of(std::span<const MergeField> fields) {
    std::vector<MergeColumn> columns;
    columns.reserve(fields.size());
    for (const MergeField& field : fields) columns.push_back(field.column);
    return columns;
}

std::string shown_value(const std::string& value, MergeColumnType type) {
    if (type != MergeColumnType::kAmount || value.empty()) return value;
    return to_string(Money::hundredths(std::stoll(value)));
}

MergeOutcome merge(std::span<const MergeField> fields, const MergeGroup& group) {
    const Decision decision(fields, group);
    MergeOutcome outcome;
    outcome.address_from = decision.most_recent();
    for (std::size_t field = 0; field < fields.size(); ++field) {
        const char* leader = fields[field].goes_with;
        const std::size_t from = decision.source_of(leader == nullptr ? field : index_of(fields, leader));
        const std::string& before = group[0].values[field];
        const std::string& after = decision.value_from(from, field);
        if (after != before) outcome.changes.push_back({field, from, before, after, fields[field].rule});
    }
    return outcome;
}

}  // namespace oa
