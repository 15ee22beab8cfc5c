#!/usr/bin/env python3
"""Looks for card numbers in what a run left behind: logs, messages, captures of stdout, dumps and files of stores.

leaks.py DIRECTORY [NUMBER...]    names every file below that holds one of the numbers, or without any a number that the tests
                                  make cards of, and fails when there is one

A number counts as found in full also when blanks or dashes part its digits, in UTF-16, in a zip and in the name of a file.
Tests call find_leaks or assert_no_leaks; what may hold a number (the email to the recipient) is given as `allowed`, a file or
a directory each. Every support.Workspace is searched for the numbers of the tests when it ends.
"""

import contextlib
import re
import sqlite3
import sys
import zipfile
from pathlib import Path

PARTED = rb"[ -]?\x00?"
# The card numbers of the tests: how they begin, and how many digits follow at least. A test that makes up a card begins it with
# one of these, or the search does not know it. They are so long because digits of encrypted numbers and of hashes look alike.
TEST_NUMBERS = {"6006490000": 6, "6006490123": 0, "6006491234": 6, "6006491286": 6, "6006491287": 6, "6006499876": 6,
                "47880000": 8, "47881234": 8, "47882500": 8, "99990000": 8, "4111111111": 6}
TEST_PATTERNS = [re.compile(b"%b[0-9]{%d}" % (head.encode(), more)) for head, more in TEST_NUMBERS.items()]


def pattern_of(number):
    """The digits of the number in a row, or parted as people write them."""
    if not re.fullmatch(r"\d{8,}", number):
        raise ValueError("a card number to look for must be 8 digits or more")
    digits = PARTED.join(re.escape(digit).encode() + rb"\x00?" for digit in number)
    return re.compile(digits)


def holds(content, numbers=None):
    """The numbers (any of the tests, where none are given), each by its last four digits, that stand in these bytes."""
    if numbers is None:
        digits = content.translate(None, b" -\x00")
        return sorted({found.decode()[-4:] for pattern in TEST_PATTERNS for found in pattern.findall(digits)})
    return [number[-4:] for number in numbers if pattern_of(number).search(content)]


def contents_of(path):
    """The bytes of a file, and those of what is in it where it is a zip."""
    yield "the content", path.read_bytes()
    if path.suffix == ".zip":
        with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(path) as archive:
            yield from ((f"its file {name}", archive.read(name)) for name in archive.namelist())


def find_leaks(directory, numbers=None, allowed=()):
    """A line for every file of the directory that holds a number, in its content or its name."""
    allowed = {Path(path).resolve() for path in allowed}
    found = []
    for path in sorted(Path(directory).rglob("*")):
        resolved = path.resolve()
        if not path.is_file() or not allowed.isdisjoint((resolved, *resolved.parents)):
            continue
        name = str(path.relative_to(directory))
        for where, content in (*contents_of(path), ("the name", name.encode())):
            for last in holds(content, numbers):
                # A name that holds a number would leak it again here.
                shown = re.sub(r"\d(?=[\d -]{4,})", "*", name) if where == "the name" else name
                found.append(f"{shown}: {where} holds the card number that ends with {last}")
    return found


def find_in_store(path, allowed=()):
    """A line for every column of a plain store that holds a number of the tests, is none for them and not allowed."""
    found = []
    with contextlib.closing(sqlite3.connect(path)) as store:
        store.text_factory = bytes
        for table, in store.execute("SELECT CAST(name AS BLOB) FROM sqlite_schema WHERE type = 'table'").fetchall():
            rows = store.execute(f'SELECT * FROM "{table.decode()}"')
            for (name, *_), values in zip(rows.description, zip(*rows)):
                if name != "card_number" and f"{table.decode()}.{name}" not in allowed:
                    content = b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in values)
                    found += [f"{path.name}: {table.decode()}.{name} holds the card number that ends with {last}"
                              for last in holds(content)]
    return found


def assert_no_leaks(test, directory, numbers=None, allowed=(), **captured):
    """Fails the test when a file, or something captured (stdout=b"..."), holds a number in full."""
    found = find_leaks(directory, numbers, allowed)
    for name, content in captured.items():
        found += [f"{name} holds the card number that ends with {last}" for last in holds(content, numbers)]
    test.assertEqual(found, [])


def main():
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    found = find_leaks(sys.argv[1], sys.argv[2:] or None)
    print("\n".join(found) or "no card number was found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
