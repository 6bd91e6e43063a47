"""The kernel's tasks: one more way in to the outbox's services."""

import logging

from celery import shared_task

from portal import drafts, inbox, notifications
from portal.mailboxes import BoxError

logger = logging.getLogger(__name__)


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


@shared_task(name="portal.read_mail")
def read_mail():
    """The box, when there is one; one that does not answer is asked again a minute later."""
    try:
        return sum(inbox.read_box().values())
    except BoxError as error:
        logger.warning("the box for answers was not read: %s", error)
        return 0
