"""`make check`: what every change must pass. Runs all of it, then says which failed."""

import os
import subprocess
import sys
from pathlib import Path

from portal.start import places, servers

PYTHON = sys.executable
TOOLS = Path(PYTHON).parent
STEPS = {
    "Style": ["ruff", "check", "."],
    "Layout": ["ruff", "format", "--check", "."],
    "Templates": ["djlint", "--lint", "--quiet", "templates"],
    "Import order": ["lint-imports"],
    "Migrations": ["manage.py", "makemigrations", "--check", "--dry-run"],
    "Settings for a real installation": ["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    "Translations": ["manage.py", "update_catalogue", "--check"],
    "Tests": ["-m", "portal.start.test"],
}
# Settings are checked as they are on the internet; nothing connects to this address.
INTERNET = {
    "BASE_URL": "https://fardplan.example",
    "SECRET_KEY": "a-long-and-random-looking-value-for-this-check-only-0123456789",
}


def main() -> int:
    os.chdir(places.ROOT)
    failed = []
    with servers.in_use() as environment:
        for name, (what, *arguments) in STEPS.items():
            print(f"\n{name}", flush=True)
            program = [PYTHON, what] if what in {"manage.py", "-m"} else [TOOLS / what]
            given = os.environ | environment | (INTERNET if "--deploy" in arguments else {})
            if subprocess.run([*program, *arguments], env=given, check=False).returncode:
                failed.append(name)
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nAll is well.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
