"""The kernel's tasks: one more way in to the outbox's services."""

from celery import shared_task

from portal import drafts, inbox, notifications


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


@shared_task(name="portal.read_mail", ignore_result=True)
def read_mail():
    return sum(inbox.read_box().values())
