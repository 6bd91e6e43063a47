"""What tests of starting need to know about folders."""

import shutil
import stat
import tempfile
from contextlib import contextmanager
from pathlib import Path


def modes(*paths: Path) -> dict[Path, str]:
    """The mode of every folder on the way to these paths, as far as they exist; those of a path alone for one path."""
    found = {folder for path in paths for folder in [path, *path.parents] if folder.exists()}
    return {folder: stat.filemode(folder.stat().st_mode) for folder in sorted(found)}


@contextmanager
def passable():
    """A new folder that every user may pass through, as /home is; pytest's own is closed to others."""
    with tempfile.TemporaryDirectory(prefix="home-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@contextmanager
def removed_afterwards(folder: Path):
    """Remove what root's PostgreSQL kept elsewhere for this folder."""
    yield
    note = folder / "where"
    if note.exists():
        shutil.rmtree(note.read_text().strip())
