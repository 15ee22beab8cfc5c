"""Shows the sales feed and the customer conversion at work: a store, a run of each, and what arrived."""

import collections
import csv
import decimal
import io
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile

import store_setup as setup

LISTED = 10


def parse_arguments():
    parser = setup.Parser(
        prog="demo",
        description="Installs and builds what is missing, makes a store, sends its sales and returns with\n"
                    "oa-salesfeed to a sandbox on the loopback that stands in for Customer Engagement, and checks\n"
                    "what arrived. Made-up customers are sent with oa-custupload, and given their Relate IDs with\n"
                    "oa-relateid.",
        epilog=setup.BUILD_HELP + "\n\nThe exit code is 0 only when everything adds up.")
    parser.add_argument("--data", metavar="CSV", type=pathlib.Path,
                        help="import this file in the public \"Online Retail\" format instead of making up invoices")
    parser.add_argument("--invoices", metavar="N", type=int, default=300,
                        help="how many invoices to make up (default: %(default)s)")
    parser.add_argument("--keep", action="store_true", help="keep the store and what arrived")
    return parser.parse_args()


def prepare():
    if "OA_BUILD_DIR" not in os.environ:
        subprocess.run([setup.ROOT / "scripts" / "build", "oa-store", "oa-salesfeed", "oa-custupload", "oa-relateid",
                        "oa-sandbox"], check=True)
    os.environ["OA_BUILD_DIR"] = str(setup.build_directory())
    # The tests' sandbox looks for the build when it is imported.
    sys.path.insert(1, str(setup.ROOT / "tests"))
    from support import SECRET, Sandbox
    return SECRET, Sandbox


def money(value):
    """Hundredths, or an exact amount, for people."""
    return f"{setup.exact(decimal.Decimal(value).scaleb(-2) if isinstance(value, int) else value):,f}"


class Demo:
    def __init__(self, arguments, folder, sandbox, secret):
        self.arguments, self.folder, self.sandbox = arguments, folder, sandbox
        self.store = folder / "store.db"
        self.environment = {**os.environ, setup.SECRET_VARIABLE: secret, "no_proxy": "127.0.0.1"}
        self.problems = []

    def expect(self, condition, problem):
        if not condition:
            self.problems.append(problem)

    def make_store(self):
        options = ["--file-service-url", f"{self.sandbox.url}/orce/fileservice",
                   "--token-url", f"{self.sandbox.url}/oauth2/v1/token", self.store]
        if self.arguments.data:
            print(f"A store from {self.arguments.data.name}\n", flush=True)
            self.report_file = self.folder / "import.json"
            command = ["import-online-retail", "--quiet", "--report", self.report_file, self.arguments.data, *options]
        else:
            print("A store with made-up invoices\n", flush=True)
            count = self.arguments.invoices
            command = ["make-store", "--invoices", count, "--customers", max(1, count * 2 // 5), "--seed", 7, *options]
        command[0] = setup.ROOT / "scripts" / command[0]
        done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, text=True)
        print_indented(done.stdout)
        if done.returncode not in (setup.EX_DONE, setup.EX_ROWS_LEFT):
            raise setup.Failure(done.returncode, "the store could not be made")

    def run_tool(self, name, *arguments):
        """Runs a tool on the store: what it answers, and its messages without too many rows left behind."""
        done = subprocess.run(
            [setup.program(name), "--db", str(self.store), "--company", str(setup.COMPANY), "--json",
             *map(str, arguments)], env=self.environment, capture_output=True, text=True)
        if done.returncode not in (setup.EX_DONE, setup.EX_ROWS_LEFT):
            raise setup.Failure(done.returncode, f"{name} failed: {done.stderr.strip()}")
        messages = done.stderr.splitlines()
        left = [message for message in messages if "left behind: " in message]
        shown = [message for message in messages if message not in left] + left[:LISTED]
        if len(left) > LISTED:
            shown.append(f"... and {len(left) - LISTED} more left behind")
        return json.loads(done.stdout), shown

    def send(self):
        result, shown = self.run_tool("oa-salesfeed")
        shown.append(f"sent {result['sent']} invoices ({result['sent_sales']} sales, {result['sent_returns']} returns) "
                     f"in {result['seconds']:.2f} s")
        print_indented("\n".join(shown))
        return result

    def show_arrived(self, objects):
        for item in objects:
            print(f"  {item['name']}, {item['bytes']:,} bytes")
            self.expect(item["readable"], f"{item['name']} cannot be read")
            for file in item["files"]:
                is_xml = file["name"].endswith(".xml")
                kind = "customers" if file["root"] == "Customers" else "transactions"
                what = (f", {file[kind]} {kind}, {file['bytes']:,} bytes, "
                        f"{'valid' if file['valid'] else 'NOT VALID'}" if is_xml else "")
                print(f"    {file['name']}{what}")
                self.expect(not is_xml or file["valid"], f"{file['name']} is not valid: {file['errors'][:3]}")

    def store_amounts(self):
        """Invoices, returns and money by currency, of what was sent and what was not."""
        with setup.reading(self.store) as database:
            rows = database.execute(
                "SELECT h.extracted_to_store, COALESCE(NULLIF(e.currency_code, ''), s.value), COUNT(*), "
                "       SUM(h.invoice_type = 'C'), SUM(h.total_amount) "
                "FROM invoice_header h JOIN order_header_extended e USING (company, order_number) "
                "JOIN system_control_value s ON s.company = h.company AND s.code = 'A55' "
                "WHERE h.company = ? GROUP BY 1, 2 ORDER BY 1, 2", (setup.COMPANY,)).fetchall()
        amounts = {"Y": {}, "": {}}
        for extracted, currency, *numbers in rows:
            amounts[extracted][currency] = numbers
        return amounts

    def check_sent(self, result, state):
        """Compares what the store, the tool and the other side say."""
        amounts = self.store_amounts()
        arrived = collections.defaultdict(lambda: [0, 0])
        for transaction in self.sandbox.transactions():
            arrived[transaction["currency_code"]][0] += 1
            arrived[transaction["currency_code"]][1] += transaction["grand_amount_hundredths"]
        print("                  sent by the store            arrived")
        for currency in sorted(set(amounts["Y"]) | set(arrived)):
            count, _, total = amounts["Y"].get(currency, (0, 0, 0))
            there, sum_there = arrived[currency]
            print(f"  {currency}  {count:10} {money(total):>16} {there:10} {money(sum_there):>16}")
            self.expect((count, total) == (there, sum_there), f"{currency} differs")
        kept = sum(count for count, _, _ in amounts[""].values())
        reasons = [f"{count} {reason}" for reason, count in result["excluded"].items()]
        print(f"  not sent: {kept}" + (f" (excluded: {', '.join(reasons)}; left behind: {result['left_behind']})"
                                       if kept else ""))
        self.expect(kept == sum(result["excluded"].values()) + result["left_behind"],
                    "the store keeps other invoices than oa-salesfeed says")
        transactions = state["transactions"]
        self.expect(transactions["unique"] == result["sent"], "another number arrived than oa-salesfeed says")
        self.expect(transactions["duplicates"] == transactions["conflicts"] == 0, "something arrived twice")
        return amounts

    def check_data(self, amounts):
        """From the lines of the file to what arrived, without a gap."""
        report = json.loads(self.report_file.read_text(encoding="utf-8"))
        file = figures_of(self.arguments.data)
        refused = (report["refused"]["invoices"], report["refused"]["cancellations"],
                   decimal.Decimal(report["refused"]["net"]))
        rounding = decimal.Decimal(report["rounding_difference"])
        sent, kept = ([sum(column) for column in zip((0, 0, 0), *amounts[state].values())] for state in ("Y", ""))
        print("                           invoices  returns               net")
        for name, (count, returns, net) in (("in the file", file), ("refused by the importer", refused),
                                            ("rounded to hundredths", ("", "", rounding)),
                                            ("left behind in the store", kept), ("arrived", sent)):
            print(f"  {name:24} {count:>8} {returns:>8} {money(net):>17}")
        in_store = [a + b for a, b in zip(sent, kept)]
        self.expect(in_store[:2] == [file[0] - refused[0], file[1] - refused[1]], "invoices of the file are missing")
        self.expect(decimal.Decimal(in_store[2]).scaleb(-2) == file[2] - refused[2] + rounding,
                    "the money of the file and of the store differ")

    def show_one(self):
        with setup.reading(self.store) as database:
            row = database.execute(
                "SELECT h.invoice_number FROM invoice_header h "
                "JOIN invoice_detail d USING (company, invoice_number) "
                "WHERE h.company = ? AND h.extracted_to_store = 'Y' AND h.invoice_type = 'I' "
                "GROUP BY h.invoice_number ORDER BY ABS(COUNT(*) - 2), h.invoice_number LIMIT 1",
                (setup.COMPANY,)).fetchone()
        if row:
            print(f"\nInvoice {row[0]} as it arrived\n")
            print_indented(self.sandbox.request("GET", f"/sandbox/transaction?sequence={row[0]}"))

    def customers(self):
        """Relate ID and Synchronize with Remote DB of all customers that are not Ghosts, by number."""
        with setup.reading(self.store) as database:
            return {number: state for number, *state in database.execute(
                "SELECT customer_number, relate_id, synchronize_with_remote_db FROM customer_sold_to "
                "WHERE company = ? AND ghost <> 'Y' ORDER BY email_address = '', customer_number", (setup.COMPANY,))}

    def convert_customers(self, objects_before):
        before = self.customers()
        wanted = [number for number, (relate_id, _) in before.items() if not relate_id]
        print("\noa-custupload sends the customers that have no Relate ID\n", flush=True)
        result, shown = self.run_tool("oa-custupload")
        print_indented("\n".join([*shown, f"sent {result['sent']} customers in {result['seconds']:.2f} s"]))
        print("\nWhat arrived\n")
        state = self.sandbox.state()
        self.show_arrived(state["objects"][objects_before:])
        if wanted:
            print(f"\nCustomer {wanted[0]} as it arrived\n")
            print_indented(self.sandbox.request("GET", f"/sandbox/customer?number={wanted[0]}"))

        print("\noa-relateid takes the IDs that Customer Engagement gave them\n", flush=True)
        query_file = self.folder / "customer-ids.csv"
        query_file.write_text(self.sandbox.request("GET", "/sandbox/customer-ids.csv"), encoding="utf-8")
        updated, shown = self.run_tool("oa-relateid", query_file)
        print_indented("\n".join([*shown, f"updated {updated['updated']} customers in {updated['seconds']:.2f} s"]))
        self.expect(not query_file.exists(), "the query results were not deleted")
        self.check_customers(before, wanted)

    def check_customers(self, before, wanted):
        """Who had no Relate ID arrived exactly once and has the ID of there; all others are as they were."""
        arrived = self.sandbox.request("GET", f"/sandbox/customers?limit={len(before) + 1}")
        once = {customer["customer_number"] for customer in arrived if customer["deliveries"] == 1}
        expected = dict(before)
        expected.update((number, [f"9{number:011}", "N"]) for number in wanted)
        after = self.customers()
        given = sum(after[number] == expected[number] for number in wanted)
        print("\nDoes it add up?\n")
        for what, count in (("had no Relate ID", len(wanted)), ("arrived, each once", len(once)),
                            ("have their Relate ID", given)):
            print(f"  {what:22}{count:8} customers")
        self.expect(once == set(map(str, wanted)) and len(arrived) == len(once),
                    "other customers arrived than had no Relate ID")
        self.expect(after == expected, "customers do not have the Relate IDs they should")

    def run(self):
        self.make_store()
        print("\noa-salesfeed sends what is new\n", flush=True)
        result = self.send()
        state = self.sandbox.state()
        print("\nWhat arrived\n")
        self.show_arrived(state["objects"])
        self.show_one()
        print("\nDoes it add up?\n")
        amounts = self.check_sent(result, state)
        if self.arguments.data:
            print()
            self.check_data(amounts)
        print("\nAnother run has nothing to send\n", flush=True)
        again = self.send()
        after = self.sandbox.state()
        self.expect(again["sent"] == 0 and after["puts"] == state["puts"], "the second run sent something again")
        if not self.arguments.data:
            self.convert_customers(len(after["objects"]))


def figures_of(path):
    """Invoices, cancellations and net as they stand in the file."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    names, net = set(), decimal.Decimal()
    for row in csv.DictReader(io.StringIO(text, newline="")):
        names.add(row["InvoiceNo"])
        net += decimal.Decimal(row["UnitPrice"]) * int(row["Quantity"])
    return len(names), sum(name.startswith("C") for name in names), net


def print_indented(text):
    for line in text.splitlines():
        print(f"  {line}")
    sys.stdout.flush()


def main():
    arguments = parse_arguments()
    if arguments.data and not arguments.data.is_file():
        raise setup.Failure(setup.EX_NO_INPUT, f"{arguments.data} is not there")
    secret, sandbox_class = prepare()
    # So that the sandbox is stopped and the directory removed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = pathlib.Path(tempfile.mkdtemp(prefix="oa-demo-"))
    try:
        with sandbox_class(folder, "--keep", str(folder / "arrived")) as sandbox:
            demo = Demo(arguments, folder, sandbox, secret)
            demo.run()
    except RuntimeError as error:
        raise setup.Failure(setup.EX_INTERNAL, error) from None
    finally:
        if arguments.keep:
            print(f"\nkept in {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    for problem in demo.problems:
        print(f"demo: error: {problem}", file=sys.stderr)
    print("\nIt does not add up." if demo.problems else "\nIt all adds up.")
    return setup.EX_INTERNAL if demo.problems else setup.EX_DONE


if __name__ == "__main__":
    setup.run_main("demo", main)
