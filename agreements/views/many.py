"""Several cells at once: chosen in the matrix or in the list, moved with one reason, and put back again."""

import json

from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from agreements import matrix, policies, queries, services
from agreements.forms.phases import MANY, ManyForm, seen_rows
from agreements.models import Agreement, Phase, Progress
from agreements.views.frame import frame
from agreements.views.implementation import rows_to_read
from portal.access import ensure
from portal.pages import render_page

PAGE = "agreements/phases_many.html"
SALT, A_DAY = "agreements.undo", 24 * 60 * 60


@require_http_methods(["GET", "POST"])
def phases_many(request, pk):
    """GET (?rad=12:3&rad=15:1) shows the rows and the form; POST moves them."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    if request.method == "GET":
        seen = seen_rows(request.GET.getlist("rad")[:MANY])
        rows = _rows(request, agreement, seen)
        joined = ",".join(f"{row.pk}:{seen[row.pk]}" for row in rows)
        return _page(request, agreement, {"rows": rows, "form": ManyForm(initial={"rows": joined})}, "panel")
    form = ManyForm(request.POST)
    if not form.is_valid():
        seen = seen_rows(request.POST.get("rows", "").split(",")[:MANY])
        context = {"rows": _rows(request, agreement, seen), "form": form}
        return _page(request, agreement, context, "panel", status=422)
    wish = form.cleaned_data
    rows = _rows(request, agreement, wish["rows"])
    if not rows:
        raise Http404
    outcome = services.move_many(
        {row.pk: wish["rows"][row.pk] for row in rows},
        phase=wish["phase"],
        progress=wish["progress"],
        because=wish["because"],
        by=request.user,
        at=timezone.now(),
    )
    said = ngettext("%(count)d cell was moved.", "%(count)d cells were moved.", len(outcome.moved)) % {
        "count": len(outcome.moved)
    }
    context = {
        "again": _again(outcome, wish),
        "wish": _in_words(wish),
        "vanished": len(wish["rows"]) - len(rows),
        "undo": signing.dumps(outcome.before, salt=SALT, compress=True) if outcome.moved else "",
    }
    return _result(request, agreement, outcome, said, context)


@require_POST
def phases_undo(request, pk):
    """Put back what a bulk move changed, where nobody has changed it since."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    try:
        before = signing.loads(request.POST.get("before", ""), salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        raise Http404 from None
    rows = {row.pk for row in _rows(request, agreement, {values["pk"]: 0 for values in before})}
    if not rows:
        raise Http404
    outcome = services.put_back(
        [values for values in before if values["pk"] in rows], by=request.user, at=timezone.now()
    )
    said = ngettext(
        "Undone: %(count)d cell is as it was.", "Undone: %(count)d cells are as they were.", len(outcome.moved)
    ) % {"count": len(outcome.moved)}
    return _result(request, agreement, outcome, said, {"wish": _("as it was before")})


def _rows(request, agreement, seen):
    """The rows of the agreement that the person may see; all of them must be theirs to move."""
    rows = list(
        rows_to_read(request).filter(provision__agreement=agreement, pk__in=list(seen)).order_by(
            "organisation__short_name", "provision__position"
        )
    )  # fmt: skip
    ensure(all(policies.can_move(request.user, row) for row in rows))
    return rows


def _again(outcome, wish):
    """The same wish for what somebody else had changed, with the revisions that now hold."""
    if not outcome.meanwhile:
        return None
    rows = ",".join(f"{row.pk}:{row.revision}" for row in outcome.meanwhile)
    return {
        "rows": rows,
        "phase": "" if wish["phase"] is None else wish["phase"],
        "progress": wish["progress"] or "",
        "because": wish["because"],
    }


def _in_words(wish) -> str:
    """The wish as a phrase: "Use", "stopped", "Use, stopped"."""
    words = [Phase(wish["phase"]).label] if wish["phase"] is not None else []
    words += [Progress(wish["progress"]).label] if wish["progress"] else []
    return ", ".join(str(word) for word in words)


def _result(request, agreement, outcome, said, context):
    """What became of it: the cells that changed, and both versions of those that somebody else had changed."""
    context |= {
        "outcome": outcome,
        "said": said,
        "meanwhile": queries.with_last_change(outcome.meanwhile),
        "cells": matrix.swapped_cells([*outcome.moved, *outcome.meanwhile]),
        "figures": queries.phase_figures(agreement),
    }
    response = _page(request, agreement, context, "done", status=422 if outcome.meanwhile else 200)
    if outcome.moved:
        response["HX-Trigger"] = json.dumps({"fardplan:say": said})
    return response


def _page(request, agreement, context, part, *, status=200):
    below = [(_("Phases"), reverse("agreement-phases", args=[agreement.pk]))]
    context |= frame(request, agreement, "phases", below=below) | {"in_matrix": bool(request.htmx), "part": part}
    return render_page(request, PAGE, context, part=part, status=status)
