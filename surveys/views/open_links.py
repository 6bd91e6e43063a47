"""Open links of an anonymous round: made, copied, put on a poster, renewed and taken back."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal import dates
from portal.access import ensure
from portal.collation import swedish_key
from portal.deeds import tried
from portal.pages import render_page
from surveys import qr
from surveys.forms.open_links import OpenLinksForm
from surveys.languages import localised
from surveys.models import OpenLink, RoundKind
from surveys.services import open_links as services
from surveys.sharing import sharing_rule
from surveys.views.frame import led_round
from surveys.views.rounds import crumbs


@require_http_methods(["GET", "POST"])
def open_links(request, pk):
    """The addresses there are, and the way to make more."""
    round = _anonymous_round(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = OpenLinksForm(posted, round=round)
    if posted is not None and form.is_valid():
        try:
            made = services.make_open_links(round, form.wanted(), by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            _say_made(request, made)
            return redirect("open-links", round.pk)
    context = {
        "round": round,
        "form": form,
        "links": [_shown(link) for link in sorted(_links(round), key=_in_order)],
        "over": round.is_over(on=dates.today()),
        "confirm": request.GET.get("bekrafta", ""),
        "crumbs": crumbs(round),
    }
    return render_page(request, "surveys/open_links.html", context, status=422 if form.errors else 200)


def _say_made(request, made):
    text = ngettext("%(number)s open link is made.", "%(number)s open links are made.", made)
    messages.success(request, text % {"number": made}) if made else messages.info(
        request, _("These have an open link already.")
    )


def _links(round):
    return OpenLink.objects.filter(round=round).select_related("organisation")


def _in_order(link):
    """The one for everybody first, then in Swedish order."""
    return (1, swedish_key(link.organisation.name)) if link.organisation else (0, "")


def _shown(link):
    link.address = settings.BASE_URL + reverse("survey-open", args=[link.token])
    return link


@require_GET
def open_link_poster(request, pk, link_pk):
    """A page to print and put up: what it is about, until when, and the address."""
    round = _anonymous_round(request, pk)
    link = get_object_or_404(_links(round), pk=link_pk, revoked_at=None)
    link = _shown(link)
    context = {
        "round": localised(round),
        "link": link,
        "code": qr.drawn(link.address),
        "sharing": sharing_rule(round),
        "crumbs": [*crumbs(round), (_("Open links"), reverse("open-links", args=[round.pk]))],
    }
    return render_page(request, "surveys/open_link_poster.html", context)


@require_POST
def open_link_renew(request, pk, link_pk):
    link = get_object_or_404(_links(_anonymous_round(request, pk)), pk=link_pk)
    tried(
        request,
        lambda: services.renew_open_link(link, by=request.user),
        _("The link has a new address. The old one no longer works."),
    )
    return redirect("open-links", pk)


@require_POST
def open_link_revoke(request, pk, link_pk):
    link = get_object_or_404(_links(_anonymous_round(request, pk)), pk=link_pk)
    tried(
        request,
        lambda: services.revoke_open_link(link, by=request.user, at=timezone.now()),
        _("The open link no longer works."),
    )
    return redirect("open-links", pk)


def _anonymous_round(request, pk):
    round = led_round(request, pk)
    ensure(round.kind == RoundKind.ANONYMOUS, _("Only a survey that is answered anonymously can have open links."))
    return round
