"""Static files, collected and compressed again only when something they come from has changed.

python -m portal.start.statics FOLDER STAMP [--clear]
"""

import sys
from pathlib import Path

from portal.start import places, setup

SOURCES = ["static/**/*", "[a-z]*/static/**/*", "portal/static.py"]
LOCKS = ["requirements.lock", "package-lock.json"]


def sources() -> list[Path]:
    found = {path for pattern in SOURCES for path in places.ROOT.glob(pattern) if path.is_file()}
    ours = sorted(path for path in found if "node_modules" not in path.parts)
    return [*ours, *(places.ROOT / name for name in LOCKS)]


def current(folder: Path, stamp: str) -> bool:
    return (folder / "staticfiles.json").exists() and setup.current(stamp, sources())


def collect(folder: Path, stamp: str, *, clear: bool = False):
    """Collect into the folder unless it is current. With `clear`, what is no longer asked for goes."""
    if current(folder, stamp):
        return
    from django.conf import settings
    from django.core.management import call_command

    settings.STATIC_ROOT = str(folder)
    setup.forget(stamp)
    setup.step(
        "Static files",
        stamp,
        sources(),
        lambda: call_command("collectstatic", verbosity=0, clear=clear, interactive=False),
    )


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    collect(Path(sys.argv[1]), sys.argv[2], clear="--clear" in sys.argv)
