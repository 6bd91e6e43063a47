"""Drafts: their owner's alone, a few at a time, swept by a task."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from portal import drafts
from portal.celery import app
from portal.models import Draft
from portal.tasks import sweep_drafts


@pytest.fixture
def keep(lead, region):
    return lambda owner=None: drafts.keep(owner or lead, "x", region, name="f" * 200, content={"rows": []})


def test_a_draft_is_its_owners_for_a_day(keep, lead, member, region, agreement):
    draft = keep()
    assert list(drafts.drafts_about(lead, "x", region)) == [draft]
    assert [*drafts.drafts_about(member, "x", region), *drafts.drafts_about(lead, "y", region)] == []
    assert not drafts.drafts_about(lead, "x", agreement).exists()
    assert (draft.expires_at - draft.at, len(draft.name)) == (timedelta(hours=24), 150)


def test_the_oldest_give_way_and_others_drafts_stay(keep, member):
    others = keep(member)
    made = [keep() for _ in range(drafts.MOST + 2)]
    assert set(Draft.objects.values_list("pk", flat=True)) == {others.pk, *(one.pk for one in made[2:])}


def test_the_task_sweeps_what_has_expired(keep):
    old, new = keep(), keep()
    Draft.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert sweep_drafts() == 1
    assert list(Draft.objects.all()) == [new]


def test_it_is_swept_every_hour():
    assert app.tasks[sweep_drafts.name].name in {one["task"] for one in settings.CELERY_BEAT_SCHEDULE.values()}
