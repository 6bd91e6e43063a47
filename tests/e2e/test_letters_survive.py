"""A worker that dies loses no letter and sends none twice (one in its hand aside, which a drill counts)."""

import time

from tests.e2e import walk


def test_letters_wait_for_a_dead_worker_and_go_once(page, portal):
    portal.kill("worker")
    title = "Enkät medan arbetaren är borta"
    try:
        addresses = walk.make_and_send_a_survey(page, portal.address, title=title, organisations=13)
        time.sleep(2)
        assert not any(title in letter for address in addresses for letter in portal.letters_to(address))
    finally:
        portal.start("worker")
    assert len(addresses) >= 13
    for address in addresses:
        portal.wait_for_letter(address, title)
    time.sleep(4)  # another round of the sweep, and of what it gives back
    counts = {address: about(portal, address, title) for address in addresses}
    assert counts == dict.fromkeys(addresses, 1)
    owed = portal.query(
        "SELECT state, count(*) FROM portal_letter WHERE kind = 'survey-invitation' AND subject LIKE %s GROUP BY 1",
        f"%{title}%",
    )
    assert owed == [("sent", len(addresses))]


def test_what_a_killed_worker_held_goes_when_another_comes(page, portal):
    """Killed while it holds leased letters: after the lease they go, each once."""
    portal.kill("worker")
    portal.kill("mail")  # the worker takes letters and gets no contact: it is holding or has put them off when killed
    title = "Enkät medan posten är borta"
    addresses = walk.make_and_send_a_survey(page, portal.address, title=title, organisations=4)
    portal.start("worker")
    time.sleep(6)
    portal.kill("worker")
    portal.query("UPDATE portal_letter SET send_after = now() WHERE state = 'waiting'")
    portal.start("mail", "worker")
    for address in addresses:
        portal.wait_for_letter(address, title, seconds=100)
    time.sleep(4)
    assert {address: about(portal, address, title) for address in addresses} == dict.fromkeys(addresses, 1)


def about(portal, address, title) -> int:
    return sum(title in letter for letter in portal.letters_to(address))
