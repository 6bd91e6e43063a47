"""The supervisor with real programs: what ends is started again, what is stopped is gone, whatever happens to us."""

import contextlib
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from portal.start import supervisor as supervising
from portal.start.places import ROOT
from portal.start.supervisor import MARK, Program, Supervisor, clear_leftovers, leftovers

SLEEPER = "import time; print('ready', flush=True); time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)"
PARENT = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print("child", child.pid, flush=True)
time.sleep(60)
"""
SUPERVISOR = """
import sys
from pathlib import Path
from portal.start.supervisor import Program, Supervisor
import os
supervisor = Supervisor(dict(os.environ), Path(sys.argv[1]))
with supervisor.signals():
    for name in ("one", "two"):
        program = Program(name, [sys.executable, "-c", "import time; time.sleep(60)"])
        supervisor.start(program)
        print(program.process.pid, flush=True)
    try:
        status = supervisor.run()
    finally:
        supervisor.stop("one", "two")
sys.exit(status)
"""


@pytest.fixture
def supervisor(tmp_path):
    supervisor = Supervisor(dict(os.environ), tmp_path)
    supervisor.parent = None
    yield supervisor
    for program in supervisor.programs:
        program.patience = 0
    supervisor.stop(*(program.name for program in supervisor.programs))
    supervisor.selector.close()


@pytest.fixture
def separate(tmp_path):
    """A supervisor in a process of its own, with two programs; and the numbers of those two."""
    environment = {name: value for name, value in os.environ.items() if name != "MAKELEVEL"}
    command = [sys.executable, "-c", SUPERVISOR, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process, [int(process.stdout.readline()) for _ in range(2)]
        finally:
            process.kill()


def python(name, code, **kwargs):
    return Program(name, [sys.executable, "-c", code], **kwargs)


def listen_until(supervisor, true, seconds=15):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        supervisor.listen(0.05)


def gone(pid):
    """Whether the process has ended; a zombie that nobody collected has."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    return True


def left_after(*pids, seconds=10):
    """Those of the processes that still live when they have had time to end."""
    deadline = time.monotonic() + seconds
    while (left := [pid for pid in pids if not gone(pid)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def test_every_line_is_shown_with_the_name_of_its_program(supervisor, capfd):
    assert supervisor.complete(python("short", "print('one'); print('två', end='')"))
    assert capfd.readouterr().out == "short    one\nshort    två\n"


def test_a_command_that_fails_is_told_from_one_that_succeeds(supervisor):
    assert not supervisor.complete(python("bad", "raise SystemExit(3)"))
    assert supervisor.complete(python("good", ""))


def test_what_ends_by_itself_is_started_again(supervisor, capfd):
    program = python("lonely", SLEEPER)
    supervisor.start(program)
    first = program.process.pid
    os.kill(first, signal.SIGKILL)
    listen_until(supervisor, lambda: supervisor.keep_up() and program.process.pid != first)
    assert "lonely   ended unexpectedly (signal SIGKILL); starting it again.\n" in capfd.readouterr().out


def test_its_children_go_with_it(supervisor, capfd):
    program = python("parent", PARENT)
    supervisor.start(program)
    said = []
    listen_until(supervisor, lambda: said.append(capfd.readouterr().out) or "child" in "".join(said))
    child = int("".join(said).split()[-1])
    os.kill(program.process.pid, signal.SIGKILL)
    listen_until(supervisor, lambda: supervisor.keep_up() and program.due is not None)
    assert left_after(child) == []


def test_what_cannot_stay_up_is_given_up(supervisor, monkeypatch, capfd):
    monkeypatch.setattr(supervising, "PAUSES", [0.01, 0.01])
    supervisor.start(python("broken", "raise SystemExit(7)"))
    assert supervisor.run() == 1
    assert capfd.readouterr().out.endswith("broken   ended 3 times in a row (exit status 7). Stopping.\n")


def test_who_does_not_listen_is_killed_when_patience_is_out(supervisor, capfd):
    program = python("deaf", DEAF, patience=0.3)
    supervisor.start(program)
    said = []
    listen_until(supervisor, lambda: said.append(capfd.readouterr().out) or "ready" in "".join(said))
    supervisor.stop("deaf")
    assert program.process.returncode == -signal.SIGKILL
    assert "did not end in time and was killed" in capfd.readouterr().out


@pytest.mark.parametrize("which", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_each_signal_to_stop_ends_all_and_is_no_failure(separate, which):
    process, pids = separate
    process.send_signal(which)
    assert process.wait(30) == 0
    assert left_after(*pids) == []


def test_kill_9_leaves_nothing(separate):
    process, pids = separate
    process.kill()
    process.wait()
    assert left_after(*pids) == []


def test_without_ties_the_next_run_finds_what_was_left(tmp_path):
    other = {**os.environ, MARK: "/another/checkout"}
    ours = {**os.environ, MARK: str(tmp_path)}
    stranger, left = [
        subprocess.Popen([sys.executable, "-c", DEAF], env=env, stdout=subprocess.PIPE) for env in (other, ours)
    ]
    try:
        assert [process.stdout.readline() for process in (stranger, left)] == [b"ready\n"] * 2
        assert [process.pid for process in leftovers(tmp_path)] == [left.pid]
        assert clear_leftovers(tmp_path) == 1
        assert gone(left.pid)
        assert not gone(stranger.pid)
    finally:
        for process in (stranger, left):
            process.kill()
            process.communicate()


def test_a_second_ctrl_c_does_not_wait(supervisor, monkeypatch):
    monkeypatch.setattr(supervising, "ONE_PRESS", 0.1)
    program = python("deaf", DEAF, patience=60)
    supervisor.start(program)
    with supervisor.signals():
        listen_until(supervisor, lambda: program._rest or program.process.poll() is None)
        time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)  # the same press, passed on by make
        assert (supervisor.run(), supervisor.hurry) == (0, False)
        time.sleep(0.2)
        os.kill(os.getpid(), signal.SIGINT)
        began = time.monotonic()
        supervisor.stop("deaf")
    assert time.monotonic() - began < 5
