"""The public "Online Retail" file: its invoices, and which of them are sales and returns."""

import collections
import csv
import datetime
import decimal
import re
import sys

import store_setup as setup

COLUMNS = ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"]
HOUSE_CUSTOMER = 1

FREIGHT = {"POST", "DOT", "C2"}
CHARGES = {"D", "M", "S", "BANK CHARGES", "AMAZONFEE", "CRUK"}

# ISO 3166; the Channel Islands have two codes there and no common one, so the larger island stands for both.
COUNTRIES = {
    "Australia": "AU", "Austria": "AT", "Bahrain": "BH", "Belgium": "BE", "Brazil": "BR", "Canada": "CA",
    "Channel Islands": "JE", "Cyprus": "CY", "Czech Republic": "CZ", "Denmark": "DK", "EIRE": "IE",
    "European Community": "", "Finland": "FI", "France": "FR", "Germany": "DE", "Greece": "GR", "Hong Kong": "HK",
    "Iceland": "IS", "Israel": "IL", "Italy": "IT", "Japan": "JP", "Lebanon": "LB", "Lithuania": "LT", "Malta": "MT",
    "Netherlands": "NL", "Norway": "NO", "Poland": "PL", "Portugal": "PT", "RSA": "ZA", "Saudi Arabia": "SA",
    "Singapore": "SG", "Spain": "ES", "Sweden": "SE", "Switzerland": "CH", "United Arab Emirates": "AE",
    "United Kingdom": "GB", "Unspecified": "", "USA": "US",
}


class Line:
    __slots__ = ("code", "quantity", "price")

    def __init__(self, code, quantity, price):
        self.code, self.quantity, self.price = code, quantity, price

    @property
    def amount(self):
        return self.price * self.quantity

    def extended(self):
        return hundredths(self.amount)

    def unit_price(self):
        """The extended price (not the price of the file) divided by the quantity, in whole hundredths."""
        count = abs(self.quantity)
        return (2 * abs(self.extended()) + count) // (2 * count)


class Invoice:
    def __init__(self, name, time_, country):
        self.name, self.time, self.country = name, time_, country
        self.customers = set()
        self.lines = []

    @property
    def is_credit(self):
        return self.name.startswith("C")

    @property
    def number(self):
        return int(self.name.removeprefix("C"))

    @property
    def customer(self):
        return next(iter(self.customers), HOUSE_CUSTOMER)

    def amount(self):
        return sum((line.amount for line in self.lines), decimal.Decimal())

    def parts(self):
        """Merchandise lines, freight and charges (both in hundredths)."""
        merchandise, freight, charges = [], 0, 0
        for line in self.lines:
            if line.code in FREIGHT:
                freight += line.extended()
            elif line.code in CHARGES:
                charges += line.extended()
            else:
                merchandise.append(line)
        return merchandise, freight, charges


def hundredths(amount):
    return int((amount * 100).to_integral_value(decimal.ROUND_HALF_UP))


def decimals(value):
    sign = "-" if value < 0 else ""
    return f"{sign}{abs(value) // 100}.{abs(value) % 100:02}"


class BadLine(Exception):
    pass


class OnlineRetailFile:
    """The invoices of the file, and what is said of items in it."""

    def __init__(self, path):
        self.path = path
        # The public file is Latin-1, copies of it often UTF-8.
        for encoding in ("utf-8-sig", "latin-1"):
            try:
                self.read(encoding)
                return
            except UnicodeDecodeError:
                continue

    def read(self, encoding):
        self.invoices = {}
        self.line_count = 0
        self.descriptions = collections.defaultdict(collections.Counter)
        self.prices, self.times = {}, {}
        with open(self.path, newline="", encoding=encoding) as file:
            reader = csv.DictReader(file)
            absent = [name for name in COLUMNS if name not in (reader.fieldnames or [])]
            if absent:
                raise setup.Failure(setup.EX_DATA, f"{self.path} has no column {', '.join(absent)}")
            for row in reader:
                try:
                    self.add(row)
                except BadLine as bad:
                    raise setup.Failure(setup.EX_DATA, f"{self.path}, line {reader.line_num}: {bad}") from None

    def add(self, row):
        if None in row or None in row.values():
            raise BadLine("it does not have as many fields as the heading")
        name = row["InvoiceNo"].strip().upper()
        if not name:
            raise BadLine("it has no InvoiceNo")
        code = sys.intern(row["StockCode"].strip().upper())
        line = Line(code, self.quantity(row["Quantity"]), self.price(row["UnitPrice"]))
        time_ = self.time(row["InvoiceDate"])
        invoice = self.invoices.get(name)
        if invoice is None:
            invoice = self.invoices[name] = Invoice(name, time_, row["Country"].strip())
        invoice.time = min(invoice.time, time_)
        invoice.lines.append(line)
        if customer := row["CustomerID"].strip().removesuffix(".0"):
            if not re.fullmatch(r"[1-9]\d{0,8}", customer, re.ASCII):
                raise BadLine(f"'{customer}' is not a customer number")
            invoice.customers.add(int(customer))
        if description := row["Description"].strip():
            # Where nothing was sold, people wrote notes into the description.
            self.descriptions[code][description] += 1000 if line.price > 0 else 1
        self.line_count += 1

    @staticmethod
    def quantity(text):
        try:
            return int(text)
        except ValueError:
            raise BadLine(f"'{text}' is not a quantity") from None

    def price(self, text):
        price = self.prices.get(text)
        if price is None:
            try:
                price = self.prices[text] = decimal.Decimal(text.strip())
            except decimal.InvalidOperation:
                raise BadLine(f"'{text}' is not a price") from None
            if not price.is_finite():
                raise BadLine(f"'{text}' is not a price")
        return price

    def time(self, text):
        parsed = self.times.get(text)
        if parsed is None:
            for form in ("%Y-%m-%d %H:%M:%S", "%m/%d/%Y %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"):
                try:
                    parsed = self.times[text] = datetime.datetime.strptime(text.strip(), form).isoformat()
                    break
                except ValueError:
                    continue
            else:
                raise BadLine(f"'{text}' is not a date and time")
        return parsed

    def description(self, item):
        known = self.descriptions.get(item)
        return max(known, key=known.get)[:40] if known else ""


def refusal(invoice, file, known_numbers):
    """Why an invoice cannot be imported: a reason, and what is particular to this invoice. None when it can.

    The known numbers are those of the invoices that the store has."""
    if re.fullmatch(r"A\d+", invoice.name):
        return "an adjustment of bad debts is not a sale", ""
    if not re.fullmatch(r"C?[1-9]\d{0,8}", invoice.name, re.ASCII):
        return "this is not an invoice number", ""
    if invoice.is_credit and invoice.name[1:] in file.invoices:
        return "a sale has the same number as this cancellation", ""
    if invoice.number in known_numbers:
        return "the store has an invoice of this number", ""
    if len(invoice.customers) > 1:
        return "it has several customers", ", ".join(map(str, sorted(invoice.customers)))
    if not invoice.customers and all(line.price == 0 for line in invoice.lines):
        if not invoice.is_credit and all(line.quantity < 0 for line in invoice.lines):
            return "a stock correction is not a sale: negative quantities, no price, no customer", ""
        return "a stock movement is not a sale: no price, no customer", ""
    return amount_refusal(invoice)


def amount_refusal(invoice):
    merchandise, freight, charges = invoice.parts()
    kind = "cancellation" if invoice.is_credit else "sale"
    for line in merchandise:
        if line.quantity == 0 or (line.quantity < 0) != invoice.is_credit:
            return f"a {kind} cannot have this quantity", f"{line.quantity} of {line.code}"
        if line.price < 0:
            return "a price below zero", f"{line.price} for {line.code}"
        if not 0 < len(line.code) <= 12:
            return "this is not an item code", f"'{line.code}'"
    if freight != 0 and (freight < 0) != invoice.is_credit:
        return f"a {kind} cannot have this freight", decimals(freight)
    if not merchandise and freight + charges == 0:
        return "it has no lines and no amount", ""
    return None


class Originals:
    """Finds the sale that a returned line undoes."""

    def __init__(self):
        self.sold = collections.defaultdict(list)
        self.found = self.missed = 0

    def note_sale(self, invoice, line):
        if invoice.customers:
            self.sold[invoice.customer, line.code, line.price].append([invoice.number, line.quantity])

    def of(self, invoice, line):
        if invoice.customers:
            for sale in reversed(self.sold.get((invoice.customer, line.code, line.price), ())):
                if sale[1] >= -line.quantity:
                    sale[1] += line.quantity
                    self.found += 1
                    return sale[0]
        self.missed += 1
        return 0
