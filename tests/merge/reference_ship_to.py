"""The plain per-row script's part for the ship-tos of the customers."""

from reference_store import (SHIP_TO_CHILDREN, SHIP_TO_RENUMBER, SHIP_TO_SUM, add_up, earliest, first_filled, key_of,
                             latest, most_recent, move_behind, put_extended, put_phones, recent_phones)

ADDRESS = ["prefix", "first_name", "middle_initial", "last_name", "suffix", "company_name", "street", "apartment",
           "address_line_2", "city", "state", "postal_code", "delivery_code", "po_box", "match_code", "change_date"]
EXTENDED = ["address_line_3", "address_line_4"]
FILL = ["country"]


class ShipTo:
    """A ship-to as it was before the merge."""

    def __init__(self, store, row):
        self.row = row
        self.key = key_of(row, ["customer_number", "ship_to_number"])
        self.change_date = row["change_date"]
        self.last_order_date = latest(history["last_order_date"]
                                      for history in store.rows("customer_ship_to_order_history", **self.key))
        self.phones = {phone["phone_type"]: phone for phone in store.rows("customer_ship_to_phone", **self.key)}
        self.extended = store.row("customer_ship_to_extended", **self.key)
        self.lines = key_of(self.extended or dict.fromkeys(EXTENDED, ""), EXTENDED)


def ship_tos_of(store, customer_number):
    rows = store.rows("customer_ship_to", customer_number=customer_number)
    return [ShipTo(store, row) for row in sorted(rows, key=lambda row: row["ship_to_number"])]


def move(store, ship_to, target, number):
    """The ship-to gets a new number under the target, with all its children."""
    new = {"customer_number": target, "ship_to_number": number}
    store.insert("customer_ship_to", {**ship_to.row, **new})
    move_behind(store, SHIP_TO_RENUMBER, ship_to.key, new)
    for table in SHIP_TO_CHILDREN:
        for row in store.rows(table, **ship_to.key):
            store.insert(table, {**row, **new})
        store.delete(table, **ship_to.key)
    store.delete("customer_ship_to", **ship_to.key)


def merge_fields(store, group, surviving):
    """group: the surviving ship-to and those that merge into it; surviving: the key of it now."""
    winner = most_recent(group)[0]
    changes = key_of(winner.row, ADDRESS)
    for column in FILL:
        changes[column] = first_filled((ship_to.row[column] for ship_to in group), "")
    emailed = next((ship_to for ship_to in group if ship_to.row["email_address"] != ""), group[0])
    changes.update(key_of(emailed.row, ["email_address", "opt_in_out"]))
    changes["entry_date"] = earliest(ship_to.row["entry_date"] for ship_to in group)
    store.update("customer_ship_to", changes, **surviving)
    put_extended(store, "customer_ship_to_extended", winner.lines, group[0].extended is not None, **surviving)
    put_phones(store, "customer_ship_to_phone", recent_phones(group), group[0].phones, **surviving)


def merge_children(store, ship_to, surviving):
    """What belongs to a ship-to that merges becomes the surviving one's; the rest of it goes."""
    move_behind(store, SHIP_TO_RENUMBER, ship_to.key, surviving)
    for table, columns in SHIP_TO_SUM.items():
        add_up(store, table, columns, ship_to.key, surviving)
    for table in ("customer_ship_to_extended", "customer_ship_to_phone", "customer_ship_to"):
        store.delete(table, **ship_to.key)


def follow_order(store, ship_to, surviving):
    store.update("order_ship_to", {"customer_number": surviving["customer_number"],
                                   "customer_ship_to_number": surviving["ship_to_number"]},
                 customer_number=ship_to.key["customer_number"],
                 customer_ship_to_number=ship_to.key["ship_to_number"])


def part_from_missing(store, customer_number):
    """An order to a ship-to that the customer does not have goes to no ship-to of any customer."""
    present = {ship_to.key["ship_to_number"] for ship_to in ship_tos_of(store, customer_number)}
    for row in store.rows("order_ship_to", customer_number=customer_number):
        if row["customer_ship_to_number"] not in present:
            store.update("order_ship_to", {"customer_ship_to_number": 0}, order_number=row["order_number"],
                         ship_to_number=row["ship_to_number"])


def merge_ship_tos(store, target, sources):
    """target and sources are customer numbers, the sources in their order."""
    for member in (target, *sources):
        part_from_missing(store, member)
    own = ship_tos_of(store, target)
    last_number = max((ship_to.key["ship_to_number"] for ship_to in own), default=0)
    groups = [([ship_to], ship_to.key) for ship_to in own]
    by_match_code = {}
    for group in groups:
        by_match_code.setdefault(group[0][0].row["match_code"], group)
    for source in sources:
        for ship_to in ship_tos_of(store, source):
            match_code = ship_to.row["match_code"]
            if match_code != "" and match_code in by_match_code:
                group, surviving = by_match_code[match_code]
                group.append(ship_to)
                merge_children(store, ship_to, surviving)
            else:
                last_number += 1
                surviving = {"customer_number": target, "ship_to_number": last_number}
                move(store, ship_to, target, last_number)
                groups.append(([ship_to], surviving))
                by_match_code.setdefault(match_code, groups[-1])
            follow_order(store, ship_to, surviving)
    for group, surviving in groups:
        if len(group) > 1:
            merge_fields(store, group, surviving)
