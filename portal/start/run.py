"""`make run`: the whole portal on this machine, from nothing, until Ctrl-C.

    PORT=8000           where it listens (127.0.0.1 only)
    DEMO=0              leave an empty database empty
    DATABASE_URL, REDIS_URL, EMAIL_URL
                        your own servers; for each one set, no embedded one is started. With OWNER_DATABASE_URL
                        migrations run as that role, and the portal itself as the one in DATABASE_URL.

Starts PostgreSQL and Valkey, then the web server, a worker, the clock (Celery beat) and a mail catcher. Ends them in
the order that loses nothing: who takes on work, who does it, who is needed for it.
"""

import contextlib
import fcntl
import http.client
import os
import socket
import sys
import time

from portal.start import places, setup
from portal.start.places import LOCAL, ROOT
from portal.start.postgres import OWNER, Postgres
from portal.start.supervisor import Program, Supervisor, clear_leftovers
from portal.start.valkey import Valkey

PYTHON = sys.executable
LOCK = LOCAL / "run.lock"
SERVING_WITHIN = 120  # seconds until we say that the web server does not answer
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
# Celery warns whoever runs it as root; on a machine where everything is root's, that is no news.
WORKER_WARNING = "ignore:You're running the worker with superuser privileges"


def main() -> int:
    began = time.monotonic()
    os.umask(0o077)
    places.private(LOCAL)
    port = chosen_port()
    with contextlib.ExitStack() as held:
        held.enter_context(only_run(port))
        web = held.enter_context(listener(port))
        if clear_leftovers(ROOT):
            print("Ended what a killed run had left.")
        supervisor = Supervisor(environment(port), ROOT)
        held.enter_context(supervisor.signals())
        return serve(supervisor, web, port, began)


def serve(supervisor, web, port, began) -> int:
    """Start all, watch, stop all."""
    servers = []
    try:
        servers = start_servers(supervisor)
        if supervisor.stop_requested or not prepare(supervisor):
            return 0 if supervisor.stop_requested else 1
        for program in programs(supervisor, web):
            supervisor.start(program)
        if not answers(supervisor, port):
            return 0 if supervisor.stop_requested else 1
        supervisor.say(f"\nFärdplan is at http://localhost:{port} ({time.monotonic() - began:.1f} s). Ctrl-C stops it.\n")
        return supervisor.run()
    finally:
        supervisor.say("Stopping ...")
        supervisor.stop("web", "beat", "prepare", "demo")
        supervisor.stop("worker")
        supervisor.stop("mail")
        for server in reversed(servers):
            server.stop()
        supervisor.say("Stopped.")


# What must hold before anything starts


def chosen_port() -> int:
    wish = os.environ.get("PORT") or "8000"
    if not wish.isdigit() or not 0 < int(wish) < 65536:
        raise SystemExit(f"PORT must be a number from 1 to 65535, not {wish!r}.")
    return int(wish)


@contextlib.contextmanager
def only_run(port: int):
    """Hold this checkout for one run; the file is gone when it ends, and a killed run holds nothing."""
    while True:
        file = LOCK.open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise SystemExit(f"This checkout is running already: {file.read().strip() or 'it is just starting'}.") from None
        if LOCK.exists() and os.path.sameopenfile(file.fileno(), os.open(LOCK, os.O_RDONLY)):
            break
        file.close()  # the run before us removed it between our two steps
    file.truncate(0)
    file.write(f"http://localhost:{port} (process {os.getpid()})")
    file.flush()
    try:
        yield
    finally:
        LOCK.unlink(missing_ok=True)
        file.close()


def listener(port: int) -> socket.socket:
    """The web server's socket, bound before the long work so that a taken port is told at once."""
    taken = f"Port {port} is taken by another program. Choose another: make run PORT={port + 1 if port < 65535 else 8001}"
    with contextlib.suppress(OSError), socket.create_connection(("::1", port), timeout=1):
        raise SystemExit(taken)  # browsers try localhost there first
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except PermissionError:
        raise SystemExit(f"Only root may use port {port}. Choose one above 1023: make run PORT=8000") from None
    except OSError:
        raise SystemExit(taken) from None
    return listener


def environment(port: int) -> dict:
    """What the portal is started with; the same names that a real installation sets. Ours give way to yours."""
    ours = {
        "BASE_URL": f"http://localhost:{port}",
        "SECRET_KEY": places.secret(LOCAL / "secret_key"),
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    return ours | {name: value for name, value in os.environ.items() if value or name not in ours}


# Starting


def start_servers(supervisor) -> list:
    """The embedded servers that no address was given for; the addresses go into the programs' environment."""
    given, servers = supervisor.environment, []
    if not given.get("DATABASE_URL"):
        with setup.told("PostgreSQL"):
            postgres = Postgres(LOCAL / "postgres")
            postgres.start(tied=True)
        servers.append(postgres)
        supervisor.watched.append(("postgres", lambda: postgres.process.poll() is None, lambda: postgres.start(tied=True)))
        given |= {"DATABASE_URL": postgres.url(), "OWNER_DATABASE_URL": postgres.url(OWNER)}
    if not given.get("REDIS_URL"):
        with setup.told("Valkey"):
            valkey = Valkey(LOCAL / "valkey")
            valkey.start(tied=True)
        servers.append(valkey)
        supervisor.watched.append(("valkey", lambda: valkey.process.poll() is None, lambda: valkey.start(tied=True)))
        given["REDIS_URL"] = valkey.url()
    return servers


def prepare(supervisor) -> bool:
    """Migrate, collect static files, and load the demonstration county into an empty database."""
    answer = LOCAL / "database"
    mine = supervisor.environment["DATABASE_URL"]
    owner = supervisor.environment.pop("OWNER_DATABASE_URL", "") or mine
    if not supervisor.complete(Program("prepare", [PYTHON, "-m", "portal.start.prepare", answer]), DATABASE_URL=owner):
        return False
    if answer.read_text() == "empty" and supervisor.environment["DEMO"] != "0":
        with setup.told("Demonstration county"):
            return supervisor.complete(Program("demo", [PYTHON, "manage.py", "load_demonstration", "--if-empty"]))
    return True


def programs(supervisor, web: socket.socket) -> list[Program]:
    """What runs until the end."""
    celery = [PYTHON, "-W", WORKER_WARNING, "-m", "celery", "--quiet", "--app", "portal"]
    calm = ["--loglevel", "warning"]
    lean = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    found = []
    if not supervisor.environment.get("EMAIL_URL"):
        mail = supervisor_socket()
        folder = LOCAL / "mail"
        command = [PYTHON, "-m", "portal.start.mail_catcher", "--folder", folder, "--descriptor", mail.fileno()]
        found.append(Program("mail", command, pass_fds=(mail.fileno(),), patience=5))
        supervisor.environment |= {
            "EMAIL_URL": f"smtp://127.0.0.1:{mail.getsockname()[1]}",
            "MAIL_CATCHER_DIR": str(folder),
        }
        supervisor.sockets.append(mail)
    gunicorn = [PYTHON, "-m", "gunicorn", "portal.wsgi", "--worker-class", "gthread", "--workers", CORES, "--threads", 4]
    gunicorn += ["--graceful-timeout", 5, "--log-level", "warning", "--no-control-socket", "--bind", f"fd://{web.fileno()}"]
    schedule = LOCAL / "schedule"
    return [
        *found,
        Program("web", gunicorn, pass_fds=(web.fileno(),), patience=8),
        Program("worker", [*celery, "worker", *calm, *lean, "--concurrency", CORES], patience=20),
        Program("beat", [*celery, "beat", *calm, "--schedule", schedule, "--pidfile", ""], patience=8),
    ]
