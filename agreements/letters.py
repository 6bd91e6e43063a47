"""What the agreement's letters say. Each is written when it is sent, and dropped when it has lost its point."""

from datetime import date

from django.conf import settings
from django.urls import reverse

from agreements import knowledge_letters, queries  # noqa: F401  (its letter registers itself)
from agreements.models import Agreement
from organisations.models import Organisation
from portal import dates
from portal.notifications import letter


@letter("agreement-pulse")
def agreement_pulse(row):
    """The pulses of one organisation that came due since the letter before; nothing when all have been answered."""
    agreement = Agreement.objects.filter(pk=row.context["agreement"]).first()
    organisation = Organisation.objects.filter(pk=row.about_pk).first()
    if agreement is None or organisation is None:
        return None
    after, until = row.context["after"], date.fromisoformat(row.context["until"])
    rows = [
        one
        for one in queries.pulses_due(agreement, on=max(until, dates.today()))
        if one.organisation_id == organisation.pk and after < one.pulse_on.isoformat() <= until.isoformat()
    ]
    if not rows:
        return None
    return {
        "organisation": organisation,
        "agreement_title": agreement.short_title,
        "rows": [(one.provision, settings.BASE_URL + reverse("implementation-panel", args=[one.pk])) for one in rows],
        "total": len(rows),
    }
