"""The sweep that reminds of actions: one more way in to the services."""

from celery import shared_task

from actions import services
from portal import dates


@shared_task(name="actions.remind")
def remind():
    return services.remind_owners(on=dates.today())
