"""`make test`: the suite in pytest runs side by side, each with a database of its own, sharing the files of tests.

What was printed by each is shown whole, one after the other; a run that failed comes last, so that the last line is
always pytest's summary, and says the worst. Before that stands how long it took, and which files took longest.
With arguments it is one ordinary run.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from portal.start import sharing

RUNS = 2
SLOWEST = 20


def main(arguments: list[str]) -> int:
    command = [sys.executable, "-m", "pytest"]
    if arguments:
        return subprocess.run([*command, *arguments], check=False).returncode
    return side_by_side([*command, "-p", "portal.start.sharing"])


def side_by_side(command: list[str]) -> int:
    began = time.monotonic()
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="fardplan-tests-")))
        outputs = [held.enter_context(tempfile.TemporaryFile()) for _ in range(RUNS)]
        environment = os.environ | {sharing.FOLDER: str(folder)}
        runs = [subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, env=environment) for said in outputs]
        results = sorted(
            ((run.wait(), said) for run, said in zip(runs, outputs, strict=True)), key=lambda one: one[0] != 0
        )
        *others, (status, last) = results
        for _status, said in others:
            show(said)
        print(slowest(folder, time.monotonic() - began), flush=True)
        show(last)
    return status


def slowest(folder: Path, seconds: float) -> str:
    """How long all took, and the files of tests that took longest."""
    took = Counter()
    for noted in folder.glob("*.json"):
        took.update(json.loads(noted.read_text()))
    lines = [f"{time:7.1f} s  {name}" for name, time in took.most_common(SLOWEST)]
    return "\n".join([f"\n{RUNS} runs side by side took {seconds:.0f} s. The files that took longest:", *lines, ""])


def show(said):
    said.seek(0)
    sys.stdout.flush()
    sys.stdout.buffer.write(said.read())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
