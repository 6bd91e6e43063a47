"""What people fill in: goals and their answers, mandate questions, roles, workspaces and local supplements."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import Goal, LocalSupplement, MandateQuestion, PlanRole, Workspace
from agreements.policies import writes_documents_of
from organisations.models import Group, Organisation, User
from portal.dates import today
from portal.forms import LinkField, RevisedForm


class PartForm(RevisedForm):
    """A part of the plan; `user` is who fills it in."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.choose_from(user)

    def choose_from(self, user):
        """Fill the choices with what the person may see."""


class GoalForm(PartForm):
    """A goal that can be checked needs a question and a day; an effect goal is words."""

    class Meta:
        model = Goal
        fields = ["text", "question", "evaluate_on", "note"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "text": _("What is to be reached, so concrete that nobody needs to guess."),
            "question": _("For example: Is there a written plan that all parties stand behind?"),
            "evaluate_on": _("The day when you can answer. From that day on the plan asks for the answer."),
        }
        error_messages = {
            "text": {"required": _("Write what is to be reached.")},
            "question": {"required": _("Write the question that is answered with yes or no.")},
            "evaluate_on": {"required": _("Give the day when the question can be answered.")},
        }

    def choose_from(self, user):
        fields = self.fields
        if self.instance.kind == "effect":
            del fields["question"], fields["evaluate_on"]
            fields["text"].help_text = _("What should be different for people when the work has had its effect.")
            fields["note"].help_text = _("For example what it will be seen by.")
        else:
            fields["question"].required = fields["evaluate_on"].required = True
            del fields["note"]  # the note belongs to the answer


class GoalAnswerForm(RevisedForm):
    """Yes or no, the day, and a note."""

    reached = forms.TypedChoiceField(
        label=_("Answer"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Answer yes or no.")},
    )

    class Meta:
        model = Goal
        fields = ["reached", "evaluated_on", "note"]
        labels = {"evaluated_on": _("Day of the answer")}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"note": _("What the answer builds on, or what is missing.")}
        error_messages = {"evaluated_on": {"required": _("Give the day of the answer.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evaluated_on"].required = True
        self.initial["reached"] = {True: "yes", False: "no"}.get(self.instance.reached)
        self.initial["evaluated_on"] = self.instance.evaluated_on or today()


class QuestionForm(PartForm):
    """A question of the mandate, and its answer when there is one."""

    class Meta:
        model = MandateQuestion
        fields = ["text", "state", "answer"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}
        error_messages = {"text": {"required": _("Write the question.")}}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state") == "answered" and not cleaned.get("answer", "").strip():
            self.add_error("answer", _("Write the answer, or leave the question open."))
        return cleaned


class RoleForm(PartForm):
    """Who does what: a person, a group or words; for which side, how much, and which tasks."""

    class Meta:
        model = PlanRole
        fields = ["role", "user", "group", "who", "side", "scope", "tasks", "is_reference"]
        widgets = {"tasks": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "role": _("For example project leader, working group, communicator, reference group."),
            "scope": _("For example full time, or one day a week."),
        }
        error_messages = {"role": {"required": _("Write what the role is called.")}}

    def choose_from(self, user):
        fields = self.fields
        fields["user"].queryset = User.objects.visible_to(user).alphabetical()
        fields["user"].empty_label = _("Nobody in the portal")
        fields["group"].queryset = Group.objects.visible_to(user).alphabetical()
        fields["group"].empty_label = _("No group")
        fields["side"].choices = [("", _("No particular side")), *fields["side"].choices[1:]]


class WorkspaceForm(PartForm):
    """Where the work lies: a link, for all or for one group."""

    class Meta:
        model = Workspace
        fields = ["title", "link", "group"]
        field_classes = {"link": LinkField}
        help_texts = {"link": _("The address of a shared surface or a channel. What is written there stays there.")}
        error_messages = {
            "title": {"required": _("Write what the workspace is called.")},
            "link": {
                "required": _("Give the address."),
                "invalid": _("This is no address that can be opened. It begins with https://"),
            },
        }

    def choose_from(self, user):
        self.fields["group"].queryset = Group.objects.visible_to(user).alphabetical()
        self.fields["group"].empty_label = _("For all in the project")


class SupplementForm(PartForm):
    """What one's own organisation or group adds; whose it is is chosen once."""

    class Meta:
        model = LocalSupplement
        fields = ["organisation", "group", "title", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 12})}
        help_texts = {"group": _("For a supplement of a local group instead. Only groups you sit in.")}
        error_messages = {
            "title": {"required": _("Write what the supplement is about.")},
            "text": {"required": _("Write the supplement.")},
        }

    def choose_from(self, user):
        fields = self.fields
        if self.instance.pk:
            del fields["organisation"], fields["group"]
            return
        own = Organisation.objects.visible_to(user).filter(pk__in=writes_documents_of(user)).alphabetical()
        fields["organisation"].queryset = own
        fields["organisation"].empty_label = _("No organisation")
        fields["group"].queryset = Group.objects.visible_to(user).of(user).alphabetical()
        fields["group"].empty_label = _("No group")
        if len(own) == 1 and not self.is_bound:
            self.initial["organisation"] = own[0].pk

    def clean(self):
        cleaned = super().clean()
        if not self.instance.pk and bool(cleaned.get("organisation")) == bool(cleaned.get("group")):
            self.add_error("group", _("Choose either an organisation or a local group."))
        return cleaned
