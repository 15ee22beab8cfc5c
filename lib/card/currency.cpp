#include "card/currency.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "card/stored_value_card_rows.hpp"

namespace oa {

std::string card_currency(Database& database, const Settings& settings, int company,
                          std::int64_t order_number) {
    std::string currency = order_currency(database, company, order_number);
    if (currency.empty()) {
        currency = settings.required_system_control_value(
            "A55", fmt::format("as the currency of the stored value cards of order {}", order_number));
    }
    const bool is_code = currency.size() == 3 && std::all_of(currency.begin(), currency.end(),
                                                             [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!is_code) {
        throw Error(ExitCode::kInputData,
                    fmt::format("the currency of order {}, '{}', is not a code of three letters; correct "
                                "Order Header Extended",
                                order_number, currency));
    }
    return currency;
}

}  // namespace oa
