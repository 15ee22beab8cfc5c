#!/usr/bin/env python3
"""Runs golden cases: a store, a command, and everything that must come out of it.

A case is a directory, or CASE.case, a file with the same parts one after the other (case_file.py):
  store.sql      what the case adds to testdata/company7.sql
  command        a line or more for the shell; OA_DB and OA_COMPANY are set, the tools are on PATH
  input/         files that the workspace holds under the same name, messages of the other side among them
  sandbox        where there is one, Customer Engagement is there too: a sandbox with these options, with
                 testdata/customer_services.sql before store.sql
  crm.json       its customers to begin with
  cards.json     its stored value cards to begin with
  smtp           where there is one, an SMTP server with these options (tests/smtp_server.py) is SMTP_SERVER
  allowed        what may hold a full card number besides a plain store, a name a line (support.Workspace)
  expected/      exit, stdout, stderr, store.diff (rows gone - and new + of every table, as NAME=VALUE; a column that
                 is no key and has its default, or NULL where it has none, is left out), files/ (the outbox), web/,
                 queue-out/, queue-in/, email-out/ (what those directories of the workspace hold, where the case makes
                 them and names them in the store), soap/ (the requests that the sandbox took, in their order), mails/
                 (what the SMTP server took), cards.json (the sandbox's stored value cards)

run.py [CASE...]            compares; every XML file, those of input/ too, is validated against its schema, and full card
                            numbers are looked for wherever they may not be
run.py --update [CASE...]   writes what comes out as expected, and shows what changed
"""

import argparse
import contextlib
import difflib
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import case_file  # noqa: E402
import support  # noqa: E402
from smtp import SmtpServer  # noqa: E402

CASES = Path(__file__).resolve().parent
SCHEMAS = [("cw-poslog_", "poslog.xsd"), ("cw-customer_conversion_", "customer.xsd"),
           ("CustomerMergeWeb_", "customer-merge-web.xsd"), ("CWPickIn", "cw-pick-in.xsd"),
           ("CWAuthorizationRequest", "cw-authorization-request.xsd"), ("CWEmailOut", "cw-email-out.xsd"),
           ("CWAuthorizationResponse", "cw-authorization-response.xsd"),
           ("CWDepositRequest", "cw-deposit-request.xsd"), ("CWDepositResponse", "cw-deposit-response.xsd")]
DIRECTORIES = ["web", "queue-out", "queue-in", "email-out"]
ENVELOPE = "soap-envelope.xsd"
# What differs from run to run, and what stands for it.
NEUTRAL = {("job_run", "host"): "'HOST'", ("job_run", "process_id"): "0"}
# An encrypted card number: its nonce is random.
ENCRYPTED = re.compile(rb"'v1:[0-9a-f]+'")


def dump_table(store, table):
    columns = store.execute("SELECT name, pk, coalesce(dflt_value, 'NULL') FROM pragma_table_info(?)", [table]).fetchall()
    shown = [f'iif({key} OR "{name}" IS NOT ({default}), quote("{name}"), NULL)' for name, key, default in columns]
    for row in store.execute(f'SELECT {", ".join(shown)} FROM "{table}"'):
        line = table
        for (name, _, _), value in zip(columns, row):
            if value is not None:
                line += f" {name}={NEUTRAL.get((table, name), value)}"
        yield line.replace("\n", "'||char(10)||'")


def dump(workspace):
    """Every row of every table as a line: its key and what is not at its default, each as an SQL literal."""
    with contextlib.closing(sqlite3.connect(workspace.store)) as store:
        tables = store.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'").fetchall()
        return [line for table, in tables for line in dump_table(store, table)]


def store_diff(before, after):
    gone = [f"- {row}" for row in before if row not in set(after)]
    new = [f"+ {row}" for row in after if row not in set(before)]
    return "\n".join(gone + new) + ("\n" if gone or new else "")


def validate(name, content, schema):
    done = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", str(support.ROOT / "schemas" / schema), "-"],
                          input=content, capture_output=True)
    return "" if done.returncode == 0 else f"{name}: {done.stderr.decode()}"


def read_files(directory, shown):
    """The files of a directory that may be missing, by the name it is shown under, and what is wrong with their XML."""
    found = {}
    problems = ""
    for path in sorted(path for path in directory.rglob("*") if path.is_file() and path.name != support.STORE_FILE):
        found[f"{shown}/{path.relative_to(directory)}"] = path.read_bytes()
        for prefix, schema in SCHEMAS:
            if path.name.startswith(prefix):
                problems += validate(path.name, path.read_bytes(), schema)
    return found, problems


def read_requests(kept):
    """The requests that the sandbox took, and what is wrong with their XML."""
    found = {}
    problems = ""
    for path in sorted((kept / "soap").glob("*")):
        found[f"soap/{path.name}"] = path.read_bytes()
        # The namespace carries the version; the schema is written for one.
        problems += validate(path.name, re.sub(rb"//v\d+_\d+\.customer\.", b"//v2_3.customer.", path.read_bytes()), ENVELOPE)
    return found, problems


def read_mails(directory):
    """The emails that the SMTP server took, each with its envelope."""
    mails = {path.stem: json.loads(path.read_text()) for path in sorted(directory.glob("*.json"))}
    return {f"mails/{name}.eml": "\n".join([f"MAIL FROM:<{mail['from']}>", *(f"RCPT TO:<{to}>" for to in mail["to"]), "",
                                            mail["message"].replace("\r\n", "\n")]).encode() for name, mail in mails.items()}


def read_cards(sandbox):
    """What became of the stored value cards at Customer Engagement."""
    cards = sandbox.request("GET", "/sandbox/cards") if sandbox else []
    return {"cards.json": (json.dumps(cards, indent=2) + "\n").encode()} if cards else {}


def start_sandbox(case, workspace, kept):
    """Customer Engagement with the customers of the case; none where the case wants none."""
    if not (case / "sandbox").exists():
        return contextlib.nullcontext()
    options = (case / "sandbox").read_text().split()
    return support.Sandbox(workspace.directory, "--keep", str(kept), "--keep-requests", *options)


@contextlib.contextmanager
def start_mail_server(case, workspace):
    """An SMTP server that is the company's, and where it listens; none where the case wants none."""
    if not (case / "smtp").exists():
        yield None
        return
    server = SmtpServer(workspace.directory / "mails", *(case / "smtp").read_text().split())
    place = f"127.0.0.1:{server.port}"
    try:
        workspace.sql(f"INSERT INTO property (company, name, value) VALUES (7, 'SMTP_SERVER', 'smtp://{place}');")
        yield place
    finally:
        server.stop()


def run_case(case):
    """What comes out of a case, as {relative name: bytes}, and what is wrong with its XML or should not be there."""
    fixtures = [support.ROOT / "testdata" / "company7.sql"]
    if (case / "sandbox").exists():
        fixtures.append(support.ROOT / "testdata" / "customer_services.sql")
    allowed = (case / "allowed").read_text().split() if (case / "allowed").exists() else []
    with support.Workspace([*fixtures, case / "store.sql"], allowed=allowed) as workspace:
        given, bad_input = read_files(case / "input", "input")
        for name, content in given.items():
            (workspace.directory / name).parent.mkdir(parents=True, exist_ok=True)
            (workspace.directory / name).write_bytes(content)
        kept = workspace.directory / "kept"
        neutral = {str(workspace.directory).encode(): b"DIR"}
        with start_sandbox(case, workspace, kept) as sandbox, start_mail_server(case, workspace) as mail_server:
            if mail_server:
                neutral[mail_server.encode()] = b"SMTP"
            if sandbox:
                sandbox.serve(workspace)
                neutral[sandbox.url.removeprefix("http://").encode()] = b"SANDBOX"
                if (case / "crm.json").exists():
                    sandbox.add_customers(*json.loads((case / "crm.json").read_text()))
                if (case / "cards.json").exists():
                    sandbox.put_cards(*json.loads((case / "cards.json").read_text()))
            before = dump(workspace)
            done = workspace.run((case / "command").read_text().strip())
            cards = read_cards(sandbox)
        found = {
            "exit": b"%d\n" % done.returncode,
            "stdout": done.stdout,
            "stderr": done.stderr,
            "store.diff": ENCRYPTED.sub(b"'v1:...'", store_diff(before, dump(workspace)).encode()),
        }
        for old, new in neutral.items():
            found = {name: content.replace(old, new) for name, content in found.items()}
        # The time a run takes is no result, and the sandbox has a clock of its own.
        found["stderr"] = re.sub(rb"<dateTime>[^<]*<", b"<dateTime>NOW<", found["stderr"])
        found["stdout"] = re.sub(rb'"seconds": [0-9.e-]+', b'"seconds": 0', found["stdout"])
        read = [read_files(workspace.outbox, "files"), read_requests(kept)]
        read += [read_files(workspace.directory / name, name) for name in DIRECTORIES]
        for files, _ in read:
            found.update(files)
        problems = [bad_input, *(bad for _, bad in read), *(f"{leak}\n" for leak in workspace.leaks())]
        return {**found, **cards, **read_mails(workspace.directory / "mails")}, "".join(problems)


def read_expected(case):
    root = case / "expected"
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def show(name, old, new):
    lines = difflib.unified_diff(old.decode(errors="replace").splitlines(), new.decode(errors="replace").splitlines(),
                                 f"expected/{name}", f"found/{name}", lineterm="")
    print("\n".join(lines))


def compare(case, update):
    found, problems = run_case(case)
    expected = read_expected(case)
    same = found == expected and not problems
    for name in sorted(found.keys() | expected.keys()):
        if found.get(name) != expected.get(name):
            print(f"{case.name}: {name} {'is missing' if name not in found else 'is new' if name not in expected else 'differs'}")
            show(name, expected.get(name, b""), found.get(name, b""))
    if problems:
        print(f"{case.name}: not valid by its schema, or a full card number was left behind:\n{problems}")
    if update and found != expected:
        shutil.rmtree(case / "expected", ignore_errors=True)
        for name, content in found.items():
            path = case / "expected" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return same


def case_names():
    return sorted({path.parent.name for path in CASES.glob("*/command")} | {path.stem for path in CASES.glob("*.case")})


def opened(name, update):
    """The case as a directory."""
    file = CASES / f"{name}.case"
    return case_file.opened(file, update) if file.exists() else contextlib.nullcontext(CASES / name)


def compare_named(name, update):
    with opened(name, update) as case:
        return compare(case, update)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", metavar="CASE")
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()
    names = arguments.cases or case_names()
    failed = [name for name in names if not compare_named(name, arguments.update)]
    print(f"{len(names) - len(failed)} as expected, {len(failed)} not")
    return 0 if arguments.update or not failed else 1


if __name__ == "__main__":
    sys.exit(main())
