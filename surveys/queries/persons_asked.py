"""Which invitation of a round of persons a visitor answers by."""

from django.db.models import Exists, OuterRef

from surveys.models import PERSONS, AnsweredMark, Invitation, RoundState


def to_persons():
    """Invitations to sent rounds of persons, each with `has_answered`."""
    mark = AnsweredMark.objects.filter(invitation=OuterRef("pk"))
    return (
        Invitation.objects.filter(round__kind__in=PERSONS)
        .exclude(round__state=RoundState.DRAFT)
        .select_related("round__questionnaire", "organisation", "draft")
        .annotate(has_answered=Exists(mark))
    )


def invitation_of(request, round_pk) -> Invitation | None:
    """The one whose link was opened last in this browser; else one that is to who is signed in. One statement."""
    granted = {pk: (place, version) for place, (pk, version) in enumerate(_granted(request))}
    mine = request.user.pk if request.user.is_authenticated else None
    if not granted and mine is None:
        return None
    found = to_persons().filter(round=round_pk).filter(revoked_at=None)
    by_link = (
        [one for one in found.filter(pk__in=list(granted)) if granted[one.pk][1] == one.version] if granted else []
    )
    if by_link:
        return max(by_link, key=lambda one: granted[one.pk][0])
    if mine is None:
        return None
    return found.filter(user=mine).order_by("has_answered", "pk").first()


def waiting_for_person(user, *, on):
    """The invitations to who is signed in that have no answer yet, of rounds that are open: what My page shows."""
    open_now = {"round__state": RoundState.OPEN, "round__opens_on__lte": on, "round__closes_on__gte": on}
    rows = to_persons().filter(user=user, revoked_at=None, has_answered=False, **open_now)
    return rows.order_by("round__closes_on", "pk")


def _granted(request) -> list:
    return request.session.get("links", {}).get(Invitation.PURPOSE, [])
