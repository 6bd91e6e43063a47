"""What our frame costs: a signed-in page with nothing on it, beside the least that Django can answer."""

import statistics
import time

from portal.start.measures import Row, measure

ROUNDS, REQUESTS = 5, 40


@measure
def signed_in_empty_page(stage):
    """Both are asked in turns in this process, so that whatever else the machine does falls on both."""
    from django.contrib.auth import get_user_model
    from django.test import Client, override_settings

    person = get_user_model().objects.filter(is_active=True).order_by("pk").first()
    empty, bare = [], []
    for _ in range(ROUNDS):
        with override_settings(ROOT_URLCONF="tests.benchmarks.pages.addresses", ALLOWED_HOSTS=["testserver"]):
            client = Client()
            client.force_login(person)
            empty += _seconds(client, "/empty/")
        with override_settings(
            ROOT_URLCONF="tests.benchmarks.pages.addresses", ALLOWED_HOSTS=["testserver"], MIDDLEWARE=[]
        ):
            bare += _seconds(Client(), "/bare/")
    yield Row(
        "Signed-in empty page, beside a bare Django response",
        ours=statistics.median(empty) * 1000,
        reference=statistics.median(bare) * 1000,
        unit="ms",
        limit=40,
    )


def _seconds(client, address):
    assert client.get(address).status_code == 200  # the first one loads what stays loaded
    found = []
    for _ in range(REQUESTS):
        began = time.perf_counter()
        client.get(address)
        found.append(time.perf_counter() - began)
    return found
