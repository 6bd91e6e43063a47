"""Complete visits a second: a survey of 21 questions answered by an open link, beside the least that can be done."""

import contextlib
import json
import socket
import subprocess
import sys
import time

from portal.start import places
from portal.start.conditions import bound
from portal.start.measures import Recorded, Row, measure
from portal.start.run import WEB
from tests.benchmarks import floor
from tests.benchmarks.crowd import SCALES, asked
from tests.benchmarks.visitor import visit

SLICES, SECONDS = 6, 2.0
ANSWERS = {f"q{number}": str(number % 5) for number in range(1, SCALES + 1)} | {
    "text": "Det som fattas är tid, och någon att fråga när det är bråttom. " * 2
}


@measure
def complete_visits(stage):
    """Four visitors at a time, the portal and the floor in turns. The middle one of the ratios counts."""
    from django.urls import reverse

    from surveys.models import OpenLink, PersonAnswer

    round, _organisations = asked("Visits")
    link = OpenLink.objects.create(round=round)
    link.arm()
    path = reverse("survey-open", args=[link.token])
    with contextlib.ExitStack() as held:
        ours = held.enter_context(_served(stage, "portal.wsgi"))
        page, thanks, _first, _last = visit("127.0.0.1", ours, path, ANSWERS)
        floor.record(stage.folder, page, thanks, asked("Floor")[0].pk)
        plain = held.enter_context(_served(stage, "tests.benchmarks.plain:served()", FLOOR=str(stage.folder)))
        bare = held.enter_context(_served(stage, "tests.benchmarks.floor", FLOOR=str(stage.folder)))
        given = {
            "addresses": [["127.0.0.1", *place] for place in ((ours, path), (plain, "/"), (bare, "/"))],
            "answers": ANSWERS,
            "slices": SLICES,
            "seconds": SECONDS,
        }
        command = [sys.executable, "-m", "tests.benchmarks.visitor", json.dumps(given)]
        done = subprocess.run(command, cwd=places.ROOT, capture_output=True, text=True, check=True)
    slices = json.loads(done.stdout)
    assert PersonAnswer.objects.filter(round=round).count() > len(slices) * SECONDS
    name = "Complete visits, 21 questions, beside"
    yield Row(f"{name} the spliced floor", **_middle(slices, 1), unit="/s", limit=0.65, at_least=True)
    yield Row(f"{name} the same without Django", **_middle(slices, 2), unit="/s", limit=0.2, at_least=True)
    yield Row("The page with 21 questions, as it is sent", len(page) / 1024, unit="kB", limit=100)
    yield Recorded("Complete visits: LimeSurvey 6.14", 21, unit="/s")


def _middle(slices, place):
    """The slice whose ratio is the middle one."""
    found = sorted(((one[0], one[place]) for one in slices), key=lambda pair: pair[0] / pair[1])
    ours, reference = found[len(found) // 2]
    return {"ours": ours, "reference": reference}


@contextlib.contextmanager
def _served(stage, application, **environment):
    """The port of a gunicorn set up as `make run` does it."""
    with bound() as listener:
        listener.listen(128)
        port = listener.getsockname()[1]
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            application,
            "--bind",
            f"fd://{listener.fileno()}",
            "--no-control-socket",
            *WEB,
        ]
        given = stage.environment | {"BASE_URL": f"http://localhost:{port}"} | environment
        server = subprocess.Popen(
            [str(word) for word in command], cwd=places.ROOT, env=given, pass_fds=(listener.fileno(),)
        )
        try:
            _wait(port)
            yield port
        finally:
            server.terminate()
            server.wait()


def _wait(port):
    """The kernel takes connections at once; an answer comes when a worker is there."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(f"GET /thanks/ HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode())
            if connection.recv(20).startswith(b"HTTP/1.1"):
                return
        time.sleep(0.1)
    raise TimeoutError("the web server does not answer")
