"""A real SMTP server on the loopback (aiosmtpd of Debian), and the emails it took."""

import email
import email.policy
import json
import subprocess
import time
from pathlib import Path


class SmtpServer:
    def __init__(self, directory, *options):
        self.directory = Path(directory)
        self.directory.mkdir(exist_ok=True)
        (self.directory / "port").unlink(missing_ok=True)
        # Debian's Python: another one does not see Debian's packages.
        self.process = subprocess.Popen(["/usr/bin/python3", "-B", str(Path(__file__).with_name("smtp_server.py")), str(directory),
                                         *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while not (self.directory / "port").exists():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the SMTP server did not start; is python3-aiosmtpd there?")
            time.sleep(0.01)
        self.port = int((self.directory / "port").read_text())

    def stop(self):
        self.process.kill()
        self.process.wait()

    def mails(self):
        return [json.loads(path.read_text()) for path in sorted(self.directory.glob("*.json"))]


def parsed(mail):
    return email.message_from_string(mail["message"], policy=email.policy.SMTP)
