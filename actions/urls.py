from django.urls import path

from actions.views import actions, bulk, importing, links, lists, parts, reminders, saved, talk

one = "atgarder/<int:pk>/"

urlpatterns = [
    path("atgarder/", lists.action_list, name="action-list"),
    path("atgarder/ny/", actions.action_new, name="action-new"),
    path("atgarder/excel/", lists.action_export, name="action-export"),
    path("atgarder/las-in/", importing.action_import, name="action-import"),
    path("atgarder/las-in/<int:pk>/", importing.action_import_preview, name="action-import-preview"),
    path("atgarder/flera/", bulk.action_bulk, name="action-bulk"),
    path("atgarder/vyer/", saved.saved_views, name="action-views"),
    path("atgarder/vy/<int:pk>/ta-bort/", saved.saved_view_remove, name="action-view-remove"),
    path("atgarder/paminnelser/", reminders.action_reminders, name="action-reminders"),
    path(one, actions.action_detail, name="action-detail"),
    path(f"{one}andra/", actions.action_edit, name="action-edit"),
    path(f"{one}klar/", actions.action_done, name="action-done"),
    path(f"{one}lage/", actions.action_state, name="action-state"),
    path(f"{one}per-organisation/", parts.action_share_out, name="action-share-out"),
    path(f"{one}folj/", talk.action_follow, name="action-follow"),
    path(f"{one}kommentar/", talk.action_comment, name="action-comment"),
    path("atgarder/kommentar/<int:pk>/andra/", talk.comment_edit, name="action-comment-edit"),
    path("atgarder/kommentar/<int:pk>/ta-bort/", talk.comment_withdraw, name="action-comment-withdraw"),
    path(f"{one}fil/", talk.file_add, name="action-file-add"),
    path("atgarder/fil/<int:pk>/", talk.file_download, name="action-file"),
    path("atgarder/fil/<int:pk>/ta-bort/", talk.file_remove, name="action-file-remove"),
    path("svara/atgard/<str:token>/klar/", links.action_link_done, name="action-link-done"),
    path("svara/atgard/<str:token>/datum/", links.action_link_date, name="action-link-date"),
]
