"""The surveys' tasks: ways in to the sweeps. They may run twice, late, or at once."""

import logging

from celery import shared_task
from django.utils import timezone

from surveys import services
from surveys.services import tallies
from surveys.services.sealing import seal_due

MOST = 10_000  # answers counted in one transaction

logger = logging.getLogger(__name__)


@shared_task(name="surveys.invite")
def invite():
    return services.queue_invitations(at=timezone.now())


@shared_task(name="surveys.remind")
def remind():
    return services.queue_reminders(at=timezone.now())


@shared_task(name="surveys.reveal")
def reveal():
    return services.reveal_due(at=timezone.now())


@shared_task(name="surveys.fold")
def fold():
    """Count the answers of persons that have come since last time."""
    total = taken = tallies.fold(most=MOST)
    while taken == MOST:
        taken = tallies.fold(most=MOST)
        total += taken
    return total


@shared_task(name="surveys.recount")
def recount():
    """Count every round of persons anew; how many have tallies that differ, which is trouble for who runs the portal."""
    wrong = [round for round in tallies.rounds_to_recount() if tallies.recount(round)]
    for round in wrong:
        logger.error(
            "the tallies of survey round %s differ from its answers: run manage.py recount_tallies --round %s",
            round.pk,
            round.pk,
        )
    return len(wrong)


@shared_task(name="surveys.seal")
def seal():
    return seal_due(at=timezone.now())
