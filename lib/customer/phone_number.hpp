#pragma once

#include <string>
#include <string_view>

namespace oa {

/// The digits of a phone number, as 0 to 9 whatever their script: "Any formatting is removed from the phone
/// number" (Customer Engagement Integration, Customer Data Mapping). An extension is not part of it ("Phone
/// number extensions are not passed"): the number ends at the first letter, `#`, `;`, `,` or `*` behind a
/// digit, as in `4135550101X12`, `(413) 555-0101 ext. 12` or `+14135550101;ext=12`.
std::string digits_of(std::string_view phone_number);

}  // namespace oa
