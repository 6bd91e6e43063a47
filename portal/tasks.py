"""The kernel's tasks: one more way in to the outbox's services."""

from celery import shared_task

from portal import drafts, notifications


@shared_task(name="portal.send_letters")
def send_letters():
    return notifications.send_due()


@shared_task(name="portal.release_letters")
def release_letters():
    notifications.release_abandoned()
    return notifications.send_due()


@shared_task(name="portal.sweep_drafts")
def sweep_drafts():
    return drafts.sweep()
