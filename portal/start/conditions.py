"""What must hold before `make run` starts anything: one run at a time, and a port of its own. Else one sentence."""

import contextlib
import fcntl
import os
import socket
import time

from portal.start.places import LOCAL

LOCK = LOCAL / "run.lock"
STOPPING = "stopping"
A_MOMENT, A_STOP = 2, 60  # seconds to wait for a run that was just killed, and for one that is stopping


def chosen_port(wish: str) -> int:
    if not wish.isdigit() or not 0 < int(wish) < 65536:
        raise SystemExit(f"PORT must be a number from 1 to 65535, not {wish!r}.")
    return int(wish)


def listener(port: int) -> socket.socket:
    """The web server's socket, bound before the long work so that a taken port is told at once."""
    other = port + 1 if port < 65535 else 8000
    taken = f"Port {port} is taken by another program. Choose another one: make run PORT={other}"
    with contextlib.suppress(OSError), socket.create_connection(("::1", port), timeout=1):
        raise SystemExit(taken)  # browsers try localhost there first
    try:
        return bound(port)
    except PermissionError:
        raise SystemExit(f"Only root may use port {port}. Choose one above 1023: make run PORT=8000") from None
    except OSError:
        raise SystemExit(taken) from None


def bound(port: int = 0) -> socket.socket:
    """A socket bound to this port of 127.0.0.1, or to a free one; a program that gets it listens there."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError:
        listener.close()
        raise
    return listener


class OnlyRun:
    """This checkout, held for one run. The file is gone when it ends; a run that was killed holds nothing."""

    def __init__(self, address: str):
        self.address = address

    def __enter__(self):
        self.file = _held()
        self._write(f"{self.address} (process {os.getpid()})")
        return self

    def __exit__(self, *error):
        with contextlib.suppress(OSError):
            LOCK.unlink()
        self.file.close()

    def stopping(self):
        """Say that the next run need only wait. That it cannot be said must not keep us from stopping."""
        with contextlib.suppress(OSError):
            self._write(STOPPING)

    def _write(self, text: str):
        self.file.seek(0)
        self.file.truncate()
        self.file.write(text)
        self.file.flush()


def _held():
    """The lock file, open and locked. Waits a moment for a run that is ending."""
    began = time.monotonic()
    while True:
        file = LOCK.open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if LOCK.exists() and LOCK.stat().st_ino == os.fstat(file.fileno()).st_ino:
                return file
        except BlockingIOError:
            file.seek(0)
            said, waited = file.read().strip(), time.monotonic() - began
            if waited > (A_STOP if said == STOPPING else A_MOMENT):
                file.close()
                raise SystemExit(f"This checkout is running already: {said or 'it is just starting'}.") from None
            time.sleep(0.1)
        file.close()  # what we locked was removed meanwhile by the run before us
