from django.utils.translation import gettext_lazy as _

from portal.pages import add_to_menu

add_to_menu(20, _("Agreements"), "agreement-list", section="avtal")
