"""How people come in: by invitation only; the address decides who they are."""

import logging
import smtplib

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)


class InvitedOnly(DefaultAccountAdapter):
    """Nobody signs up by themselves: a project leader or administrator adds people."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. Ask your project leader if you need it."),
        "email_password_mismatch": _(
            "Address and password do not belong together. Try again, or get a code by e-mail."
        ),
        "enter_current_password": _("That is not the password you have now."),
        "incorrect_code": _("That is not the code. Look in the newest letter."),
        "incorrect_password": _("That is not your password. Try again."),
        "invalid_password_reset": _("The link no longer works. Ask for a new one."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, or get a code by e-mail."),
        "unknown_email": _("This address has no account here."),
        "rate_limited": _("That was many times in a short while. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request):
        return False

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """To the address one signs in with, which is the only one there is."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def send_mail(self, template_prefix, email, context):
        """Letters of the account hold secrets, so they are never stored; if one cannot go, the page says so."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, smtplib.SMTPException):
            logger.exception("a letter of the account could not be sent (%s)", template_prefix)
            messages.error(self.request, _("The letter could not be sent just now. Try again in a while."))
