"""Processes that must not outlive us, and telling one of ours from a stranger that got its number."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil

PR_SET_PDEATHSIG = 1
SETTLE = 0.05

may_outlive_us: list[subprocess.Popen] = []  # Python warns when a handle on a running process is thrown away


def tie_to_us(when_we_die: int):
    """A function for the child to call before it starts: the kernel then sends it this signal when we die.

    Only Linux can. Elsewhere the next start finds what a killed one left, by its record.
    """
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(PR_SET_PDEATHSIG, when_we_die)


def spawn(command: list, *, tied: int | None = None, **options) -> subprocess.Popen:
    """Start a command in a session of its own, so that Ctrl-C reaches us and not it.

    With `tied`, the signal it gets should we be killed. Call it from the main thread: the tie is to the thread.
    """
    process = subprocess.Popen(
        [str(part) for part in command],
        stdin=options.pop("stdin", subprocess.DEVNULL),
        start_new_session=True,
        preexec_fn=tie_to_us(tied) if tied else None,  # noqa: PLW1509  (we have no threads, and it makes one call)
        **options,
    )
    if not tied:
        may_outlive_us.append(process)
    return process


def identity(pid: int) -> str:
    """A process for the record: its number and when it began, since numbers are used again."""
    return f"{pid} {psutil.Process(pid).create_time():.2f}"


def recorded(record: str) -> psutil.Process | None:
    """The process this record speaks of, if it still runs."""
    pid, _, began = record.strip().partition(" ")
    try:
        process = psutil.Process(int(pid))
        same = abs(process.create_time() - float(began)) < 1
        return process if same and process.status() != psutil.STATUS_ZOMBIE else None
    except (psutil.Error, ValueError):
        return None


def read_record(path: Path) -> psutil.Process | None:
    return recorded(path.read_text()) if path.exists() else None


def stop(process: psutil.Process, *steps: tuple[int, float]) -> bool:
    """Send each signal and wait so many seconds for the end. True if the first was enough."""
    for number, (which, seconds) in enumerate(steps):
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(which)
        if _gone(process, seconds):
            return number == 0
    return False


def stop_group(pid: int):
    """Kill whatever is left of the session this process led."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _gone(process: psutil.Process, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if process.status() == psutil.STATUS_ZOMBIE or not process.is_running():
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(SETTLE)
    return False
