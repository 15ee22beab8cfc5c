"""What golden and fault tests share: a scratch store, the tools, the sandbox."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import leaks

ROOT = Path(__file__).resolve().parent.parent
BUILD = Path(os.environ.get("OA_BUILD_DIR", ROOT / "build" / "release"))
# Names the store that an outbox directory belongs to.
STORE_FILE = ".oa-store"
SECRET = "oms-secret"
PASSWORD = "orce-password"


def tool(name):
    return str(BUILD / "tools" / name)


def sql(store, text):
    """Runs SQL in a store with the sqlite3 shell and answers what it printed."""
    done = subprocess.run(["sqlite3", "-bail", str(store)], input=text, text=True, capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(f"sqlite3: {done.stderr}")
    return done.stdout


class Meanwhile(subprocess.Popen):
    """A command that goes on meanwhile; what it says is searched for card numbers as its workspace's commands are."""

    def __init__(self, workspace, command, **options):
        self.workspace = workspace
        super().__init__(command, **options)

    def communicate(self, *arguments, **options):
        said = super().communicate(*arguments, **options)
        self.workspace.look_into(self.args, *said)
        return said


class Workspace:
    """A scratch directory with a store made from fixtures and an outbox directory beside it.

    When it ends, no file, log or output of its commands may hold the full number of a card (Stored Value Card Purchase and Activation, Stored Value Card Table),
    but a store without a key in its card_number columns, and what the test names in `allowed`: files and directories of the
    workspace that must hold numbers (what the test wrote itself, emails), "stdout" (the screen of who may see them), a column of
    the store such as "customer_sold_to.last_name".
    """

    def __init__(self, fixtures, company=7, allowed=()):
        self.company = company
        self.allowed = list(allowed)
        self.said = []
        self.is_searched = False
        self.directory = Path(tempfile.mkdtemp(prefix="oa-test-"))
        self.store = self.directory / "store.db"
        self.outbox = self.directory / "outbox"
        self.outbox.mkdir()
        self.check([tool("oa-store"), "--db", str(self.store), "init"])
        for fixture in fixtures:
            sql(self.store, Path(fixture).read_text())
        sql(self.store, "UPDATE property SET value = '%s' WHERE name = 'ORCE_DIRECTORY_PATH';" % self.outbox)

    def __enter__(self):
        return self

    def __exit__(self, failure=None, *_):
        try:
            found = [] if self.is_searched else self.leaks()
        finally:
            shutil.rmtree(self.directory, ignore_errors=True)
        if found and failure:  # which says more
            print("\n".join(found), file=sys.stderr)
        elif found:
            raise AssertionError("a full card number was left behind:\n" + "\n".join(found))

    def leaks(self):
        """A line for everything that holds a full card number and may not."""
        self.is_searched = True
        allowed = [self.directory / name for name in self.allowed]
        # Before anybody looks into the store: who does takes its write-ahead log in.
        found = self.said + leaks.find_leaks(self.directory, allowed=allowed)
        if not self.store.exists():
            return found
        if not self.rows("SELECT 1 FROM property WHERE name = 'SVC_CARD_KEY_FILE' AND value <> ''"):
            allowed.append(self.store)
            found = [line for line in found if not line.startswith((f"{self.store.name}: the content", f"{self.store.name}-wal: "))]
        return found + leaks.find_in_store(self.store, self.allowed) if self.store in allowed else found

    def look_into(self, command, stdout, stderr):
        """Remembers what a command said that it may not."""
        shown = "a shell line" if isinstance(command, str) else command
        for name, content in (("stdout", stdout), ("stderr", stderr)):
            if name not in self.allowed:
                self.said += [f"{name} of {shown} holds the card number that ends with {last}"
                              for last in leaks.holds(content or b"")]

    def environment(self, **more):
        """A bare environment, as cron has it."""
        return {
            "PATH": f"{BUILD / 'tools'}:/usr/bin:/bin",
            "HOME": str(self.directory),
            "LC_ALL": "C.UTF-8",
            "OA_DB": str(self.store),
            "OA_COMPANY": str(self.company),
            "OA_ORCE_CLIENT_SECRET": SECRET,
            "OA_ORCE_PASSWORD": PASSWORD,
            **{key: str(value) for key, value in more.items()},
        }

    def run(self, command, timeout=120, **environment):
        done = subprocess.run(
            command,
            cwd=self.directory,
            env=self.environment(**environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout,
            shell=isinstance(command, str),
        )
        self.look_into(command, done.stdout, done.stderr)
        return done

    def start(self, command, **environment):
        """A command that goes on meanwhile."""
        return Meanwhile(self, command, cwd=self.directory, env=self.environment(**environment),
                         stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def check(self, command):
        done = self.run(command)
        if done.returncode != 0:
            raise RuntimeError(f"{command}: exit {done.returncode}: {done.stderr.decode()}")
        return done.stdout.decode()

    def sql(self, text):
        return sql(self.store, text)

    def rows(self, query):
        """The rows that a query answers, each as a dict."""
        done = subprocess.run(["sqlite3", "-bail", "-json", str(self.store)], input=query, text=True, capture_output=True)
        if done.returncode != 0:
            raise RuntimeError(f"sqlite3: {done.stderr}")
        return json.loads(done.stdout or "[]")


class Sandbox:
    """The ORCE sandbox on a free port of the loopback, stopped by its process id."""

    def __init__(self, directory, *options):
        port_file = Path(directory) / "sandbox.port"
        port_file.unlink(missing_ok=True)
        self.log = open(Path(directory) / "sandbox.log", "wb")
        self.process = subprocess.Popen(
            [str(BUILD / "tests" / "sandbox" / "oa-sandbox"), "--port", "0", "--port-file", str(port_file),
             "--schemas", str(ROOT / "schemas"), *options],
            stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + 30
        while not port_file.exists():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the sandbox did not start")
            time.sleep(0.01)
        self.port = int(port_file.read_text())
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()

    def serve(self, workspace, url=None):
        """Points the workspace's company at this sandbox, or at what stands before it."""
        url = url or self.url
        workspace.sql(
            f"UPDATE system_control_value SET value = '{url}/orce/fileservice' WHERE code = 'M62';"
            f"UPDATE property SET value = '{url}/orce' WHERE name = 'ORCE_CUSTOMER_SERVICE_PREFIX';"
            f"UPDATE web_service_authentication SET token_url = '{url}/oauth2/v1/token' "
            "WHERE authentication_type = 'OAUTH';")

    def request(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data=data, method=method)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=30) as answer:
            text = answer.read().decode()
        return json.loads(text) if text.startswith(("{", "[")) else text

    def state(self):
        return self.request("GET", "/sandbox/state")

    def transactions(self):
        return self.request("GET", "/sandbox/transactions")

    def add_customers(self, *customers):
        """Makes customers of Customer Engagement, and answers their IDs."""
        return self.request("POST", "/sandbox/crm", list(customers))["customer_ids"]

    def customers(self):
        """The customers of Customer Engagement, those that were merged too."""
        return self.request("GET", "/sandbox/crm")

    def put_cards(self, *cards):
        """Makes stored value cards known, such as {"number": N, "decline": CODE}."""
        self.request("POST", "/sandbox/cards", list(cards))

    def cards(self):
        """The stored value cards of Customer Engagement, by the last four digits of their numbers."""
        return {card["number"][-4:]: card for card in self.request("GET", "/sandbox/cards")}

    def fault(self, where, what, **parameters):
        self.request("POST", "/sandbox/faults", {"where": where, "what": what, **parameters})
