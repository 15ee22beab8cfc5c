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
