"""Only in demonstration mode (portal/urls.py)."""

from django.urls import path

from organisations.views import login

urlpatterns = [path("logga-in/", login.demo_sign_in, name="demo-sign-in")]
