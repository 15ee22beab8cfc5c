#include "card/recipient_rows.hpp"

#include <fmt/format.h>

#include <optional>

#include "base/text.hpp"
#include "customer/current_customer_rows.hpp"
#include "customer/sold_to_rows.hpp"

namespace oa {

namespace {

std::string full_name(std::string_view first, std::string_view last, std::string_view company) {
    const std::string name = fmt::format("{} {}", trim(first), trim(last));
    return std::string(trim(name).empty() ? trim(company) : trim(name));
}

/// `who` names the row: `the recipient 1001`.
SvcRecipient recipient(std::string_view who, std::string_view address, std::string_view opt_in_out,
                       std::string name) {
    if (trim(address).empty()) return {"", "", fmt::format("{} has no email address", who)};
    if (opt_in_out != "O1" && opt_in_out != "O2") {
        return {"", "",
                fmt::format("the Opt in/opt out setting of {} ({}) does not allow for email delivery", who,
                            opt_in_out.empty() ? "blank" : opt_in_out)};
    }
    return {std::string(trim(address)), std::move(name), ""};
}

std::string full_name(const SoldToCustomer& customer) {
    return full_name(customer.first_name, customer.last_name, customer.company_name);
}

/// The customer that a number of an order stands for now.
std::optional<SoldToCustomer> current_sold_to(Database& database, int company, std::int64_t number) {
    const std::int64_t current = CurrentCustomers(database, company).find(number).customer_number;
    SoldToCustomer customer;
    if (current == 0 || !CustomerReader(database, company).read(current, customer)) return std::nullopt;
    return customer;
}

SvcRecipient of_sold_to(Database& database, int company, std::int64_t number, std::string_view kind) {
    const auto customer = current_sold_to(database, company, number);
    if (!customer) return {"", "", fmt::format("{} {} does not exist", kind, number)};
    const std::string before =
        customer->customer_number == number ? "" : fmt::format(" ({} before its merge)", number);
    return recipient(fmt::format("{} {}{}", kind, customer->customer_number, before), customer->email_address,
                     customer->opt_in_out, full_name(*customer));
}

SvcRecipient of_customer_ship_to(Database& database, int company, std::int64_t customer,
                                 std::int64_t ship_to) {
    const std::string who = fmt::format("the customer ship to {}-{}", customer, ship_to);
    Statement query = database.prepare(
        "SELECT email_address, opt_in_out, first_name, last_name, company_name FROM customer_ship_to WHERE "
        "company = ? AND customer_number = ? AND ship_to_number = ?");
    query.bind(company, customer, ship_to);
    if (!query.step()) {
        // A merge gives ship-tos other numbers, and no table tells which.
        const std::int64_t current = CurrentCustomers(database, company).find(customer).customer_number;
        const bool is_merged = current != 0 && current != customer;
        const std::string now = fmt::format("; customer {} is customer {} now", customer, current);
        return {"", "", fmt::format("{} does not exist{}", who, is_merged ? now : "")};
    }
    return recipient(who, query.text(0), query.text(1),
                     full_name(query.text(2), query.text(3), query.text(4)));
}

}  // namespace

std::string svc_sender_name(Database& database, int company, std::int64_t customer_number) {
    const auto customer = current_sold_to(database, company, customer_number);
    return customer ? full_name(*customer) : "";
}

SvcRecipient svc_recipient(Database& database, const StoredValueCardKey& key) {
    Statement query = database.prepare(
        "SELECT s.order_ship_to_address, s.email_address, s.customer_number, s.customer_ship_to_number, "
        "s.recipient_customer_number, h.customer_number FROM order_ship_to s JOIN order_header h ON "
        "h.company = "
        "s.company AND h.order_number = s.order_number WHERE s.company = ? AND s.order_number = ? AND "
        "s.ship_to_number = ?");
    query.bind(key.company, key.order_number, key.ship_to_number);
    if (!query.step()) return {"", "", "the ship-to of the order does not exist"};
    if (query.text(0) == "Y") {
        const std::string address(trim(query.text(1)));
        return {address, "", address.empty() ? "the order ship to has no email address" : ""};
    }
    const std::int64_t ship_to_customer = query.integer(2);
    const std::int64_t ship_to = query.integer(3);
    const std::int64_t recipient_number = query.integer(4);
    if (ship_to_customer > 0 && ship_to > 0)
        return of_customer_ship_to(database, key.company, ship_to_customer, ship_to);
    if (recipient_number > 0) return of_sold_to(database, key.company, recipient_number, "the recipient");
    return of_sold_to(database, key.company, query.integer(5), "the customer sold to");
}

}  // namespace oa
