"""Twenty thousand invitations armed and owed, beside the same letters only inserted; and what it takes of memory."""

import time
import tracemalloc
from datetime import timedelta

from portal.start.measures import Row, measure

PEOPLE = 20_000


@measure
def survey_invitations(stage):
    """Owing a letter is an insert, plus the link's hash and an update of its invitation. 0.5 when written."""
    from django.db import transaction
    from django.utils import timezone

    from organisations.models import Organisation, User
    from portal import dates
    from portal.models import Letter
    from surveys import services
    from surveys.models import Invitation, Question, Questionnaire, Round
    from surveys.services.audience import add_people

    lead = next(user for user in User.objects.filter(is_active=True).order_by("pk") if user.leads)
    questionnaire = Questionnaire.objects.create(title="Measure", origin="own", created_by=lead)
    Question.objects.create(questionnaire=questionnaire, position=0, identity="one", kind="yes_no", text="?")
    round = Round.objects.create(
        questionnaire=questionnaire,
        title="Measure",
        opens_on=dates.today(),
        closes_on=dates.today() + timedelta(days=30),
        created_by=lead,
    )
    organisations = list(Organisation.objects.municipalities().values_list("pk", flat=True))
    people = (
        {
            "organisation": organisations[number % len(organisations)],
            "name": f"Person {number}",
            "email": f"person{number}@example.org",
        }
        for number in range(PEOPLE)
    )
    services.queue_invitations(at=timezone.now())  # what the demonstration owes
    add_people(round, people, by=lead)
    services.send_round(round, by=lead, at=timezone.now())
    _rate(_bare, round)  # what is loaded once is loaded
    bare = _rate(_bare, round)
    ours = _rate(lambda _round: services.queue_invitations(at=timezone.now()), round)
    owed = Letter.objects.filter(key__startswith="survey-invitation:", about_pk__in=_some(round)).count()
    yield Row("20,000 survey invitations queued: those of a sample with a letter", owed, limit=100, at_least=True)
    yield Row(
        "20,000 survey invitations armed and queued, beside a bare bulk insert",
        ours,
        reference=bare,
        unit="/s",
        limit=0.25,
        at_least=True,
    )
    with transaction.atomic():
        Letter.objects.filter(about_label="surveys.invitation", kind="survey-invitation").delete()
        Invitation.objects.filter(round=round).update(queued_at=None, token_hash=None)
    tracemalloc.start()
    services.queue_invitations(at=timezone.now())
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    yield Row("20,000 survey invitations queued: most memory at once", peak / 2**20, unit="MB", limit=40)


def _bare(round):
    """The same letters as one insert per thousand, with nothing else done."""
    from django.utils import timezone

    from portal.models import Letter

    now, batch = timezone.now(), []
    for number in range(PEOPLE):
        batch.append(
            Letter(
                key=f"bare:{number}",
                kind="survey-invitation",
                context={"version": 1},
                about_label="surveys.invitation",
                about_pk=str(number),
                to_address=f"person{number}@example.org",
                to_name=f"Person {number}",
                send_after=now,
            )
        )
        if len(batch) == 1000:
            Letter.objects.bulk_create(batch)
            batch = []


def _rate(work, round) -> float:
    from portal.models import Letter

    Letter.objects.filter(key__startswith="bare:").delete()
    began = time.perf_counter()
    work(round)
    return PEOPLE / (time.perf_counter() - began)


def _some(round):
    return [str(pk) for pk in round.invitations.order_by("pk").values_list("pk", flat=True)[:: PEOPLE // 100]]
