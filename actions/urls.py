from django.urls import path

from actions.views import actions, links, reminders

one = "atgarder/<int:pk>/"

urlpatterns = [
    path("atgarder/", actions.action_list, name="action-list"),
    path("atgarder/ny/", actions.action_new, name="action-new"),
    path("atgarder/excel/", actions.action_export, name="action-export"),
    path("atgarder/paminnelser/", reminders.action_reminders, name="action-reminders"),
    path(one, actions.action_detail, name="action-detail"),
    path(f"{one}andra/", actions.action_edit, name="action-edit"),
    path(f"{one}klar/", actions.action_done, name="action-done"),
    path(f"{one}lage/", actions.action_state, name="action-state"),
    path(f"{one}kommentar/", actions.action_comment, name="action-comment"),
    path("svara/atgard/<str:token>/klar/", links.action_link_done, name="action-link-done"),
    path("svara/atgard/<str:token>/datum/", links.action_link_date, name="action-link-date"),
]
