"""The sweep that reminds coaches of talks: one more way in to the services."""

from celery import shared_task

from portal import dates
from support.services import talks


@shared_task(name="support.remind_of_talks")
def remind_of_talks():
    return talks.remind_of_talks(on=dates.today())
