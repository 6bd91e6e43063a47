"""`make test`: every test, with servers of their own. Arguments go to pytest; its exit status and last line are ours."""

import os
import sys

from portal.start import chromium, places


def main(arguments: list[str]):
    os.chdir(places.ROOT)
    arguments = [word for word in arguments if word != "--"]
    if chromium.find() is None:
        if chromium.demanded():
            sys.exit("CI is set and there is no Chromium: the tests in a browser cannot run. Install chromium.")
        print("No Chromium here: the tests in a browser (tests/e2e) are left out.", flush=True)
        arguments += ["--ignore=tests/e2e"]
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *arguments])  # noqa: S606  (no shell is wanted)


if __name__ == "__main__":
    main(sys.argv[1:])
