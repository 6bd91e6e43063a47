"""Saying by hand what a text is about."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.access import ensure
from portal.pages import render_page
from surveys import policies, services
from surveys.answers import in_words
from surveys.forms.themes import ThemesForm
from surveys.models import Response, Round, TextCode
from surveys.queries.themes import own_themes
from surveys.views.rounds import crumbs


@require_http_methods(["GET", "POST"])
def text_themes(request, pk, organisation_pk, identity):
    round = get_object_or_404(Round.objects.visible_to(request.user).exclude(state="draft"), pk=pk)
    ensure(policies.can_read_all_answers(request.user))
    submitted = Response.objects.shown().select_related("organisation")
    response = get_object_or_404(submitted, round=round, organisation=organisation_pk)
    question = get_object_or_404(round.questionnaire.questions.select_related("provision"), identity=identity)
    text = in_words(question, response.answers.get(identity)) if question.is_text else ""
    if not text:
        raise Http404
    codes = TextCode.objects.filter(round=round, organisation=organisation_pk, question=identity)
    now = set(codes.values_list("theme", flat=True))

    def save(wish):
        services.code_text(
            round, response.organisation, question, themes=wish["chosen"], seen=wish["seen"], by=request.user
        )

    context = {
        "about": f"{response.organisation.short_name}: {question.text}",
        "text": text,
        "back": f"{reverse('round-results', args=[round.pk])}#fritext",
        "crumbs": crumbs(round),
    }
    return themes_page(request, save, known=own_themes(round), now=now, context=context)


def themes_page(request, save, *, known, now, context):
    """The page where a text's themes are chosen. `save` gets what was chosen and what the page had shown.

    `context` holds about, text, back (where one goes afterwards) and crumbs; `now` the themes the text has.
    """
    form = ThemesForm(request.POST if request.method == "POST" else None, known=known, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            save(form.cleaned_data)
        except services.ThemesChangedError:
            form.add_error(None, _("Somebody else has changed the themes. Look them through and save once more."))
            form.data = form.data.copy()
            form.data["seen"] = "\n".join(sorted(now))
        else:
            messages.success(request, _("The themes are saved."))
            return redirect(context["back"])
    return render_page(
        request, "surveys/themes_form.html", context | {"form": form}, status=422 if form.errors else 200
    )
