"""Quality dialogues of a round: which have been held, one of them, its next steps, and the round finished by them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from actions.forms.steps import StepForm
from actions.models import ActionItem
from actions.policies import editable_ids
from agreements.views.files import word_attachment
from agreements.views.writing import store
from organisations.models import Group, GroupKind, Organisation
from portal import dates
from portal.access import ensure
from portal.deeds import tried
from portal.pages import render_page
from portal.word import word_from_html
from surveys import policies
from surveys.forms.dialogues import DialogueForm, FinishForm, GuideForm
from surveys.models import MOST_STEPS, DialogueGuide, DialogueStep, QualityDialogue, Response, Round, RoundFinish
from surveys.queries import dialogues as queries
from surveys.queries.sides import talk_items
from surveys.services import dialogues as services
from surveys.views.rounds import crumbs


@require_GET
def dialogue_list(request, pk):
    return _show_list(request, _round(request, pk))


def _show_list(request, round, *, form=None):
    """Which organisations have held the dialogue, where two sides ought to talk, and the button that finishes."""
    user = request.user
    standing = queries.standing_of(round, user)
    finish = RoundFinish.objects.filter(round=round).select_related("by").first()
    for row in [*standing.organisations, *standing.forums]:
        about = {"group": row.of} if row.is_forum else {"organisation": row.of}
        row.may_begin = (
            finish is None
            and (row.is_forum or not round.is_of_forum)
            and round.is_revealed
            and policies.can_hold_dialogue(user, **about)
        )
    leads = policies.can_make_surveys(user)
    if not policies.can_follow_rounds(user):
        own = user.organisations_as()
        standing.organisations = [row for row in standing.organisations if row.of.pk in own]
        standing.forums = [row for row in standing.forums if row.dialogue or row.may_begin]
    form = form or FinishForm()
    form.fields["because"].required = bool(standing.lacking or not standing.held)  # for its label; the service decides
    context = {
        "round": round,
        "standing": standing,
        "finish": finish,
        "guide": queries.guide_of(round),
        "talk_items": talk_items(user, round),
        "leads": leads,
        "form": form,
        "confirms": form.is_bound or "avsluta" in request.GET,
        "crumbs": crumbs(round),
    }
    return render_page(request, "surveys/dialogue_list.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def dialogue_guide(request, pk):
    """The questions dialogues begin with, in one's own words."""
    round = _round(request, pk)
    ensure(policies.can_make_surveys(request.user))
    guide = DialogueGuide.objects.filter(round=round).first() or DialogueGuide(round=round)
    posted = request.POST if request.method == "POST" else None
    form = GuideForm(posted, instance=guide, questions=queries.guide_of(round))
    if posted is not None and form.is_valid():
        wish = form.cleaned_data

        def deed():
            services.save_guide(round, wish["questions"], by=request.user, revision=wish["revision"])

        if store(form, deed):
            messages.success(request, _("Dialogues that are begun from now on have these questions."))
            return redirect("dialogue-list", round.pk)
    back = reverse("dialogue-list", args=[round.pk])
    context = {"about": round.title, "back": back, "form": form, "crumbs": _below(round)}
    return render_page(request, "surveys/dialogue_guide.html", context, status=200 if posted is None else 422)


@require_http_methods(["GET", "POST"])
def dialogue_new(request, pk):
    """Begin the dialogue of an organisation (?organisation=) or a local forum (?grupp=)."""
    round = _round(request, pk)
    dialogue = QualityDialogue(round=round, **_whose(request, round))
    ensure(policies.can_hold_dialogue(request.user, organisation=dialogue.organisation, group=dialogue.group))
    begun = QualityDialogue.objects.visible_to(request.user).filter(
        round=round, organisation=dialogue.organisation, group=dialogue.group
    )
    if request.method == "GET" and (there := begun.first()):
        return redirect("dialogue-edit", there.pk)
    dialogue.answers = [{"question": question, "text": ""} for question in queries.guide_of(round)]
    return _write(request, dialogue)


@require_http_methods(["GET", "POST"])
def dialogue_edit(request, pk):
    return _write(request, _to_write(request, pk))


def _write(request, dialogue):
    posted = request.POST if request.method == "POST" else None
    form = DialogueForm(posted, instance=dialogue)
    if posted is not None and form.is_valid():
        answers, revision = form.answers(), form.cleaned_data["revision"]

        def deed():
            dialogue.answers = answers
            services.save_dialogue(dialogue, by=request.user, revision=revision)

        if store(form, deed):
            messages.success(request, _("The dialogue is saved."))
            return redirect(dialogue)
    context = {
        "dialogue": dialogue,
        "round": dialogue.round,
        "form": form,
        "talk_items": talk_items(
            request.user, dialogue.round, organisation=dialogue.organisation, group=dialogue.group
        ),
        "back": dialogue.get_absolute_url() if dialogue.pk else reverse("dialogue-list", args=[dialogue.round.pk]),
        "crumbs": _below(dialogue.round),
    }
    return render_page(request, "surveys/dialogue_form.html", context, status=200 if posted is None else 422)


@require_GET
def dialogue_detail(request, pk):
    return _show(request, _dialogue(request, pk))


def _show(request, dialogue, *, form=None):
    user, round = request.user, dialogue.round
    finished = RoundFinish.objects.filter(round=round).exists()
    may_write = not finished and policies.can_hold_dialogue(
        user, organisation=dialogue.organisation, group=dialogue.group
    )
    steps = list(
        dialogue.steps.filter(action__in=ActionItem.objects.visible_to(user)).select_related(
            "action__owner", "action__organisation", "action__group", "action__provision"
        )
    )
    response = None
    if dialogue.organisation_id:
        response = Response.objects.visible_to(user).filter(round=round, organisation=dialogue.organisation).first()
    context = {
        "dialogue": dialogue,
        "round": round,
        "steps": steps,
        "editable": editable_ids(user, [step.action for step in steps]),
        "may_write": may_write,
        "may_step": may_write and dialogue.steps.count() < MOST_STEPS,
        "may_share": may_write and not dialogue.shared_at and policies.can_share_dialogue(user, dialogue),
        "finished": finished,
        "form": form or StepForm(user=user),
        "response": response,
        "talk_items": talk_items(user, round, organisation=dialogue.organisation, group=dialogue.group),
        "crumbs": _below(round),
    }
    return render_page(request, "surveys/dialogue_detail.html", context, status=422 if form else 200)


@require_POST
def dialogue_share(request, pk):
    dialogue = _dialogue(request, pk)
    ensure(policies.can_share_dialogue(request.user, dialogue))
    tried(
        request,
        lambda: services.share_dialogue(dialogue, by=request.user, at=timezone.now()),
        _("The dialogue is shared with those who lead the work, and counts as held."),
    )
    return redirect(dialogue)


@require_POST
def dialogue_step_add(request, pk):
    dialogue = _to_write(request, pk)
    form = StepForm(request.POST, user=request.user)
    if form.is_valid():
        try:
            services.add_step(dialogue, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The next step is now an action."))
            return redirect(f"{dialogue.get_absolute_url()}#nasta-steg")
    return _show(request, dialogue, form=form)


@require_POST
def dialogue_step_remove(request, pk, step_pk):
    dialogue = _to_write(request, pk)
    step = get_object_or_404(DialogueStep.objects.select_related("dialogue"), dialogue=dialogue, pk=step_pk)
    services.remove_step(step, by=request.user)
    messages.success(request, _("It is no longer a next step of the dialogue. The action stays among the actions."))
    return redirect(f"{dialogue.get_absolute_url()}#nasta-steg")


@require_GET
def dialogue_word(request, pk):
    dialogue = _dialogue(request, pk)
    steps = dialogue.steps.filter(action__in=ActionItem.objects.visible_to(request.user))
    context = {
        "dialogue": dialogue,
        "round": dialogue.round,
        "steps": steps.select_related("action__owner"),
        "talk_items": talk_items(
            request.user, dialogue.round, organisation=dialogue.organisation, group=dialogue.group
        ),
        "on": dates.today(),
    }

    def write():
        page = render_to_string("surveys/dialogue_word.html", context)
        return word_from_html(page, title=_("Quality dialogue: %(of)s") % {"of": dialogue.of})

    return word_attachment(request, write, pgettext("file name", "dialogue"), back=dialogue)


@require_POST
def round_finish(request, pk):
    round = _round(request, pk)
    ensure(policies.can_make_surveys(request.user))
    form = FinishForm(request.POST)
    if form.is_valid():
        try:
            services.finish_round(round, because=form.cleaned_data["because"], by=request.user, at=timezone.now())
        except ValidationError as error:
            form.add_error("because", error)
        else:
            messages.success(request, _("The survey is finished for good."))
            return redirect("dialogue-list", round.pk)
    return _show_list(request, round, form=form)


def _round(request, pk):
    rounds = Round.objects.visible_to(request.user).select_related("questionnaire", "agreement")
    round = get_object_or_404(rounds, pk=pk)
    if round.is_draft:
        raise Http404
    return round


def _below(round):
    return [*crumbs(round), (_("Dialogues"), reverse("dialogue-list", args=[round.pk]))]


def _dialogue(request, pk):
    found = QualityDialogue.objects.visible_to(request.user)
    return get_object_or_404(
        found.select_related("round__questionnaire", "organisation", "group", "created_by", "changed_by"), pk=pk
    )


def _to_write(request, pk):
    dialogue = _dialogue(request, pk)
    ensure(policies.can_hold_dialogue(request.user, organisation=dialogue.organisation, group=dialogue.group))
    ensure(
        not RoundFinish.objects.filter(round=dialogue.round_id).exists(),
        _("The survey is finished for good. It can be read, but not changed."),
    )
    return dialogue


def _whose(request, round) -> dict:
    """Whose dialogue is begun: an organisation that has answered, or a local forum where one sits that has."""
    answered = Response.objects.shown().filter(round=round).values("organisation")
    organisation, group = request.GET.get("organisation", ""), request.GET.get("grupp", "")
    if round.is_of_forum:
        if group != str(round.forum_id) or not round.is_revealed:
            raise Http404
        return {"group": round.forum}
    if _is_key(organisation):
        return {"organisation": get_object_or_404(Organisation.objects.filter(pk__in=answered), pk=organisation)}
    forums = Group.objects.visible_to(request.user).filter(kind=GroupKind.LOCAL_FORUM, seats__organisation__in=answered)
    if _is_key(group):
        return {"group": get_object_or_404(forums.distinct(), pk=group)}
    raise Http404


def _is_key(text) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
