"""Forms about people, their accounts and roles."""

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations import policies
from organisations.models import Membership, Organisation, Role, User
from portal.forms import ChecksWholeRow


def _role_field(by, **options):
    return forms.ChoiceField(label=_("Role"), choices=[("", _("Choose")), *policies.grantable_roles(by)], **options)


class PersonForm(forms.ModelForm):
    """Name and how to reach somebody."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "title", "phone"]
        help_texts = {"email": _("The work address. With it the person signs in.")}
        widgets = {"phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})}

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean(self):
        data = super().clean()
        taken = User.objects.filter(email__iexact=data.get("email", "")).exclude(pk=self.instance.pk).first()
        if taken:
            self.add_error(
                "email",
                _("%(name)s already has this address.") % {"name": taken.get_full_name()}
                if taken.is_active
                else _("A closed account has this address. Open it again instead."),
            )
        return data


class NewPersonForm(PersonForm):
    """A new person comes in with a first role; without one nothing would exist for them."""

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = forms.ModelChoiceField(
            Organisation.objects.visible_to(by).alphabetical(),
            label=_("For the organisation"),
            empty_label=_("Choose"),
        )
        self.fields["role"] = _role_field(by)
        self.fields["is_contact"] = forms.BooleanField(
            label=_("Contact person"),
            required=False,
            help_text=_("Gets survey invitations and calls for the organisation."),
        )
        self.fields["with_letter"] = forms.BooleanField(
            label=_("Send a letter that says how to sign in"), required=False, initial=True
        )


class MembershipForm(ChecksWholeRow, forms.ModelForm):
    """A role for one organisation. `instance` already holds either the person or the organisation."""

    class Meta:
        model = Membership
        fields = ["user", "organisation", "role", "is_contact"]

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.also_checked = ("user", "organisation")
        if self.instance.user_id:
            del self.fields["user"]
        else:
            people = User.objects.visible_to(by).alphabetical()
            self.fields["user"].queryset = people
            self.fields["user"].empty_label = _("Choose")
            self.fields["user"].label_from_instance = lambda user: f"{user.get_full_name()}, {user.email}"
        if self.instance.organisation_id:
            del self.fields["organisation"]
        else:
            self.fields["organisation"].queryset = Organisation.objects.visible_to(by).alphabetical()
            self.fields["organisation"].empty_label = _("Choose")
        self.fields["role"] = _role_field(by, initial=self.instance.role)
        self.order_fields(["user", "organisation", "role", "is_contact"])

    def clean(self):
        data = super().clean()
        person = data.get("user")
        if person and person.has_role(Role.ADMINISTRATOR) and not self.fields["role"].valid_value(Role.ADMINISTRATOR):
            self.add_error("user", _("Only an administrator changes an administrator's roles."))
        return data
