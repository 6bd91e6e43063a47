"""A survey from a file: one of ours is read in at once, one from LimeSurvey is looked through first."""

from dataclasses import asdict

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal import dates, drafts
from portal.access import ensure
from portal.pages import render_page
from surveys import interchange, policies, services
from surveys.forms import last_friday_to_answer
from surveys.lss import read_lss
from surveys.lss.document import LARGEST
from surveys.models import Origin
from surveys.views.building import show_choices
from surveys.views.rounds import crumbs

KIND = "survey-from-limesurvey"


@require_POST
def survey_from_file(request):
    """A draft from a questionnaire that was saved as a file."""
    ensure(policies.can_make_surveys(request.user))
    file = request.FILES.get("file")
    try:
        if file is None:
            raise ValidationError(_("Choose a file first."))
        if file.name.lower().endswith((".lss", ".lsa", ".lsg", ".lsq", ".xml")):
            return _look_through(request, file)
        if file.size > interchange.LARGEST:
            raise ValidationError(_("The file is larger than 1 MB. A questionnaire is much smaller: check the file."))
        taken = interchange.read_json(file.read())
    except ValidationError as error:
        return show_choices(request, trouble=" ".join(error.messages), status=422)
    return _make(request, taken)


def _look_through(request, file):
    """What the file holds waits until somebody has seen what becomes of it."""
    content = file.read(LARGEST + 1)
    found = read_lss(content)
    draft = drafts.keep(request.user, KIND, request.user, name=file.name, content=asdict(found))
    return redirect("survey-file-preview", draft.pk)


@require_http_methods(["GET", "POST"])
def survey_file_preview(request, pk):
    """Question by question what is taken, what is changed and what is left; nothing is made before the button."""
    ensure(policies.can_make_surveys(request.user))
    draft = get_object_or_404(drafts.drafts_about(request.user, KIND, request.user), pk=pk)
    if request.method == "POST":
        taken = interchange.read_data(draft.content["data"])
        with transaction.atomic():
            draft.delete()
            return _make(request, taken)
    lines = draft.content["lines"]
    context = {
        "draft": draft,
        "title": draft.content["data"]["title"],
        "lines": lines,
        "counts": {state: sum(line["state"] == state for line in lines) for state in ("taken", "changed", "left")},
        "becoming": len(draft.content["data"]["questions"]),
        "notes": draft.content["notes"],
        "crumbs": [*crumbs(), (_("New survey"), reverse("survey-choose"))],
    }
    return render_page(request, "surveys/file_preview.html", context)


def _make(request, taken):
    round = services.create_written_round(
        origin=Origin.OWN,
        questions=taken.questions,
        contacts=[],
        by=request.user,
        title=taken.title,
        spoken=taken.spoken,
        translations=taken.words,
        letter="",
        opens_on=dates.today(),
        closes_on=last_friday_to_answer(),
    )
    messages.success(request, _("The questions are read in. Look them through, and choose whom to ask."))
    return redirect("survey-questions", round.pk)
