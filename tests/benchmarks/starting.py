"""How long a newcomer waits: a fresh clone until it is served, and every time after that."""

import tempfile
from pathlib import Path

from portal.start.measures import Row, measure
from tests.start.checkout import Checkout


@measure
def starting(stage):
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        checkout = Checkout(home)
        try:
            with checkout.served() as first:
                yield Row("First start of a fresh clone", first.seconds, limit=180, unit="s")
            with checkout.served() as second:
                yield Row("Second start", second.seconds, limit=10, unit="s")
        finally:
            checkout.remove()
