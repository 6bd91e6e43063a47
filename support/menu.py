from django.utils.translation import pgettext_lazy

from portal.pages import add_to_menu

add_to_menu(55, pgettext_lazy("menu", "Support"), "event-list", section="stod")
