"""Setting up: what it refuses in one sentence, and what it does not do twice."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from portal.start import setup, translations
from portal.start.places import ROOT
from tests.start.folders import passable

AS_IF = (
    "import runpy, sys; {change}; sys.argv = ['setup.py']; runpy.run_path('portal/start/setup.py', run_name='__main__')"
)


@pytest.fixture
def bare():
    """A checkout with nothing but what setting up reads, where another user may look."""
    with passable() as home:
        folder = home / "checkout"
        for path in ["portal/start", *setup.LOCKS.values(), *setup.NPM_INPUTS]:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            copy = shutil.copytree if (ROOT / path).is_dir() else shutil.copy
            copy(ROOT / path, folder / path)
        yield folder


def set_up(bare, change="pass", **options):
    """What setting up says in this checkout, after a change to the Python that runs it."""
    done = subprocess.run(
        [sys.executable, "-c", AS_IF.format(change=change)],
        cwd=bare,
        capture_output=True,
        text=True,
        check=False,
        **options,
    )
    assert done.returncode == 1
    return done.stdout + done.stderr


@pytest.mark.parametrize("missing", ["ensurepip", "venv"])
def test_a_python_without_venv_gets_one_sentence(bare, missing):
    assert set_up(bare, f"sys.modules['{missing}'] = None") == (
        f"This Python ({sys.executable}) lacks its venv module. On Debian and Ubuntu it comes with: "
        f"sudo apt-get install python{sys.version_info[0]}.{sys.version_info[1]}-venv\n"
    )
    assert not (bare / ".venv").exists()


def test_an_old_python_gets_one_sentence(bare):
    assert set_up(bare, "sys.version_info = (3, 9, 2)") == (
        "Färdplan needs Python 3.11 or later; this is 3.9. If you have another, name it: make run PYTHON=python3.12\n"
    )


def test_a_checkout_of_another_user_gets_one_sentence(bare):
    bare.chmod(0o555)
    stranger = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
    python = shutil.which("python3", path="/usr/bin") if stranger else sys.executable  # ours may lie in root's home
    try:
        done = subprocess.run(
            [python, "portal/start/setup.py"], cwd=bare, capture_output=True, text=True, check=False, **stranger
        )
    finally:
        bare.chmod(0o755)
    assert done.stderr == f"{bare} belongs to another user. Run make as that user, or remove the folder.\n"


def test_a_step_is_done_again_only_when_its_inputs_change(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(setup, "LOCAL", tmp_path)
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    lock, done = tmp_path / "lock", []
    lock.write_text("one")
    assert setup.step("Work", "work", [lock], lambda: done.append(1))
    assert not setup.step("Work", "work", [lock], lambda: done.append(2))
    lock.write_text("two")
    assert setup.step("Work", "work", [lock], lambda: done.append(3))
    assert done == [1, 3]
    assert capsys.readouterr().out == "Work ... 0.0 s\nWork ... 0.0 s\n"


def test_a_step_that_fails_shows_all_it_said_and_is_tried_again(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(setup, "LOCAL", tmp_path)
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    command = [sys.executable, "-c", "print('what was wrong'); raise SystemExit(3)"]
    for _ in range(2):
        with pytest.raises(SystemExit, match=r"^This step failed: "):
            setup.step("Work", "work", [], lambda: setup.run(command))
        assert capsys.readouterr().out == "Work ...\nwhat was wrong\n\n failed\n"


def test_a_catalogue_is_compiled_once_for_each_version(tmp_path, monkeypatch):
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    path = tmp_path / "app" / "locale" / "sv" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "road"\nmsgstr "väg"\n')
    assert [translations.compile_all(), translations.compile_all()] == [1, 0]
    assert "väg".encode() in path.with_suffix(".mo").read_bytes()
    os.utime(path, (1, 1))
    assert [translations.compile_all(), translations.compile_all()] == [1, 0]
    assert sorted(each.name for each in path.parent.iterdir()) == ["django.mo", "django.po"]


def test_only_folders_of_our_own_are_given_a_mode():
    """Nothing in this package changes the mode of a folder that it did not make itself."""
    changed = [
        (path.name, line.strip())
        for path in sorted(Path(setup.__file__).parent.glob("*.py"))
        for line in path.read_text().splitlines()
        if ".chmod(" in line
    ]
    assert changed == [
        ("places.py", "folder.chmod(0o755)  # whatever the umask said"),
        ("places.py", "folder.chmod(0o711)"),
        ("postgres.py", "path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)"),
    ]
