"""People who answer a survey one after the other, four at a time: each has a connection and cookies of their own.

    python -m tests.benchmarks.visitor '{"addresses": [["127.0.0.1", 8001, "/a/"], …], "answers": {…}, "slices": 6, "seconds": 2}'

The addresses are visited in turns, a slice of time each, so that whatever else the machine does hits them alike. Prints
how many complete visits each had in each slice. A visit is the page, the answer and the page that thanks.
"""

import json
import re
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

VISITORS = 4
WARM = 2  # seconds, in which every worker and every connection loads what it keeps
HIDDEN = re.compile(rb'<input type="hidden" name="(\w+)" (?:id="\w+" )?value="([^"]*)"')


class Visit:
    """One connection, used again as long as the server lets it; as a browser that has no cookies yet."""

    def __init__(self, host, port):
        self.place, self.cookies, self.stream = (host, port), {}, None

    def ask(self, method, path, body=b""):
        """(status, headers, content)"""
        lines = [f"{method} {path} HTTP/1.1", f"Host: localhost:{self.place[1]}", "Accept: text/html"]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if method == "POST":
            lines += [
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
                f"Origin: http://localhost:{self.place[1]}",
            ]
        if self.stream is None:
            self.socket = socket.create_connection(self.place, timeout=30)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.stream = self.socket.makefile("rb")
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode() + body)
        status = int(self.stream.readline().split()[1])
        headers = {}
        while (line := self.stream.readline().strip()) != b"":
            name, _, value = line.partition(b":")
            if name.lower() == b"set-cookie":
                cookie, _, content = value.partition(b";")[0].strip().decode().partition("=")
                self.cookies[cookie] = content
            headers[name.lower().decode()] = value.strip().decode()
        content = self.stream.read(int(headers["content-length"]))
        if headers.get("connection") == "close":
            self.close()
        return status, headers, content

    def close(self):
        if self.stream is not None:
            self.stream.close()
            self.socket.close()
            self.stream = None


def visit(host, port, path, answers):
    """A complete visit; what it saw: (the page, the page that thanks, headers of both)."""
    visitor = Visit(host, port)
    try:
        status, first, page = visitor.ask("GET", path)
        assert status == 200, status
        hidden = {name.decode(): value.decode() for name, value in HIDDEN.findall(page)}
        status, sent, content = visitor.ask("POST", path, urlencode({**hidden, **answers}).encode())
        assert status in (302, 303), (status, content[:3000])
        status, last, thanks = visitor.ask("GET", sent["location"])
        assert status == 200, status
        return page, thanks, first, last
    finally:
        visitor.close()


def visits(host, port, path, answers, seconds) -> float:
    """Complete visits a second, of four visitors at once who each begin again when they are done."""
    until, done = time.perf_counter() + seconds, []

    def stream():
        while time.perf_counter() < until:
            visit(host, port, path, answers)
            done.append(time.perf_counter())

    began = time.perf_counter()
    with ThreadPoolExecutor(VISITORS) as pool:
        for each in [pool.submit(stream) for _ in range(VISITORS)]:
            each.result()
    return len(done) / (time.perf_counter() - began)


def main(given):
    for address in given["addresses"]:
        visits(*address, given["answers"], WARM)
    slices = [
        [visits(*address, given["answers"], given["seconds"]) for address in given["addresses"]]
        for _ in range(given["slices"])
    ]
    sys.stdout.write(json.dumps(slices))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
