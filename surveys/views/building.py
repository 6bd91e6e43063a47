"""A survey of one's own: from the library, an earlier survey or a file; its questions written one by one; the blank form."""

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements.models import Agreement
from portal import dates
from portal.access import ensure
from portal.deeds import tried
from portal.pages import render_page
from portal.revisions import ChangedMeanwhile
from surveys import conditions, interchange, library, policies, services
from surveys.forms import RoundForm, last_friday_to_answer
from surveys.forms.questions import QuestionForm, code_for
from surveys.languages import choices_of, localised, spoken_like, still_of
from surveys.models import Origin, Question, QuestionKind, Round, RoundKind, Wave
from surveys.queries.rounds import candidates, contacts_asked
from surveys.queries.sections import questions_of, sheet
from surveys.sectioning import section_numbers
from surveys.sharing import sharing_rule
from surveys.views.frame import draft_round, led_round
from surveys.views.rounds import crumbs
from surveys.views.spoken import speak_wished

WRITTEN = [Origin.COLLABORATION, Origin.NEEDS, Origin.MEETING, Origin.OWN]


@require_GET
def survey_choose(request):
    """What a new survey begins with."""
    return show_choices(request)


def show_choices(request, *, trouble="", status=200):
    ensure(policies.can_make_surveys(request.user))
    sent = Round.objects.visible_to(request.user).exclude(questionnaire__origin=Origin.GAP).filter(wave=None)
    context = {
        "agreements": Agreement.objects.visible_to(request.user).current(),
        "library": [(origin, origin.label, library.questions_for(origin)) for origin in WRITTEN],
        "earlier": sent.select_related("questionnaire").order_by("-opens_on", "-pk")[:20],
        "waves": Wave.objects.visible_to(request.user).filter(sent_at__isnull=False)[:5],
        "trouble": trouble,
        "crumbs": crumbs(),
    }
    return render_page(request, "surveys/survey_choose.html", context, status=status)


@require_http_methods(["GET", "POST"])
def survey_new(request, origin):
    """A draft from the library: title, letter, days and recipients; the questions come along."""
    ensure(policies.can_make_surveys(request.user))
    if origin not in WRITTEN:
        raise Http404
    questions = library.questions_for(origin)
    label = "" if origin == Origin.OWN else Origin(origin).label
    return _make(request, origin=origin, questions=questions, title=label)


@require_http_methods(["GET", "POST"])
def survey_copy(request, pk):
    """A draft with the questions of an earlier survey, compared with it from then on."""
    ensure(policies.can_make_surveys(request.user))
    rounds = (
        Round.objects.visible_to(request.user).exclude(questionnaire__origin=Origin.GAP).exclude(kind=RoundKind.FORUM)
    )
    earlier = get_object_or_404(rounds.select_related("questionnaire", "agreement"), pk=pk)
    return _make(
        request,
        origin=earlier.questionnaire.origin,
        questions=services.copies_of(earlier.questionnaire),
        like=earlier,
        title=earlier.title,
        previous=None if earlier.is_draft else earlier,
        letter=earlier.letter,
        kind=earlier.kind if earlier.is_of_persons else RoundKind.ORGANISATIONS,
        sharing=earlier.sharing,
        min_persons=earlier.min_persons,
        min_organisations=earlier.min_organisations,
        contacts=[] if earlier.is_of_persons else contacts_asked(earlier),
    )


def _make(request, *, origin, questions, title, previous=None, like=None, **suggested):
    posted = request.POST if request.method == "POST" else None
    initial = {"title": title, "opens_on": dates.today(), "closes_on": last_friday_to_answer()} | suggested
    form = RoundForm(posted, initial=initial)
    form.questions = questions
    if posted is not None and form.is_valid():
        round = services.create_written_round(
            origin=origin,
            questions=questions,
            previous=previous,
            by=request.user,
            spoken=spoken_like(like.questionnaire) if like else None,
            translations=still_of(like, form.cleaned_data) if like else {},
            **form.cleaned_data,
        )
        return redirect("survey-questions", round.pk)
    return show_written_form(request, form, questions=questions)


def show_written_form(request, form, *, questions=(), round=None):
    """The form of a survey that is not made from clauses."""
    asked = candidates(everybody=True)
    context = {
        "form": form,
        "round": round,
        "questions": questions,
        "candidates": asked,
        "chosen_contacts": {str(pk) for pk in form["contacts"].value() or []},
        "without": [candidate for candidate in asked if not candidate.contacts],
        "sharing": sharing_rule(form.instance),
        "crumbs": crumbs(round),
    }
    return render_page(request, "surveys/written_form.html", context, status=422 if form.errors else 200)


@require_GET
def question_list(request, pk):
    """Every question of a draft, page by page, with what can be done to each."""
    round = written_draft(request, pk)
    questions = list(questions_of(round.questionnaire))
    _say_conditions(questions)
    context = {
        "round": round,
        "pages": _pages(questions),
        "count": len(questions),
        "kinds": [one for one in QuestionKind.choices if not (round.is_of_persons and one[0] == QuestionKind.FILE)],
        "confirm": request.GET.get("ta-bort", ""),
        "crumbs": crumbs(round),
    }
    return render_page(request, "surveys/question_list.html", context)


def _pages(questions):
    """The questions page by page, each with what can be done to it."""
    rows = [
        {
            "question": question,
            "page": number,
            "is_first": place == 0,
            "is_last": place == len(questions) - 1,
        }
        for place, (question, number) in enumerate(zip(questions, section_numbers(questions), strict=True))
    ]
    return [list(page) for _number, page in groupby(rows, key=lambda row: row["page"])]


@require_http_methods(["GET", "POST"])
def question_new(request, pk):
    """One more question, of the kind that was chosen (?slag=)."""
    round = written_draft(request, pk)
    kind = request.GET.get("slag", "")
    if kind not in QuestionKind.values:
        raise Http404
    questions = list(round.questionnaire.questions.all())
    last = questions[-1] if questions else None
    compared = Question.objects.filter(questionnaire__rounds=round.previous_id).values_list("identity", flat=True)
    question = Question(kind=kind, identity=code_for(questions, compared), position=len(questions))
    initial = {"section": last.section if last else _("Questions")}
    return _write(request, round, question, questions, initial=initial)


@require_http_methods(["GET", "POST"])
def question_edit(request, pk, question_pk):
    round = written_draft(request, pk)
    question = get_object_or_404(round.questionnaire.questions, pk=question_pk)
    return _write(request, round, question, list(round.questionnaire.questions.all()))


def _write(request, round, question, questions, *, initial=None):
    posted = request.POST if request.method == "POST" else None
    form = QuestionForm(posted, instance=question, questions=questions, initial=initial)
    if posted is not None and form.is_valid() and _store(request, round, form):
        messages.success(request, _("The question is saved."))
        again = "more" in request.POST
        address = reverse("survey-question-new", args=[round.pk]) + f"?slag={question.kind}" if again else None
        return redirect(address or reverse("survey-questions", args=[round.pk]) + f"#{question.identity}")
    context = {
        "form": form,
        "round": round,
        "question": question,
        "is_new": question.pk is None,
        "codes": [one for one in questions if one.pk != question.pk],
        "crumbs": [*crumbs(round), (_("Questions"), reverse("survey-questions", args=[round.pk]))],
    }
    return render_page(request, "surveys/question_form.html", context, status=200 if posted is None else 422)


def _store(request, round, form) -> bool:
    """Save; when it cannot be done, or somebody came first, say so on the form and answer False."""
    try:
        if form.instance.pk is None:
            services.add_question(round, form.instance, by=request.user)
        else:
            services.edit_question(round, form.instance, revision=form.cleaned_data["revision"], by=request.user)
    except ValidationError as error:
        form.add_error(None, error)
    except ChangedMeanwhile as meanwhile:
        form.data = form.data.copy()
        form.data["revision"] = meanwhile.current.revision
        form.add_error(
            None,
            _(
                "Somebody changed this question while you were writing: it now reads “%(text)s”. What you wrote is still below; send again if yours is to stand."
            )
            % {"text": meanwhile.current.text},
        )
    else:
        return True
    return False


@require_POST
def question_move(request, pk, question_pk):
    round = written_draft(request, pk)
    question = get_object_or_404(round.questionnaire.questions, pk=question_pk)
    tried(request, lambda: services.move_question(round, question, up="up" in request.POST, by=request.user))
    return redirect(reverse("survey-questions", args=[pk]) + f"#{question.identity}")


@require_POST
def question_remove(request, pk, question_pk):
    round = written_draft(request, pk)
    question = get_object_or_404(round.questionnaire.questions, pk=question_pk)
    tried(request, lambda: services.remove_question(round, question, by=request.user), _("The question is removed."))
    return redirect("survey-questions", pk)


@require_GET
def question_file(request, pk):
    """The questions as a file that another survey can begin with."""
    round = led_round(request, pk)
    ensure(round.questionnaire.is_written, _("The questions of a gap survey follow from the clauses."))
    name = f"{slugify(round.title) or 'enkat'}.json"
    return HttpResponse(
        interchange.as_json(round),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_GET
def blank_form(request, pk):
    """The whole survey on paper: to be printed, filled in by hand or talked through before one answers."""
    rounds = Round.objects.visible_to(request.user).select_related("questionnaire")
    round = get_object_or_404(rounds, pk=pk)
    language = speak_wished(request, round.questionnaire)
    form = sheet(round)
    _say_conditions(form.questions)
    context = {
        "round": localised(round),
        "form": form,
        "wished": language,
        "languages_of_survey": choices_of(round.questionnaire),
        "crumbs": crumbs(round),
    }
    return render_page(request, "surveys/blank.html", context)


def _say_conditions(questions):
    """Give each question its `condition` in words, for readers without the list of codes."""
    for question in questions:
        question.condition = conditions.in_words(question.shown_if, questions) if question.shown_if else ""


def written_draft(request, pk):
    """A draft whose questions are written by hand; else we go no further than its page."""
    round = draft_round(request, pk)
    ensure(round.questionnaire.is_written, _("The questions of a gap survey follow from the clauses."))
    return round
