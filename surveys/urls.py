from django.urls import path

from surveys.views import rounds

urlpatterns = [
    path("enkater/", rounds.round_list, name="round-list"),
    path("enkater/<int:pk>/", rounds.round_detail, name="round-detail"),
]
