"""`make test`: the suite in two pytest runs side by side, each with a database of its own, in half the time.

What was printed by each is shown whole, one after the other; a run that failed comes last, so that the last line is
always pytest's summary, and says the worst. With arguments it is one ordinary run.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path("tests")
SLOW = ["e2e", "start", "actions", "surveys"]  # whole portals, browsers and a year day by day: about half of the time


def halves() -> list[list[str]]:
    """The folders of tests in two halves; whatever is new belongs to the second."""
    names = sorted(path.name for path in TESTS.iterdir() if path.is_dir() and any(path.rglob("test_*.py")))
    return [[str(TESTS / name) for name in names if (name in SLOW) == slow] for slow in (True, False)]


def main(arguments: list[str]) -> int:
    command = [sys.executable, "-m", "pytest"]
    if arguments:
        return subprocess.run([*command, *arguments], check=False).returncode
    with tempfile.TemporaryFile() as said:
        aside, shown = halves()
        other = subprocess.Popen([*command, *aside], stdout=said, stderr=subprocess.STDOUT)
        with tempfile.TemporaryFile() as ours:
            status = subprocess.run([*command, *shown], check=False, stdout=ours, stderr=subprocess.STDOUT).returncode
            results = sorted([(other.wait(), 0, said), (status, 1, ours)], key=lambda one: (one[0] != 0, one[1]))
            for _status, _place, output in results:
                output.seek(0)
                sys.stdout.flush()
                sys.stdout.buffer.write(output.read())
            sys.stdout.buffer.flush()
    return next((one[0] for one in results if one[0]), 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
