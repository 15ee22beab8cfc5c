#include "merge/display_rows.hpp"

#include "merge/rules.hpp"

namespace oa {

MergeDisplay::MergeDisplay(Database& database, int company)
    : company_(company),
      batch_(database, company, columns_of(sold_to_merge_fields()), columns_of(ship_to_merge_fields())),
      others_(database.prepare("SELECT entered_by, change_date, changed_by, status, ghost, "
                               "ghost_target_customer_number FROM customer_sold_to WHERE company = ? AND "
                               "customer_number = ?")) {}

std::vector<DisplayField> MergeDisplay::read(std::int64_t customer_number) {
    std::vector<DisplayField> fields;
    batch_.take_one(customer_number);
    batch_.sold_tos().read([&](const MergeGroup& group) {
        const MergeRecord& record = group[0];
        const auto all = sold_to_merge_fields();
        for (std::size_t field = 0; field < all.size(); ++field) {
            const bool is_blank =
                record.values[field] == "0" && all[field].column.type != MergeColumnType::kText;
            fields.push_back({all[field].title, all[field].column.name,
                              is_blank ? "" : shown_value(record.values[field], all[field].column.type)});
        }
        fields.push_back({"Email address of the list", "listed_email_address", record.listed_email_address});
        fields.push_back({"Last order date", "last_order_date", record.last_order_date});
        fields.push_back({"Last address change", "last_address_change", record.last_change_date});
    });
    if (fields.empty()) return fields;
    others_.bind(company_, customer_number);
    others_.step();
    int column = 0;
    for (const char* title : {"Entered by", "Change date", "Changed by", "Status", "Ghost?"}) {
        fields.push_back({title, others_.column_name(column), others_.string(column)});
        ++column;
    }
    fields.push_back({"Ghost of", others_.column_name(column),
                      others_.integer(column) == 0 ? "" : others_.string(column)});
    others_.reset();
    return fields;
}

}  // namespace oa
