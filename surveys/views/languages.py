"""The languages of a survey: which it has, and translating it page by page with the original beside each field."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.deeds import tried
from portal.pages import render_page
from portal.revisions import ChangedMeanwhile
from surveys import services
from surveys.forms.languages import HeadWordsForm, QuestionWordsForm
from surveys.queries.sections import questions_of
from surveys.sectioning import section_numbers
from surveys.translating import Progress, as_stored, head_mark, pieces_of_head
from surveys.views.frame import draft_round, led_round
from surveys.views.rounds import crumbs


@require_GET
def survey_languages(request, pk):
    """Every language the survey has and can get, and how far each has come."""
    round = led_round(request, pk)
    questionnaire, names = round.questionnaire, dict(settings.LANGUAGES)
    questions = list(questions_of(questionnaire))
    added = [code for code in names if code in questionnaire.translations]
    context = {
        "round": round,
        "written_in": names.get(questionnaire.language, questionnaire.language),
        "added": [{"code": code, "name": names[code], "progress": Progress.of(questions, code)} for code in added],
        "others": [(code, name) for code, name in settings.LANGUAGES if code not in {questionnaire.language, *added}],
        "confirm": request.GET.get("ta-bort", ""),
        "crumbs": crumbs(round),
    }
    return render_page(request, "surveys/languages.html", context)


@require_POST
def language_add(request, pk):
    round = draft_round(request, pk)
    language = request.POST.get("sprak", "")
    try:
        reached = services.add_language(round, language, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("survey-languages", pk)
    if reached:
        told = ngettext(
            "%(number)s question was translated by itself: the portal's own words. Look it through.",
            "%(number)s questions were translated by themselves: the portal's own words. Look them through.",
            reached,
        )
        messages.success(request, told % {"number": reached})
    return redirect("survey-translate", pk, language, 0)


@require_POST
def language_remove(request, pk):
    return _do(request, pk, services.remove_language, _("The language is taken away."))


@require_POST
def language_written(request, pk):
    return _do(request, pk, services.say_written_in, _("The language is saved."))


def _do(request, pk, deed, told):
    tried(request, lambda: deed(draft_round(request, pk), request.POST.get("sprak", ""), by=request.user), told)
    return redirect("survey-languages", pk)


@dataclass(frozen=True)
class Page:
    """One page to translate: the words before the questions (number 0), or the questions of one page of the survey."""

    number: int
    title: str
    questions: list
    progress: Progress


@require_http_methods(["GET", "POST"])
def survey_translate(request, pk, language, number):
    round = draft_round(request, pk)
    if language not in round.questionnaire.translations or language not in dict(settings.LANGUAGES):
        raise Http404
    questions = list(questions_of(round.questionnaire))
    pages = _pages(questions, language)
    if not 0 <= number < len(pages):
        raise Http404
    page = pages[number]
    forms = _forms(request, round, page, language)
    if request.method == "POST" and all(one.is_valid() for one in forms) and _store(request, round, language, forms):
        messages.success(request, _("The translation is saved."))
        onward = number + 1 if "next" in request.POST else number
        if onward < len(pages):
            return redirect("survey-translate", pk, language, onward)
        return redirect("survey-languages", pk)
    context = {
        "round": round,
        "code": language,
        "language": dict(settings.LANGUAGES)[language],
        "progress": Progress.of(questions, language),
        "pages": pages,
        "this": page,
        "next": pages[number + 1] if number + 1 < len(pages) else None,
        "forms": forms,
        "faulty": [one for one in forms if one.errors],
        "crumbs": [*crumbs(round), (_("Languages"), reverse("survey-languages", args=[pk]))],
    }
    return render_page(request, "surveys/translate.html", context, status=200 if request.method == "GET" else 422)


def _pages(questions, language) -> list[Page]:
    pages = [Page(0, _("Title and letter"), [], Progress.of([], language))]
    for question, number in zip(questions, section_numbers(questions), strict=True):
        if number == len(pages):
            title = str(question.provision) if question.provision else question.section
            pages.append(Page(number, title, [], None))
        pages[number].questions.append(question)
    return [
        pages[0],
        *(Page(one.number, one.title, one.questions, Progress.of(one.questions, language)) for one in pages[1:]),
    ]


def _forms(request, round, page, language) -> list:
    posted = request.POST if request.method == "POST" else None
    if page.number == 0:
        pieces = pieces_of_head(round, round.questionnaire, language)
        seen = {"seen": head_mark(round, round.questionnaire, language)}
        return [HeadWordsForm(posted, pieces=pieces, language=language, initial=seen, prefix="head")]
    return [
        QuestionWordsForm(posted, instance=question, language=language, heading=place == 0)
        for place, question in enumerate(page.questions)
    ]


def _store(request, round, language, forms) -> bool:
    """Save; when somebody came first, say so on the form and answer False."""
    first = forms[0]
    try:
        if isinstance(first, HeadWordsForm):
            _store_head(request, round, language, first)
        else:
            heading = {piece.name: piece for piece in first.said() if piece.name == "section"}
            said = [(one.instance, one.words(heading), one.cleaned_data["revision"]) for one in forms]
            services.translate_questions(round, language, said, by=request.user)
    except ValidationError as error:
        first.add_error(None, error)
    except services.HeadChangedError:
        _let_through(first, "seen", head_mark(round, round.questionnaire, language))
    except ChangedMeanwhile as meanwhile:
        form = next(one for one in forms if one.instance.pk == meanwhile.current.pk)
        _let_through(form, "revision", meanwhile.current.revision)
    else:
        return True
    return False


def _store_head(request, round, language, form):
    said = form.said()
    services.translate_head(
        round,
        language,
        words=as_stored(one for one in said if one.name != "intro"),
        intro=as_stored(one for one in said if one.name == "intro"),
        seen=form.cleaned_data["seen"],
        by=request.user,
    )


def _let_through(form, field, value):
    """Say that somebody came first; sent once more, this translation stands."""
    form.data = form.data.copy()
    form.data[form.add_prefix(field)] = value
    form.add_error(
        None,
        _(
            "Somebody changed this while you were writing. What you wrote is still below; send again if yours is to stand."
        ),
    )
