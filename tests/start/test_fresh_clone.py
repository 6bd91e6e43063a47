"""A newcomer's day: a fresh clone, `make run`, a look around, Ctrl-C, accidents, and starting again.

As ourselves and, where we are root, as an ordinary user too. The tests of one checkout build on each other, since a start
takes seconds and the first a minute: one starts it from nothing, the next start it again and look, the last kill it.
"""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import time
from contextlib import closing

import psutil
import psycopg2
import pytest

from portal.start import run
from portal.start.postgres import APPLICATION, OWNER
from tests.browser import browser, page  # noqa: F401  (fixtures)
from tests.e2e import walk
from tests.e2e.portal_processes import wait_for_letter
from tests.start.checkout import Checkout, fetch
from tests.start.folders import modes, passable

pytestmark = pytest.mark.slow
SECOND_START = 10  # seconds
# What an environment in use for something else leaves in the shell.
ELSEWHERE = {"VIRTUAL_ENV": "/nowhere", "PYTHONPATH": "/nowhere", "PIP_TARGET": "/nowhere", "PIP_USER": "1"}


@pytest.fixture(scope="module")
def another_user():
    """The name of an ordinary user, made for these tests."""
    if os.geteuid() != 0:
        pytest.skip("only root can try another user; run the tests as root too")
    name = f"fardplan-{secrets.token_hex(3)}"
    subprocess.run(["useradd", "--no-create-home", "--shell", "/bin/sh", name], check=True)
    yield name
    subprocess.run(["userdel", name], check=True)


@pytest.fixture(scope="module", params=["ourselves", "another user"])
def checkout(request):
    user = request.getfixturevalue("another_user") if request.param == "another user" else ""
    with passable() as folder:
        home = folder / "home"
        home.mkdir()
        checkout = Checkout(home, user)
        checkout.modes = modes(*(folder for folder in checkout.folder.rglob("*") if folder.is_dir()))
        yield checkout
        checkout.remove()


@pytest.fixture(scope="module")
def portal(checkout):
    """The portal of this checkout, started again and served."""
    with checkout.served() as running:
        yield running


def test_one_command_from_nothing_to_a_demonstration(checkout, page):  # noqa: F811
    with checkout.served(**ELSEWHERE) as running:
        assert [line.split(" ...")[0] for line in running.said.splitlines()][:6] == [
            "Virtual environment",
            "Python packages",
            "npm packages",
            "Translations",
            "PostgreSQL",
            "Valkey",
        ]
        assert "Warning" not in running.said
        page.goto(checkout.address)
        page.locator("button.role").first.click()
        page.wait_for_url("**/")
        assert page.locator("h1").count() == 1
        assert page.locator("html").get_attribute("lang") == "sv"
        assert page.complaints == []
        if not checkout.user:  # the same portal does the same for both; once is enough
            do_the_three_jobs(page, checkout)
    assert running.process.returncode in {0, 2, -signal.SIGINT}  # make's own word about Ctrl-C
    assert "Stopped.\n" in running.said


def do_the_three_jobs(page, checkout):  # noqa: F811
    """A note's actions logged, a municipality moved, a gap survey mailed by the worker, answered and received."""
    assert walk.log_actions_from_a_note(page, checkout.address)
    walk.move_a_municipality(page, checkout.address)
    title = "Enkät ur ett nytt klon"
    [somebody, *_] = walk.make_and_send_a_survey(page, checkout.address, title=title)
    letter = wait_for_letter(somebody, title, checkout.folder / ".local" / "mail")
    page.context.clear_cookies()
    assert walk.answer_a_survey(page, walk.link_in(letter))


def test_it_leaves_no_process_no_lock_and_no_trace_in_git(checkout):
    assert checkout.processes() == []
    assert checkout.locks() == []
    status = subprocess.run(
        ["git", "-c", f"safe.directory={checkout.folder}", "status", "--porcelain"],
        cwd=checkout.folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert status.stdout == ""


def test_no_folder_that_was_there_has_another_mode(checkout):
    assert modes(*checkout.modes) == checkout.modes


def test_a_taken_port_is_told_in_one_sentence(checkout):
    with socket.create_server(("127.0.0.1", checkout.port)):
        running = checkout.start()
        assert running.wait() != 0
        running.end()
    port = checkout.port
    assert running.said.splitlines()[0] == (
        f"Port {port} is taken by another program. Choose another one: make run PORT={port + 1}"
    )
    assert "Traceback" not in running.said
    assert checkout.processes() == []


def test_the_second_start_is_quick(portal):
    busy = max(1, os.getloadavg()[0] / run.CORES)  # others may be at work on this machine
    assert portal.seconds < SECOND_START * busy


def test_it_answers_here_only_and_plainly(portal, checkout):
    for host in ("localhost", "127.0.0.1"):
        answer = fetch(f"http://{host}:{checkout.port}/konto/logga-in/")
        assert answer.status == 200
        assert "Strict-Transport-Security" not in answer.headers
        cookies = answer.headers.get_all("Set-Cookie")
        assert cookies
        assert not any("Secure" in cookie or cookie.startswith("__Host-") for cookie in cookies)
    assert fetch(checkout.address + "/healthz", Host="elsewhere.example").status == 400
    listening = {
        (connection.laddr.ip, connection.laddr.port)
        for process in checkout.processes()
        for connection in process.net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    }
    assert {ip for ip, _ in listening} == {"127.0.0.1"}
    assert ("127.0.0.1", checkout.port) in listening


def test_the_portal_is_no_superuser_and_owns_nothing(portal, checkout):
    worker = next(process for process in checkout.processes() if "gunicorn" in process.cmdline())
    address = worker.environ()["DATABASE_URL"]
    assert "OWNER_DATABASE_URL" not in worker.environ()
    with closing(psycopg2.connect(address)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT current_user, usesuper, usecreatedb FROM pg_user WHERE usename = current_user")
        assert cursor.fetchone() == (APPLICATION, False, False)
        cursor.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'")
        assert cursor.fetchall() == [(OWNER,)]


def test_another_run_of_the_same_checkout_is_told(portal, checkout):
    second = checkout.start(PORT=str(checkout.port + 1))
    assert second.wait() != 0
    second.end()
    assert f"This checkout is running already: {checkout.address} (process " in second.said
    assert "Traceback" not in second.said
    assert fetch(checkout.address + "/healthz").status == 200


def test_a_program_that_dies_is_started_again(portal, checkout):
    for name in ("worker", "gunicorn", "postgres", "valkey-server"):
        [master] = [process for process in psutil.Process(portal.supervisor.pid).children() if _is(name, process)]
        master.kill()
        assert _comes_true(
            lambda name=name, master=master: any(
                _is(name, process) and process.pid != master.pid for process in portal.supervisor.children()
            )
        )
        assert _comes_true(lambda: fetch(checkout.address + "/konto/logga-in/").status == 200)


def test_your_own_servers_are_used_instead(portal, checkout):
    """With the three addresses set nothing of ours is started but the portal."""
    web = next(process for process in checkout.processes() if "gunicorn" in process.cmdline())
    addresses = {name: web.environ()[name] for name in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL")}
    other = checkout.start("./.venv/bin/python", "-c", PROGRAMS_STARTED, **addresses)
    assert other.wait() == 0, other.said
    other.end()
    assert other.said.splitlines() == ["beat", "web", "worker"]


def test_ctrl_c_ends_all_again(portal, checkout):
    portal.interrupt()
    assert (checkout.processes(), checkout.locks()) == ([], [])


def test_a_killed_run_starts_again_without_help(checkout):
    """Whoever was killed, make, our supervisor or more, the next start clears up and serves."""
    running = checkout.start()
    running.wait_until_served()
    for victims in ["supervisor", "both", "make", "all but the servers"][: 2 if checkout.user else 4]:
        killed = {
            "make": [psutil.Process(running.process.pid)],
            "supervisor": [running.supervisor],
            "both": [psutil.Process(running.process.pid), running.supervisor],
            "all but the servers": [psutil.Process(running.process.pid), running.supervisor, *_programs(running)],
        }[victims]
        for process in killed:
            process.send_signal(signal.SIGSTOP)
        for process in killed:
            process.kill()
        before, running = running, checkout.start()
        running.wait_until_served(within=60)
        before.end()
    running.interrupt()
    running.end()
    assert (checkout.processes(), checkout.locks()) == ([], [])


PROGRAMS_STARTED = """
import os
from portal.start import conditions, run
from portal.start.supervisor import Supervisor

supervisor, servers = Supervisor(run.environment("http://localhost"), run.ROOT), []
run.start_servers(supervisor, servers)
assert servers == [] and supervisor.watched == []
supervisor.start = supervisor.programs.append
with conditions.bound() as web, conditions.bound() as mail:
    run.start_web(supervisor, web, mail)
    run.start_background(supervisor)
print(*sorted(program.name for program in supervisor.programs), sep="\\n")
"""


def _programs(running):
    servers = ("postgres", "valkey-server")
    return [process for process in running.supervisor.children() if process.name() not in servers]


def _is(name, process) -> bool:
    try:
        return process.name() == name or name in process.cmdline()
    except psutil.Error:
        return False


def _comes_true(true, seconds=20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError, psutil.Error):
            if true():
                return True
        time.sleep(0.1)
    return False
