"""The parts of allauth that we use; the rest of its addresses do not exist here."""

from allauth.account import views
from django.urls import path, register_converter
from django.urls.converters import StringConverter

from organisations.views.login import login


class Base36(StringConverter):
    """A person in a link: no dash, since the first dash parts it from the key, which has one too."""

    regex = "[0-9A-Za-z]+"


register_converter(Base36, "base36")

urlpatterns = [
    path("logga-in/", login, name="account_login"),
    path("logga-ut/", views.logout, name="account_logout"),
    path("kod/", views.request_login_code, name="account_request_login_code"),
    path("kod/ange/", views.confirm_login_code, name="account_confirm_login_code"),
    path("losenord/", views.password_change, name="account_change_password"),
    path("losenord/nytt/", views.password_set, name="account_set_password"),
    path("losenord/glomt/", views.password_reset, name="account_reset_password"),
    path("losenord/glomt/klart/", views.password_reset_done, name="account_reset_password_done"),
    path("losenord/nyckel/klart/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path(
        "losenord/nyckel/<base36:uidb36>-<key>/", views.password_reset_from_key, name="account_reset_password_from_key"
    ),
    path("bekrafta/", views.reauthenticate, name="account_reauthenticate"),
    path("inaktiv/", views.account_inactive, name="account_inactive"),
    path("ny/", views.signup, name="account_signup"),
]
