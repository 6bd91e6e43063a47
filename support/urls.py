from django.urls import path

from support.views import events

urlpatterns = [
    # events
    path("stod/tillfallen/", events.event_list, name="event-list"),
    # forums and coaching
]
