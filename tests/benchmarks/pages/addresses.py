"""Two pages beside the portal's own: the frame with nothing in it, and one word without any frame."""

from django.http import HttpResponse
from django.urls import include, path

from portal.pages import render_page


def empty(request):
    return render_page(request, "portal/base.html", {})


def bare(request):
    return HttpResponse("ok")


urlpatterns = [
    path("empty/", empty),
    path("bare/", bare),
    path("", include("portal.urls")),
]
