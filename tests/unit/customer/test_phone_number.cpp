#include "customer/phone_number.hpp"

#include <vector>

#include "unit/support.hpp"

using namespace oa;

TEST_CASE("the digits of a phone number, without its extension", "[customer/phone_number]") {
    struct Case {
        std::string number, digits;
    };
    const std::vector<Case> cases = {
        {"(413) 555-0101", "4135550101"},
        {"+1.413.555.0101", "14135550101"},
        {"TEL 413/555 0101", "4135550101"},
        {"4135550101X12", "4135550101"},
        {"4135550101x12", "4135550101"},
        {"413-555-0101 EXT 12", "4135550101"},
        {"4135550101#12", "4135550101"},
        {"+14135550101;ext=12", "14135550101"},
        {"4135550101,,12", "4135550101"},
        {"4135550101*12", "4135550101"},
        // Durchwahl, and Russian.
        {"0711 5550101 DW 12", "07115550101"},
        {"4955550101 доб. 12", "4955550101"},
        {"４１３－５５５－０１０１", "4135550101"},
        {"（４１３）５５５　０１０１Ｘ１２", "4135550101"},
        {"٤١٣٥٥٥٠١٠١", "4135550101"},
        {"۴۱۳۵۵۵۰۱۰۱", "4135550101"},
        {"४१३५५५०१०१", "4135550101"},
        {"413\xC2\xA0"
         "555\xE2\x80\x91"
         "0101",
         "4135550101"},
        {"413\xFF"
         "5550101",
         "4135550101"},
        {"NONE", ""},
        {"X12", "12"},
        {"", ""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.number);
        CHECK(digits_of(c.number) == c.digits);
    }
}
