from django.utils.translation import gettext_lazy as _

from portal.pages import add_to_menu

add_to_menu(40, _("Meetings"), "meeting-list", section="moten")
