#include "customer/sync_answers.hpp"

#include <fmt/format.h>

#include "customer/relate_id_value.hpp"

namespace oa {

namespace {

void write_of_customer(Log& log, Severity severity, std::int64_t customer_number, std::string_view message) {
    log.write(severity, fmt::format("customer {}", customer_number), message);
}

}  // namespace

void leave_behind(Log& log, std::int64_t customer_number, std::string_view reason,
                  CustomerSyncResult& result) {
    ++result.left_behind;
    write_of_customer(log, Severity::kWarning, customer_number, fmt::format("left behind: {}", reason));
}

void SyncAnswers::take(const SoldToCustomer& customer, const SyncOutcome& outcome) {
    if (outcome.answer) take_answer(customer, *outcome.answer);
    if (!outcome.refusal.empty()) leave_behind(log_, customer.customer_number, outcome.refusal, result_);
}

void SyncAnswers::take_answer(const SoldToCustomer& customer, const SyncAnswer& answer) {
    if (const auto problem = problem_with_relate_id(answer.customer_id)) {
        leave_behind(
            log_, customer.customer_number,
            fmt::format("the customer ID in Customer Engagement's answer is not taken: {}", *problem),
            result_);
        return;
    }
    count_match(answer.matched_by);
    if (!customer.relate_id.empty() && customer.relate_id != answer.customer_id) {
        ++result_.relate_ids_replaced;
        say(Severity::kInfo, customer.customer_number,
            fmt::format("Relate Id {} becomes {}: the customer was merged in Customer Engagement, or the "
                        "old ID was not known there",
                        customer.relate_id, answer.customer_id));
    }
    const SyncUpdate update = updates_.apply(customer, answer.customer_id);
    if (update != SyncUpdate::kGone) tell_of_shared_id(customer, answer);
    switch (update) {
        case SyncUpdate::kCleared: ++result_.synchronized; break;
        case SyncUpdate::kChanged:
            ++result_.changed_meanwhile;
            say(Severity::kInfo, customer.customer_number,
                "it changed while it was sent, and stays flagged for the next run");
            break;
        case SyncUpdate::kGone:
            say(Severity::kInfo, customer.customer_number, "it was deleted while it was sent");
            break;
    }
}

/// Customers that were matched by one email address may share an ID; for others it is worth a look.
void SyncAnswers::tell_of_shared_id(const SoldToCustomer& customer, const SyncAnswer& answer) {
    if (customer.relate_id == answer.customer_id) return;
    const std::int64_t other = updates_.other_customer_with(answer.customer_id, customer.customer_number);
    if (other == 0) return;
    const bool is_by_email = answer.matched_by == MatchedBy::kEmail;
    say(is_by_email ? Severity::kInfo : Severity::kWarning, customer.customer_number,
        fmt::format("Customer Engagement answered the customer ID {}, which customer {} has too{}",
                    answer.customer_id, other,
                    is_by_email ? "" : "; if they are not the same person, correct it there"));
}

void SyncAnswers::count_match(MatchedBy matched_by) {
    switch (matched_by) {
        case MatchedBy::kIds: ++result_.by_ids; break;
        case MatchedBy::kCustomerNumber: ++result_.by_customer_number; break;
        case MatchedBy::kEmail: ++result_.by_email; break;
        case MatchedBy::kNobody: ++result_.created; break;
    }
}

void SyncAnswers::say(Severity severity, std::int64_t customer_number, std::string_view message) {
    write_of_customer(log_, severity, customer_number, message);
}

}  // namespace oa
