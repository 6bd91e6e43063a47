"""Answering: one page per clause, saved as it is given, checked, handed in, and confirmed by a receipt."""

import secrets
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal import dates
from portal.access import ensure
from portal.pages import render_page
from surveys import services
from surveys.answers import Base, content, in_words, is_answered, read_answer
from surveys.carrying import carried
from surveys.forms.together import CommentForm
from surveys.kinds import posted
from surveys.languages import localised
from surveys.models import Invitation, QuestionKind, Reopening, Round
from surveys.queries.sections import Asked, clause_of
from surveys.queries.together import Talk, delegations, talks, who_submit
from surveys.sharing import sharing_rule
from surveys.views.desks import at_desk, ensure_whole, frame, sheet_of
from surveys.views.spoken import keep_language
from surveys.writers import ANSWERING_ROLES, asked_for_their_side

SECTION = "avsnitt"  # the button that confirms the earlier answers of the whole page


@require_GET
def survey_answer(request, pk):
    """From My page to the answer of one's own organisation, without a link."""
    round = get_object_or_404(Round.objects.visible_to(request.user), pk=pk)
    if round.is_of_persons:
        return redirect("survey-person", round.pk)
    own = request.user.organisations_as(*ANSWERING_ROLES)
    asked = Invitation.objects.filter(round=round, organisation__in=own).select_related("organisation")
    if round.is_of_forum:
        asked = [*asked, *asked_for_their_side(request.user, round.pk)]
    organisations = list({row.organisation_id: row.organisation for row in asked}.values())
    if not organisations or round.is_draft:
        raise Http404
    if len(organisations) == 1:
        return redirect("survey-start", round.pk, organisations[0].pk)
    context = {"round": localised(round), "organisations": organisations, "section": "enkater"}
    return render_page(request, "surveys/choose_organisation.html", context)


@require_GET
@at_desk
def survey_start(request, desk):
    """Go on where the organisation left off."""
    form = sheet_of(desk)
    if form.is_submitted:
        return redirect("survey-receipt", desk.round.pk, desk.organisation.pk)
    if form.total and form.done == form.total:
        return redirect("survey-check", desk.round.pk, desk.organisation.pk)
    return redirect("survey-section", desk.round.pk, desk.organisation.pk, form.first_open)


@require_http_methods(["GET", "POST"])
@at_desk
def survey_section(request, desk, number):
    """One section. POST saves everything on it, which is all that is needed without script, and goes on."""
    form = sheet_of(desk)
    section = _posted_section(request, form) or form.section(number)
    if section is None:
        raise Http404
    if form.is_submitted:
        return redirect("survey-receipt", desk.round.pk, desk.organisation.pk)
    if not desk.round.is_open(on=dates.today()):
        return _not_open(request, desk, form)
    if request.method == "POST":
        return _save_section(request, desk, form, section)
    return _show_section(request, desk, form, section)


def _show_section(request, desk, form, section, *, status=200, trouble=None):
    """`trouble` maps a question to what went wrong with it: {"errors"}, {"conflict"}, and the text as typed."""
    trouble = trouble or {}
    page = secrets.token_hex(4)
    said = talks(desk)
    mine = {asked.question.identity for asked in section.asked}
    context = {
        **frame(desk, form),
        "this": section,
        "clause": clause_of(section),
        "previous": form.section(section.number - 1),
        "next": form.section(section.number + 1),
        "page_mark": page,
        "rows": [_row(asked, page, trouble.get(asked.question.identity), said) for asked in section.asked],
        "trouble": trouble,
        "lent_to": []
        if desk.writer.lent is not None
        else [one for one in delegations(desk) if mine & {*one.questions}],
        "unread": sum(talk.unread for talk in said.values()),
        "saved_at": (form.response.changed_at if form.response and form.response.answers else None),
        "sharing": sharing_rule(desk.round),
        "reopening": _reopening(form.response),
        "can_open_clause": request.user.is_authenticated and section.provision,
        "takes_files": any(asked.question.kind == QuestionKind.FILE for asked in section.asked),
    }
    return render_page(request, "surveys/answer.html", context, status=status)


def _reopening(response):
    """Why an answer that was submitted is open again, and who opened it."""
    return Reopening.objects.filter(response=response).select_related("by").first() if response else None


def _row(asked, page, trouble, said=None):
    """A question as the page shows it: the answer, or what was typed when it could not be saved."""
    trouble = trouble or {}
    return {
        "asked": replace(asked, typed=trouble.get("typed")),
        "question": asked.question,
        "base": Base(trouble.get("revision", asked.revision), page),
        "errors": trouble.get("errors", []),
        "theirs": Asked(asked.question, trouble["conflict"], None) if "conflict" in trouble else None,
        "mine": _mine(asked.question, trouble),
        "kept": (content(trouble.get("ours"))[0] or {}).get("file", "")
        if asked.question.kind == QuestionKind.FILE
        else "",
        "talk": (said or {}).get(asked.question.identity, Talk()),
    }


def _mine(question, trouble):
    """In words what one wanted to save when somebody else was first."""
    if "conflict" not in trouble:
        return ""
    return in_words(
        question, trouble["ours"] if question.kind == QuestionKind.FILE else read_answer(question, trouble["typed"])
    )


def _save_section(request, desk, form, section):
    given, trouble = _read(request, desk, section.asked)
    given += _read(request, desk, _hidden(form))[0]
    given = _confirmed(request, desk, section, given)
    try:
        results = services.save_answers(desk.round, desk.organisation, given, by=desk.writer, at=timezone.now())
    except (services.AlreadySubmittedError, services.RoundClosedError):
        return redirect("survey-start", desk.round.pk, desk.organisation.pk)
    confirmed = {one.question.identity for one in given if one.before}  # somebody was just before: theirs stands
    hidden = {one.question.identity for one in _hidden(form)}
    results = {identity: result for identity, result in results.items() if identity not in confirmed | hidden}
    trouble |= _conflicts(request, section.asked, results)
    if trouble:
        again = form.refreshed(desk.round, desk.organisation)
        status = 422 if any(one.get("errors") for one in trouble.values()) else 409
        return _show_section(request, desk, again, again.section(section.number), status=status, trouble=trouble)
    _send_comments(request, desk, section)
    mark = Base.read(f"0.{request.POST.get('page', '')}").page
    if form.has_conditions:
        form = form.refreshed(desk.round, desk.organisation)  # what was answered may show or hide the next page
    response = redirect(
        _where_to(request, desk, form, section) + (f"?sparat={mark}" if mark else "") + _place(request, section)
    )
    return keep_language(request, response, request.POST.get("sprak"))


def _posted_section(request, form):
    """The page that was written on: its number may be another's now, when an answer has hidden a page or shown one.

    Of a page that is hidden altogether what was written is saved, and one goes on from the last page.
    """
    if request.method != "POST" or not form.has_conditions:
        return None
    written = {name.removeprefix("base-") for name in request.POST if name.startswith("base-")}
    pages = (one for one in form.sections if any(asked.question.identity in written for asked in one.asked))
    return next(pages, None) or (form.sections[-1] if written and form.sections else None)


def _hidden(form):
    """The questions that are not asked now: somebody may have hidden one while it was written in."""
    here = {asked.question.identity for section in form.sections for asked in section.asked}
    hidden = (form.find(one.identity) for one in form.questions if one.shown_if and one.identity not in here)
    return [asked for asked in hidden if asked is not None]


def _place(request, section):
    """Back to the question whose button was pressed."""
    same = request.POST.get("same") or request.POST.get("remove", "")
    return f"#answer-{same}" if any(asked.question.identity == same for asked in section.asked) else ""


def _send_comments(request, desk, section):
    """What was written to the colleagues but not sent goes along; what is refused has its own button's answer."""
    for asked in section.asked:
        comment = CommentForm(request.POST, prefix=asked.question.identity)
        if comment.is_valid():
            services.say(desk, asked.question.identity, comment.cleaned_data["comment"], at=timezone.now())


def _where_to(request, desk, form, section):
    """The next page; "?sparat=" tells the browser's script which opened page came through."""
    here, number = (desk.round.pk, desk.organisation.pk), section.number
    if "back" in request.POST and number > 1:
        return reverse("survey-section", args=[*here, number - 1])
    if {"mine", "theirs", "same", "remove", "sprak"} & request.POST.keys():
        return reverse("survey-section", args=[*here, number])
    if number < len(form.sections):
        return reverse("survey-section", args=[*here, number + 1])
    return reverse("survey-check", args=here)


def _read(request, desk, many):
    """What was posted for these questions: (given, trouble). A question that was not posted is left alone."""
    given, trouble = [], {}
    for asked in many:
        identity = asked.question.identity
        raw = posted(asked.question, request.POST, request.FILES)
        if raw is None or request.POST.get("theirs") == identity:
            continue
        base = _base(request, identity)
        try:
            if isinstance(raw, UploadedFile):
                services.ensure_room(desk.round, desk.organisation, asked.question)
            given.append(services.Given(asked.question, read_answer(asked.question, raw), base))
        except ValidationError as error:
            typed = None if asked.question.kind == QuestionKind.FILE else raw  # no page can put a file in its field
            trouble[identity] = {"errors": error.messages, "typed": typed, "revision": base.revision}
    return given, trouble


def _confirmed(request, desk, section, given):
    """The same with the answers of the round before in the places of what is empty, where one pressed "same"."""
    wanted = request.POST.get("same")
    if not wanted:
        return given
    by_identity = {one.question.identity: one for one in given}
    for asked in section.asked:
        identity = asked.question.identity
        content, now = carried(asked.question, asked.before), by_identity.get(identity)
        is_empty = not is_answered(asked.answer) and not (now and is_answered(now.content))
        if content and is_empty and wanted in (identity, SECTION):
            base = Base(asked.revision, _base(request, identity).page)
            by_identity[identity] = services.Given(asked.question, content, base, before=desk.round.previous_id)
    return list(by_identity.values())


def _base(request, identity) -> Base:
    """What the writer had seen of an answer. Who chooses "mine" has seen the other one too."""
    base = Base.read(request.POST.get(f"base-{identity}"))
    if request.POST.get("mine") == identity:
        return Base(Base.read(request.POST.get(f"seen-{identity}")).revision, base.page)
    return base


def _conflicts(request, many, results):
    """Both texts of every answer that somebody else has changed meanwhile; what one typed stays in the field."""
    questions = {asked.question.identity: asked.question for asked in many}
    return {
        identity: {
            "conflict": result.theirs,
            "typed": posted(questions[identity], request.POST),
            "ours": result.ours,
            "revision": _base(request, identity).revision,
        }
        for identity, result in results.items()
        if isinstance(result, services.Conflict)
    }


@require_POST
@at_desk
def survey_save(request, desk, identity):
    """Save one answer as it is given: the question's note, and the bar with its receipt "Saved 10.42"."""
    form = sheet_of(desk)
    asked = form.find(identity)
    if asked is None:
        raise Http404
    given, trouble = _read(request, desk, [asked])
    try:
        results = services.save_answers(desk.round, desk.organisation, given, by=desk.writer, at=timezone.now())
    except (services.AlreadySubmittedError, services.RoundClosedError):
        return render_page(request, "surveys/answer_note.html", {"locked": True}, status=410)
    trouble |= _conflicts(request, [asked], results)
    again = form.refreshed(desk.round, desk.organisation)
    asked = again.find(identity)
    mark = Base.read(request.POST.get(f"base-{identity}")).page
    context = {**frame(desk, again), "row": _row(asked, mark, trouble.get(identity)), "saved_at": timezone.now()}
    status = 200 if not trouble else 422 if trouble[identity].get("errors") else 409
    return render_page(request, "surveys/answer_note.html", context, status=status)


@require_GET
@at_desk
def survey_check(request, desk):
    """What is missing, and what one is about to submit."""
    return _show_check(request, desk)


def _show_check(request, desk, *, status=200):
    form = sheet_of(desk)
    if form.is_submitted:
        return redirect("survey-receipt", desk.round.pk, desk.organisation.pk)
    if not desk.round.is_open(on=dates.today()):
        return _not_open(request, desk, form)
    missing = [section for section in form.sections if section.missing]
    context = {**frame(desk, form), "missing": missing, "sharing": sharing_rule(desk.round), "refused": status == 422}
    context["submitters"] = [] if desk.writer.may_submit else who_submit(desk)
    return render_page(request, "surveys/check.html", context, status=status)


@require_POST
@at_desk
def survey_submit(request, desk):
    """Hand in. Twice gives the same receipt."""
    ensure_whole(desk)
    ensure(desk.writer.may_submit, _("You can answer. Those who were asked by name hand in."))
    try:
        services.submit(desk.round, desk.organisation, by=desk.writer, at=timezone.now())
    except services.IncompleteError:
        return _show_check(request, desk, status=422)
    except services.RoundClosedError:
        return redirect("survey-start", desk.round.pk, desk.organisation.pk)
    return redirect("survey-receipt", desk.round.pk, desk.organisation.pk)


@require_GET
@at_desk
def survey_receipt(request, desk):
    form = sheet_of(desk)
    if not form.is_submitted:
        return redirect("survey-start", desk.round.pk, desk.organisation.pk)
    return render_page(request, "surveys/receipt.html", {**frame(desk, form), "response": form.response})


def _not_open(request, desk, form):
    """The round takes no answers today: what was written can still be read by those who wrote it."""
    context = {**frame(desk, form), "over": desk.round.is_over(on=dates.today())}
    return render_page(request, "surveys/not_open.html", context, status=410 if context["over"] else 200)
