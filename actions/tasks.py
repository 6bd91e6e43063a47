"""The sweep that reminds of actions: one more way in to the services."""

from celery import shared_task

from actions import services
from portal import dates


@shared_task(name="actions.remind")
def remind():
    """Called every hour of the day: the first call does the day's work, the others nothing."""
    return services.remind(on=dates.today())
