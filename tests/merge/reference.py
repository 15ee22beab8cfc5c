#!/usr/bin/env python3
"""Plain per-row script: merges the customers of the merge/purge list, one row and one statement after the other.

The tests compare oa-mergepurge's store with this one's; scripts/bench-mergepurge compares the time.
"""

import argparse
import sqlite3

from reference_ship_to import merge_ship_tos
from reference_store import (CUSTOMER_CHILDREN, FOLLOW, RENUMBER, SUM, UNION, Store, add_up, earliest, first_filled,
                             key_of, latest, match_code, most_recent, move_behind, newest_first, put_extended, put_phones,
                             recent_phones)

ADDRESS = ["prefix", "first_name", "middle_initial", "last_name", "suffix", "company_name", "street", "apartment",
           "city", "state", "postal_code", "delivery_code", "po_box", "match_code", "user_field_1", "user_field_2",
           "user_field_3", "user_field_4"]
EXTENDED = ["address_line_2", "address_line_3", "address_line_4"]
FILL = ["hold_bypass_fraud", "customer_type", "discount_percent", "price_column", "pop_up_window_1", "pop_up_window_2",
        "alternate_customer_number", "salesman_number", "country", "mail_code", "call_code", "vat_number",
        "currency_code", "language_code", "price_group", "reserve_warehouse", "van_route", "van_sequence_number",
        "e_commerce_id", "relate_id"]
# Filled together, when the target's first one is empty.
FILL_TOGETHER = [("birth_month", "birth_date"),
                 ("exemption_certificate_number", "tax_exempt_status")]
FLAGS = ["mail", "rent", "seed", "do_not_fax"]
PHONE_NAMES = {"D": "day", "E": "evening", "F": "fax"}


class Member:
    """A target or source as it was before the merge."""

    def __init__(self, store, number):
        self.number = number
        self.row = store.row("customer_sold_to", customer_number=number)
        self.extended = store.row("customer_sold_to_extended", customer_number=number)
        self.lines = key_of(self.extended or dict.fromkeys(EXTENDED, ""), EXTENDED)
        self.phones = {row["phone_type"]: row for row in store.rows("customer_sold_to_phone", customer_number=number)}
        self.history = store.rows("customer_sold_to_order_history", customer_number=number)
        self.change_date = latest(row["change_date"]
                                  for row in store.rows("customer_address_change", customer_number=number))
        self.last_order_date = latest(row["last_order_date"] for row in self.history)
        self.email = key_of(self.row, ["email_address", "opt_in_out"])
        primary = [row for row in store.rows("customer_sold_to_email", customer_number=number)
                   if row["primary_email"] == "Y"]
        if self.email["email_address"] == "" and primary:
            self.email = key_of(min(primary, key=lambda row: row["email_address"]), ["email_address", "opt_in_out"])


def original_mail_type(target, sources):
    types = [source.row["original_mail_type"] for source in sources]
    own = target.row["original_mail_type"]
    return "B" if own == "B" or "B" in types else first_filled(types, own)


def current_mail_type(target, sources):
    own = target.row["current_mail_type"]
    if target.last_order_date is not None:
        return own
    buyers = [source.row["current_mail_type"] for source in sources if source.last_order_date is not None]
    return first_filled(buyers + [source.row["current_mail_type"] for source in sources], own)


def of_oldest(target, sources, column, date):
    """The column of the oldest source that is older than the target and has it."""
    own_date = target.row[date]
    older = [source for source in sources if source.row[column] != "" and source.row[date] is not None
             and (own_date is None or source.row[date] < own_date)]
    # min() takes the first of several, the lowest number.
    return min(older, key=lambda source: source.row[date], default=target).row[column]


def item_history_tracking(target, sources):
    chosen = target
    if target.row["track_item_history"] not in ("S", "B"):
        chosen = next((source for source in sources if source.row["track_item_history"] in ("S", "B")), target)
    return key_of(chosen.row, ["track_item_history", "item_history_tracking_level"])


def current_source_code(target, sources):
    candidates = []
    for place, member in enumerate([target, *sources]):
        for row in member.history:
            if row["last_source_code"] != "":
                candidates.append((newest_first(row["last_order_date"], place, row["entity"]), row["last_source_code"]))
    return min(candidates)[1] if candidates else target.row["current_source_code"]


def external_sales(target, sources):
    dated = [member for member in [target, *sources] if member.row["external_sales_update_date"] is not None]
    if dated:
        chosen = min(dated, key=lambda member: newest_first(member.row["external_sales_update_date"]))
    elif target.row["external_sales_amount"] != 0:
        chosen = target
    else:
        chosen = next((source for source in sources if source.row["external_sales_amount"] != 0), target)
    return key_of(chosen.row, ["external_sales_amount", "external_sales_update_date"])


def synchronize(target, sources, relate_id, interact):
    if any(source.row["synchronize_with_remote_db"] == "Y" for source in sources) or (interact and relate_id != ""):
        return "Y"
    return target.row["synchronize_with_remote_db"]


def merged_fields(target, sources, interact):
    """The columns of the target's customer_sold_to that do not depend on recency."""
    members = [target, *sources]
    fields = {column: first_filled((member.row[column] for member in members), target.row[column]) for column in FILL}
    for pair in FILL_TOGETHER:
        chosen = next((member for member in members if member.row[pair[0]] not in ("", 0)), target)
        fields.update(key_of(chosen.row, pair))
    fields.update(next((member.email for member in members if member.email["email_address"] != ""), target.email))
    for column in FLAGS:
        fields[column] = "Y" if any(member.row[column] == "Y" for member in members) else target.row[column]
    for column in ("entry_date", "active_since"):
        fields[column] = earliest(member.row[column] for member in members)
    fields["original_mail_type"] = original_mail_type(target, sources)
    fields["current_mail_type"] = current_mail_type(target, sources)
    fields["original_source_code"] = of_oldest(target, sources, "original_source_code", "entry_date")
    fields["customer_class"] = of_oldest(target, sources, "customer_class", "active_since")
    fields["current_source_code"] = current_source_code(target, sources)
    fields.update(item_history_tracking(target, sources))
    fields.update(external_sales(target, sources))
    fields["synchronize_with_remote_db"] = synchronize(target, sources, fields["relate_id"], interact)
    return fields


def add_address_change(store, target, today, user):
    """What the target's name, address and phones were."""
    row = {"customer_number": target.number, "change_date": today, "user_id": user, **key_of(target.row, ADDRESS),
           **target.lines}
    for phone_type, name in PHONE_NAMES.items():
        if phone_type in target.phones:
            row[f"{name}_phone"] = target.phones[phone_type]["phone_number"]
            row[f"{name}_extension"] = target.phones[phone_type]["extension"]
    present = store.rows("customer_address_change", customer_number=target.number)
    row["sequence_number"] = max((change["sequence_number"] for change in present), default=0) + 1
    store.insert("customer_address_change", row)


def merge_sold_to(store, target, sources, today, user):
    """Called when the sources' address changes are the target's already. Whoever's address is taken over, the target
    has changed today by the user."""
    fields = merged_fields(target, sources, store.system_control_value("L37") == "INTERACT")
    members = [target, *sources]
    winner = most_recent(members)[0]
    if winner is not target:
        add_address_change(store, target, today, user)
        fields.update(key_of(winner.row, ADDRESS))
        fields.update({"change_date": today, "changed_by": user})
        put_extended(store, "customer_sold_to_extended", winner.lines, target.extended is not None,
                     customer_number=target.number)
    fields["match_code"] = match_code(winner.row, fields["country"])
    store.update("customer_sold_to", fields, customer_number=target.number)
    put_phones(store, "customer_sold_to_phone", recent_phones(members), target.phones, customer_number=target.number)


def merge_emails(store, target, sources):
    """Called when the target's row has its primary address."""
    primary = store.row("customer_sold_to", customer_number=target.number)["email_address"].lower()
    present = {row["email_address"].lower()
               for row in store.rows("customer_sold_to_email", customer_number=target.number)}
    for source in sources:
        rows = store.rows("customer_sold_to_email", customer_number=source.number)
        rows.sort(key=lambda row: row["email_address"])
        own = source.row["email_address"]
        if own != "" and own.lower() not in [row["email_address"].lower() for row in rows]:
            rows.append({"email_address": own, "opt_in_out": source.row["opt_in_out"]})
        for row in rows:
            if row["email_address"].lower() not in present:
                present.add(row["email_address"].lower())
                is_primary = row["email_address"].lower() == primary
                store.insert("customer_sold_to_email", {**row, "customer_number": target.number,
                                                        "primary_email": "Y" if is_primary else "N"})
    if target.row["email_address"] == "":
        for row in store.rows("customer_sold_to_email", customer_number=target.number):
            if primary != "" and row["email_address"].lower() == primary:
                store.update("customer_sold_to_email", {"primary_email": "Y"}, customer_number=target.number,
                             email_address=row["email_address"])


def merge_user_fields(store, target, sources):
    """A blank value counts as none."""
    for source in sources:
        for row in store.rows("customer_sold_to_user_fields", customer_number=source.number):
            if row["value"] == "":
                continue
            key = {"customer_number": target.number, "user_field": row["user_field"]}
            present = store.row("customer_sold_to_user_fields", **key)
            if present is None:
                store.insert("customer_sold_to_user_fields", {**row, **key})
            elif present["value"] == "":
                store.update("customer_sold_to_user_fields", {"value": row["value"]}, **key)


def merge_tables(store, target, source):
    """The tables that need no more than the numbers of the target and of one source."""
    old, new = {"customer_number": source}, {"customer_number": target}
    for table in RENUMBER:
        move_behind(store, table, old, new)
    for table, key_columns in UNION.items():
        for row in store.rows(table, **old):
            if store.row(table, **new, **key_of(row, key_columns)) is None:
                store.insert(table, {**row, **new})
    for table, columns in SUM.items():
        add_up(store, table, columns, old, new)


def follow(store, target, source):
    """What lies under another key names the target instead; of a ship-to, merge_ship_tos() saw to it already."""
    for table in (*FOLLOW, "order_ship_to"):
        store.update(table, {"customer_number": target}, customer_number=source)
    store.update("customer_sold_to", {"ghost_target_customer_number": target}, ghost_target_customer_number=source)
    store.update("order_ship_to", {"recipient_customer_number": target}, recipient_customer_number=source)
    store.update("ec_cust_sold_to_merge", {"target_cust_sold_to": target}, target_cust_sold_to=source)


def remove_source(store, target, source, keep_as_ghost):
    store.delete("customer_merge_purge", customer_number=source)
    for table in CUSTOMER_CHILDREN:
        store.delete(table, customer_number=source)
    if keep_as_ghost:
        store.update("customer_sold_to",
                     {"ghost": "Y", "ghost_target_customer_number": target, "relate_id": "", "e_commerce_id": "",
                      "synchronize_with_remote_db": "N", "email_address": "", "opt_in_out": "",
                      "alternate_customer_number": ""}, customer_number=source)
    else:
        store.delete("customer_sold_to", customer_number=source)


def record_merge(store, target, source, today):
    record = {"target_customer_number": target, "merge_date": today}
    if store.row("customer_merged", source_customer_number=source) is None:
        store.insert("customer_merged", {"source_customer_number": source, **record})
    else:
        store.update("customer_merged", record, source_customer_number=source)


def stage_for_e_commerce(store, target, source):
    if store.row("ec_cust_sold_to_merge", target_cust_sold_to=target, source_cust_sold_to=source) is None:
        store.insert("ec_cust_sold_to_merge", {"source_cust_sold_to": source, "target_cust_sold_to": target})


def keep_highest_number(store):
    highest, = store.connection.execute("SELECT MAX(customer_number) FROM customer_sold_to WHERE company = ?",
                                        [store.company]).fetchone()
    present = store.row("number_assignment", number_type="SOLD TO")
    if present is None:
        store.insert("number_assignment", {"number_type": "SOLD TO", "last_number": highest})
    elif present["last_number"] < highest:
        store.update("number_assignment", {"last_number": highest}, number_type="SOLD TO")


def merge_group(store, target_number, listed, today, user):
    """listed: the rows of customer_merge_purge of the sources."""
    target = Member(store, target_number)
    sources = [Member(store, row["customer_number"]) for row in listed]
    for source in sources:
        merge_tables(store, target.number, source.number)
    merge_sold_to(store, target, sources, today, user)
    merge_emails(store, target, sources)
    merge_user_fields(store, target, sources)
    merge_ship_tos(store, target.number, [source.number for source in sources])
    staging = store.system_control_value("H86") == "Y"
    for row in listed:
        source = row["customer_number"]
        follow(store, target.number, source)
        remove_source(store, target.number, source, row["ghost"] == "Y")
        record_merge(store, target.number, source, today)
        if staging:
            stage_for_e_commerce(store, target.number, source)
    # Its own row names it as well.
    if store.count("customer_merge_purge", target_customer_number=target.number) == 1:
        store.delete("customer_merge_purge", customer_number=target.number)


def groups_to_merge(store):
    """The target numbers with the rows of their sources that can be merged, all in order. Nobody who is billed to
    somebody is merged into a customer that is not billed to the same."""
    rows = {row["customer_number"]: row for row in store.rows("customer_merge_purge")}
    customers = {number: store.row("customer_sold_to", customer_number=number) for number in rows}
    ghosts = {number for number, customer in customers.items() if customer["ghost"] == "Y"}
    bill_to = {number: customer["bill_to_customer_number"] for number, customer in customers.items()}
    targets = {row["target_customer_number"] for number, row in rows.items() if row["target_customer_number"] != number}
    groups = {}
    for number, row in sorted(rows.items()):
        target = row["target_customer_number"]
        if number == target or number in ghosts or target in ghosts:
            continue
        if bill_to[number] != 0 and bill_to[number] != bill_to[target]:
            continue
        # Neither with a target that is a source, nor while others have this source for a target.
        if rows[target]["target_customer_number"] != target or number in targets:
            continue
        groups.setdefault(target, []).append(row)
    return sorted(groups.items())


def say_statuses(store):
    """What stays in the list says whether it is a bill-to duplicate now."""
    for row in store.rows("customer_merge_purge"):
        if row["customer_number"] == row["target_customer_number"]:
            continue
        own, kept = (store.row("customer_sold_to", customer_number=row[column])["bill_to_customer_number"]
                     for column in ("customer_number", "target_customer_number"))
        status = "B" if own not in (0, kept) else "O"
        store.update("customer_merge_purge", {"status": status}, customer_number=row["customer_number"])


def merge(connection, company, today, user="MERGE_PURG"):
    """Merges the whole list in one transaction and answers how many sources there were."""
    connection.execute("PRAGMA foreign_keys = ON")
    store = Store(connection, company)
    groups = groups_to_merge(store)
    if groups:
        keep_highest_number(store)
    for target, listed in groups:
        merge_group(store, target, listed, today, user)
    say_statuses(store)
    connection.commit()
    return sum(len(listed) for _, listed in groups)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("store", metavar="STORE")
    parser.add_argument("company", metavar="COMPANY", type=int)
    parser.add_argument("today", metavar="TODAY", help="YYYY-MM-DD")
    parser.add_argument("--user", metavar="U", default="MERGE_PURG", help="who changes (default: %(default)s)")
    arguments = parser.parse_args()
    connection = sqlite3.connect(arguments.store)
    merged = merge(connection, arguments.company, arguments.today, arguments.user)
    connection.close()
    print(f"{merged} sources merged")


if __name__ == "__main__":
    main()
