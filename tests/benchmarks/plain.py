"""The spliced floor: the same page as ready bytes from plain Django, with what `startproject` gives and nothing of ours.

Served by the same gunicorn as the portal. FLOOR names the folder that `floor.record` wrote. The middleware is Django's
own list; the token against forged forms is made and checked, and the answers go into the same tables in one commit.
"""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import path

from tests.benchmarks.floor import STORE, Floor

kept = []


def floor() -> Floor:
    if not kept:
        kept.append(Floor(Path(os.environ["FLOOR"])))
    return kept[0]


def page(request):
    if request.method == "POST":
        return store(request)
    own = {"csrfmiddlewaretoken": get_token(request).encode(), "page": secrets.token_urlsafe(24).encode()}
    return HttpResponse(b"".join(own[piece] if isinstance(piece, str) else piece for piece in floor().pieces))


def store(request):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(STORE, floor().row(request.POST))
    return HttpResponseRedirect("/thanks/")


def thanks(request):
    return HttpResponse(floor().thanks)


urlpatterns = [path("", page), path("thanks/", thanks)]


def served():
    """The WSGI application of a project that is nothing but this file."""
    from django.core.wsgi import get_wsgi_application

    from portal import env

    settings.configure(
        SECRET_KEY=os.environ["SECRET_KEY"],
        ALLOWED_HOSTS=["localhost", "127.0.0.1"],
        ROOT_URLCONF=__name__,
        DATABASES={"default": env.database()},
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
    )
    return get_wsgi_application()
