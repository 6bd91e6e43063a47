"""What the law wants every visitor to be able to read: accessibility, personal data, cookies (trust.md L3, L4, L14)."""

from dataclasses import dataclass
from datetime import date
from email.utils import parseaddr

from allauth.core import ratelimit
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from portal import notifications
from portal.pages import render_page

FULLY, PARTLY, NOT = "fully", "partly", "not"


@dataclass(frozen=True)
class Fault:
    """Something that is not as accessible as it should be, why, and what one can do meanwhile."""

    what: str
    why: str
    meanwhile: str


@dataclass(frozen=True)
class AccessibilityStatement:
    """The eleven parts that the agency for digital government asks for."""

    actor: str
    service: str
    compliance: str
    faults: list[Fault]
    assessed_on: date
    updated_on: date
    method: list[str]
    supervisor: str = "https://www.digg.se/tdosanmalan"
    undue_burden: str = ""  # § 12 of the act
    exempted: str = ""  # § 9 of the act
    # The eleventh part is the message function: the form beside the statement.


def accessibility_statement() -> AccessibilityStatement:
    return AccessibilityStatement(
        actor=settings.COUNTY_NAME,
        service="Färdplan",
        compliance=PARTLY,
        faults=[
            Fault(
                _("Nobody who uses a screen reader, magnifier or switch every day has tried the portal yet."),
                _("The portal is new. Machines find only some of the faults that people meet."),
                _("Write to us when something stops you, and we help you and mend it."),
            ),
            Fault(
                _(
                    "Wide tables, such as the phases of all municipalities, must be scrolled sideways when enlarged to 400 percent."
                ),
                _("The table loses its meaning if it is broken into pieces. The act allows this for data tables."),
                _("On a narrow screen you can choose one municipality at a time and get a list."),
            ),
            Fault(
                _("The toolbar of the text editor has names in English only."),
                _("They come from a component that is not translated."),
                _("All text can be written without the toolbar, and formatted with the usual key combinations."),
            ),
        ],
        assessed_on=date(2026, 11, 22),
        updated_on=date(2026, 11, 22),
        method=[
            _(
                "Automatic examination of every page with axe-core against WCAG 2.2 level AA, in light and dark, at 1280 and 320 pixels' width."
            ),
            _("No examination by an outside party has been made."),
        ],
    )


class MessageForm(forms.Form):
    """Anybody may tell of a fault, without saying who they are."""

    text = forms.CharField(
        label=_("What does not work?"),
        help_text=_("Tell us on which page, and what you wanted to do. Do not write anything about patients."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write what does not work.")},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Only if you want an answer."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Write a whole address, or leave the field empty.")},
    )


@login_not_required
@require_GET
def accessibility(request):
    context = {"statement": accessibility_statement(), "form": MessageForm()}
    return render_page(request, "portal/accessibility.html", context)


@login_not_required
@require_POST
def accessibility_message(request):
    """Send a message about accessibility on to those who run the portal; at most five an hour from one place."""
    form = MessageForm(request.POST)
    if not form.is_valid():
        context = {"statement": accessibility_statement(), "form": form}
        return render_page(request, "portal/accessibility.html", context, status=422)
    if not ratelimit.consume(request, action="accessibility_message"):
        return ratelimit.respond_429(request)
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    sender = form.cleaned_data["email"]
    notifications.queue(
        "portal-accessibility",
        to=notifications.Recipient(address, name),
        key=f"portal-accessibility:{get_random_string(22)}",
        context={"text": form.cleaned_data["text"], "sender": sender, "reply_to": [["", sender]] if sender else []},
    )
    messages.success(request, _("Thank you. Your message is on its way to those who run Färdplan."))
    return redirect("accessibility")


@dataclass(frozen=True)
class Cookie:
    """One thing the portal leaves in the browser."""

    name: str
    purpose: str
    kept: str


COOKIES = [
    Cookie(
        "session",
        _("Remembers that you are signed in, or that you opened your survey link."),
        _("until you close the browser, or two weeks if you choose so"),
    ),
    Cookie("csrf", _("Guards forms, so that nobody else can send them in your name."), _("one year")),
    Cookie("language", _("Your choice of language."), _("one year")),
    Cookie("theme", _("Your choice of light or dark."), _("one year")),
    Cookie("messages", _("Carries a confirmation to the next page."), _("until the message has been shown")),
]


@login_not_required
@require_GET
def privacy(request):
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    context = {"cookies": COOKIES, "address": address, "county": settings.COUNTY_NAME}
    return render_page(request, "portal/privacy.html", context)
