#!/usr/bin/env python3
"""The command line of every tool: numbers, help, the errors that it makes."""

import json
import re
import shlex
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import support  # noqa: E402

FIXTURES = [support.ROOT / "testdata" / "company7.sql"]
# Every option and positional that takes a whole number, {} in its place.
NUMBERS = """
oa-svc pick {}
oa-svc pick 5001 --ship-to {}
oa-svc release {} --reason GC
oa-salesfeed --company {}
oa-salesfeed --connect-timeout {}
oa-salesfeed --timeout {}
oa-salesfeed --deadline {}
oa-salesfeed --retries {}
oa-salesfeed --retry-delay {}
oa-custupload --max-per-file {}
oa-syncrdb --connections {}
oa-payment --connections {}
oa-payment authorize --order {}
oa-payment rejected show {}
oa-payment rejected change {}
oa-payment rejected resubmit {}
oa-payment rejected confirm {}
oa-payment rejected write-off {}
oa-syncrdb --customer {}
oa-svc-activate --watch {}
oa-customer search --customer {}
oa-customer show {}
oa-customer pull {}
oa-customer push {}
oa-mergepurge generate --max-sources {}
oa-mergepurge list --customer {}
oa-mergepurge show {}
oa-mergepurge add-target {}
oa-mergepurge add-source {} 1
oa-mergepurge set-ghost {} 1
oa-mergepurge add-source 1 2 {}
oa-mergepurge omit {} 1
oa-mergepurge omit 1 {}
oa-mergepurge delete-target {}
oa-mergepurge merge --batch-size {}
oa-store runs {}
oa-store runs --limit {}
oa-svc assign {}
oa-svc assign 1 --line {}
oa-svc assign-virtual 1 {}
oa-svc bill 1 {}
oa-svc number {} 1 1 1
oa-svc number 1 {} 1 1
oa-svc number 1 1 {} 1
oa-svc number 1 1 1 {}
oa-svc void {}
oa-svc void 1 --quantity {}
oa-svc void 1 --quantity 1 --line {}
oa-svc reprint {} --as 1
oa-svc reprint 1 --as {}
oa-svc show {}
oa-svc show 1 --ship-to {}
oa-svc show 1 --line {}
""".strip().splitlines()


class CommandLine(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.workspace = support.Workspace(FIXTURES, allowed=["numbers"])
        cls.addClassCleanup(cls.workspace.__exit__)

    def run_tool(self, command, exit_code=0, **environment):
        """Runs a command of words, and answers what it printed on stdout and stderr."""
        words = command if isinstance(command, list) else command.split()
        done = self.workspace.run([support.tool(words[0]), *words[1:]], **environment)
        self.assertEqual(done.returncode, exit_code, f"{words}: {done.stderr.decode()}")
        return done.stdout.decode(), done.stderr.decode()


class Numbers(CommandLine):
    def test_anything_but_decimal_digits_is_refused(self):
        for line in NUMBERS:
            for text in ("0x1", "0X1", "1e0", "1.0", "one", "+1", "0b1", "1,000", "99999999999999999999"):
                words = [word.format(text) for word in line.split()]
                with self.subTest(words=words):
                    self.assertIn("decimal digits only", self.run_tool(words, 64)[1])

    def test_what_options_take_besides(self):
        for text in ("-1", "-0", "", " 1", "1 ", "\u0661"):
            with self.subTest(text=text):
                self.assertIn("decimal digits only", self.run_tool(["oa-salesfeed", "--retries", text], 64)[1])
        # A positional with a sign is no positional to CLI11.
        self.run_tool("oa-svc void -1", 64)

    def test_zeros_before_a_number_do_not_make_it_octal(self):
        self.assertIn("has no company 10\n", self.run_tool("oa-svc --company 010 report errors", 66)[1])
        self.assertIn("has no company 10\n", self.run_tool("oa-svc report errors", 66, OA_COMPANY="010")[1])
        config = self.workspace.directory / "options"
        config.write_text("company=010\n")
        self.assertIn("has no company 10\n", self.run_tool(f"oa-svc --config {config} report errors", 66, OA_COMPANY="")[1])
        self.assertIn("pick 701:", self.run_tool("oa-svc void 0701 --dry-run", 66)[1])
        self.assertIn("pick 89:", self.run_tool("oa-svc void 0000089 --dry-run", 66)[1])
        self.assertIn("customer 10 ", self.run_tool("oa-mergepurge show 010", 66)[1])

    def test_several_numbers(self):
        _, messages = self.run_tool("oa-svc bill 010 0000000017 --dry-run", 1)
        self.assertIn("pick 10:", messages)
        self.assertIn("pick 17:", messages)

    def test_a_number_out_of_range(self):
        self.assertIn("'1000' is not a whole number from 1 to 999", self.run_tool("oa-store --company 1000 get", 64)[1])
        self.assertIn("'0' is not a whole number from 1 to 999", self.run_tool("oa-store --company 0 get", 64)[1])

    def test_a_card_number_by_mistake_is_not_repeated(self):
        _, messages = self.run_tool("oa-svc assign 7001 4788000000000001", 64)
        self.assertNotIn("478800", messages)
        _, messages = self.run_tool("oa-svc assign 4788000000000001", 64)
        self.assertNotIn("478800", messages)

    def test_a_rate_is_decimal_too(self):
        for text in ("0x10", "0", "-1", "inf", "nan", "1e9", "1/m", ""):
            with self.subTest(text=text):
                self.assertIn("requests a second", self.run_tool(["oa-syncrdb", "--rate", text], 64)[1])
        # Taken: L37 is what is wrong then.
        for text in ("100", "0.5/s", "010"):
            self.run_tool(["oa-syncrdb", "--rate", text], 78)


class Help(CommandLine):
    def subcommands(self, *parents):
        page = self.run_tool([*parents, "--help"])[0]
        listed = re.search(r"^Subcommands:\n((?:  .*\n)+)", page, re.MULTILINE)
        for name in re.findall(r"^  (\S+)", listed[1], re.MULTILINE) if listed else []:
            yield [*parents, name]
            yield from self.subcommands(*parents, name)

    def all_subcommands(self):
        found = [words for tool in ("oa-svc", "oa-store", "oa-customer", "oa-mergepurge") for words in self.subcommands(tool)]
        self.assertGreater(len(found), 35)
        return found

    def test_a_subcommand_has_its_own_examples(self):
        for words in self.all_subcommands():
            with self.subTest(words=words):
                page = self.run_tool([*words, "--help"])[0]
                examples = re.findall(r"^  oa-.*$", page, re.MULTILINE)
                self.assertTrue(examples)
                begin = " ".join([f"  {words[0]} --db store.db --company 7", *words[1:]])
                for example in examples:
                    self.assertEqual(f"{example} "[:len(begin) + 1], f"{begin} ")
                self.assertNotIn("Exit codes", page)

    def test_a_subcommand_says_where_the_common_options_stand(self):
        for words in self.all_subcommands():
            with self.subTest(words=words):
                self.assertRegex(self.run_tool([*words, "--help"])[0], rf"Common options \(--db, --company, .*\): {words[0]} --help\n")

    def test_examples_are_command_lines(self):
        tools = [[path.name] for path in (support.BUILD / "tools").glob("oa-*") if path.is_file()]
        for words in tools + self.all_subcommands():
            page = self.run_tool([*words, "--help"])[0]
            for example in re.findall(r"^  (oa-.*?)(?:   .*| [<|>].*)?$", page, re.MULTILINE):
                with self.subTest(example=example):
                    command = shlex.split(example.replace("--db store.db", "--db nowhere.db").replace("--watch 30", "")) + ["--dry-run"]
                    done = self.workspace.run([support.tool(command[0]), *command[1:]])
                    self.assertNotEqual(done.returncode, 64, done.stderr.decode())

    def test_the_usage_line_has_the_required_options(self):
        self.assertIn("Usage: oa-svc reprint [OPTIONS] --as NUMBER pick\n", self.run_tool("oa-svc reprint --help")[0])
        self.assertIn("Usage: oa-store rekey [OPTIONS] --new-key-file FILE\n", self.run_tool("oa-store rekey --help")[0])
        self.assertIn("Usage: oa-svc void [OPTIONS] pick\n", self.run_tool("oa-svc void --help")[0])

    def test_exit_codes_of_oa_svc(self):
        page = self.run_tool("oa-svc --help")[0]
        for code in (0, 1, 65, 66, 69, 73, 74, 75, 77, 78):
            self.assertRegex(page, rf"[ \n]{code}[, ]")
        # What the page says of a pick, order or card that is not there.
        for words, code in (("assign 99 --from numbers", 1), ("assign-virtual 99", 1), ("bill 99", 1), ("void 99", 66),
                            ("reprint 99 --as 98", 66), ("show 99 --user MARIA", 66), ("number 99 1 1 1 --from numbers", 66)):
            (self.workspace.directory / "numbers").write_text("4788000000000001\n")
            self.run_tool(f"oa-svc {words}", code)


class Json(CommandLine):
    def result(self, command, exit_code):
        """The one object on stdout."""
        out, messages = self.run_tool(command, exit_code)
        found = json.loads(out)
        self.assertEqual(found["exit_code"], exit_code)
        self.assertGreaterEqual(found["seconds"], 0)
        if exit_code > 1:
            self.assertIn(found["error"], messages)
        return found

    def test_a_wrong_command_line(self):
        tools = [path.name for path in (support.BUILD / "tools").glob("oa-*") if path.is_file()]
        self.assertGreater(len(tools), 8)
        for tool in tools:
            for words in ("--json --nonsense", "--company x --json"):
                with self.subTest(tool=tool, words=words):
                    self.assertTrue(self.result(f"{tool} {words}", 64)["error"])
        self.assertIn("decimal digits only", self.result("oa-svc void 0x1 --json", 64)["error"])
        self.assertEqual(self.result("oa-svc nonsense --json", 64)["error"], "'nonsense' is not a command")
        self.assertEqual(self.run_tool("oa-svc nonsense", 64)[0], "")
        self.result("oa-svc --config nowhere --json report errors", 66)

    def test_a_card_number_by_mistake_is_not_repeated(self):
        self.assertIn("************0001", self.result("oa-svc assign 7001 4788000000000001 --json", 64)["error"])

    def test_seconds_are_in_every_object(self):
        for command, exit_code in (("oa-svc report errors", 0), ("oa-svc report triggers", 0), ("oa-svc report unactivated", 0),
                                   ("oa-svc purge-numbers", 78), ("oa-svc show 5001 --user MARIA", 66), ("oa-store get", 0),
                                   ("oa-store runs", 0), ("oa-store check", 0), ("oa-mergepurge list", 0), ("oa-svc bill 99", 1),
                                   ("oa-svc --company 9 bill 99", 66)):
            with self.subTest(command=command):
                self.assertEqual(list(self.result(f"{command} --json", exit_code)).count("seconds"), 1)

    def test_what_was_worked_on_is_named(self):
        for command, exit_code, named in (
                ("oa-svc void 0099", 66, {"pick": 99}), ("oa-svc reprint 99 --as 98", 66, {"pick": 99, "new_pick": 98}),
                ("oa-svc number 99 1 2 3 --from numbers", 66,
                 {"order_number": 99, "ship_to_number": 1, "line_number": 2, "svc_sequence_number": 3})):
            (self.workspace.directory / "numbers").write_text("4788000000000001\n")
            found = self.result(f"{command} --json", exit_code)
            self.assertEqual({key: found.get(key) for key in named}, named)


class LostOutput(CommandLine):
    def test_a_page_that_cannot_be_written(self):
        for words in (["oa-svc", "--help"], ["oa-svc", "void", "--help"], ["oa-store", "--version"], ["oa-store", "get"],
                      ["oa-svc", "report", "errors"], ["oa-svc", "report", "errors", "--json"]):
            with self.subTest(words=words), open("/dev/full", "w") as full:
                done = subprocess.run([support.tool(words[0]), *words[1:]], stdout=full, stderr=subprocess.PIPE, text=True,
                                      env=self.workspace.environment())
                self.assertEqual(done.returncode, 74, done.stderr)
        # An error stays what it was.
        with open("/dev/full", "w") as full:
            done = subprocess.run([support.tool("oa-svc"), "nonsense", "--json"], stdout=full, stderr=subprocess.PIPE,
                                  env=self.workspace.environment())
        self.assertEqual(done.returncode, 64)


class LogFile(CommandLine):
    PROBLEM = "the log file /dev/full cannot be written: No space left on device; messages go to standard error only"

    def test_a_full_disk_is_told_once(self):
        _, messages = self.run_tool("oa-svc --log-file /dev/full bill 98 99", 1)
        self.assertEqual(messages.count(self.PROBLEM), 1)
        self.assertIn("pick 99: ", messages)

    def test_nothing_said_is_nothing_lost(self):
        self.assertEqual(self.run_tool("oa-svc -vv --log-file /dev/full report unactivated")[1], "")

    def test_an_error_keeps_its_exit_code(self):
        _, messages = self.run_tool("oa-svc -q --log-file /dev/full void 99", 66)
        self.assertEqual(messages.count(self.PROBLEM), 1)


class Quiet(CommandLine):
    def test_what_was_asked_for_is_printed(self):
        self.assertIn("no line waits", self.run_tool("oa-svc -q report errors")[0])
        self.assertIn("K69", self.run_tool("oa-store -q get")[0])
        self.assertEqual(self.run_tool("oa-svc -q report unactivated"), ("", ""))
        self.assertEqual(self.run_tool("oa-svc -q void 99", 66)[1], "oa-svc: error: pick 99: there is no such pick\n")


if __name__ == "__main__":
    unittest.main()
