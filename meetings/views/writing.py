"""The notes of a point: written in place, saved as one writes, and fetched while others write."""

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings import rich, services
from meetings.forms.agenda import TextForm
from meetings.queries import live
from meetings.views.agenda import editable_item, item_part
from meetings.views.frame import crumbs, editable_meeting, says_when_locked
from portal.pages import render_page


@says_when_locked
@require_http_methods(["GET", "POST"])
def item_write(request, pk, item_pk):
    """The notes of one point. htmx swaps the editor in for the point; without script it is a page with plain text."""
    meeting = editable_meeting(request, pk)
    item = editable_item(request, meeting, item_pk)
    if request.method == "GET":
        if request.htmx and "klar" in request.GET:
            return item_part(request, meeting, item.pk, focus_text=True)
        return _form_page(request, meeting, item, TextForm.of(item))
    form = TextForm(request.POST, auto_id=f"id_p{item.pk}_%s")
    if not form.is_valid():
        return _form_page(request, meeting, item, form, status=422)
    try:
        services.write_text(
            item,
            form.html(),
            base=form.cleaned_data["base"],
            revision=form.cleaned_data["revision"],
            by=request.user,
            at=timezone.now(),
        )
    except services.Met as met:
        again = request.POST.copy()
        again["revision"], again["base"] = met.item.text_revision, met.item.text
        again["text"] = rich.to_plain(met.mine)
        form = TextForm(again, auto_id=f"id_p{item.pk}_%s")
        form.is_valid()
        return _form_page(request, meeting, item, form, status=422, theirs=met.item)
    return redirect(f"{meeting.get_absolute_url()}#p{item.pk}")


def _form_page(request, meeting, item, form, *, status=200, **more):
    before = meeting.agenda.for_eyes_of(request.user).filter(position__lte=item.position)
    context = {
        "meeting": meeting,
        "item": item,
        "number": before.count(),
        "form": form,
        "crumbs": crumbs(meeting),
        **more,
    }
    template = "meetings/text_form.html" if request.htmx else "meetings/text_edit.html"
    return render_page(request, template, context, status=status)


@require_POST
def item_save(request, pk, item_pk):
    """One autosave, in JSON. 200 with what is saved; 409 when two have met or the minutes are locked; 422 when refused."""
    meeting = editable_meeting(request, pk)
    item = editable_item(request, meeting, item_pk)
    form = TextForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"sentence": " ".join(e for errors in form.errors.values() for e in errors)}, status=422)
    facts = form.cleaned_data
    try:
        written = services.write_text(
            item, facts["text"], base=facts["base"], revision=facts["revision"], by=request.user, at=timezone.now()
        )
    except services.Met as met:
        return JsonResponse(live.told(met.item) | {"met": True}, status=409)
    except services.Locked:
        return JsonResponse({"locked": True, "sentence": _locked_sentence()}, status=409)
    except ValidationError as refused:
        return JsonResponse({"sentence": " ".join(refused.messages)}, status=422)
    return JsonResponse(live.told(written.item) | {"merged": written.merged})


def _locked_sentence():
    return _("The minutes were approved meanwhile and are locked. What you wrote is still here: copy it.")
