"""Test servers shared by several runs: together while they last, apart in what they keep."""

import psycopg2
import pytest
import redis

from portal.start import servers
from tests.start.folders import removed_afterwards


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Servers of this test's own, beside those that the test runs on."""
    monkeypatch.setattr(servers, "HOME", tmp_path)
    monkeypatch.setattr(servers, "STAY", tmp_path / "stay")
    with removed_afterwards(tmp_path / "postgres"):
        yield tmp_path
        servers._stop()


def alive():
    return servers.postgres().server() is not None, servers.valkey().answers()


def test_the_last_run_stops_them(home):
    with servers.in_use() as first:
        with servers.in_use() as second:
            assert first["DATABASE_URL"] == second["DATABASE_URL"]
            assert first["REDIS_URL"] != second["REDIS_URL"]
            psycopg2.connect(first["DATABASE_URL"]).close()
        assert alive() == (True, True)
    assert alive() == (False, False)


def test_what_one_run_kept_in_valkey_no_other_finds(home):
    servers.up()
    with servers.in_use() as environment, redis.Redis.from_url(environment["REDIS_URL"]) as client:
        client.set("word", "left")
    with servers.in_use() as environment, redis.Redis.from_url(environment["REDIS_URL"]) as client:
        assert client.dbsize() == 0


def test_once_up_they_stay_until_down(home, capsys):
    servers.up()
    with servers.in_use():
        pass
    assert alive() == (True, True)
    with servers.in_use():
        servers.down()
        assert capsys.readouterr().out == "A test run uses the servers; they stop when it ends.\n"
        assert alive() == (True, True)
    assert alive() == (False, False)
