#!/usr/bin/env python3
"""The rooms of lib/: includes go one way, and a file's layer is in its name.

A folder includes itself and the folders below it. In the folders of a domain, SQL stands in *_rows files alone."""

import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# From the ground up; folders of one row do not know each other.
FLOORS = [["base"], ["net"], ["store"], ["service"], ["delivery"], ["customer"], ["sales", "merge", "card"], ["payment"],
          ["admin"]]
GROUND = {"base", "net", "store"}
INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)
SQL = re.compile(r'"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE (TEMP )?TABLE) ')
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}


def sources():
    return sorted(path for path in (ROOT / "lib").rglob("*.?pp"))


def room_of(path):
    return path.relative_to(ROOT / "lib").parts[0]


def may_include(room, other):
    return other == room or FLOOR_OF.get(other, len(FLOORS)) < FLOOR_OF[room]


class Layout(unittest.TestCase):
    def test_every_folder_has_its_floor(self):
        self.assertEqual({room_of(path) for path in sources()}, set(FLOOR_OF))

    def test_includes_go_one_way(self):
        wrong = []
        for path in sources():
            for include in INCLUDE.findall(path.read_text()):
                if not may_include(room_of(path), include.split("/")[0]):
                    wrong.append(f"{path.relative_to(ROOT)} includes {include}")
        self.assertEqual(wrong, [])

    def test_no_two_headers_include_each_other(self):
        includes = {path.relative_to(ROOT / "lib").as_posix(): INCLUDE.findall(path.read_text())
                    for path in sources() if path.suffix == ".hpp"}

        def reached(header, seen):
            for other in includes.get(header, []):
                if other not in seen:
                    seen.add(other)
                    reached(other, seen)
            return seen

        self.assertEqual([header for header in includes if header in reached(header, set())], [])

    def test_sql_stands_in_rows_files_alone(self):
        wrong = [str(path.relative_to(ROOT)) for path in sources()
                 if room_of(path) not in GROUND and not path.stem.endswith("_rows") and SQL.search(path.read_text())]
        self.assertEqual(wrong, [])

    def test_every_unit_test_stands_in_the_folder_of_what_it_tests(self):
        rooms = {path.parent.name for path in (ROOT / "tests" / "unit").glob("*/test_*.cpp")}
        self.assertLessEqual(rooms, set(FLOOR_OF))


if __name__ == "__main__":
    unittest.main()
