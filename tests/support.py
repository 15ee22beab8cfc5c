"""What golden and fault tests share: a scratch store, the tools, the sandbox."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = Path(os.environ.get("OA_BUILD_DIR", ROOT / "build" / "release"))
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


class Workspace:
    """A scratch directory with a store made from fixtures and an outbox directory beside it."""

    def __init__(self, fixtures, company=7):
        self.company = company
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

    def __exit__(self, *_):
        shutil.rmtree(self.directory, ignore_errors=True)

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
        return subprocess.run(
            command,
            cwd=self.directory,
            env=self.environment(**environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout,
            shell=isinstance(command, str),
        )

    def start(self, command, **environment):
        """A command that goes on meanwhile."""
        return subprocess.Popen(command, cwd=self.directory, env=self.environment(**environment),
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

    def serve(self, workspace):
        """Points the workspace's company at this sandbox."""
        workspace.sql(
            f"UPDATE system_control_value SET value = '{self.url}/orce/fileservice' WHERE code = 'M62';"
            f"UPDATE property SET value = '{self.url}/orce' WHERE name = 'ORCE_CUSTOMER_SERVICE_PREFIX';"
            f"UPDATE web_service_authentication SET token_url = '{self.url}/oauth2/v1/token' "
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
