"""Letters a second to a server that accepts at once, beside the batch design with nothing around it."""

import contextlib
import re
import time
from datetime import timedelta
from email.utils import formataddr

from portal.start.measures import Recorded, Row, measure
from tests.benchmarks.sink import listening

SLICES, SLICE = 6, 200
LEASE = """
    UPDATE portal_letter SET state = 'sending', leased_until = now() + interval '2 minutes', attempts = attempts + 1
    WHERE id IN (SELECT id FROM portal_letter WHERE state = 'waiting' AND send_after <= %s
                 ORDER BY send_after, id FOR UPDATE SKIP LOCKED LIMIT 100)
    RETURNING id, about_pk, to_name, to_address
"""


@measure
def letters_per_second(stage):
    """Both send the same invitations of one round, in turns. The middle one of the ratios counts."""
    from django.test import override_settings
    from django.utils import timezone

    from portal import notifications
    from portal.models import Letter

    Letter.objects.filter(state="waiting").delete()  # what the demonstration owes
    letters, far = _owed(), timezone.now() + timedelta(days=365)
    Letter.objects.update(send_after=far)
    text, database = _text(letters[0]), stage.environment["DATABASE_URL"]
    ours, bare = [], []
    with listening() as port, override_settings(EMAIL_HOST="127.0.0.1", EMAIL_PORT=port):
        for number in range(2 * (SLICES + 1)):
            part = letters[number * SLICE : (number + 1) * SLICE]
            at = timezone.now() - timedelta(hours=1)
            Letter.objects.filter(pk__in=part).update(send_after=at)
            began = time.perf_counter()
            sent = notifications.send_due() if number % 2 else _bare(database, text, at)
            (ours if number % 2 else bare).append(SLICE / (time.perf_counter() - began))
            assert sent == SLICE == Letter.objects.filter(pk__in=part, state="sent").count()
    rates = sorted(zip(ours[1:], bare[1:], strict=True), key=lambda pair: pair[0] / pair[1])
    ours, bare = rates[len(rates) // 2]
    yield Row("Invitations sent, beside the batch design", ours, reference=bare, unit="/s", limit=0.7, at_least=True)
    yield Recorded("Invitations sent: LimeSurvey 6.14", 200, unit="/s")


def _owed():
    """The numbers of the letters of one round, whose people lie together by organisation as a list of staff does."""
    from django.utils import timezone

    from organisations.models import Organisation, User
    from portal import dates
    from portal.models import Letter
    from surveys import services
    from surveys.models import Question, Questionnaire, Round
    from surveys.services.audience import add_people

    lead = next(user for user in User.objects.filter(is_active=True).order_by("pk") if user.leads)
    questionnaire = Questionnaire.objects.create(title="Letters", origin="own", created_by=lead)
    Question.objects.create(questionnaire=questionnaire, position=0, identity="one", kind="yes_no", text="?")
    round = Round.objects.create(
        questionnaire=questionnaire,
        title="Letters",
        opens_on=dates.today(),
        closes_on=dates.today() + timedelta(days=30),
        created_by=lead,
    )
    organisations = list(Organisation.objects.municipalities().values_list("pk", flat=True))
    people = 2 * (SLICES + 1) * SLICE
    add_people(
        round,
        (
            {
                "organisation": organisations[number * len(organisations) // people],
                "name": f"Person {number}",
                "email": f"letter{number}@example.org",
            }
            for number in range(people)
        ),
        by=lead,
    )
    services.send_round(round, by=lead, at=timezone.now())
    services.queue_invitations(at=timezone.now())
    invitations = [str(pk) for pk in round.invitations.values_list("pk", flat=True)]
    owed = Letter.objects.filter(kind="survey-invitation", about_pk__in=invitations)
    return list(owed.order_by("pk").values_list("pk", flat=True))


def _bare(database, letter, at) -> int:
    """The design without anything of ours: a leased batch, one connection, the text written once and cut where a name
    and a link go. The link is made as ours is; each letter is a statement and a commit of its own."""
    import psycopg2
    from django.conf import settings
    from django.core.mail import EmailMessage, get_connection

    from surveys.models import Invitation

    subject, body = letter
    sent = 0
    with contextlib.closing(psycopg2.connect(database)) as connection, get_connection() as smtp:
        cursor = connection.cursor()
        while batch := _leased(cursor, at):
            connection.commit()
            for pk, about, name, address in batch:
                token = Invitation(pk=about).token
                EmailMessage(
                    subject,
                    body.replace("[name]", name).replace("[token]", token),
                    settings.DEFAULT_FROM_EMAIL,
                    [formataddr((name, address))],
                    headers={"Message-ID": f"<letter-{pk}@localhost>"},
                    connection=smtp,
                ).send()
                cursor.execute("UPDATE portal_letter SET state = 'sent', sent_at = now() WHERE id = %s", [pk])
                connection.commit()
                sent += 1
    return sent


def _leased(cursor, at):
    cursor.execute(LEASE, [at])
    return cursor.fetchall()


def _text(pk):
    """Subject and text of a real letter, cut where its name and its token stand."""
    from portal import notifications
    from portal.models import Letter

    row = Letter.objects.get(pk=pk)
    message = notifications.compose(row)
    body = re.sub(r"/svara/[\w-]+/", "/svara/[token]/", message.body.replace(row.to_name, "[name]"))
    assert "[name]" in body
    assert "[token]" in body
    return message.subject, body
