"""Which round a page is about, and whether it may be worked on now: what every page of those who make surveys asks."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from portal import dates
from portal.access import ensure
from surveys import policies
from surveys.models import Round, RoundState, Wave


def led_round(request, pk, *related):
    """A round, for who makes surveys; `related` is taken along in the same statement."""
    rounds = Round.objects.visible_to(request.user).select_related(*related or ("questionnaire", "agreement"))
    round = get_object_or_404(rounds, pk=pk)
    ensure(policies.can_make_surveys(request.user))
    return round


def draft_round(request, pk):
    """One that can still be changed; else we go no further than its page."""
    round = led_round(request, pk)
    ensure(round.state == RoundState.DRAFT, _("The survey has been sent and cannot be changed."))
    return round


def own_draft(request, pk):
    """A draft that is a survey of its own, and not one forum's part of many."""
    round = draft_round(request, pk)
    ensure(round.wave_id is None, _("This draft is one forum's part of a survey to many. Go to the page of them all."))
    return round


def led_wave(request, pk):
    """A wave to local forums, for who makes surveys."""
    wave = get_object_or_404(
        Wave.objects.visible_to(request.user).select_related("questionnaire", "contact", "created_by"), pk=pk
    )
    ensure(policies.can_make_surveys(request.user))
    return wave


def sent_round(request, pk):
    round = led_round(request, pk)
    ensure(round.state != RoundState.DRAFT, _("The survey has not been sent yet."))
    return round


def running_round(request, pk, *related):
    """One that takes more people and other letters: a draft, or one that is out and not over."""
    round = led_round(request, pk, *related)
    ensure(not round.is_over(on=dates.today()), _("The survey is closed. Move the last day first."))
    return round
