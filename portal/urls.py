"""Where every page lives. Addresses are Swedish, since people read them."""

from django.conf import settings
from django.urls import include, path

from portal import outbox, samples, statements, views
from portal.gathered import gathered

urlpatterns = [
    path("", views.front, name="front"),
    path("healthz", views.healthz, name="healthz"),
    path("", include("surveys.urls")),  # first of the apps: nothing is asked for by so many at once
    path("konto/", include("organisations.login_urls")),
    path("installning/", views.set_preferences, name="set-preferences"),
    path("komponenter/", samples.components, name="components"),
    path("tillganglighet/", statements.accessibility, name="accessibility"),
    path("tillganglighet/meddelande/", statements.accessibility_message, name="accessibility-message"),
    path("personuppgifter/", statements.privacy, name="privacy"),
    path("utskick/", outbox.letter_list, name="letter-list"),
    path("utskick/<int:pk>/", outbox.letter_detail, name="letter-detail"),
    path("utskick/<int:pk>/igen/", outbox.letter_again, name="letter-again"),
    path("", include("organisations.urls")),
    path("", include("agreements.urls")),
    path("", include("actions.urls")),
    path("", include("meetings.urls")),
    path("", include("support.urls")),
    path("", include("overview.urls")),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("organisations.demo_urls")))

urlpatterns = gathered(urlpatterns)

handler400 = "portal.views.bad_request"
handler403 = "portal.views.forbidden"
handler404 = "portal.views.not_found"
handler429 = "portal.views.too_many"
handler500 = "portal.views.broken"
