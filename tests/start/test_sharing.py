"""Runs of `make test` that share the tests: each part is taken once, what is dear as a whole, the longest first."""

from types import SimpleNamespace

from portal.start import test
from portal.start.sharing import Sharing

NAMES = [
    "tests/agreements/test_case.py::test_one",
    "tests/agreements/test_case.py::test_two",
    "tests/actions/test_actions_browser.py::test_one",
    "tests/e2e/test_walk.py::test_one",
    "tests/e2e/test_accessible.py::test_one",
]


def names(run):
    return [one.nodeid for one in run.taken([SimpleNamespace(nodeid=name) for name in NAMES])]


def test_every_test_is_taken_by_one_run(tmp_path):
    tests = [SimpleNamespace(nodeid=name) for name in NAMES]
    first, second = Sharing(tmp_path).taken(tests), Sharing(tmp_path).taken(tests)
    mine, yours = [next(first)], [next(second)]
    mine += first
    yours += second
    assert [one.nodeid for one in mine] == [*NAMES[3:], *NAMES[:2]]
    assert [one.nodeid for one in yours] == [NAMES[2]]
    assert names(Sharing(tmp_path)) == []


def test_alone_a_run_takes_all_and_the_longest_first(tmp_path):
    assert names(Sharing(tmp_path)) == [*NAMES[3:], NAMES[2], *NAMES[:2]]


def test_the_slowest_files_are_told(tmp_path):
    for process, seconds in ((1, 2.5), (2, 3.25)):
        run = Sharing(tmp_path / str(process))
        run.folder.mkdir()
        for part in ("setup", "call"):
            run.pytest_runtest_logreport(SimpleNamespace(nodeid=NAMES[process], when=part, duration=seconds))
        run.pytest_sessionfinish()
        next(run.folder.glob("*.json")).rename(tmp_path / f"{process}.json")
    assert test.slowest(tmp_path, 61.2).splitlines()[1:] == [
        "2 runs side by side took 61 s. The files that took longest:",
        "    6.5 s  tests/actions/test_actions_browser.py",
        "    5.0 s  tests/agreements/test_case.py",
    ]
