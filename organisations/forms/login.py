"""Signing in, in our own words: the fields are allauth's, their labels and hints are ours."""

from allauth.account import forms as allauth_forms
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "code": _("Code"),
    "remember": _("Stay signed in on this computer for two weeks"),
    "oldpassword": _("Password you have now"),
    "password1": _("New password"),
    "password2": _("The new password once more"),
}
AUTOCOMPLETE = {"login": "username", "email": "username", "code": "one-time-code"}


class OurWords:
    """Labels instead of placeholders, and the hints a password manager needs."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            if name in AUTOCOMPLETE:
                field.widget.attrs["autocomplete"] = AUTOCOMPLETE[name]
        if "password" in self.fields:
            self.fields["password"].help_text = ""


class LoginForm(OurWords, allauth_forms.LoginForm):
    pass


class RequestLoginCodeForm(OurWords, allauth_forms.RequestLoginCodeForm):
    pass


class ConfirmLoginCodeForm(OurWords, allauth_forms.ConfirmLoginCodeForm):
    pass


class ResetPasswordForm(OurWords, allauth_forms.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(OurWords, allauth_forms.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(OurWords, allauth_forms.ChangePasswordForm):
    pass


class SetPasswordForm(OurWords, allauth_forms.SetPasswordForm):
    pass


class ReauthenticateForm(OurWords, allauth_forms.ReauthenticateForm):
    pass
