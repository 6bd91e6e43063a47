"""A mail server that accepts every letter at once and keeps none; and what starts it beside a measure.

It acknowledges each packet at once (TCP_QUICKACK, where the system has it). Without that the kernel waits up to 40 ms
for something to send along, and every client looks ten times slower than it is.
"""

import asyncio
import contextlib
import socket
import subprocess
import sys

from portal.start import places
from portal.start.conditions import bound

ANSWERS = {b"EHLO": b"250 localhost\r\n", b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}
QUICKACK = getattr(socket, "TCP_QUICKACK", None)  # Linux


class Sink(asyncio.Protocol):
    """One connection: commands until DATA, then a letter until the lone point."""

    def connection_made(self, transport):
        self.transport, self.buffer, self.in_letter = transport, b"", False
        self._hurry()
        transport.write(b"220 sink\r\n")

    def data_received(self, data):
        self._hurry()
        self.buffer += data
        while self._one():
            pass

    def _one(self) -> bool:
        piece, end, rest = self.buffer.partition(b"\r\n.\r\n" if self.in_letter else b"\r\n")
        if not end:
            return False
        self.buffer = rest
        word = b"" if self.in_letter else piece[:4].upper()
        self.in_letter = word == b"DATA"
        self.transport.write(ANSWERS.get(word, b"250 OK\r\n"))
        return True

    def _hurry(self):
        if QUICKACK is not None:  # the kernel forgets it, so for every packet
            self.transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, QUICKACK, 1)


@contextlib.contextmanager
def listening():
    """The port of a sink in a program of its own."""
    with bound() as listener:
        listener.listen()
        command = [sys.executable, "-m", "tests.benchmarks.sink", str(listener.fileno())]
        server = subprocess.Popen(command, cwd=places.ROOT, pass_fds=(listener.fileno(),))
        try:
            yield listener.getsockname()[1]
        finally:
            server.kill()
            server.wait()


async def _serve(descriptor):
    listener = socket.socket(fileno=descriptor)
    await asyncio.get_running_loop().create_server(Sink, sock=listener)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
