"""Forms: a round in the making, and the small ones of its page."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.models import Provision
from organisations.models import Membership, Organisation, OrganisationKind, User
from portal import dates
from portal.personal_numbers import RefusesPersonalNumbers
from surveys.models import PERSONS, Reopening, Round, RoundKind
from surveys.services.persons import ensure_fits_persons

WEEKS_TO_ANSWER = 3
WHO = [RoundKind.ORGANISATIONS, RoundKind.ANONYMOUS, RoundKind.INDIVIDUAL]
ORGANISATIONS_ONLY, PERSONS_ONLY = ["sharing", "min_organisations"], ["min_persons"]


class RoundForm(RefusesPersonalNumbers, forms.ModelForm):
    """Of whom is asked, until when, and what the letter says."""

    CHOOSES_WHO = True
    questions = None  # the unsaved ones a new draft begins with

    contacts = forms.ModelMultipleChoiceField(
        Membership.objects.none(), label=gettext_lazy("Recipients"), required=False
    )

    class Meta:
        model = Round
        fields = ["kind", "title", "letter", "opens_on", "closes_on", "sharing", "min_organisations", "min_persons"]
        widgets = {"kind": forms.RadioSelect, "sharing": forms.RadioSelect}
        error_messages = {
            "title": {"required": gettext_lazy("Give the survey a title.")},
            "opens_on": {"required": gettext_lazy("Choose the day the letters go out.")},
            "closes_on": {"required": gettext_lazy("Choose the last day to answer.")},
            "sharing": {"required": gettext_lazy("Choose who reads each organisation's answer.")},
            "min_organisations": {
                "required": gettext_lazy("Write how many organisations must stand behind a figure that others see."),
                "min_value": gettext_lazy("At least %(limit_value)s, or a figure tells what somebody has answered."),
            },
            "min_persons": {
                "required": gettext_lazy("Write how many persons must stand behind a figure."),
                "min_value": gettext_lazy("At least %(limit_value)s, or a figure tells what somebody has answered."),
            },
        }
        help_texts = {
            "min_organisations": gettext_lazy(
                "A mean is shown to the others when so many organisations besides their own stand behind it, and nothing smaller can be computed from what is shown."
            ),
            "min_persons": gettext_lazy(
                "A figure is shown, also to you, first when the survey is closed and when at least so many persons stand behind it. In smaller groups everything is hidden."
            ),
            "letter": gettext_lazy(
                "Stands first in the letter. The link, the last day and who sees the answers are added by themselves."
            ),
            "opens_on": gettext_lazy("The letters go out on this day."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contacts"].queryset = self.people().select_related("user", "organisation")
        self.fields["letter"].widget.attrs["rows"] = 6
        if self.CHOOSES_WHO and not self.instance.is_of_forum:
            self.fields["kind"].choices = [(kind.value, kind.label) for kind in WHO]
            for name in ["kind", *ORGANISATIONS_ONLY, *PERSONS_ONLY]:
                self.fields[name].required = False  # asked for in `clean`, each where it belongs
                self.fields[name].always_answered = True
        else:
            del self.fields["kind"], self.fields["min_persons"]

    def people(self):
        return Membership.objects.filter(is_contact=True, user__is_active=True)

    def clean(self):
        """What belongs to organisations is asked for when they answer, what belongs to persons when those do."""
        cleaned = super().clean()
        if "kind" not in self.fields or "kind" in self.errors:
            return cleaned
        cleaned["kind"] = cleaned.get("kind") or self.instance.kind
        of_persons = cleaned["kind"] in PERSONS
        needed, aside = (PERSONS_ONLY, ORGANISATIONS_ONLY) if of_persons else (ORGANISATIONS_ONLY, PERSONS_ONLY)
        for name in needed:
            if name not in self.errors and cleaned.get(name) in (None, ""):
                self.add_error(name, self.fields[name].error_messages["required"])
        for name in aside:
            self.errors.pop(name, None)
            cleaned[name] = getattr(self.instance, name)
        if of_persons:
            cleaned["contacts"] = self.fields["contacts"].queryset.none()
            self._refuse_files(cleaned["kind"])
        return cleaned

    def _refuse_files(self, kind):
        """A file tells whose it is."""
        asked = self.questions if self.questions is not None else ()
        if self.instance.pk:
            asked = self.instance.questionnaire.questions.all()
        try:
            ensure_fits_persons(Round(kind=kind), asked)
        except ValidationError as error:
            self.add_error("kind", error)

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day < dates.today():
            raise ValidationError(_("The last day to answer has passed. Choose today or later."))
        return day


class GapRoundForm(RoundForm):
    """The same with the clauses that are asked about; municipalities answer."""

    CHOOSES_WHO = False

    provisions = forms.ModelMultipleChoiceField(
        Provision.objects.none(),
        label=gettext_lazy("Clauses to ask about"),
        error_messages={"required": gettext_lazy("Choose at least one clause to ask about.")},
    )

    def __init__(self, *args, agreement, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["provisions"].queryset = agreement.provisions.in_force()

    def people(self):
        return super().people().filter(organisation__kind=OrganisationKind.MUNICIPALITY)


def last_friday_to_answer():
    """The Friday of the week that is three weeks ahead."""
    day = dates.today() + timedelta(weeks=WEEKS_TO_ANSWER)
    return day + timedelta(days=(4 - day.weekday()) % 7)


def suggest(agreement) -> dict:
    """What the form of a new gap survey holds from the start."""
    return {
        "title": _("Gap survey: %(agreement)s") % {"agreement": agreement.short_title},
        "letter": _(
            "We are preparing the step from the present agreement to the new one. To plan well we need to know where you stand today: what you already do, what is left, and what is in the way.\n\nThe survey is a basis for talking together, not a ranking. It asks about each clause that is new or changed. Answer together with those who know, and choose “Do not know” where nobody does."
        ),
        "opens_on": dates.today(),
        "closes_on": last_friday_to_answer(),
        "provisions": list(agreement.provisions.new_in_agreement().values_list("pk", flat=True)),
    }


class ExtendForm(forms.Form):
    closes_on = forms.DateField(
        label=gettext_lazy("New last day to answer"),
        error_messages={"required": gettext_lazy("Choose a day.")},
    )


class InvitationForm(RefusesPersonalNumbers, forms.Form):
    """One more person to ask."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Organisation"),
        empty_label=gettext_lazy("Choose an organisation"),
        error_messages={"required": gettext_lazy("Choose which organisation the person answers for.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=150,
        error_messages={"required": gettext_lazy("Write the person's name.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        error_messages={"required": gettext_lazy("Write the person's e-mail address.")},
    )

    def __init__(self, *args, round, **kwargs):
        """Municipalities answer what is asked about clauses; any organisation what is written by hand."""
        super().__init__(*args, **kwargs)
        everybody = round.questionnaire.is_written
        asked = Organisation.objects.all() if everybody else Organisation.objects.municipalities()
        self.fields["organisation"].queryset = asked.alphabetical()

    def found_user(self) -> User | None:
        """The account with this address, when there is one."""
        return User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()


class ReopenForm(RefusesPersonalNumbers, forms.ModelForm):
    class Meta:
        model = Reopening
        fields = ["because"]
        labels = {"because": gettext_lazy("Why is the answer opened again?")}
        help_texts = {"because": gettext_lazy("Those who answer read this in a letter and on the survey's pages.")}
        error_messages = {
            "because": {"required": gettext_lazy("Write why, so that those who answer know what to change.")}
        }
        widgets = {"because": forms.Textarea(attrs={"rows": 3})}
