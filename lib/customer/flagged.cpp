#include "customer/flagged.hpp"

#include <utility>

namespace oa {

namespace {

constexpr std::int64_t kRowsReadAtOnce = 256;

}  // namespace

FlaggedCustomers::FlaggedCustomers(Database& database, int company, std::int64_t only,
                                   CustomerSelection selection)
    : database_(database), company_(company), only_(only), feed_(database, company, selection) {}

std::int64_t FlaggedCustomers::count() {
    return only_ > 0 ? 1 : feed_.count_after(0);
}

bool FlaggedCustomers::next(SoldToCustomer& customer) {
    if (page_.empty()) read();
    if (page_.empty()) return false;
    customer = std::move(page_.front());
    page_.pop_front();
    return true;
}

void FlaggedCustomers::read() {
    const Transaction snapshot(database_, Transaction::Kind::kRead);
    SoldToCustomer customer;
    if (only_ > 0) {
        const bool first = std::exchange(last_, only_) == 0;
        if (first && CustomerReader(database_, company_).read(only_, customer)) page_.push_back(customer);
        return;
    }
    feed_.start_after(last_, kRowsReadAtOnce);
    while (feed_.next(customer)) {
        last_ = customer.customer_number;
        page_.push_back(customer);
    }
}

}  // namespace oa
