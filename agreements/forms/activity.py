"""What people fill in: the activities of the plan."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from agreements.models import Activity, ActivityState, Stage
from agreements.owners import HELPERS, possible_owners
from organisations.models import Organisation, User
from portal.forms import RevisedForm

STATES = [choice for choice in ActivityState.choices if choice[0] != ActivityState.CANCELLED]
NO_OWNER = _(
    "Choose a unit in operations. A working group, a joint body or a consultant supports, but does not own the change."
)
DATES_FIRST = {
    "starts_on": {"required": _("Give the date.")},
}


class ActivityForm(RevisedForm):
    """An activity: when, what, on which level, who answers for it, and whose work changes. For those who lead."""

    copies_too = forms.BooleanField(label=_("Change the local copies too"), required=False)

    class Meta:
        model = Activity
        fields = [
            "title",
            "stage",
            "kind",
            "level",
            "starts_on",
            "ends_on",
            "or_on",
            "audience",
            "organiser",
            "owner",
            "change_owner",
            "organisation",
            "provision",
            "may_start_before_decision",
            "state",
            "note",
        ]
        labels = {"state": pgettext_lazy("activity", "State")}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "level": _("Whether it concerns the whole county, a part of it, or one place."),
            "audience": _("Those who are invited or concerned, for example unit managers."),
            "organiser": _("Who invites, when it is somebody outside."),
            "organisation": _("When it belongs to one organisation only."),
        }
        error_messages = {
            "title": {"required": _("Write what is to be done.")},
            "kind": {"required": _("Choose what kind of activity it is.")},
            "level": {"required": _("Choose a level: county-wide, subregional or local.")},
            "stage": {"required": _("Choose a stage.")},
            "change_owner": {"invalid_choice": NO_OWNER},
            **DATES_FIRST,
        }

    field_order = [*Meta.fields, "copies_too"]

    def __init__(self, *args, plan, user, copies=0, **kwargs):
        super().__init__(*args, **kwargs)
        fields = self.fields
        for name, words in (
            ("owner", _("Nobody yet")),
            ("change_owner", _("Nobody yet")),
            ("organisation", _("No single organisation")),
            ("provision", _("No single clause")),
            ("stage", _("Choose")),
        ):
            fields[name].empty_label = words
        for name in ("kind", "level"):
            fields[name].choices = [("", _("Choose")), *fields[name].choices[1:]]
        fields["stage"].queryset = Stage.objects.filter(plan=plan).order_by("position")
        fields["provision"].queryset = plan.agreement.provisions.in_force().defer("text", "what_is_new")
        fields["owner"].queryset = User.objects.visible_to(user).alphabetical()
        organisations = Organisation.objects.visible_to(user).alphabetical()
        fields["organisation"].queryset = organisations
        fields["change_owner"].queryset = organisations.exclude(kind__in=HELPERS)
        _leave_out_cancelled(self)
        if self.instance.copy_of_id:
            del fields["level"], fields["organisation"]  # what makes it a copy
        if copies:
            fields["copies_too"].help_text = ngettext(
                "What it is called and the note are changed in the copy too, unless somebody has changed them there. Its dates stay.",
                "What it is called and the note are changed in the %(count)d copies too, where nobody has changed them. Their dates stay.",
                copies,
            ) % {"count": copies}
            fields["copies_too"].initial = True
        else:
            del fields["copies_too"]


class LocalActivityForm(RevisedForm):
    """What an organisation's own people decide about a local activity: its days, its owners, how it goes."""

    class Meta:
        model = Activity
        fields = ["starts_on", "ends_on", "or_on", "owner", "change_owner", "state", "note"]
        labels = {"state": pgettext_lazy("activity", "State")}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"change_owner": {"invalid_choice": NO_OWNER}, **DATES_FIRST}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        fields, organisation = self.fields, self.instance.organisation
        fields["owner"].empty_label = fields["change_owner"].empty_label = _("Nobody yet")
        people = User.objects.visible_to(user).filter(memberships__organisation=organisation) | User.objects.filter(
            pk=self.instance.owner_id
        )
        fields["owner"].queryset = people.distinct().alphabetical()
        owners = [one.pk for one in possible_owners(organisation)] + [self.instance.change_owner_id]
        fields["change_owner"].queryset = Organisation.objects.filter(pk__in=owners).alphabetical()
        _leave_out_cancelled(self)


def _leave_out_cancelled(form):
    """Calling something off has a page of its own, where one is asked; what is called off may stay so."""
    if form.instance.state != ActivityState.CANCELLED:
        form.fields["state"].choices = STATES
