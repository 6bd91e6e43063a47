from django.urls import path

from organisations.views import groups, organisations, people

urlpatterns = [
    path("organisationer/", organisations.organisation_list, name="organisation-list"),
    path("organisationer/ny/", organisations.organisation_new, name="organisation-new"),
    path("organisationer/<int:pk>/", organisations.organisation_detail, name="organisation-detail"),
    path("organisationer/<int:pk>/andra/", organisations.organisation_edit, name="organisation-edit"),
    path("organisationer/<int:pk>/roll/ny/", organisations.organisation_role_new, name="organisation-role-new"),
    path("organisationer/<int:pk>/tillhor/ny/", organisations.grouping_join, name="grouping-join"),
    path("organisationer/tillhor/<int:belonging_pk>/avsluta/", organisations.grouping_leave, name="grouping-leave"),
    path("organisationer/grupper/", groups.group_list, name="group-list"),
    path("organisationer/grupper/ny/", groups.group_new, name="group-new"),
    path("organisationer/grupper/<int:pk>/", groups.group_detail, name="group-detail"),
    path("organisationer/grupper/<int:pk>/andra/", groups.group_edit, name="group-edit"),
    path("organisationer/grupper/<int:pk>/plats/ny/", groups.seat_new, name="seat-new"),
    path("organisationer/grupper/plats/<int:seat_pk>/", groups.seat_edit, name="seat-edit"),
    path("organisationer/grupper/plats/<int:seat_pk>/ta-bort/", groups.seat_end, name="seat-end"),
    path("organisationer/personer/", people.person_list, name="person-list"),
    path("organisationer/personer/ny/", people.person_new, name="person-new"),
    path("organisationer/personer/<int:pk>/", people.person_detail, name="person-detail"),
    path("organisationer/personer/<int:pk>/andra/", people.person_edit, name="person-edit"),
    path("organisationer/personer/<int:pk>/brev/", people.person_welcome, name="person-welcome"),
    path("organisationer/personer/<int:pk>/stang/", people.person_close, name="person-close"),
    path("organisationer/personer/<int:pk>/oppna/", people.person_open, name="person-open"),
    path("organisationer/personer/<int:pk>/roll/ny/", people.person_role_new, name="person-role-new"),
    path("organisationer/personer/roll/<int:membership_pk>/", people.role_edit, name="role-edit"),
    path("organisationer/personer/roll/<int:membership_pk>/ta-bort/", people.role_end, name="role-end"),
]
