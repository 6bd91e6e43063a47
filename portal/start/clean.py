"""`make clean`: removes what the other commands made, the local database included. Standard library only."""

import fcntl
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LOCAL, PYTHON = ROOT / ".local", ROOT / ".venv" / "bin" / "python"


def main():
    if not in_no_use(LOCAL / "run.lock"):
        sys.exit("This checkout is running. Stop it first (Ctrl-C).")
    if PYTHON.exists() and (LOCAL / "test").exists():
        subprocess.run([PYTHON, "-m", "portal.start.servers", "down"], cwd=ROOT, check=False)
    if not in_no_use(LOCAL / "test" / "users.lock"):
        sys.exit("Tests are running. Wait for them, or stop them.")
    for note in LOCAL.glob("**/where"):  # root's databases lie elsewhere
        folder = Path(note.read_text().strip())
        if folder.parent.name == "fardplan":
            shutil.rmtree(folder, ignore_errors=True)
    for folder in (LOCAL, ROOT / ".venv", ROOT / "node_modules"):
        shutil.rmtree(folder, ignore_errors=True)


def in_no_use(lock):
    """True unless a living process holds this lock file."""
    if not lock.exists():
        return True
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


if __name__ == "__main__":
    main()
