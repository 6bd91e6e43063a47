"""The meetings' tasks: ways in to the services. They may run twice, late, or at once."""

from celery import shared_task

from meetings.services import batches, reading


@shared_task(name="meetings.read_notes")
def read_notes():
    """Woken when a folder of notes is handed in, and by the clock for what a dead worker held."""
    return reading.read_due()


@shared_task(name="meetings.sweep_notes")
def sweep_notes():
    return batches.sweep()
