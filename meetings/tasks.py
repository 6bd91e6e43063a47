"""The meetings' tasks: ways in to the services. They may run twice, late, or at once."""

from celery import shared_task
from django.utils import timezone

from meetings.services import batches, calls, polls, reading
from portal import dates


@shared_task(name="meetings.read_notes")
def read_notes():
    """Woken when a folder of notes is handed in, and by the clock for what a dead worker held."""
    return reading.read_due()


@shared_task(name="meetings.sweep_notes")
def sweep_notes():
    return batches.sweep()


@shared_task(name="meetings.remind_of_polls")
def remind_of_polls():
    """Called every hour of the day: the first call does the day's work, the others nothing."""
    return polls.remind_of_polls(on=dates.today(), at=timezone.now())


@shared_task(name="meetings.send_calls")
def send_calls():
    """Woken when somebody is called, and by the clock for changes that have rested."""
    return calls.send_calls()
