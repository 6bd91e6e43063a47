"""`make run`: the whole portal on this machine, from nothing, until Ctrl-C.

    PORT=8000           where it listens (127.0.0.1 only)
    DEMO=0              leave an empty database empty
    DATABASE_URL, REDIS_URL, EMAIL_URL
                        your own servers; for each one set, no embedded one is started. With OWNER_DATABASE_URL
                        migrations run as that role, and the portal itself as the one in DATABASE_URL.

Starts PostgreSQL and Valkey, then a mail catcher, the web server, a worker and the clock (Celery beat). Ends them in
the order that loses nothing: first who takes on work, then who does it, then what both stand on.
"""

import contextlib
import http.client
import os
import socket
import sys
import time

from portal.start import conditions, places, setup
from portal.start.places import LOCAL, ROOT
from portal.start.postgres import OWNER, Postgres
from portal.start.supervisor import Program, Supervisor, clear_leftovers
from portal.start.valkey import Valkey

PYTHON = sys.executable
NO = {"0", "false", "no", "off"}
SERVING_WITHIN = 120  # seconds until we say that the web server does not answer
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
WEB = ["--worker-class", "gthread", "--workers", CORES, "--threads", 4, "--preload"]
WEB += ["--graceful-timeout", 5, "--log-level", "warning"]
# Celery warns whoever runs it as root; where everything is root's, that is no news.
WORKER_WARNING = "ignore:You're running the worker with superuser privileges"


def main() -> int:
    began = time.monotonic()
    os.umask(0o077)
    places.private(LOCAL)
    port = conditions.chosen_port(os.environ.get("PORT") or "8000")
    address = f"http://localhost:{port}"
    with contextlib.ExitStack() as held:
        only_run = held.enter_context(conditions.OnlyRun(address))
        if clear_leftovers(ROOT):  # they may sit on our port
            print("Ended what a killed run had left.")
        web = held.enter_context(conditions.listener(port))
        mail = held.enter_context(conditions.bound())
        supervisor = Supervisor(environment(address), ROOT)
        held.enter_context(supervisor.signals())
        servers = []
        try:
            start_servers(supervisor, servers)
            if not (prepare(supervisor) and start_web(supervisor, web, mail) and answers(supervisor, port)):
                return 0 if supervisor.stop_requested else 1
            start_background(supervisor)
            supervisor.say(f"\nFärdplan is at {address} ({time.monotonic() - began:.1f} s). Ctrl-C stops it.\n")
            return supervisor.run()
        finally:
            only_run.stopping()
            stop_all(supervisor, servers)


def environment(address: str) -> dict:
    """What the portal is started with: the names that a real installation sets. Ours give way to yours."""
    ours = {
        "BASE_URL": address,
        "SECRET_KEY": places.secret(LOCAL / "secret_key"),
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    return ours | {name: value for name, value in os.environ.items() if value or name not in ours}


def start_servers(supervisor: Supervisor, servers: list):
    """The embedded servers that no address was given for; their addresses go into the programs' environment."""
    given = supervisor.environment
    if not given.get("DATABASE_URL"):
        postgres = Postgres(LOCAL / "postgres")
        start_server(supervisor, servers, "PostgreSQL", postgres)
        given |= {"DATABASE_URL": postgres.url(), "OWNER_DATABASE_URL": postgres.url(OWNER)}
    if not given.get("REDIS_URL"):
        valkey = Valkey(LOCAL / "valkey")
        start_server(supervisor, servers, "Valkey", valkey)
        given["REDIS_URL"] = valkey.url()


def start_server(supervisor, servers, name, server):
    with setup.told(name):
        servers.append(server)
        server.start(tied=True)
    supervisor.watched.append((name, lambda: server.process.poll() is None, lambda: server.start(tied=True)))


def prepare(supervisor: Supervisor) -> bool:
    """Migrate as the owner, collect static files, and load the demonstration county into an empty database."""
    owner = supervisor.environment.pop("OWNER_DATABASE_URL", "") or supervisor.environment["DATABASE_URL"]
    answer = LOCAL / "database"
    migrate = Program("prepare", [PYTHON, "-m", "portal.start.prepare", answer], environment={"DATABASE_URL": owner})
    if supervisor.stop_requested or not supervisor.complete(migrate):
        return False
    if answer.read_text() != "empty" or supervisor.environment["DEMO"].lower() in NO:
        return True
    return supervisor.complete(Program("demo", [PYTHON, "manage.py", "load_demonstration", "--if-empty"]))


def start_web(supervisor: Supervisor, web: socket.socket, mail: socket.socket) -> bool:
    """The mail catcher and the web server."""
    common = supervisor.environment
    if not common.get("EMAIL_URL"):
        folder = LOCAL / "mail"
        common |= {"EMAIL_URL": f"smtp://127.0.0.1:{mail.getsockname()[1]}", "MAIL_CATCHER_DIR": str(folder)}
        catcher = [PYTHON, "-m", "portal.start.mail_catcher", "--folder", folder, "--descriptor", mail.fileno()]
        supervisor.start(Program("mail", catcher, patience=5, pass_fds=(mail.fileno(),)))

    gunicorn = [PYTHON, "-m", "gunicorn", "portal.wsgi", "--bind", f"fd://{web.fileno()}", "--no-control-socket"]
    gunicorn += WEB
    supervisor.start(Program("web", gunicorn, patience=8, pass_fds=(web.fileno(),)))
    return True


def start_background(supervisor: Supervisor):
    """The worker and the clock, once pages are served: what they do can wait those two seconds."""
    celery = [PYTHON, "-W", WORKER_WARNING, "-m", "celery", "--quiet", "--app", "portal"]
    worker = ["worker", "--loglevel", "warning", "--concurrency", CORES]
    worker += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    supervisor.start(Program("worker", celery + worker, patience=20))

    beat = ["beat", "--loglevel", "warning", "--schedule", LOCAL / "schedule", "--pidfile", ""]
    supervisor.start(Program("beat", celery + beat, patience=8))


def answers(supervisor: Supervisor, port: int) -> bool:
    """Wait until the web server answers. False if it does not, or if we are asked to stop before."""
    deadline = time.monotonic() + SERVING_WITHIN
    while time.monotonic() < deadline:
        supervisor.listen(0.05)
        if supervisor.stop_requested or not supervisor.keep_up():
            return False
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
            status = connection.getresponse().status
            if status >= 500:
                supervisor.say(f"The portal answers, but with error {status}. What it said about it stands above.")
            return status < 500
        connection.close()
    supervisor.say(f"The web server has not answered for {SERVING_WITHIN} s. Stopping.")
    return False


def stop_all(supervisor: Supervisor, servers: list):
    supervisor.say("Stopping ...")
    supervisor.stop("prepare", "demo")
    supervisor.stop("web", "beat")
    supervisor.stop("worker")
    supervisor.stop("mail")
    for server in reversed(servers):
        server.stop()
    supervisor.say("Stopped.")


if __name__ == "__main__":
    sys.exit(main())
