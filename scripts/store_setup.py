"""What the scripts that make a store share: the tools, the settings, the options for both."""

import argparse
import contextlib
import csv
import glob
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
COMPANY = 7
LOCATION = "101"
NON_MERCHANDISE_ITEM = "NONMERCH"
FILE_SERVICE = "ORCE File Service"
SECRET_VARIABLE = "OA_ORCE_CLIENT_SECRET"

# The exit codes of the tools.
EX_DONE, EX_ROWS_LEFT, EX_USAGE, EX_DATA, EX_NO_INPUT, EX_INTERNAL, EX_CANNOT_CREATE = 0, 1, 64, 65, 66, 70, 73


# Payments by stored value cards: their pay type, their service bureau (Customer Engagement Integration, Oracle Retail Customer
# Engagement Integration Setup in Order Administration) and their cards.
PAYMENT_SETUP_SQL = f"""
INSERT INTO pay_type (company, pay_type, description, pay_category, store_tender, card_number_length, leading_digits,
                      authorization_service, deposit_service, reauthorization_days)
    VALUES ({COMPANY}, 5, 'Stored value card, paid at RLT', 4, 'GIFTCARD', 16, '6006', 'RLT', 'RLT', 7);
INSERT INTO authorization_service (company, service_code, communication_type, presenters_id, submitters_id, send_reversal,
                                   batch_online, immediate_response, selected_for_deposit, primary_authorization_service)
    VALUES ({COMPANY}, 'RLT', 'P', '6006', '49', 'Y', 'B', 'Y', 'Y', '.IL');
INSERT INTO authorization_service (company, service_code, communication_type, application, merchant_id, charge_description,
                                   media_type)
    VALUES ({COMPANY}, '.IL', 'P', 'ATDP', 'INTEGRATION LAYER', 'Integration Layer', 'C');
INSERT INTO vendor_response (company, service_code, response_code, description, orce_response, hold_reason_code)
    VALUES ({COMPANY}, 'RLT', 'FUNDS', 'NOT ENOUGH ON THE CARD', 'INSUFFICIENT_FUNDS', 'SV');
"""
PAYMENT_CARDS = 100


def payment_card(n):
    """The n-th of PAYMENT_CARDS cards that payments_sql pays with."""
    return f"6006{n:012}"


def payments_sql(after, count, uncovered_every, cancelled_every):
    """Orders with the numbers behind `after`, each with a payment of 1.00 to 90.00 that an authorization covers, but that one
    in `uncovered_every` has none yet; one in `cancelled_every` of the orders is cancelled (0: none)."""
    numbers = f"WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {count}) "
    amount = "100 + n * 7919 % 8901"
    is_cancelled = f"n % {cancelled_every} = 7 % {cancelled_every}" if cancelled_every else "0"
    return f"""
INSERT INTO order_header (company, order_number, customer_number, order_date, status)
    {numbers}SELECT {COMPANY}, {after} + n, 1001, date('now', '-1 day'), CASE WHEN {is_cancelled} THEN 'X' ELSE '' END FROM number;
INSERT INTO order_ship_to (company, order_number, ship_to_number) {numbers}SELECT {COMPANY}, {after} + n, 1 FROM number;
INSERT INTO order_payment_method (company, order_number, opm_sequence, pay_type, card_number, amount_to_charge)
    {numbers}SELECT {COMPANY}, {after} + n, 1, 5, printf('6006%012d', n % {PAYMENT_CARDS}), {amount} FROM number;
INSERT INTO authorization_history (company, order_number, opm_sequence, authorization_sequence, status, auth_service, amount,
                                   currency_code, authorization_number, authorization_date, expiration_date, sent_at, answered_at)
    {numbers}SELECT {COMPANY}, {after} + n, 1, 1, 'A', 'RLT', {amount}, 'USD', 'P' || n, date('now', '-1 day'),
           date('now', '+6 days'), datetime('now', '-1 day'), datetime('now', '-1 day')
    FROM number WHERE n % {uncovered_every} <> 0;
"""


class Failure(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Parser(argparse.ArgumentParser):
    def __init__(self, **keywords):
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False, **keywords)

    def error(self, message):
        self.exit(EX_USAGE, f"{self.prog}: {message}; see {self.prog} --help\n")


def run_main(name, main):
    """Calls main, with messages and exit codes as the tools have them."""
    try:
        code = main()
        sys.stdout.flush()
        sys.exit(code)
    except Failure as failure:
        print(f"{name}: error: {failure}", file=sys.stderr)
        sys.exit(failure.code)
    except subprocess.CalledProcessError as failure:
        print(f"{name}: error: {pathlib.Path(failure.cmd[0]).name} ended with exit code {failure.returncode}",
              file=sys.stderr)
        sys.exit(failure.returncode if failure.returncode > 0 else EX_INTERNAL)
    except OSError as failure:
        print(f"{name}: error: {failure}", file=sys.stderr)
        sys.exit(EX_CANNOT_CREATE)
    except KeyboardInterrupt:
        sys.exit(130)


def build_directory():
    return pathlib.Path(os.environ.get("OA_BUILD_DIR") or ROOT / "build" / os.environ.get("OA_PRESET", "release"))


def program(name, folder="tools"):
    """The path of a program that was built."""
    path = build_directory() / folder / name
    if not os.access(path, os.X_OK):
        raise Failure(EX_NO_INPUT, f"{path} is not there; run scripts/build first")
    return str(path)


def oa_store(db, *arguments):
    subprocess.run([program("oa-store"), "--db", str(db), "--company", str(COMPANY), "--quiet", *map(str, arguments)],
                   check=True, stdout=subprocess.DEVNULL)


def write_csv(folder, table, columns, rows):
    path = pathlib.Path(folder) / f"{table}.csv"
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    return path


def exact(amount):
    """The same decimal amount with two decimals, and more only where they say something."""
    rounded = round(amount, 2)
    return rounded if rounded == amount else amount.normalize()


BUILD_HELP = """environment:
  OA_PRESET     the preset whose programs are used: release (the default), debug or asan
  OA_BUILD_DIR  the directory of the programs, instead of build/PRESET"""


def add_store_options(parser):
    group = parser.add_argument_group("settings of the store")
    group.add_argument("--file-service-url", metavar="URL", default="https://orce.example.invalid/orce/fileservice",
                       help="M62 ORCE File Service URL (default: %(default)s)")
    group.add_argument("--token-url", metavar="URL", default="https://idcs.example.invalid/oauth2/v1/token",
                       help="where the access token comes from (default: %(default)s)")
    group.add_argument("--directory", metavar="DIR", type=pathlib.Path,
                       help="ORCE_DIRECTORY_PATH, made when missing (default: STORE.outbox)")
    group.add_argument("--secret-source", metavar="SOURCE", default=f"env:{SECRET_VARIABLE}",
                       help="where the client secret is found, env:NAME or file:PATH (default: %(default)s)")


def outbox_directory(arguments, store):
    return (arguments.directory or pathlib.Path(f"{store}.outbox")).absolute()


@contextlib.contextmanager
def reading(store):
    """A connection that only reads."""
    # Opened for reading alone, SQLite could not take its -wal and -shm files away again.
    database = sqlite3.connect(f"{store.absolute().as_uri()}?mode=rw", uri=True)
    try:
        database.execute("PRAGMA query_only = ON")
        yield database
    except sqlite3.DatabaseError as error:
        raise Failure(EX_DATA, f"{store} is not a store: {error}") from None
    finally:
        database.close()


@contextlib.contextmanager
def new_store(store):
    """Gives the name under which to make the store: nobody shall meet half a one under its own."""
    part = store.with_name(f".{store.name}.part")
    try:
        part.unlink(missing_ok=True)
        yield part
        part.rename(store)
    finally:
        for leftover in store.parent.glob(f"{glob.escape(part.name)}*"):
            leftover.unlink()


def initialise(db, arguments, description, directory, settings):
    """Makes a store with its company, settings, file service and outgoing directory."""
    oa_store(db, "init", "--description", description)
    settings = {
        "K69": LOCATION,
        "L36": "N",
        "L38": "ITEM",
        "L39": NON_MERCHANDISE_ITEM,
        "L50": "ws",
        "M62": arguments.file_service_url,
        "M63": "imports/fileset/",
        "ORCE_ALT_ID_OROMS": "SERENADE_ID",
        "ORCE_DIRECTORY_PATH": directory,
        **settings,
    }
    for name, value in settings.items():
        oa_store(db, "set", name, value)
    with tempfile.TemporaryDirectory(prefix="oa-") as folder:
        oa_store(db, "load", write_csv(
            folder, "web_service_authentication",
            ["company", "web_service", "authentication_type", "user_id", "secret_source", "token_url"],
            [[COMPANY, FILE_SERVICE, "OAUTH", "oms-client", arguments.secret_source, arguments.token_url]]))
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
