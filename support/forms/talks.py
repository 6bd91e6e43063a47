"""What a coach writes down about a talk with a forum."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.forms.action import PersonField
from organisations.models import User
from portal.dates import today
from portal.forms import RevisedForm
from support.models import Coaching, Talk, TalkKind


class TalkForm(RevisedForm):
    """A check-in or a coaching conversation; `instance` already holds the forum. `revision` is what the person saw."""

    class Meta:
        model = Talk
        fields = ["kind", "on", "coach", "others", "text", "next_step", "next_on"]
        field_classes = {"coach": PersonField}
        labels = {
            "on": pgettext_lazy("talk", "Day"),
            "others": _("With whom"),
            "next_step": _("What comes next"),
            "next_on": _("Next talk"),
        }
        help_texts = {
            "others": _("Names or roles of those you talked with."),
            "text": _("Write so that the forum could read it. Nothing about patients."),
            "next_step": _("The first line becomes the heading if you make an action of it."),
            "next_on": _("On that day you get a letter, and it stands on My page."),
        }
        error_messages = {
            "on": {"required": _("Give the day of the talk.")},
            "coach": {"required": _("Choose who had the talk.")},
            "text": {"required": _("Write what you talked about, if only a line.")},
        }
        widgets = {
            "kind": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 6}),
            "next_step": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        fields, now = self.fields, self.instance
        fields["kind"].choices = fields["kind"].choices[1:]
        coaches = Coaching.objects.filter(forum=now.forum_id).values("coach")
        known = {user.pk, now.coach_id} - {None}
        choices = User.objects.filter(pk__in=coaches, is_active=True) | User.objects.filter(pk__in=known)
        fields["coach"].queryset = choices.alphabetical().prefetch_related("memberships__organisation")
        fields["coach"].required = True
        fields["coach"].empty_label = None if now.pk is None else _("Choose")
        if now.pk is None:
            self.initial |= {"on": today(), "kind": TalkKind.CHECK_IN, "coach": user.pk}

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day > today():
            raise forms.ValidationError(_("The day lies ahead. Write the talk down when it has been."))
        return day

    def clean_next_on(self):
        day, on = self.cleaned_data["next_on"], self.cleaned_data.get("on")
        if day and on and day <= on:
            raise forms.ValidationError(_("The next talk must be after this one."))
        return day
