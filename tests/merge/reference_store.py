"""What the plain per-row script knows of the store: its tables, and one statement a row."""

# The tables under a customer's number, by what becomes of a source's rows.
RENUMBER = ["catalog_request", "correspondence_history", "customer_action", "customer_address_change", "customer_fraud",
            "customer_note", "customer_ownership", "customer_sold_to_mail_history", "customer_subscription",
            "customer_warranty"]
# With what makes a row the same besides the customer number.
UNION = {
    "alternate_customer_number_cross_reference": ["alternate_customer_number"],
    "customer_contract_pricing": ["item", "sku_code", "quantity"],
    "customer_pay_type_exclusion": ["pay_type"],
    "customer_profile": ["profile"],
    "customer_tax": ["country", "state"],
    "customer_warehouse": [],
    "pick_gen_select_customer": ["pick_generation_template"],
    "pick_gen_select_po": ["pick_generation_template", "purchase_order_number"],
    "promotion_customer": ["promotion"],
}
# Key, numbers to add, date to take the latest of, what goes with that date.
SUM = {
    "customer_sold_to_order_history": (
        ["entity"],
        ["order_count", "order_dollars", "return_count", "return_dollars", "exchange_count", "exchange_dollars",
         "cancel_count", "cancel_dollars", "life_to_date_warranty_dollars"],
        "last_order_date", ["last_source_code"]),
    "customer_sold_to_item_class": (["item_class"], ["quantity", "dollars"], "last_order_date", []),
    "customer_sold_to_promotion": (["promotion"], ["use_count"], "last_used_date", []),
    "order_billing_history_sold_to": (
        ["billing_year", "billing_period"],
        ["order_quantity", "order_dollars", "billed_quantity", "billed_dollars", "return_quantity", "return_dollars"],
        None, []),
}
FOLLOW = ["order_header", "pick_control_header", "po_header", "store_pickup_header", "tickler", "tickler_history"]

# The tables under a customer's ship-to.
SHIP_TO_RENUMBER = "customer_ship_to_mail_history"
SHIP_TO_SUM = {
    "customer_ship_to_order_history": (
        ["entity"], ["order_count", "order_dollars", "return_count", "return_dollars"], "last_order_date", []),
    "order_billing_history_ship_to": (
        ["billing_year", "billing_period"],
        ["order_quantity", "order_dollars", "billed_quantity", "billed_dollars", "return_quantity", "return_dollars"],
        None, []),
}
SHIP_TO_CHILDREN = ["customer_ship_to_extended", "customer_ship_to_phone", SHIP_TO_RENUMBER, *SHIP_TO_SUM]

# Everything that must be gone before a customer_sold_to row can be deleted, in an order that the foreign keys allow.
CUSTOMER_CHILDREN = ["customer_sold_to_extended", "customer_sold_to_phone", "customer_sold_to_email",
                     "customer_sold_to_user_fields", *RENUMBER, *UNION, *SUM, *SHIP_TO_CHILDREN, "customer_ship_to"]


# An index that leaves out the rows with 0 is used only by a statement that says so; nothing is looked for by 0.
NEVER_ZERO = ("customer_number", "ghost_target_customer_number")


def condition(values):
    return " AND ".join(f"{column} = ? AND {column} <> 0" if column in NEVER_ZERO else f"{column} = ?"
                        for column in values)


class Store:
    """One company of a store."""

    def __init__(self, connection, company):
        self.connection = connection
        self.company = company

    def rows(self, table, **where):
        where = {"company": self.company, **where}
        cursor = self.connection.execute(f"SELECT * FROM {table} WHERE {condition(where)}", list(where.values()))
        columns = [column[0] for column in cursor.description]
        return [dict(zip(columns, row)) for row in cursor]

    def row(self, table, **where):
        found = self.rows(table, **where)
        return found[0] if found else None

    def count(self, table, **where):
        where = {"company": self.company, **where}
        return self.connection.execute(f"SELECT COUNT(*) FROM {table} WHERE {condition(where)}",
                                       list(where.values())).fetchone()[0]

    def insert(self, table, row):
        row = {"company": self.company, **row}
        self.connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
                                list(row.values()))

    def update(self, table, changes, **where):
        where = {"company": self.company, **where}
        self.connection.execute(f"UPDATE {table} SET {', '.join(f'{column} = ?' for column in changes)} "
                                f"WHERE {condition(where)}", [*changes.values(), *where.values()])

    def delete(self, table, **where):
        where = {"company": self.company, **where}
        self.connection.execute(f"DELETE FROM {table} WHERE {condition(where)}", list(where.values()))

    def system_control_value(self, code):
        row = self.row("system_control_value", code=code)
        return row["value"] if row else ""


def key_of(row, columns):
    return {column: row[column] for column in columns}


def newest_first(date, *ties):
    """A sort key: newest date first, then those that have none (NULL), then by the ties."""
    if date is None:
        return (1, 0, *ties)
    return (0, -int("".join(character for character in date if character.isdigit())), *ties)


def latest(dates):
    return max((date for date in dates if date is not None), default=None)


def earliest(dates):
    return min((date for date in dates if date is not None), default=None)


def first_filled(values, default, empty=("", 0, None)):
    """The first of the values that is not empty."""
    return next((value for value in values if value not in empty), default)


def most_recent(members):
    """Members by recency. Each has change_date and last_order_date; they stand in the order that breaks a tie."""
    if any(member.change_date is not None for member in members):
        return sorted(members, key=lambda member: newest_first(member.change_date))
    return sorted(members, key=lambda member: newest_first(member.last_order_date))


def recent_phones(members):
    """Of each phone type the row of the most recent member that has one. Each member has phones, rows by type."""
    phones = {}
    for member in most_recent(members):
        for phone_type, row in member.phones.items():
            if row["phone_number"] != "":
                phones.setdefault(phone_type, row)
    return phones


def put_phones(store, table, phones, present, **owner):
    """Gives the owner these phones; present: the types of which it has a row already."""
    for phone_type, row in phones.items():
        changes = key_of(row, ["phone_number", "extension"])
        if phone_type in present:
            store.update(table, changes, **owner, phone_type=phone_type)
        else:
            store.insert(table, {**owner, "phone_type": phone_type, **changes})


def put_extended(store, table, lines, present, **owner):
    """Gives the owner these lines of the address. Blank lines alone are no reason for a row."""
    if present:
        store.update(table, lines, **owner)
    elif any(lines.values()):
        store.insert(table, {**owner, **lines})


def add_up(store, table, columns, old, new):
    """Adds the rows under the key `old` to those under the key `new`, which go first in a tie, and deletes them."""
    key_columns, numbers, date, with_date = columns
    for row in store.rows(table, **old):
        key = key_of(row, key_columns)
        present = store.row(table, **new, **key)
        if present is None:
            store.insert(table, {**row, **new})
        else:
            sums = {column: present[column] + row[column] for column in numbers}
            if date is not None and newest_first(row[date]) < newest_first(present[date]):
                sums.update(key_of(row, [date, *with_date]))
            store.update(table, sums, **new, **key)
        store.delete(table, **old, **key)


def move_behind(store, table, old, new):
    """Puts the rows under the key `old` behind those under the key `new`, with new sequence numbers."""
    last = max((row["sequence_number"] for row in store.rows(table, **new)), default=0)
    for row in sorted(store.rows(table, **old), key=lambda row: row["sequence_number"]):
        last += 1
        store.insert(table, {**row, **new, "sequence_number": last})
        store.delete(table, **old, sequence_number=row["sequence_number"])


def match_code(winner, country):
    """The code goes along with the address, but speaks of no other country. No street of the random stores makes a code: one that is
    made anew is blank."""
    return "" if winner["country"] != country else winner["match_code"]
