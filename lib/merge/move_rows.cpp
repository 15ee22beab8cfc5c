#include "merge/move_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "store/table_column.hpp"

namespace oa {

namespace {

constexpr std::string_view kSources = "(SELECT customer_number FROM temp.merge_member WHERE rank > 0)";

std::string delete_of_sources(std::string_view table) {
    return fmt::format("DELETE FROM {} WHERE company = ?1 AND customer_number IN {}", table, kSources);
}

/// A new place takes the row of the first ship-to that comes to it.
std::string new_places_sql(Database& database, const std::string& table) {
    std::string columns;
    std::string values;
    for (const TableColumn& column : table_columns(database, table)) {
        if (column.in_key) continue;
        columns += ", " + column.name;
        values += ", s." + column.name;
    }
    return fmt::format(
        "INSERT INTO {} (company, customer_number, ship_to_number{}) SELECT ?1, m.target, m.target_ship_to{} "
        "FROM temp.merge_ship_to m CROSS JOIN {} s WHERE m.rank = 1 AND s.company = ?1 "
        "AND s.customer_number = m.customer_number AND s.ship_to_number = m.ship_to_number",
        table, columns, values, table);
}

/// Orders that name a ship-to which their customer does not have, be it the target or a source.
constexpr const char* kPartOrdersFromMissingShipTos =
    "UPDATE order_ship_to SET customer_ship_to_number = 0 WHERE company = ?1 AND customer_number <> 0 AND "
    "customer_number IN (SELECT customer_number FROM temp.merge_member) AND customer_ship_to_number <> 0 AND "
    "NOT EXISTS (SELECT 1 FROM customer_ship_to s WHERE s.company = ?1 AND s.customer_number = "
    "order_ship_to.customer_number AND s.ship_to_number = order_ship_to.customer_ship_to_number)";

/// Orders that pointed to a ship-to follow it.
constexpr const char* kOrdersFollowShipTos =
    "UPDATE order_ship_to SET (customer_number, customer_ship_to_number) = (SELECT m.target, "
    "m.target_ship_to FROM "
    "temp.merge_ship_to m WHERE m.customer_number = order_ship_to.customer_number AND m.ship_to_number = "
    "order_ship_to.customer_ship_to_number) WHERE company = ?1 AND customer_number <> 0 AND "
    "(customer_number, customer_ship_to_number) IN (SELECT customer_number, ship_to_number FROM "
    "temp.merge_ship_to "
    "WHERE rank > 0)";

/// Orders that go to a source as their recipient go to the target.
constexpr const char* kRecipientsFollow =
    "UPDATE order_ship_to SET recipient_customer_number = (SELECT m.target FROM temp.merge_member m WHERE "
    "m.customer_number = order_ship_to.recipient_customer_number) WHERE company = ?1 AND "
    "recipient_customer_number <> 0 "
    "AND recipient_customer_number IN (SELECT customer_number FROM temp.merge_member WHERE rank > 0)";

/// "Adds source records to target; target's primary email address does not change." The address in the
/// source's own row is one of them. Addresses that differ in case only are the same. The target's
/// row has its primary address by now.
constexpr const char* kMoveEmails =
    "INSERT INTO customer_sold_to_email (company, customer_number, email_address, primary_email, format, "
    "opt_in_out) "
    "SELECT ?1, f.target, f.email_address, CASE WHEN LOWER(f.email_address) = (SELECT LOWER(c.email_address) "
    "FROM "
    "customer_sold_to c WHERE c.company = ?1 AND c.customer_number = f.target) THEN 'Y' ELSE 'N' END, "
    "f.format, "
    "f.opt_in_out FROM (SELECT target, email_address, "
    "format, "
    "opt_in_out, ROW_NUMBER() OVER (PARTITION BY target, LOWER(email_address) ORDER BY rank, is_own, "
    "email_address) AS "
    "place FROM (SELECT m.target, m.rank, 0 AS is_own, e.email_address, e.format, e.opt_in_out "
    "FROM temp.merge_member m CROSS JOIN customer_sold_to_email e WHERE m.rank > 0 AND e.company = ?1 AND "
    "e.customer_number = m.customer_number UNION ALL SELECT m.target, m.rank, 1, c.email_address, '', "
    "c.opt_in_out "
    "FROM temp.merge_member m CROSS JOIN customer_sold_to c WHERE m.rank > 0 AND c.company = ?1 AND "
    "c.customer_number = m.customer_number AND c.email_address <> '') AS every) AS f WHERE f.place = 1 AND "
    "NOT EXISTS "
    "(SELECT 1 FROM customer_sold_to_email o WHERE o.company = ?1 AND o.customer_number = f.target AND "
    "LOWER(o.email_address) = LOWER(f.email_address))";

std::vector<std::string> end_statements() {
    std::vector<std::string> all = {
        // The number of a customer that goes is not given again.
        "INSERT INTO number_assignment (company, number_type, last_number) SELECT ?1, 'SOLD TO', "
        "MAX(customer_number) FROM customer_sold_to WHERE company = ?1 ON CONFLICT (company, number_type) DO "
        "UPDATE SET "
        "last_number = excluded.last_number WHERE excluded.last_number > number_assignment.last_number",
        // Who was a Ghost of the source is one of the target.
        fmt::format(
            "UPDATE customer_sold_to SET ghost_target_customer_number = (SELECT m.target FROM "
            "temp.merge_member m WHERE m.customer_number = customer_sold_to.ghost_target_customer_number) "
            "WHERE company = ?1 AND ghost_target_customer_number <> 0 AND ghost_target_customer_number IN {}",
            kSources),
    };
    // What the web storefront has not been told yet ends with the target too.
    all.push_back(fmt::format(
        "UPDATE ec_cust_sold_to_merge SET target_cust_sold_to = (SELECT m.target FROM temp.merge_member m "
        "WHERE m.customer_number = ec_cust_sold_to_merge.target_cust_sold_to) WHERE company = ?1 AND "
        "target_cust_sold_to IN {}",
        kSources));
    for (const char* table : {"customer_sold_to_email", "customer_sold_to_phone", "customer_sold_to_extended",
                              "customer_merge_purge"}) {
        all.push_back(delete_of_sources(table));
    }
    // A target stays in the list as long as it has sources that were left.
    all.push_back(
        "DELETE FROM customer_merge_purge WHERE company = ?1 AND customer_number IN (SELECT customer_number "
        "FROM "
        "temp.merge_member WHERE rank = 0) AND NOT EXISTS (SELECT 1 FROM customer_merge_purge s WHERE "
        "s.company = ?1 AND "
        "s.target_customer_number = customer_merge_purge.customer_number AND s.customer_number <> "
        "s.target_customer_number)");
    // Ghost Customers: alternate numbers and email are not theirs any more.
    all.push_back(
        "UPDATE customer_sold_to SET ghost = 'Y', ghost_target_customer_number = (SELECT m.target FROM "
        "temp.merge_member m WHERE m.customer_number = customer_sold_to.customer_number), relate_id = '', "
        "e_commerce_id = '', email_address = '', opt_in_out = '', alternate_customer_number = '', "
        "synchronize_with_remote_db = 'N' WHERE company = ?1 AND customer_number IN "
        "(SELECT "
        "customer_number FROM temp.merge_member WHERE rank > 0 AND ghost = 'Y')");
    all.push_back(
        "DELETE FROM customer_sold_to WHERE company = ?1 AND customer_number IN (SELECT customer_number FROM "
        "temp.merge_member WHERE rank > 0 AND ghost <> 'Y')");
    return all;
}

}  // namespace

MergeMove::MergeMove(Database& database, int company)
    : company_(company),
      make_places_(prepare_steps(database,
                                 {kPartOrdersFromMissingShipTos, new_places_sql(database, "customer_ship_to"),
                                  new_places_sql(database, "customer_ship_to_extended")})),
      date_change_(database.prepare(
          "UPDATE customer_sold_to SET change_date = ?, changed_by = ? WHERE company = ? AND "
          "customer_number = ?")),
      ship_to_tables_(database, company, MergeOwner::kShipTo),
      end_ship_tos_(
          prepare_steps(database, {kOrdersFollowShipTos, delete_of_sources("customer_ship_to_extended"),
                                   delete_of_sources("customer_ship_to")})),
      tables_(database, company, MergeOwner::kCustomer),
      after_tables_(prepare_steps(database, {kRecipientsFollow, kMoveEmails})),
      make_primary_(
          database.prepare("UPDATE customer_sold_to_email SET primary_email = 'Y' WHERE company = ? AND "
                           "customer_number = ? AND LOWER(email_address) = LOWER(?)")),
      record_merge_(database.prepare(
          "INSERT INTO customer_merged (company, source_customer_number, target_customer_number, merge_date) "
          "SELECT ?1, customer_number, target, ?2 FROM temp.merge_member WHERE rank > 0 "
          "ON CONFLICT (company, source_customer_number) DO UPDATE SET target_customer_number = "
          "excluded.target_customer_number, merge_date = excluded.merge_date")),
      tell_storefront_(database.prepare(
          "INSERT INTO ec_cust_sold_to_merge (company, source_cust_sold_to, target_cust_sold_to) "
          "SELECT ?1, customer_number, target FROM temp.merge_member WHERE rank > 0 "
          "ON CONFLICT (company, target_cust_sold_to, source_cust_sold_to) DO NOTHING")),
      end_(prepare_steps(database, end_statements())) {}

void MergeMove::make_places() {
    run_steps(make_places_, company_);
}

void MergeMove::date_change(std::int64_t target, const std::string& date, const std::string& user) {
    date_change_.run(date, user, company_, target);
}

void MergeMove::move_records() {
    ship_to_tables_.move();
    run_steps(end_ship_tos_, company_);
    tables_.move();
    run_steps(after_tables_, company_);
}

void MergeMove::make_primary_email(std::int64_t target, const std::string& email_address) {
    make_primary_.run(company_, target, email_address);
}

void MergeMove::end_sources(const std::string& merge_date, bool exports) {
    record_merge_.run(company_, merge_date);
    if (exports) tell_storefront_.run(company_);
    run_steps(end_, company_);
}

}  // namespace oa
