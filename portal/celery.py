"""Celery: the hands that do owed work. What is owed stands in the database, never only in the broker."""

import logging
import os

from celery import Celery
from django.db import transaction

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("fardplan")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

logger = logging.getLogger(__name__)


def wake(task: str, *args):
    """Ask for a task by name once this transaction is committed; a dead broker costs nothing.

    The sweep in the beat schedule does the same work a little later, so a lost hint loses nothing.
    """
    transaction.on_commit(lambda: _hint(task, args))


def _hint(task, args):
    try:
        app.send_task(task, args=args, retry=False)
    except Exception as error:  # the broker is a hint: whatever is wrong with it, the sweep will come
        logger.warning("no worker was woken for %s: %s", task, type(error).__name__)
