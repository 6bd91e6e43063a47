"""What `make run` refuses, in one sentence each."""

import fcntl
import socket
import threading
import time

import pytest

from portal.start import conditions
from portal.start.conditions import OnlyRun, bound, chosen_port, listener


@pytest.fixture
def lock(tmp_path, monkeypatch):
    """A lock file of this test's own: the checkout's may be held by a running portal."""
    path = tmp_path / "run.lock"
    monkeypatch.setattr(conditions, "LOCK", path)
    return path


@pytest.mark.parametrize("wish", ["", "no", "0", "65536", "-1", "80 "])
def test_a_port_that_is_none_is_told(wish):
    with pytest.raises(SystemExit, match=r"^PORT must be a number from 1 to 65535, not "):
        chosen_port(wish)


def test_a_taken_port_is_told_with_another_to_choose():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SystemExit) as refusal:
            listener(port)
    assert str(refusal.value) == (
        f"Port {port} is taken by another program. Choose another one: make run PORT={port + 1}"
    )


def test_a_port_that_browsers_would_find_taken_by_ipv6_is_taken():
    try:
        other = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no IPv6, so nobody can sit there")
    with other, pytest.raises(SystemExit, match="is taken by another program"):
        listener(other.getsockname()[1])


def test_a_free_port_is_bound_on_this_machine_only():
    with bound() as socket_:
        assert socket_.getsockname()[0] == "127.0.0.1"


def test_two_runs_of_one_checkout_are_one_too_many(lock, monkeypatch):
    monkeypatch.setattr(conditions, "A_MOMENT", 0.2)
    with OnlyRun("http://localhost:8000"):
        with pytest.raises(
            SystemExit, match=r"^This checkout is running already: http://localhost:8000 \(process \d+\)\.$"
        ):
            OnlyRun("http://localhost:8001").__enter__()
        assert lock.exists()
    assert not lock.exists()


def test_a_run_waits_for_one_that_is_stopping(lock, monkeypatch):
    monkeypatch.setattr(conditions, "A_MOMENT", 0)
    first = OnlyRun("http://localhost:8000").__enter__()
    first.stopping()
    ending = threading.Timer(0.5, first.__exit__)
    ending.start()
    began = time.monotonic()
    with OnlyRun("http://localhost:8000"):
        assert time.monotonic() - began >= 0.4
        assert lock.read_text().startswith("http://localhost:8000 (process ")
    ending.join()
    assert not lock.exists()


def test_a_file_left_by_a_killed_run_holds_nobody(lock):
    lock.write_text("http://localhost:8000 (process 1)")
    with OnlyRun("http://localhost:8000"), lock.open() as file, pytest.raises(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
