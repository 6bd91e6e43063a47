from django.urls import path

from actions import views

urlpatterns = [
    path("atgarder/", views.action_list, name="action-list"),
    path("atgarder/ny/", views.action_new, name="action-new"),
    path("atgarder/excel/", views.action_export, name="action-export"),
    path("atgarder/<int:pk>/", views.action_detail, name="action-detail"),
    path("atgarder/<int:pk>/andra/", views.action_edit, name="action-edit"),
    path("atgarder/<int:pk>/klar/", views.action_done, name="action-done"),
    path("atgarder/<int:pk>/lage/", views.action_state, name="action-state"),
    path("atgarder/<int:pk>/kommentar/", views.action_comment, name="action-comment"),
]
