"""Random customers with their histories for the property test of oa-mergepurge.

Few different values, so that keys, dates and match codes meet often.
"""

import random

from reference_store import FOLLOW, RENUMBER, SHIP_TO_SUM, SUM, UNION

DATES = [None, None, "2021-03-04", "2022-05-06", "2022-05-07", "2023-12-31", "2024-02-29"]
EMAILS = ["ann@example.com", "bob@example.com", "cy@example.net", "dee@example.net", "eve@example.org"]
ITEMS = ["", "A1", "A2"]
# What the job log says of the two runs is not the same.
NOT_COMPARED = {"job_run", "job_run_message", "active_procedure"}
# Without a row, or with a blank one: the same.
BLANK_IS_NONE = {"customer_sold_to_extended": 2, "customer_ship_to_extended": 3, "customer_sold_to_phone": 3,
                 "customer_ship_to_phone": 4, "customer_sold_to_user_fields": 3}

# What the schema lets stand in these columns.
CHECKED = {("pick_control_header", "status"): ["", "B", "V"], ("customer_ship_to", "opt_in_out"): ["", "O1", "O2"]}

# Of each column of customer_sold_to its values; the first is what it mostly is.
TEXT = ["", "A", "B", "C"]
# Of such a street no match code can be made: the codes are those that are given, or none.
STREET = ["", "-", ".", "/"]
FLAG = ["", "N", "Y"]
BILL_TO = [0] * 8 + [901] * 3 + [902]
NUMBER = [0, 0, 1, 2]
SOLD_TO = {
    **dict.fromkeys(["prefix", "first_name", "middle_initial", "last_name", "suffix", "company_name", "street",
                     "apartment", "city", "state", "postal_code", "country", "po_box", "delivery_code", "user_field_1",
                     "user_field_2", "user_field_3", "user_field_4", "original_mail_type", "current_mail_type",
                     "original_source_code", "current_source_code", "customer_class", "hold_bypass_fraud",
                     "customer_type", "pop_up_window_1", "pop_up_window_2", "alternate_customer_number", "mail_code",
                     "call_code", "vat_number", "currency_code", "language_code", "price_group", "van_route",
                     "tax_exempt_status", "exemption_certificate_number", "item_history_tracking_level",
                     "e_commerce_id", "relate_id", "entered_by", "changed_by"], TEXT),
    **dict.fromkeys(["mail", "rent", "seed", "do_not_fax", "inactive", "commercial", "bypass_reservation",
                     "auto_cancel_backorder", "associate", "synchronize_with_remote_db"], FLAG),
    **dict.fromkeys(["discount_percent", "price_column", "salesman_number", "reserve_warehouse", "van_sequence_number",
                     "external_sales_amount", "birth_month", "birth_date"], NUMBER),
    **dict.fromkeys(["entry_date", "active_since", "external_sales_update_date", "change_date"], DATES),
    "track_item_history": ["", "N", "S", "B"],
    "opt_in_out": ["", "O1", "O2", "O3", "O4"],
    "match_code": ["", "M1", "M2", "M3"],
    "street": STREET,
    "status": ["", "", "", "M"],
}
SHIP_TO = {
    **dict.fromkeys(["prefix", "first_name", "middle_initial", "last_name", "suffix", "company_name", "street",
                     "apartment", "address_line_2", "city", "state", "postal_code", "country", "delivery_code",
                     "po_box"], TEXT),
    "email_address": ["", *EMAILS],
    "match_code": ["", "S1", "S2", "S3"],
    "entry_date": DATES,
}
# The keys of the tables under a customer that have more than a sequence number.
KEYS = {"pay_type": [1, 2, 3, 4], "profile": ["P1", "P2", "P3"], "country": ["US", "CA"], "state": ["MA", "NY"],
        "pick_generation_template": ["T1", "T2", "T3"], "purchase_order_number": ["1", "2"], "user_field": [1, 2, 3, 4],
        "promotion": ["X1", "X2", "X3"], "alternate_customer_number": ["1", "2", "3"], "item": ["A1", "A2"],
        "sku_code": ["", "RED"], "quantity": [1, 2], "entity": ["E1", "E2", "E3"], "item_class": ["C1", "C2", "C3"],
        "billing_year": [2023, 2024], "billing_period": [1, 2]}


class Filler:
    def __init__(self, connection, company, generator):
        self.company = company
        self.random = generator
        self.inserts = []
        self.kinds = {}
        for table, in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
            self.kinds[table] = {column[1]: column[2] for column in columns}

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def pick(self, values):
        return self.random.choice(values)

    def keep(self, table, row):
        self.inserts.append((table, {"company": self.company, **row}))

    def ship_to_of_order(self, ship_tos):
        """Seldom one that the customer does not have; of these the number can be any other's."""
        return self.random.randint(1, 8) if self.chance(5) else self.pick([0, *ship_tos])

    def row(self, table, key):
        """The row with this key whose other columns are random, by their types."""
        row = dict(key)
        for column, kind in self.kinds[table].items():
            if column in row or column == "company":
                continue
            if kind == "DATE":
                row[column] = self.pick(DATES)
            elif kind == "TIMESTAMP":
                row[column] = self.pick([None, "2024-01-02T03:04:05"])
            elif (table, column) in CHECKED:
                row[column] = self.pick(CHECKED[table, column])
            elif kind.startswith("VARCHAR"):
                row[column] = self.pick(TEXT)
            else:
                row[column] = self.random.randrange(-5, 100)
        self.keep(table, row)

    def keyed_rows(self, table, owner, columns, most=3):
        """Up to `most` rows, none with the key of another."""
        keys = {tuple(self.pick(KEYS[column]) for column in columns) for _ in range(self.random.randint(0, most))}
        for key in sorted(keys):
            self.row(table, {**owner, **dict(zip(columns, key))})

    def numbered_rows(self, table, owner, percent=40):
        """Rows with ascending sequence numbers that have gaps."""
        sequence = 0
        while self.chance(percent):
            sequence += self.pick([1, 1, 1, 3])
            self.row(table, {**owner, "sequence_number": sequence})

    def write(self, connection, shuffled):
        # Within a transaction the pragma does nothing.
        connection.commit()
        connection.execute("PRAGMA foreign_keys = OFF")
        if shuffled:
            self.random.shuffle(self.inserts)
        for table, row in self.inserts:
            connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
                               list(row.values()))
        connection.commit()
        connection.execute("PRAGMA foreign_keys = ON")


def other_case(filler, address):
    return filler.pick([address, address, address.upper(), address.title()])


def fill_emails(filler, number, email_address):
    """No address twice in one customer; the customer's own mostly among them, and then primary."""
    for address in filler.random.sample(EMAILS, filler.random.choice([0, 1, 2, 3])):
        own = address == email_address.lower()
        if not own:
            filler.row("customer_sold_to_email",
                       {"customer_number": number, "email_address": other_case(filler, address), "primary_email":
                        filler.pick(["", "N"]), "format": filler.pick(["", "H", "T"]),
                        "opt_in_out": filler.pick(SOLD_TO["opt_in_out"])})
    if email_address != "" and filler.chance(60):
        filler.row("customer_sold_to_email",
                   {"customer_number": number, "email_address": other_case(filler, email_address),
                    "primary_email": "Y", "format": "H", "opt_in_out": filler.pick(SOLD_TO["opt_in_out"])})


def fill_phones(filler, table, owner):
    for phone_type in "DEF":
        if filler.chance(45):
            number = filler.pick(["", "555-0101", "555-0102", "555-0103"])
            filler.row(table, {**owner, "phone_type": phone_type, "phone_number": number,
                               "extension": filler.pick(["", "7", "8"]) if number else ""})


def fill_ship_tos(filler, number):
    """Answers their numbers, which have gaps."""
    ship_tos = sorted(filler.random.sample(range(1, 7), filler.pick([0, 0, 1, 2, 3])))
    dated = filler.chance(40)
    for ship_to in ship_tos:
        owner = {"customer_number": number, "ship_to_number": ship_to}
        row = {column: filler.pick(values) for column, values in SHIP_TO.items()}
        row["change_date"] = filler.pick(DATES) if dated else None
        filler.keep("customer_ship_to", {**owner, **row})
        if filler.chance(40):
            filler.row("customer_ship_to_extended", owner)
        fill_phones(filler, "customer_ship_to_phone", owner)
        filler.numbered_rows("customer_ship_to_mail_history", owner)
        for table, (columns, *_) in SHIP_TO_SUM.items():
            filler.keyed_rows(table, owner, columns)
    return ship_tos


def fill_tables(filler, number):
    """What lies under a customer's number alone."""
    owner = {"customer_number": number}
    if filler.chance(40):
        filler.row("customer_sold_to_extended", owner)
    fill_phones(filler, "customer_sold_to_phone", owner)
    for table in RENUMBER:
        if table != "customer_address_change":
            filler.numbered_rows(table, owner)
    # In many groups nobody has a change date.
    if filler.chance(25):
        filler.numbered_rows("customer_address_change", owner, 70)
    for table, columns in UNION.items():
        if table == "customer_warehouse":
            if filler.chance(30):
                filler.row(table, owner)
        elif table == "customer_profile":
            for profile in filler.random.sample(KEYS["profile"], filler.random.randint(0, 2)):
                filler.keep(table, {**owner, "profile": profile, "profile_data": filler.pick(["1", "2"])})
        else:
            filler.keyed_rows(table, owner, columns)
    filler.keyed_rows("customer_sold_to_user_fields", owner, ["user_field"])
    for table, (columns, *_) in SUM.items():
        # Some never ordered: what decides by the last order date needs them.
        if table != "customer_sold_to_order_history" or filler.chance(70):
            filler.keyed_rows(table, owner, columns)


def fill_orders(filler, number, ship_tos, next_number):
    """Orders, and what else names the customer beside its number; answers the next free number."""
    while filler.chance(55):
        order = next_number
        next_number += 1
        filler.keep("order_header", {"order_number": order, "customer_number": number, "order_date": "2024-01-01"})
        for ship_to in range(1, filler.pick([2, 2, 3])):
            named = filler.chance(60)
            filler.keep("order_ship_to",
                        {"order_number": order, "ship_to_number": ship_to, "customer_number": number if named else 0,
                         "customer_ship_to_number": filler.ship_to_of_order(ship_tos) if named else 0,
                         "recipient_customer_number": filler.pick([0, 0, number])})
            filler.keep("order_detail", {"order_number": order, "ship_to_number": ship_to, "line_number": 1,
                                         "item": "A1", "quantity_ordered": 1, "regular_price": 100, "price": 100})
    keys = {"pick_control_header": "pick_control_number", "po_header": "po_number",
            "store_pickup_header": "store_pickup_number", "tickler": "tickler_number"}
    for table in FOLLOW:
        if table in keys and filler.chance(30):
            filler.row(table, {keys[table]: next_number, "customer_number": number})
            next_number += 1
    if filler.chance(30):
        for sequence in (1, 2):
            filler.row("tickler_history",
                       {"tickler_number": next_number, "sequence_number": sequence, "customer_number": number})
        next_number += 1
    return next_number


def fill_list(filler, numbers, ghosts):
    """Targets with 0 to 5 sources among the customers; some of the list have become Ghosts meanwhile."""
    numbers = filler.random.sample(numbers, len(numbers))
    candidates = numbers[:len(numbers) * 4 // 5]
    while candidates:
        target = candidates.pop()
        filler.keep("customer_merge_purge", {"customer_number": target, "target_customer_number": target})
        for _ in range(filler.pick([0, 1, 1, 1, 2, 2, 3, 5])):
            if candidates:
                source = candidates.pop()
                # A Ghost stands in the list seldom.
                if source in ghosts and filler.chance(60):
                    continue
                filler.keep("customer_merge_purge",
                            {"customer_number": source, "target_customer_number": target,
                             "status": "B" if filler.chance(12) else "O", "ghost": filler.pick(["", "N", "Y"])})


def fill(connection, company, seed, customers, shuffled=False, first_number=101, h86=None, l37=None):
    """Fills a company that has no rows yet, besides its row in company if that is there.

    The list is for merging, not what `generate` would make of the match codes.
    h86 and l37: set these system control values to 'Y' and 'INTERACT', or not; None: as the seed says.
    shuffled: insert the rows in any order; the rows are the same."""
    filler = Filler(connection, company, random.Random(f"{seed}/{company}/{customers}"))
    connection.execute("INSERT INTO company (company) VALUES (?) ON CONFLICT DO NOTHING", [company])
    for code, value, wanted in (("H86", "Y", h86), ("L37", "INTERACT", l37)):
        by_seed = filler.chance(50)
        if by_seed if wanted is None else wanted:
            filler.keep("system_control_value", {"code": code, "value": value})
    for profile in KEYS["profile"]:
        filler.keep("profile", {"profile": profile, "description": profile})
        for data in ("1", "2"):
            filler.keep("profile_data", {"profile": profile, "profile_data": data, "description": data})
    if filler.chance(50):
        filler.keep("number_assignment", {"number_type": "SOLD TO", "last_number":
                                          first_number + filler.random.randrange(4 * customers)})
    # The same numbers in every company.
    numbers = sorted(random.Random(seed).sample(range(first_number, first_number + 3 * customers), customers))
    ghosts = {number for number in numbers if filler.chance(10)}
    next_number = 1
    for number in numbers:
        row = {column: filler.pick([values[0], *values]) for column, values in SOLD_TO.items()}
        row["email_address"] = other_case(filler, filler.pick(["", "", *EMAILS]))
        row["bill_to_customer_number"] = filler.pick(BILL_TO)
        row["ghost"] = "Y" if number in ghosts else filler.pick(["", "N"])
        row["ghost_target_customer_number"] = filler.pick([0, *numbers]) if number in ghosts else 0
        filler.keep("customer_sold_to", {"customer_number": number, **row})
        fill_emails(filler, number, row["email_address"])
        fill_tables(filler, number)
        next_number = fill_orders(filler, number, fill_ship_tos(filler, number), next_number)
    fill_list(filler, numbers, ghosts)
    # An earlier merge that is not written yet.
    filler.keep("ec_cust_sold_to_merge", {"source_cust_sold_to": first_number - 1,
                                          "target_cust_sold_to": filler.pick(numbers), "file_name": "EARLIER"})
    filler.write(connection, shuffled)


def contents(connection):
    """Every row of every table that two merges must agree on, by table."""
    tables = [name for name, in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").fetchall()]
    found = {}
    for table in tables:
        if table not in NOT_COMPARED:
            rows = connection.execute(f"SELECT * FROM {table}").fetchall()
            if table in BLANK_IS_NONE:
                rows = [row for row in rows if any(row[BLANK_IS_NONE[table]:])]
            found[table] = sorted(rows, key=repr)
    return found
