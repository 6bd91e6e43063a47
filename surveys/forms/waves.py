"""Forms: a wave to local forums in the making, the deeds of its page, and its days of reminding."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from organisations.models import Role, User
from portal import dates
from portal.forms import RevisedForm
from portal.personal_numbers import RefusesPersonalNumbers
from surveys.models import RoundReminder, Wave

LONGEST_TITLE = 120  # the forum's name is put after it


class WaveForm(RevisedForm):
    """Which forums are asked, until when, by whom, and what the letter says. `asked` are forum_people.ForumToAsk."""

    forums = forms.MultipleChoiceField(
        label=gettext_lazy("Local forums"),
        error_messages={
            "required": gettext_lazy("Choose at least one forum."),
            "invalid_choice": gettext_lazy(
                "One of the forums cannot be asked any more: it lacks people on a side. Look through the list."
            ),
        },
    )

    class Meta:
        model = Wave
        fields = ["title", "letter", "opens_on", "closes_on", "contact", "min_organisations"]
        labels = {"contact": pgettext_lazy("survey", "Contact person")}
        help_texts = {
            "title": gettext_lazy("The name of each forum is added after it."),
            "letter": gettext_lazy(
                "Stands first in the letter. The link, the last day and who sees the answers are added by themselves."
            ),
            "opens_on": gettext_lazy("The letters go out on this day."),
            "contact": gettext_lazy("Signs the letters, stands as their sender, and gets what people answer to them."),
            "min_organisations": gettext_lazy(
                "A forum sees the spread of all forums when so many besides itself stand behind it, and nothing smaller can be computed from what is shown."
            ),
        }
        error_messages = {
            "title": {"required": gettext_lazy("Give the survey a title.")},
            "opens_on": {"required": gettext_lazy("Choose the day the letters go out.")},
            "closes_on": {"required": gettext_lazy("Choose the last day to answer.")},
            "min_organisations": {
                "required": gettext_lazy("Write how many other forums must stand behind a figure that a forum sees."),
                "min_value": gettext_lazy("At least %(limit_value)s, or a figure tells what somebody has answered."),
            },
        }

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = {str(one.forum.pk): one for one in asked if one.is_complete}
        self.fields["forums"].choices = [(pk, one.forum.name) for pk, one in self.asked.items()]
        leading = User.objects.filter(
            is_active=True, memberships__role__in=[Role.LEAD, Role.ADMINISTRATOR, Role.COACH]
        ).values("pk")
        self.fields["contact"].queryset = User.objects.filter(pk__in=leading).alphabetical()
        self.fields["letter"].widget.attrs["rows"] = 6
        self.fields["title"].max_length = LONGEST_TITLE
        self.fields["title"].widget.attrs["maxlength"] = LONGEST_TITLE

    def clean_title(self):
        title = self.cleaned_data["title"]
        if len(title) > LONGEST_TITLE:
            raise ValidationError(
                _("Write the title in at most %(most)s characters: the name of each forum is added after it.")
                % {"most": LONGEST_TITLE}
            )
        return title

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day < dates.today():
            raise ValidationError(_("The last day to answer has passed. Choose today or later."))
        return day

    def chosen(self) -> list:
        """The forums chosen, each side with the organisation that was chosen to answer first."""
        found = [self.asked[pk] for pk in self.cleaned_data["forums"]]
        for one in found:
            for side in one.sides:
                wish = self.data.get(f"org-{one.forum.pk}-{side.side}", "")
                side.organisations.sort(key=lambda organisation, wish=wish: str(organisation.pk) != wish)
        return found

    def facts(self) -> dict:
        """What is stored of the wave itself."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class WaveReminderForm(RefusesPersonalNumbers, forms.ModelForm):
    """A day on which every forum is reminded; the service sees that the day is free."""

    class Meta:
        model = RoundReminder
        fields = ["on", "text"]
        error_messages = {"on": {"required": gettext_lazy("Choose the day of the reminder.")}}
        help_texts = {
            "text": gettext_lazy(
                "Stands first in the letter. The link, the last day and who sees the answers are added."
            )
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
