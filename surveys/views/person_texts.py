"""What persons wrote, for those who lead: read, searched, taken along, and told by hand what it is about."""

import codecs
import tempfile
from itertools import groupby

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal import dates
from portal.access import ensure
from portal.pages import page_of, render_page
from surveys import policies
from surveys.models import PERSONS, PersonText, Round, StandingTheme
from surveys.queries.person_texts import copy_texts, texts_of, themes_of
from surveys.queries.persons import person_results
from surveys.queries.themes import theme_name
from surveys.services.person_themes import code_person_text
from surveys.views.attachments import disposition
from surveys.views.rounds import crumbs
from surveys.views.themes import themes_page


@require_GET
def person_texts(request, pk):
    round, asked = _texts_asked(request, pk)
    identity, search = request.GET.get("fraga", ""), request.GET.get("sok", "").strip()[:100]
    theme = request.GET.get("tema", "")[:60]
    wanted = [identity] if identity in asked else list(asked)
    page = page_of(request, texts_of(round, wanted, search=search, theme=theme))
    for text in page:
        text.theme_names = [theme_name(key) for key in text.themes]
    context = {
        "round": round,
        "page": page,
        "groups": [(asked[one], list(texts)) for one, texts in groupby(page, key=lambda text: text.question)],
        "asked": asked,
        "identity": identity,
        "search": search,
        "theme": theme,
        "themes": themes_of(round, wanted),
        "least": round.min_persons,
        "crumbs": _way(round),
    }
    return render_page(request, "surveys/person_texts.html", context, part="texts")


@require_GET
def person_texts_csv(request, pk):
    """Every text with its question and themes, copied straight from the database to a file on its way out."""
    round, asked = _texts_asked(request, pk)
    file = tempfile.TemporaryFile()  # noqa: SIM115  closed with the response
    file.write(codecs.BOM_UTF8)
    copy_texts(round, list(asked), (_("Question"), _("Text"), _("Themes")), file)
    file.seek(0)
    response = FileResponse(file, content_type="text/csv; charset=utf-8")
    response.block_size = 1 << 16
    response.headers["Content-Disposition"] = disposition(round, "csv", suffix="-fritext")
    return response


@require_http_methods(["GET", "POST"])
def person_text_themes(request, pk, text_pk):
    round, asked = _texts_asked(request, pk)
    text = get_object_or_404(PersonText, round=round, pk=text_pk, question__in=list(asked))
    known = [key for key, _name, _number in themes_of(round, list(asked)) if key not in StandingTheme.values]

    def save(wish):
        code_person_text(text, themes=wish["chosen"], seen=wish["seen"], by=request.user)

    texts = reverse("person-texts", args=[round.pk])
    context = {
        "about": asked[text.question].text,
        "text": text.text,
        "back": f"{texts}?fraga={text.question}#t-{text.pk}",
        "crumbs": [*_way(round), (_("In their own words"), texts)],
    }
    return themes_page(request, save, known=known, now=set(text.themes), context=context)


def _way(round):
    return [*crumbs(round), (_("Results"), reverse("round-results", args=[round.pk]))]


def _texts_asked(request, pk):
    """(sealed round of persons, {identity: text question that enough have written on}), for who leads the work."""
    rounds = Round.objects.visible_to(request.user).filter(kind__in=PERSONS).select_related("questionnaire")
    round = get_object_or_404(rounds, pk=pk)
    ensure(policies.can_read_all_answers(request.user))
    results = person_results(round, request.user, on=dates.today())
    if results is None:
        raise Http404
    return round, {question.identity: question for question, _number in results.texts}
