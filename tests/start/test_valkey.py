"""Embedded Valkey: behind a password, on one address, gone when it should be."""

import os
import signal
import stat

import pytest
import redis

from portal.start.valkey import Valkey


@pytest.fixture
def valkey(tmp_path):
    server = Valkey(tmp_path / "a folder with spaces and åäö")
    server.start(tied=True)
    yield server
    server.stop()


def test_it_takes_celerys_and_redis_pys_kind_of_address(valkey):
    with redis.Redis.from_url(valkey.url(3)) as client:
        client.set("word", "ö")
        assert client.get("word").decode() == "ö"


def test_without_the_password_nobody_gets_in(valkey):
    with redis.Redis(port=valkey.port) as client, pytest.raises(redis.AuthenticationError):
        client.ping()
    kept = [path for path in valkey.folder.rglob("*") if path.is_file() and path.name != "log"]
    assert {stat.filemode(path.stat().st_mode) for path in kept} == {"-rw-------"}


def test_after_a_crash_it_comes_back_at_the_same_address(valkey):
    address, first = valkey.url(), valkey.process.pid
    os.kill(first, signal.SIGKILL)
    valkey.process.wait()
    assert not valkey.answers()
    valkey.start(tied=True)
    assert valkey.answers()
    assert valkey.url() == address
    assert valkey.process.pid != first


def test_one_that_an_earlier_run_left_is_stopped_first(valkey):
    first = valkey.process
    again = Valkey(valkey.folder)
    again.start(tied=True)
    assert first.wait(5) == 0
    assert again.answers()
    again.stop()
    assert not again.answers()
