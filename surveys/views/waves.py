"""A wave in the making: an assessment that many local forums are asked, both sides of each."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from agreements.views.writing import store
from portal import dates
from portal.access import ensure
from portal.deeds import tried
from portal.pages import render_page
from surveys import library, policies
from surveys.forms import last_friday_to_answer
from surveys.forms.waves import WaveForm
from surveys.languages import spoken_like, still_of
from surveys.models import Invitation, Origin, Round, Wave
from surveys.queries.forum_people import forums_to_ask
from surveys.services import copies_of
from surveys.services import waves as services
from surveys.views.building import WRITTEN
from surveys.views.frame import led_wave
from surveys.views.rounds import crumbs


@require_http_methods(["GET", "POST"])
def wave_new(request, origin):
    """From the library: the questions come along."""
    ensure(policies.can_make_surveys(request.user))
    if origin not in WRITTEN:
        raise Http404
    label = "" if origin == Origin.OWN else Origin(origin).label
    return _make(request, origin=origin, questions=library.questions_for(origin), title=label)


@require_http_methods(["GET", "POST"])
def wave_of_round(request, pk):
    """The questions of a survey of one's own, to local forums."""
    ensure(policies.can_make_surveys(request.user))
    rounds = Round.objects.visible_to(request.user).exclude(questionnaire__origin=Origin.GAP)
    earlier = get_object_or_404(rounds.select_related("questionnaire"), pk=pk)
    return _make(
        request,
        origin=earlier.questionnaire.origin,
        questions=copies_of(earlier.questionnaire),
        like=earlier,
        title=earlier.title,
        letter=earlier.letter,
    )


@require_http_methods(["GET", "POST"])
def wave_again(request, pk):
    """The same questions with the same codes once more; each forum is compared with its own time before."""
    earlier = led_wave(request, pk)
    return _make(
        request,
        origin=earlier.questionnaire.origin,
        questions=copies_of(earlier.questionnaire),
        like=earlier.rounds.select_related("questionnaire", "forum").order_by("pk").first(),
        previous=None if earlier.is_draft else earlier,
        title=earlier.title,
        letter=earlier.letter,
        min_organisations=earlier.min_organisations,
    )


def _make(request, *, origin, questions, title, previous=None, like=None, **suggested):
    asked = forums_to_ask(on=dates.today())
    if request.method == "POST":
        form = WaveForm(request.POST, instance=Wave(), asked=asked)
        if form.is_valid():
            wave = services.create_wave(
                origin=origin,
                questions=questions,
                forums=form.chosen(),
                previous=previous,
                by=request.user,
                spoken=spoken_like(like.questionnaire) if like else None,
                words=still_of(like, form.cleaned_data) if like else None,
                **form.facts(),
            )
            return redirect(wave)
    else:
        initial = {
            "title": title,
            "opens_on": dates.today(),
            "closes_on": last_friday_to_answer(),
            "contact": request.user.pk,
            "forums": [str(one.forum.pk) for one in asked if one.is_complete],
        }
        form = WaveForm(instance=Wave(), asked=asked, initial=initial | suggested)
    return _show_form(request, form, asked, questions=questions)


@require_http_methods(["GET", "POST"])
def wave_edit(request, pk):
    wave = led_wave(request, pk)
    ensure(wave.is_draft, _("The survey has been sent and cannot be changed."))
    asked = forums_to_ask(on=dates.today())
    _put_first(asked, wave)
    if request.method == "POST":
        form = WaveForm(request.POST, instance=wave, asked=asked)
        if form.is_valid():
            facts, revision = form.facts(), form.cleaned_data["revision"]

            def deed():
                services.update_wave(wave, forums=form.chosen(), revision=revision, by=request.user, **facts)

            if store(form, deed):
                messages.success(request, _("The draft is saved."))
                return redirect("wave-detail", wave.pk)
    else:
        chosen = [str(pk) for pk in wave.rounds.values_list("forum", flat=True)]
        form = WaveForm(instance=wave, asked=asked, initial={"forums": chosen})
    return _show_form(request, form, asked, wave=wave)


def _put_first(asked, wave):
    """The organisations that the draft asks stand first on their sides."""
    rows = Invitation.objects.filter(round__wave=wave).select_related("organisation")
    now = {(row[0], row[1]) for row in rows.values_list("round__forum", "organisation").distinct()}
    for one in asked:
        for side in one.sides:
            side.organisations.sort(key=lambda each, forum=one.forum.pk: (forum, each.pk) not in now)


def _show_form(request, form, asked, *, questions=(), wave=None):
    chosen = {str(pk) for pk in form["forums"].value() or []}
    for one in asked:
        one.is_chosen = str(one.forum.pk) in chosen
        for side in one.sides:
            side.wish = form.data.get(f"org-{one.forum.pk}-{side.side}", "")
    context = {
        "form": form,
        "wave": wave,
        "asked": [one for one in asked if one.is_complete],
        "lacking": [one for one in asked if not one.is_complete],
        "questions": questions,
        "crumbs": wave_crumbs(wave),
    }
    return render_page(request, "surveys/wave_form.html", context, status=422 if form.errors else 200)


def wave_crumbs(wave=None):
    trail = crumbs()
    return [*trail, (wave.title, wave.get_absolute_url())] if wave and wave.pk else trail


@require_POST
def wave_delete(request, pk):
    wave = led_wave(request, pk)
    ensure(wave.is_draft, _("The survey has been sent and cannot be changed."))
    services.delete_wave(wave, by=request.user)
    messages.success(request, _("The draft is deleted."))
    return redirect("round-list")


@require_POST
def wave_send(request, pk):
    """To every forum that has people on both sides; which are left is said."""
    wave = led_wave(request, pk)
    try:
        sent, left = services.send_wave(wave, by=request.user, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(wave)
    if sent:
        text = ngettext(
            "The survey is on its way to both sides of %(number)s forum.",
            "The survey is on its way to both sides of %(number)s forums.",
            sent,
        )
        messages.success(request, text % {"number": sent})
    if left:
        names = ", ".join(round.forum.name for round in left)
        messages.warning(request, _("Not sent, since a side lacks people: %(forums)s.") % {"forums": names})
    return redirect(wave)


@require_POST
def wave_ask(request, pk, forum_pk):
    """One more forum, once the wave is out."""
    wave = led_wave(request, pk)
    forum = next((one for one in forums_to_ask(on=dates.today()) if one.forum.pk == forum_pk), None)
    if forum is None:
        raise Http404
    tried(
        request,
        lambda: services.ask_forum_too(wave, forum, by=request.user, at=timezone.now()),
        _("The survey is on its way to %(forum)s.") % {"forum": forum.forum.name},
    )
    return redirect(wave)
