"""Minutes as files, and the Word templates they may be dressed in."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings import handout, policies, services
from meetings.forms.template import TemplateForm
from meetings.models import WordTemplate
from meetings.queries import minutes
from meetings.views.frame import crumbs, readable_meeting
from portal.access import ensure
from portal.pages import render_page


@require_GET
def minutes_file(request, pk, kind):
    """The approved wording when it is in force, else as it stands and marked as a draft. Always in Swedish."""
    if kind not in handout.KINDS:
        raise Http404
    meeting, _keeps = readable_meeting(request, pk)
    wish = request.GET.get("mall", "")
    template = get_object_or_404(WordTemplate, pk=wish) if wish.isascii() and wish.isdigit() else None
    approval = meeting.approvals.order_by("-number").first() if meeting.is_locked else None
    with override("sv"):
        content = approval.content if approval else minutes.content(meeting)
        data = handout.written(
            kind, content, approval=approval, reference=bytes(template.content) if template else None
        )
    name = slugify(f"anteckningar {meeting.title} {content['date']}")
    return HttpResponse(
        data,
        content_type=handout.KINDS[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"'},
    )


@require_http_methods(["GET", "POST"])
def template_list(request):
    """The templates there are; a POST adds one."""
    ensure(policies.can_call_any(request.user))
    posted = request.method == "POST"
    form = TemplateForm(request.POST or None, request.FILES or None, user=request.user) if posted else None
    if posted and form.is_valid():
        facts = form.cleaned_data
        services.add_template(
            name=facts["name"],
            organisation=facts["organisation"],
            content=facts["file"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("The template can be chosen when minutes are exported to Word."))
        return redirect("template-list")
    context = {
        "templates": WordTemplate.objects.select_related("organisation", "added_by").defer("content"),
        "form": form or TemplateForm(user=request.user),
        "may_delete": policies.can_delete_templates(request.user),
        "crumbs": crumbs(),
    }
    return render_page(request, "meetings/template_list.html", context, status=422 if posted else 200)


@require_POST
def template_delete(request, pk):
    """Whoever added it, and the leads."""
    ensure(policies.can_call_any(request.user))
    template = get_object_or_404(WordTemplate.objects.defer("content"), pk=pk)
    ensure(policies.can_delete_templates(request.user) or template.added_by_id == request.user.pk)
    services.delete_template(template, by=request.user)
    messages.success(request, _("The template is taken away."))
    return redirect("template-list")
