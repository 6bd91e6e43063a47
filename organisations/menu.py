from django.utils.translation import gettext_lazy as _

from portal.pages import add_to_menu

add_to_menu(30, _("Organisations"), "organisation-list", section="organisationer")
add_to_menu(80, _("Letters"), "letter-list", section="utskick", place="tools", shown_to=lambda user: user.reads_outbox)
