#!/usr/bin/env python3
"""A real SMTP server (aiosmtpd of Debian's python3-aiosmtpd) as a process of its own: what it takes goes into a directory, a file
a message. Options make it refuse, hang, or want TLS and a password.

Usage: smtp_server.py DIRECTORY [refuse=ADDRESS] [refuse-data] [later=ADDRESS] [hang=COMMAND] [tls=CERT,KEY] [password=USER:PASSWORD]
"""

import asyncio
import json
import ssl
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    def __init__(self, directory, options):
        self.directory = directory
        self.options = options
        self.count = 0

    async def hang_at(self, command):
        if self.options.get("hang") == command:
            await asyncio.sleep(3600)

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        await self.hang_at("RCPT")
        if address == self.options.get("refuse"):
            return "550 5.1.1 no such user"
        if address == self.options.get("later"):
            return "451 4.7.1 come again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if "refuse-data" in self.options:
            # What a careless filter does: it repeats the content.
            return "554 5.7.1 refused: %s" % " ".join(envelope.content.decode().split("number is ")[1].split()[:1])
        self.count += 1
        path = self.directory / f"{self.count:03}.json"
        path.with_suffix(".tmp").write_text(json.dumps({
            "from": envelope.mail_from, "to": envelope.rcpt_tos, "peer_tls": session.ssl is not None,
            "user": session.auth_data if isinstance(session.auth_data, str) else None,
            "message": envelope.content.decode("ascii")}))
        path.with_suffix(".tmp").rename(path)
        await self.hang_at("DATA")
        return "250 taken"


async def main(directory, options):
    handler = Handler(directory, options)
    arguments = {}
    if "tls" in options:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*options["tls"].split(","))
        arguments.update(tls_context=context, require_starttls=True)
    if "password" in options:
        user, password = options["password"].split(":")

        def check(server, session, envelope, mechanism, auth_data):
            good = (auth_data.login.decode(), auth_data.password.decode()) == (user, password)
            return AuthResult(success=good, handled=good, auth_data=user)
        arguments.update(authenticator=check, auth_required=True, auth_require_tls="tls" in options)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(handler, loop=loop, hostname="mail.example.com", **arguments), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    (directory / "port.tmp").write_text(str(port))
    (directory / "port.tmp").rename(directory / "port")
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), dict(option.partition("=")[::2] for option in sys.argv[2:])))
