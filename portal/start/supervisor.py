"""Keeps a handful of programs running, shows what they say, and ends them in order.

A program that ends by itself is started again after a pause that grows. One that cannot stay up is given up, and with
it the whole run: half a portal is worse than a clear message. Every program is tied to us, so that not even `kill -9`
leaves one behind; what a killed run still left (macOS has no ties) the next one finds by the mark in its environment.
"""

import contextlib
import os
import selectors
import signal
import socket
import time
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import PIPE, STDOUT, Popen

import psutil

from portal.start import processes

MARK = "FARDPLAN_RUN"  # in the environment of every program we start; its value is the checkout
PAUSES = [0.5, 1, 2, 4, 8]  # seconds before each new start; one failure more and we give up
STAYED_UP = 30  # seconds after which earlier failures are forgotten
ONE_PRESS = 1  # seconds in which make may pass on what the terminal has sent us already
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass
class Program:
    """One program: its name in the output, its command, and how it is asked to end."""

    name: str
    command: list
    gently: signal.Signals = signal.SIGTERM
    patience: float = 10  # seconds it gets to finish what it has begun
    pass_fds: tuple = ()
    environment: dict = field(default_factory=dict)  # what it gets beside what all get
    process: Popen | None = None
    started: float = 0
    failures: int = 0
    due: float | None = None  # when to start it again
    _rest: bytes = field(default=b"", repr=False)


class Supervisor:
    def __init__(self, environment: dict, root: Path):
        self.environment = environment | {MARK: str(root), "PYTHONUNBUFFERED": "1"}
        self.root = root
        self.programs: list[Program] = []
        self.watched = []  # servers outside our programs: (name, is_alive, start)
        self.asked: float | None = None  # when we were asked to stop
        self.hurry = False
        self.parent = os.getppid() if "MAKELEVEL" in os.environ else None  # make, which may be killed over our head
        self.selector = selectors.DefaultSelector()

    # Signals

    @contextlib.contextmanager
    def signals(self):
        """From here on Ctrl-C, SIGTERM and SIGHUP ask for an orderly end; a second Ctrl-C hurries it."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False), theirs.setblocking(False)
        before = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        heeded = [which for which in STOPPING if which != signal.SIGHUP or signal.getsignal(which) != signal.SIG_IGN]
        handlers = {which: signal.signal(which, self._ask_to_stop) for which in heeded}  # nohup stays nohup
        self.selector.register(ours, selectors.EVENT_READ, None)
        try:
            yield
        finally:
            self.selector.unregister(ours)
            signal.set_wakeup_fd(before)
            for which, handler in handlers.items():
                signal.signal(which, handler)
            ours.close(), theirs.close()

    def _ask_to_stop(self, number, frame):
        if self.asked is None:
            self.asked = time.monotonic()
        elif number == signal.SIGINT and time.monotonic() - self.asked > ONE_PRESS:
            self.hurry = True

    @property
    def stop_requested(self) -> bool:
        return self.asked is not None or (self.parent is not None and os.getppid() != self.parent)

    # Starting

    def start(self, program: Program):
        program.process = processes.spawn(
            program.command,
            tied=program.gently,
            cwd=self.root,
            env=self.environment | program.environment,
            stdout=PIPE,
            stderr=STDOUT,
            pass_fds=program.pass_fds,
        )
        program.started, program.due = time.monotonic(), None
        self.selector.register(program.process.stdout, selectors.EVENT_READ, program)
        if program not in self.programs:
            self.programs.append(program)

    def say(self, line: str, name: str = ""):
        """A line of our own, or of a program by its name."""
        with contextlib.suppress(OSError, ValueError):  # the terminal may be gone; that must not keep us from stopping
            print(f"{name:9}{line}" if name else line, flush=True)

    def complete(self, program: Program) -> bool:
        """Run a program to its end. True if it succeeded; False if it failed or we were asked to stop."""
        self.start(program)
        while program.process.poll() is None and not self.stop_requested:
            self.listen(0.2)
        self.stop(program.name)
        self.programs.remove(program)
        return program.process.returncode == 0 and not self.stop_requested

    # Running

    def run(self) -> int:
        """Watch until somebody asks to stop (0) or a program cannot be kept up (1)."""
        while not self.stop_requested:
            self.listen(0.5)
            if not self.keep_up():
                return 1
        return 0

    def keep_up(self) -> bool:
        """Start again what has ended. False when something cannot be kept up."""
        for name, is_alive, start in self.watched:
            if not is_alive():
                self.say("ended unexpectedly; starting it again.", name)
                start()
        kept = [self._keep_up(program) for program in self.programs]
        return all(kept)

    def listen(self, seconds: float):
        """Pass on what the programs say for at most so long; ends early on a signal."""
        for key, _ in self.selector.select(seconds):
            if key.data is None:
                with contextlib.suppress(BlockingIOError):
                    key.fileobj.recv(64)
            else:
                self._pass_on(key.data, key.fileobj)

    def _pass_on(self, program: Program, pipe):
        chunk = os.read(pipe.fileno(), 65536)
        if not chunk:
            self.selector.unregister(pipe)
            pipe.close()
        *lines, program._rest = (program._rest + chunk).split(b"\n")
        if not chunk and program._rest:
            lines.append(program._rest)
            program._rest = b""
        for line in filter(bytes.strip, lines):
            self.say(line.decode(errors="replace").rstrip(), program.name)

    def _keep_up(self, program: Program) -> bool:
        """Start the program again if it ended and its pause is over. False when it is given up."""
        now = time.monotonic()
        if program.due is not None:
            if now >= program.due:
                self.start(program)
            return True
        status = program.process.poll()
        if status is None:
            return True
        processes.stop_group(program.process.pid)  # its own children, should it have been killed
        program.failures = 1 if now - program.started > STAYED_UP else program.failures + 1
        if program.failures > len(PAUSES):
            self.say(f"ended {program.failures} times in a row ({ending(status)}). Stopping.", program.name)
            return False
        program.due = now + PAUSES[program.failures - 1]
        self.say(f"ended unexpectedly ({ending(status)}); starting it again.", program.name)
        return True

    # Stopping

    def stop(self, *names: str):
        """Ask these programs to end, together; kill what has not ended when its patience is out."""
        going = [program for program in self.programs if program.name in names and program.process]
        for program in going:
            program.due = None
            with contextlib.suppress(ProcessLookupError):
                program.process.send_signal(program.gently)
        asked = time.monotonic()
        while any(program.process.poll() is None for program in going):
            self.listen(0.05)
            waited = time.monotonic() - asked
            for program in going:
                if program.process.poll() is None and (waited > program.patience or self.hurry):
                    self.say("did not end in time and was killed.", program.name)
                    processes.stop_group(program.process.pid)
                    program.process.wait()
        for program in going:
            processes.stop_group(program.process.pid)
            program.process.wait()
            while not program.process.stdout.closed:
                self._pass_on(program, program.process.stdout)


def ending(status: int) -> str:
    return f"signal {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"


def leftovers(root: Path) -> list[psutil.Process]:
    """Programs that a killed run of this checkout left: they carry our mark."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.pid != os.getpid() and process.environ().get(MARK) == str(root):
                found.append(process)
    return found


def clear_leftovers(root: Path) -> int:
    """End what a killed run left; the ties have often done it already. Returns how many there were."""
    left = leftovers(root)
    for process in left:
        with contextlib.suppress(psutil.Error):
            process.terminate()
    _, alive = psutil.wait_procs(left, timeout=5)
    for process in alive:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(alive, timeout=5)
    return len(left)
