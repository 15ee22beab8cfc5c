"""A proxy between a tool and the sandbox that loses one answer: it ends the connection before the request is read, after that,
after the work was done, or in the middle of the answer."""

import http.client
import re
import socket
import threading
from collections import Counter, namedtuple

OPERATION = re.compile(rb"Body><\w+:(\w+)")

# kind: token, par, put or the name of a SOAP operation; occurrence: of that kind, 1 is the first; when: one of MOMENTS; protocol:
# one of PROTOCOLS, of the answer that is cut.
Cut = namedtuple("Cut", "kind occurrence when protocol")

# What of the answer still arrives, for the moments in the middle of it.
PARTS = {
    "in the status line": lambda head, body: head[:10],
    "in the headers": lambda head, body: head[:head.rindex(b"\r\nContent-Type: ") + 12],
    "in the body": lambda head, body: head + body[:len(body) // 2],
}
MOMENTS = ["unread", "read", "done", *PARTS]
# HTTP/1.0 has no length here: half an answer looks like a whole one.
PROTOCOLS = {"keep-alive": ("1.1", True, ""), "close": ("1.1", True, "Connection: close\r\n"), "HTTP/1.0": ("1.0", False, "")}


class CuttingProxy:
    """Listens on a free port of the loopback. Each connection is kept, unless `keep` is false: then each request is the first."""

    def __init__(self, port):
        self.upstream = port
        self.keep = True
        self.cut = None
        self.place = None  # of the request that was cut, on its connection: 1 is the first
        self.seen = Counter()
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=32)
        self.url = "http://127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def expect(self, cut, keep=True):
        with self.lock:
            self.cut, self.keep, self.place = cut, keep, None
            self.seen.clear()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        with connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            place = 0
            while (request := peek_request(connection)) is not None:
                place += 1
                if not self.answer(connection, request, place):
                    return

    def answer(self, connection, request, place):
        """False when the connection is to be ended."""
        head, body = request
        method, path, kind = kind_of(head, body)
        with self.lock:
            self.seen[kind] += 1
            cut = self.cut if self.cut and (kind, self.seen[kind]) == self.cut[:2] else None
            if cut:
                self.cut, self.place = None, place
        if cut and cut.when == "unread":
            return False
        read_fully(connection, len(head) + len(body))
        if cut and cut.when == "read":
            return False
        answer = self.forward(method, path, head, body)
        if answer is None or (cut and cut.when == "done"):
            return False
        protocol = cut.protocol if cut else "keep-alive" if self.keep else "close"
        head, body = written(answer, *PROTOCOLS[protocol])
        connection.sendall(PARTS[cut.when](head, body) if cut else head + body)
        return not cut and self.keep

    def forward(self, method, path, head, body):
        """Status, headers and body; None when the sandbox was told to lose it."""
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:] if line)
        sandbox = http.client.HTTPConnection("127.0.0.1", self.upstream, timeout=30)
        try:
            sandbox.request(method, path, body, headers)
            answer = sandbox.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        except http.client.RemoteDisconnected:
            return None
        finally:
            sandbox.close()


def written(answer, version, has_length, connection_header):
    status, headers, body = answer
    lines = [f"HTTP/{version} {status} Answer"]
    lines += [f"{name}: {value}" for name, value in headers
              if name.lower() not in ("content-length", "connection", "keep-alive", "transfer-encoding", "content-type")]
    lines += [f"Content-Length: {len(body)}"] if has_length else []
    content_type = next((value for name, value in headers if name.lower() == "content-type"), "text/plain")
    lines += [f"Content-Type: {content_type}"]
    return ("\r\n".join(lines) + "\r\n" + connection_header + "\r\n").encode(), body


def kind_of(head, body):
    method, path, _ = head.split(b"\r\n", 1)[0].decode().split(" ")
    operation = OPERATION.search(body)
    if operation:
        return method, path, operation.group(1).decode()
    return method, path, "put" if method == "PUT" else "token" if path.endswith("/token") else "par"


def peek_request(connection):
    """The next request, head and body, left unread; None when the connection has ended."""
    wanted = 1
    while True:
        try:
            if len(connection.recv(wanted, socket.MSG_PEEK | socket.MSG_WAITALL)) < wanted:
                return None
            data = connection.recv(1 << 20, socket.MSG_PEEK)
        except OSError:
            return None
        end = data.find(b"\r\n\r\n") + 4
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", data[:end]) if end >= 4 else None
        total = end + int(length.group(1)) if length else end
        if end >= 4 and len(data) >= total:
            return data[:end], data[end:total]
        wanted = max(total, len(data) + 1)


def read_fully(connection, size):
    while size > 0:
        size -= len(connection.recv(size))
