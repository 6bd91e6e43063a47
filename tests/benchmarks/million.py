"""A million persons' answers of 20 questions and a text: sealed, counted anew, and read."""

import time

from portal.start.measures import Recorded, Row, measure
from tests.benchmarks.crowd import crowd, seconds, shuffled

FEW, MANY, PAGES = 1_000, 1_000_000, 15
COUNT = """
    SELECT organisation_id, e.key, e.value->>'value', e.value->>'missing', count(*)
      FROM surveys_personanswer a, jsonb_each(a.answers) e WHERE round_id = %s GROUP BY 1, 2, 3, 4
"""


@measure
def million_answers(stage):
    """Sealing takes in what no sweep has counted yet. The quickest of each counts, but what is done once."""
    from django.db import connection
    from django.utils import timezone

    from surveys.services import tallies
    from surveys.services.sealing import seal

    few, many = crowd(FEW), crowd(MANY)
    seal(few, at=timezone.now())
    sealing, shuffling = seconds(lambda: seal(many, at=timezone.now())), shuffled(stage, many)
    yield Row("1,000,000 answers counted and sealed, beside a shuffle", sealing, reference=shuffling, unit="s", limit=6)
    bare, ours, differences = [], [], []
    with connection.cursor() as cursor:
        for _ in range(3):
            bare.append(seconds(lambda: cursor.execute(COUNT, [many.pk])))
            ours.append(seconds(lambda: differences.extend(tallies.recount(many))))
    yield Row("1,000,000 answers: tallies that differ from a recount", len(differences), limit=0)
    yield Row("1,000,000 answers counted anew, beside a GROUP BY", min(ours), reference=min(bare), unit="s", limit=2)
    few, many, kept, empty = _pages(few, many)
    yield Row("Result page drawn anew, 1,000,000 answers beside 1,000", many, reference=few, unit="ms", limit=1.2)
    yield Row("Result page, 1,000,000 answers beside an empty page", kept, reference=empty, unit="ms", limit=3)
    yield Recorded("Statistics page, 100,000 answers: LimeSurvey 6.14", 2400, unit="ms")


def _pages(few, many):
    """Milliseconds of both result pages drawn anew, of the second as it is kept, and of an empty page, in turns."""
    from django.contrib.auth import get_user_model
    from django.test import Client, override_settings

    lead = next(user for user in get_user_model().objects.filter(is_active=True).order_by("pk") if user.leads)
    results = [f"/enkater/{one.pk}/resultat/" for one in (few, many)]
    # what is asked for is part of what a page is kept under, so a number of its own has it drawn anew
    ways = [f"{results[0]}?organisation=9{{}}", f"{results[1]}?organisation=9{{}}", results[1], "/empty/"]
    found = {way: [] for way in ways}
    with override_settings(ROOT_URLCONF="tests.benchmarks.pages.addresses", ALLOWED_HOSTS=["testserver"]):
        client = Client()
        client.force_login(lead)
        assert b"100" in client.get(results[1]).content
        for number in range(PAGES):
            for way in ways:
                address = way.format(1000 + number)
                began = time.perf_counter()
                assert client.get(address).status_code == 200
                found[way].append((time.perf_counter() - began) * 1000)
    return [min(found[way][1:]) for way in ways]
