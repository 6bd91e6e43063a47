"""Test servers: a PostgreSQL and a Valkey of their own under .local/test/, shared by every run of pytest.

    python -m portal.start.servers up      start them and let them stay
    python -m portal.start.servers down    stop them
    python -m portal.start.servers env     print the lines a shell needs (eval "$(...)")

pytest itself needs none of these: portal.start.pytest_servers starts the servers when no DATABASE_URL is set, gives
every run a database name and a Valkey database of its own, and stops the servers after the last run unless they are up.
"""

import contextlib
import fcntl
import os
import sys

from portal.start import places
from portal.start.postgres import OWNER, Postgres
from portal.start.valkey import DATABASES, Valkey

HOME = places.LOCAL / "test"
STAY = HOME / "stay"


def postgres() -> Postgres:
    return Postgres(HOME / "postgres", durable=False)


def valkey() -> Valkey:
    return Valkey(HOME / "valkey")


def environment(number: int = 0) -> dict:
    """The variables that make the portal use the test servers; the owner's role, since tests make databases."""
    return {"DATABASE_URL": postgres().url(OWNER), "REDIS_URL": valkey().url(number)}


@contextlib.contextmanager
def in_use():
    """The test servers for as long as the block lasts: their environment, with a Valkey database of our own."""
    with places.locked(HOME / "change.lock"):
        users = (HOME / "users.lock").open("a")
        fcntl.flock(users, fcntl.LOCK_SH)
        postgres().join()
        valkey().join()
    number, claim = _claim_number()
    try:
        yield environment(number)
    finally:
        claim.close()
        with places.locked(HOME / "change.lock"):
            users.close()
            if not STAY.exists() and not _used():
                _stop()


def up():
    """Start the servers, to stay until `down`."""
    with places.locked(HOME / "change.lock"):
        STAY.touch()
        postgres().join()
        valkey().join()


def down():
    """Stop the servers, or leave it to the last test run that uses them."""
    with places.locked(HOME / "change.lock"):
        STAY.unlink(missing_ok=True)
        if _used():
            print("A test run uses the servers; they stop when it ends.")
        else:
            _stop()


def _stop():
    valkey().stop()
    postgres().stop()


def _used() -> bool:
    with (HOME / "users.lock").open("a") as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def _claim_number():
    """A Valkey database (1 to 63) that no other run holds, emptied, and the lock that keeps it."""
    import redis

    for number in range(1, DATABASES):
        claim = (places.private(HOME / "numbers") / str(number)).open("a")
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
            redis.Redis.from_url(valkey().url(number)).flushdb()
            return number, claim
        claim.close()
    raise SystemExit(f"{DATABASES - 1} test runs are under way; wait for one to end.")


def main(word: str = ""):
    if word == "up":
        up()
    elif word == "down":
        down()
    elif word == "env":
        if not STAY.exists():
            raise SystemExit("The test servers are not up: python -m portal.start.servers up")
        for name, value in environment().items():
            print(f"export {name}='{value}'")
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    os.umask(0o077)
    main(*sys.argv[1:2])
