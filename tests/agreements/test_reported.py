"""Nobody has reported: said as it is, and not as if all were well. And no page shows the number of a requirement."""

import re

import pytest
from django.apps import apps
from django.utils import timezone

from agreements import services
from agreements.models import Progress
from organisations.models import Organisation

pytestmark = pytest.mark.django_db
NOBODY = "Ingen har rapporterat"


@pytest.fixture
def pages(implementation, agreement):
    """Where the progress of one clause of one party is listed."""
    return [
        f"/avtal/{agreement.pk}/faser/?vy=lista",
        implementation.provision.get_absolute_url(),
        Organisation.objects.get(pk=implementation.organisation_id).get_absolute_url(),
        f"/avtal/fas/{implementation.pk}/",
    ]


def test_what_nobody_has_reported_on_is_not_on_track(client, lead, member, implementation, pages):
    client.force_login(member)
    told = [NOBODY in client.get(page).content.decode() for page in pages]
    assert told == [True] * 4
    services.set_progress(implementation, Progress.ON_TRACK, comment="Vi har börjat.", by=member, at=timezone.now())
    assert [NOBODY in client.get(page).content.decode() for page in pages] == [False] * 4


def test_no_help_text_names_a_requirement():
    named = [
        str(field)
        for model in apps.get_models()
        for field in model._meta.fields
        if re.search(r"\d{3}-\d{2}", str(getattr(field, "help_text", "")))
    ]
    assert named == []
