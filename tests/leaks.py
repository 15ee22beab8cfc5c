#!/usr/bin/env python3
"""Looks for card numbers in what a run left behind: logs, messages, captures of stdout, dumps and files of stores.

leaks.py DIRECTORY NUMBER...    names every file below that holds one of the numbers, and fails when there is one

A number counts as found in full also when blanks or dashes part its digits, in UTF-16, and in the name of a file.
Tests call find_leaks or assert_no_leaks; what may hold a number (the email to the recipient) is given as `allowed`.
"""

import re
import sys
from pathlib import Path

PARTED = rb"[ -]?\x00?"


def pattern_of(number):
    """The digits of the number in a row, or parted as people write them."""
    if not re.fullmatch(r"\d{8,}", number):
        raise ValueError("a card number to look for must be 8 digits or more")
    digits = PARTED.join(re.escape(digit).encode() + rb"\x00?" for digit in number)
    return re.compile(digits)


def holds(content, numbers):
    """The numbers, each by its last four digits, that stand in these bytes."""
    return [number[-4:] for number in numbers if pattern_of(number).search(content)]


def find_leaks(directory, numbers, allowed=()):
    """A line for every file of the directory that holds a number, in its content or its name."""
    allowed = {Path(path).resolve() for path in allowed}
    found = []
    for path in sorted(Path(directory).rglob("*")):
        if not path.is_file() or path.resolve() in allowed:
            continue
        name = str(path.relative_to(directory))
        for where, content in (("the content", path.read_bytes()), ("the name", name.encode())):
            for last in holds(content, numbers):
                # A name that holds a number would leak it again here.
                shown = re.sub(r"\d(?=[\d -]{4,})", "*", name) if where == "the name" else name
                found.append(f"{shown}: {where} holds the card number that ends with {last}")
    return found


def assert_no_leaks(test, directory, numbers, allowed=(), **captured):
    """Fails the test when a file, or something captured (stdout=b"..."), holds a number in full."""
    found = find_leaks(directory, numbers, allowed)
    for name, content in captured.items():
        found += [f"{name} holds the card number that ends with {last}" for last in holds(content, numbers)]
    test.assertEqual(found, [])


def main():
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    found = find_leaks(sys.argv[1], sys.argv[2:])
    print("\n".join(found) or "no card number was found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
