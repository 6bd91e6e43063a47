"""A fresh clone of this repository, started as a newcomer starts it, by us or by another user."""

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from portal.start.conditions import bound
from portal.start.places import ROOT
from portal.start.supervisor import MARK

# What says how packages are fetched on this machine; all else that our own shell or `make test` set stays here.
KEPT = re.compile(
    r"^(PIP|NPM_CONFIG|npm_config|SSL|REQUESTS|NODE)_|^(https?_proxy|no_proxy)$|^(LANG|TERM|TMPDIR)$", re.IGNORECASE
)


class Checkout:
    """A clone of HEAD below `home`, a folder that only its owner may enter."""

    def __init__(self, home: Path, user: str = ""):
        self.home, self.user = home, user
        self.folder = home / "Mina projekt" / "Färdplan"
        self.folder.parent.mkdir(parents=True)
        subprocess.run(["git", "clone", "--quiet", ROOT, self.folder], check=True)
        self.identity = {}
        if user:
            entry = pwd.getpwnam(user)
            self.identity = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
            for path in [home, *home.rglob("*")]:
                os.chown(path, entry.pw_uid, entry.pw_gid, follow_symlinks=False)
        home.chmod(0o700)
        with bound() as probe:
            self.port = probe.getsockname()[1]

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def environment(self, **more) -> dict:
        own = {name: value for name, value in os.environ.items() if KEPT.search(name)}
        if self.user:  # another user cannot run a Python that lies in our home
            own |= {"HOME": str(self.home), "USER": self.user, "PATH": str(self._tools())}
        else:
            own |= {name: os.environ[name] for name in ("HOME", "USER", "PATH") if name in os.environ}
        return own | {"PORT": str(self.port)} | more

    def _tools(self) -> Path:
        """A PATH with what a machine without npm has."""
        folder = self.home / "bin"
        if not folder.exists():
            folder.mkdir(mode=0o755)
            for name in ("env", "git", "make", "python3", "sh"):
                (folder / name).symlink_to(shutil.which(name, path="/usr/local/bin:/usr/bin:/bin"))
        return folder

    def start(self, *command, **environment) -> "Running":
        return Running(self, command or ("make", "run"), self.environment(**environment))

    @contextmanager
    def served(self, **environment):
        """The portal, served; ended as Ctrl-C ends it."""
        running = self.start(**environment)
        try:
            running.wait_until_served()
            yield running
            if running.process.poll() is None:
                running.interrupt()
        finally:
            running.end()

    def processes(self) -> list[psutil.Process]:
        """Every process of this checkout: the programs by their mark, the servers by their folders."""
        note = self.folder / ".local" / "postgres" / "where"
        places = [str(self.folder), *([note.read_text().strip()] if note.exists() else [])]
        found = []
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                if process.status() == psutil.STATUS_ZOMBIE:
                    continue
                words = " ".join(process.cmdline())
                if process.environ().get(MARK) == places[0] or any(place in words for place in places):
                    found.append(process)
        return found

    def locks(self) -> list[Path]:
        local = self.folder / ".local"
        return [
            path
            for path in (local / "run.lock", self.data / "postmaster.pid", local / "valkey" / "state.json")
            if path.exists()
        ]

    @property
    def data(self) -> Path:
        note = self.folder / ".local" / "postgres" / "where"
        return (Path(note.read_text().strip()) if note.exists() else note.parent) / "data"

    def remove(self):
        for process in self.processes():
            with suppress(psutil.Error):
                process.kill()
        if (self.folder / ".local" / "postgres" / "where").exists():
            shutil.rmtree(self.data.parent)
        shutil.rmtree(self.home)


class Running:
    """`make run` in a session of its own, as a terminal would have it; what it says is kept."""

    def __init__(self, checkout: Checkout, command, environment: dict):
        self.checkout, self.began = checkout, time.monotonic()
        self.output = tempfile.TemporaryFile()  # noqa: SIM115  (closed by end)
        self.process = subprocess.Popen(
            command,
            cwd=checkout.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=self.output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **checkout.identity,
        )
        self.said, self.seconds = "", None

    def listen(self) -> str:
        size = os.fstat(self.output.fileno()).st_size
        self.said = os.pread(self.output.fileno(), size, 0).decode()
        return self.said

    def wait_until_served(self, within: float = 300):
        """Wait for the line with the address; then the address must answer."""
        deadline = self.began + within
        while f"Färdplan is at {self.checkout.address}" not in self.listen():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.05)
        self.seconds = time.monotonic() - self.began
        assert fetch(self.checkout.address + "/healthz").status == 200

    def wait(self, within: float = 60) -> int:
        deadline = time.monotonic() + within
        while self.process.poll() is None:
            assert time.monotonic() < deadline, self.listen()
            self.listen()
            time.sleep(0.05)
        self.listen()
        return self.process.returncode

    def interrupt(self) -> int:
        """Ctrl-C: the terminal sends SIGINT to everyone in the foreground."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.wait()

    def end(self):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.output.close()

    @property
    def supervisor(self) -> psutil.Process:
        return next(
            process
            for process in psutil.Process(self.process.pid).children()
            if "portal.start.run" in process.cmdline()
        )


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def fetch(url: str, **headers):
    """One answer, redirects and errors included."""
    opener = urllib.request.build_opener(_Stay, urllib.request.ProxyHandler({}))
    try:
        with opener.open(urllib.request.Request(url, headers=headers), timeout=15) as answer:  # noqa: S310  (our own addresses)
            answer.text = answer.read().decode()
            return answer
    except urllib.error.HTTPError as answer:
        with answer:
            answer.text = answer.read().decode()
            return answer
