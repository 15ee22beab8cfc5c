#include "payment/setup_rows.hpp"

namespace oa {

namespace {

std::vector<SetupRow> read_all(Statement& query) {
    std::vector<SetupRow> rows;
    while (query.step()) {
        SetupRow& row = rows.emplace_back();
        for (int column = 0; column < query.column_count(); ++column) {
            row[query.column_name(column)] = query.string(column);
        }
    }
    return rows;
}

}  // namespace

std::vector<SetupRow> bureau_setup(Database& database, int company, std::string_view service_code) {
    Statement query =
        database.prepare("SELECT * FROM authorization_service WHERE company = ? AND service_code = ?");
    query.bind(company, service_code);
    return read_all(query);
}

std::vector<SetupRow> vendor_response_setup(Database& database, int company, std::string_view service_code) {
    Statement query = database.prepare(
        "SELECT * FROM vendor_response WHERE company = ? AND service_code = ? AND orce_response <> '' ORDER "
        "BY "
        "response_code");
    query.bind(company, service_code);
    return read_all(query);
}

std::vector<SetupRow> card_pay_type_setup(Database& database, int company) {
    Statement query = database.prepare(
        "SELECT t.*, COALESCE(a.communication_type, '') AS authorized_by, COALESCE(d.communication_type, '') "
        "AS deposited_by, o.pay_category AS alternate_category, COALESCE((SELECT i.svc_type FROM item i "
        "WHERE "
        "i.company = t.company AND i.item = CASE WHEN COALESCE(o.refund_item, '') <> '' THEN o.refund_item "
        "ELSE t.refund_item END), '') AS refund_svc_type FROM pay_type t LEFT JOIN authorization_service a "
        "ON "
        "a.company = t.company AND a.service_code = t.authorization_service LEFT JOIN authorization_service "
        "d "
        "ON d.company = t.company AND d.service_code = t.deposit_service LEFT JOIN pay_type o ON o.company = "
        "t.company AND o.pay_type = t.alternate_pay_type WHERE t.company = ? AND t.pay_category = 4 ORDER BY "
        "t.pay_type");
    query.bind(company);
    return read_all(query);
}

}  // namespace oa
