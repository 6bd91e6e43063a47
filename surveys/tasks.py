"""The surveys' tasks: ways in to the sweeps. They may run twice, late, or at once."""

from celery import shared_task
from django.utils import timezone

from surveys import services


@shared_task(name="surveys.invite")
def invite():
    return services.queue_invitations(at=timezone.now())


@shared_task(name="surveys.remind")
def remind():
    return services.queue_reminders(at=timezone.now())
