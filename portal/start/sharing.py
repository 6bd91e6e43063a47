"""pytest plugin for `make test`: several runs share the tests; whoever is free takes the next file.

What takes longest goes first, so that no run is left alone with it at the end. How long each file took is noted.
"""

import json
import os
from collections import defaultdict
from pathlib import Path

import pytest

FOLDER = "FARDPLAN_TESTS_SHARED_IN"  # where the runs note what they have taken, and how long it took
TOGETHER = ("tests/e2e/", "tests/overview/demonstrating/")  # one dear set-up for a whole folder
LONGEST = (
    "tests/e2e/",
    "tests/start/test_fresh_clone.py",
    "tests/start/test_supervisor.py",
    "tests/actions/test_reminders_year.py",
    "tests/agreements/test_bad_input.py",
    "tests/overview/demonstrating/",
    "tests/start/",
)


class Sharing:
    def __init__(self, folder: Path):
        self.folder, self.seconds = folder, defaultdict(float)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        """pytest's own loop, over the tests of the files we could take."""
        if session.testsfailed and not session.config.option.continue_on_collection_errors:
            raise session.Interrupted(f"{session.testsfailed} errors during collection")
        tests = self.taken(session.items)
        test = next(tests, None)
        while test is not None:
            following = next(tests, None)
            test.config.hook.pytest_runtest_protocol(item=test, nextitem=following)
            if session.shouldfail:
                raise session.Failed(session.shouldfail)
            if session.shouldstop:
                raise session.Interrupted(session.shouldstop)
            test = following
        return True

    def taken(self, tests):
        parts = defaultdict(list)
        for test in tests:
            parts[part_of(test.nodeid)].append(test)
        for part in sorted(parts, key=rank):
            if self.take(part):
                yield from parts[part]

    def take(self, part: str) -> bool:
        try:
            (self.folder / f"{part.replace('/', '~')}.taken").touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    def pytest_runtest_logreport(self, report):
        self.seconds[report.nodeid.partition("::")[0]] += report.duration

    def pytest_sessionfinish(self):
        (self.folder / f"{os.getpid()}.json").write_text(json.dumps(self.seconds))


def part_of(name: str) -> str:
    """What is taken as a whole: a file, or a folder whose tests share what is dear to set up."""
    return next((folder for folder in TOGETHER if name.startswith(folder)), name.partition("::")[0])


def rank(part: str) -> tuple:
    """First what takes minutes, then what needs a browser, then the rest; each in the order it was found."""
    place = next((place for place, start in enumerate(LONGEST) if part.startswith(start)), len(LONGEST))
    return place, "browser" not in part


def pytest_configure(config):
    if FOLDER in os.environ:
        config.pluginmanager.register(Sharing(Path(os.environ[FOLDER])))
