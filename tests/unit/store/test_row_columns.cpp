#include "store/row_columns.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

struct Row {
    std::int64_t number = 7;
    std::string text = "old";
    bool flag = true;
    Money amount = money("1.00");
    std::optional<Money> known = money("1.00"), unknown = money("1.00");
};

constexpr std::array kColumns = {
    column<&Row::number>("42"),    column<&Row::text>("NULL"), column<&Row::flag>("NULL = 'Y'"),
    column<&Row::amount>("-1234"), column<&Row::known>("50"),  column<&Row::unknown>("NULL"),
};

}  // namespace

TEST_CASE("each column fills its member, over what was there", "[store/row_columns]") {
    CHECK(select_list(kColumns) == "42, NULL, NULL = 'Y', -1234, 50, NULL");
    TestStore store;
    Statement statement = store.database.prepare("SELECT 'before', " + select_list(kColumns));
    statement.bind();
    REQUIRE(statement.step());
    Row row;
    take_columns(statement, kColumns, row, 1);
    CHECK(row.number == 42);
    CHECK(row.text.empty());
    CHECK_FALSE(row.flag);
    CHECK(row.amount == money("-12.34"));
    CHECK(row.known == money("0.50"));
    CHECK_FALSE(row.unknown.has_value());
}
