"""A mail server that delivers nowhere: it puts every letter into a Maildir, where the portal's page Utskick shows it.

    python -m portal.start.mail_catcher --folder .local/mail --port 1025

A letter is acknowledged only when it lies whole in the folder. The newest 2,000 are kept.
"""

import argparse
import asyncio
import mailbox
import signal
import socket
from pathlib import Path

from aiosmtpd.smtp import SMTP

KEEP = 2000
PRUNE_EVERY = 100  # letters; counting the folder for each would cost more than the letter
LARGEST = 50 * 1024 * 1024


class Keeper:
    """aiosmtpd's handler: writes each accepted letter, whole or not at all, and drops the oldest."""

    def __init__(self, folder: Path, keep: int = KEEP):
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.mail = mailbox.Maildir(folder, create=True)  # written under tmp/, then moved to new/
        self.folder, self.keep = folder / "new", keep
        self.since_pruning = PRUNE_EVERY

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  (aiosmtpd's name)
        head = f"X-Mail-From: {envelope.mail_from}\r\nX-Rcpt-To: {', '.join(envelope.rcpt_tos)}\r\n"
        self.mail.add(head.encode() + envelope.original_content)
        self.since_pruning += 1
        if self.since_pruning >= PRUNE_EVERY:
            self.prune()
        return "250 Kept"

    def prune(self):
        self.since_pruning = 0
        letters = sorted(self.folder.iterdir(), key=lambda path: path.stat().st_mtime)
        for path in letters[: -self.keep]:
            path.unlink(missing_ok=True)


async def serve(folder: Path, listener: socket.socket):
    """Take letters until SIGTERM or SIGINT."""
    keeper, loop, stopped = Keeper(folder), asyncio.get_running_loop(), asyncio.Event()
    for which in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(which, stopped.set)

    def session():
        return SMTP(keeper, hostname="localhost", ident="mail catcher", data_size_limit=LARGEST, enable_SMTPUTF8=True)

    server = await loop.create_server(session, sock=listener)
    await stopped.wait()
    server.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, required=True)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--port", type=int)
    where.add_argument("--descriptor", type=int, help="a socket that is bound already")
    options = parser.parse_args()
    if options.port:
        listener = socket.create_server(("127.0.0.1", options.port))
    else:
        listener = socket.socket(fileno=options.descriptor)
        listener.listen()
    asyncio.run(serve(options.folder, listener))


if __name__ == "__main__":
    main()
