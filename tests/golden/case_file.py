"""A golden case in one file: its parts one after the other, each under a line `=== NAME`.

A part that has no line break at its end is headed `=== NAME (no line break at the end)`. An expected exit code of 0, and
an stdout, stderr or store.diff that must be empty, are not written."""

import contextlib
import re
import tempfile
from pathlib import Path

USUAL = {"expected/exit": b"0\n", "expected/stdout": b"", "expected/stderr": b"", "expected/store.diff": b""}
HEADING = re.compile(rb"^=== (\S+)( \(no line break at the end\))?\n", re.MULTILINE)
# A reader wants to see these first.
FIRST = ["command", "store.sql"]


def parts_of(directory):
    return {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}


def fits(parts):
    """Whether a case reads well as one file: text alone, and not too much of it."""
    with contextlib.suppress(UnicodeDecodeError):
        return (sum(map(len, parts.values())) <= 16_384 and len(parts) <= 14
                and all(b"\r" not in part and b"\0" not in part and not HEADING.search(part) and part.decode() is not None
                        for part in parts.values()))
    return False


def pack(parts):
    text = b""
    names = sorted(parts, key=lambda name: (FIRST.index(name) if name in FIRST else len(FIRST), name.startswith("expected/"), name))
    for name in names:
        part = parts[name]
        if USUAL.get(name) == part:
            continue
        is_whole = not part or part.endswith(b"\n")
        text += b"=== " + name.encode() + (b"\n" if is_whole else b" (no line break at the end)\n") + part
        text += b"" if is_whole else b"\n"
    return text


def unpack(text):
    pieces = HEADING.split(text)
    parts = {}
    for name, cut, part in zip(pieces[1::3], pieces[2::3], pieces[3::3]):
        parts[name.decode()] = part[:-1] if cut else part
    return {**USUAL, **parts}


@contextlib.contextmanager
def opened(path, update):
    """The case as a directory; with `update`, what is in it at the end is written back to the file."""
    with tempfile.TemporaryDirectory(prefix="oa-test-") as temporary:
        directory = Path(temporary) / path.stem
        for name, part in unpack(path.read_bytes()).items():
            (directory / name).parent.mkdir(parents=True, exist_ok=True)
            (directory / name).write_bytes(part)
        yield directory
        if update:
            path.write_bytes(pack(parts_of(directory)))
