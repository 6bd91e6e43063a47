"""What people fill in about the communication plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.forms.knowledge import clauses_of, own_organisations
from agreements.models import CommunicationItem
from organisations.models import Organisation
from portal.forms import RevisedForm


class CommunicationForm(RevisedForm):
    """One message. `revision` is what the person saw."""

    class Meta:
        model = CommunicationItem
        fields = [
            "message",
            "audience",
            "channel",
            "level",
            "planned_on",
            "responsible",
            "organisation",
            "only_if_decided",
            "done_on",
            "provisions",
        ]
        labels = {"organisation": _("For the organisation"), "provisions": _("Clauses it concerns")}
        widgets = {
            "message": forms.Textarea(attrs={"rows": 2}),
            "audience": forms.TextInput(attrs={"list": "audiences"}),
            "channel": forms.TextInput(attrs={"list": "channels"}),
            "provisions": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "message": _("What they are to know afterwards, in one sentence."),
            "channel": _("For example a letter, a page on the intranet, a meeting."),
            "responsible": _("A person or a function."),
            "only_if_decided": _("The message then waits, and cannot be marked as done before the decision."),
            "done_on": _("Leave it empty until the message has gone out."),
        }
        error_messages = {
            "message": {"required": _("Write the message.")},
            "audience": {"required": _("Say for whom it is.")},
            "channel": {"required": _("Say how it is sent.")},
            "level": {"required": _("Choose a level.")},
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        fields, now = self.fields, self.instance.organisation_id
        fields["level"].choices = [("", _("Choose")), *[one for one in fields["level"].choices if one[0]]]
        own = own_organisations(user)
        fields["organisation"].queryset = own | Organisation.objects.filter(pk=now) if now else own
        fields["organisation"].empty_label = _("Everybody's")
        if not user.leads:
            fields["organisation"].required = True
            fields["organisation"].empty_label = None if len(own) == 1 else _("Choose")
            fields["organisation"].error_messages["required"] = _("Choose which organisation it is for.")
        fields["provisions"].queryset = clauses_of(self.instance.agreement_id)


class DoneForm(forms.Form):
    """One press: gone out, or not after all."""

    done = forms.BooleanField(required=False)
    revision = forms.IntegerField()
