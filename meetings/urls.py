from django.urls import path

from meetings.views import agenda, meetings, notes, people

urlpatterns = [
    path("moten/", meetings.meeting_list, name="meeting-list"),
    path("moten/nytt/", meetings.meeting_new, name="meeting-new"),
    path("moten/beslut/", meetings.decision_list, name="decision-list"),
    path("moten/las-in/", notes.note_import, name="note-import"),
    path("moten/las-in/spara/", notes.note_save, name="note-save"),
    path("moten/<int:pk>/", meetings.meeting_detail, name="meeting-detail"),
    path("moten/<int:pk>/andra/", meetings.meeting_edit, name="meeting-edit"),
    path("moten/<int:pk>/dela/", meetings.meeting_share, name="meeting-share"),
    path("moten/<int:pk>/svar/", people.meeting_answer, name="meeting-answer"),
    path("moten/<int:pk>/narvaro/", people.attendance_edit, name="attendance-edit"),
    path("moten/<int:pk>/narvaro/<int:row_pk>/", people.attendance_set, name="attendance-set"),
    path("moten/<int:pk>/narvaro/<int:row_pk>/ta-bort/", people.attendance_remove, name="attendance-remove"),
    path("moten/<int:pk>/punkter/", agenda.item_add, name="agenda-add"),
    path("moten/<int:pk>/punkter/<int:item_pk>/", agenda.item_edit, name="agenda-edit"),
    path("moten/<int:pk>/punkter/<int:item_pk>/flytta/", agenda.item_move, name="agenda-move"),
    path("moten/<int:pk>/punkter/<int:item_pk>/ta-bort/", agenda.item_delete, name="agenda-delete"),
    path("moten/<int:pk>/utfall/", agenda.outcome_add, name="outcome-add"),
    path("moten/<int:pk>/utfall/<int:outcome_pk>/", agenda.outcome_edit, name="outcome-edit"),
    path("moten/<int:pk>/utfall/<int:outcome_pk>/ta-bort/", agenda.outcome_delete, name="outcome-delete"),
    path("moten/<int:pk>/datum/", agenda.key_date_add, name="key-date-add"),
    path("moten/<int:pk>/datum/<int:row_pk>/ta-bort/", agenda.key_date_delete, name="key-date-delete"),
]
