"""The sweep that reminds of half-yearly pulses: one more way in to the services."""

from celery import shared_task

from agreements import services
from portal import dates


@shared_task(name="agreements.remind_of_pulses")
def remind_of_pulses():
    return services.remind_of_pulses(on=dates.today())
