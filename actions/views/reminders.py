"""How often the letter about actions comes: one's own choice, and for those who lead what holds for everybody."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actions import policies, services
from actions.forms.reminders import RhythmForm, RulesForm
from actions.models import DigestChoice, ReminderRules, Rhythm
from portal.access import ensure
from portal.pages import render_page


@require_http_methods(["GET", "POST"])
def action_reminders(request):
    """Two forms; the second, for those who lead, says which it is by its field "regler"."""
    if request.method != "POST":
        return _page(request)
    if "regler" in request.POST:
        return _set_rules(request)
    form = RhythmForm(request.POST)
    if not form.is_valid():
        return _page(request, choice=form, status=422)
    services.choose_rhythm(request.user, form.cleaned_data["rhythm"])
    messages.success(request, _("Your choice is saved."))
    return redirect("action-reminders")


def _set_rules(request):
    ensure(policies.can_set_rules(request.user))
    form = RulesForm(request.POST, instance=ReminderRules.now(), prefix="regler")
    if form.is_valid():
        wish = form.cleaned_data
        try:
            services.set_rules(escalate_after=wish["escalate_after"], revision=wish["revision"], by=request.user)
        except services.ChangedMeanwhile as meanwhile:
            form.data = form.data.copy()
            form.data["regler-revision"] = meanwhile.current.revision
            words = _("Somebody else has set %(days)s days meanwhile. Save again if yours should hold.")
            form.add_error("escalate_after", words % {"days": meanwhile.current.escalate_after})
        else:
            messages.success(request, _("The rule is saved."))
            return redirect("action-reminders")
    return _page(request, rules=form, status=422)


def _page(request, *, choice=None, rules=None, status=200):
    if choice is None:
        chosen = DigestChoice.objects.filter(user=request.user).values_list("rhythm", flat=True).first()
        choice = RhythmForm(initial={"rhythm": chosen or Rhythm.DAILY})
    now = ReminderRules.now()
    if rules is None and policies.can_set_rules(request.user):
        rules = RulesForm(instance=now, prefix="regler")
    context = {
        "choice": choice,
        "rules": rules,
        "now": ReminderRules.now() if rules is not None and rules.is_bound else now,
        "crumbs": [(_("Actions"), reverse("action-list"))],
    }
    return render_page(request, "actions/reminders.html", context, status=status)
