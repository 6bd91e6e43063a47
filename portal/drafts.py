"""Drafts: what is read in waits here, its owner's alone, until it is saved, thrown away, or a day has passed."""

from datetime import timedelta

from django.utils import timezone

from portal.models import Draft

KEPT = timedelta(hours=24)
MOST = 5  # of one person at a time; the oldest give way


def keep(owner, kind, about, *, name, content) -> Draft:
    """Store what was read about a thing, and let go of the person's oldest when there are many."""
    now = timezone.now()
    draft = Draft.objects.create(
        owner=owner,
        kind=kind,
        about_label=about._meta.label_lower,
        about_pk=str(about.pk),
        name=name[:150],
        content=content,
        at=now,
        expires_at=now + KEPT,
    )
    newest = Draft.objects.filter(owner=owner).order_by("-pk").values("pk")[:MOST]
    Draft.objects.filter(owner=owner).exclude(pk__in=list(newest.values_list("pk", flat=True))).delete()
    return draft


def drafts_about(owner, kind, about):
    """The person's own drafts of one kind about one thing."""
    return Draft.objects.of(owner, at=timezone.now()).filter(
        kind=kind, about_label=about._meta.label_lower, about_pk=str(about.pk)
    )


def sweep() -> int:
    """Remove what nobody came back to; how many."""
    count, _by_model = Draft.objects.filter(expires_at__lte=timezone.now()).delete()
    return count
