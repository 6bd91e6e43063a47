from django.urls import path

from surveys.views import answers, building, drafts, links, results, rounds, running

one = "enkater/<int:pk>/"
desk = "svara/enkat/<int:round_pk>/<int:organisation_pk>/"

urlpatterns = [
    path("enkater/", rounds.round_list, name="round-list"),
    path("enkater/ny/", building.survey_choose, name="survey-choose"),
    path("enkater/ny/fil/", building.survey_from_file, name="survey-from-file"),
    path("enkater/ny/<int:agreement_pk>/", drafts.gap_new, name="gap-survey-new"),
    path(one, rounds.round_detail, name="round-detail"),
    path("enkater/ny/<slug:origin>/", building.survey_new, name="survey-new"),
    path(f"{one}kopia/", building.survey_copy, name="survey-copy"),
    path(f"{one}fragor/", building.question_list, name="survey-questions"),
    path(f"{one}fragor/ny/", building.question_new, name="survey-question-new"),
    path(f"{one}fragor/<int:question_pk>/", building.question_edit, name="survey-question-edit"),
    path(f"{one}fragor/<int:question_pk>/flytta/", building.question_move, name="survey-question-move"),
    path(f"{one}fragor/<int:question_pk>/ta-bort/", building.question_remove, name="survey-question-remove"),
    path(f"{one}fragor.json", building.question_file, name="survey-question-file"),
    path(f"{one}blankett/", building.blank_form, name="survey-blank"),
    path(f"{one}andra/", drafts.draft_edit, name="round-edit"),
    path(f"{one}ta-bort/", drafts.draft_delete, name="round-delete"),
    path(f"{one}forhandsgranska/<int:number>/", drafts.round_preview, name="round-preview"),
    path(f"{one}skicka/", drafts.round_send, name="round-send"),
    path(f"{one}forlang/", running.round_extend, name="round-extend"),
    path(f"{one}stang/", running.round_close, name="round-close"),
    path(f"{one}inbjudan/", running.invitation_add, name="invitation-add"),
    path(f"{one}inbjudan/<int:invitation_pk>/igen/", running.invitation_resend, name="invitation-resend"),
    path(f"{one}inbjudan/<int:invitation_pk>/dra-tillbaka/", running.invitation_revoke, name="invitation-revoke"),
    path(f"{one}svar/<int:response_pk>/", running.response_detail, name="response-detail"),
    path(f"{one}svar/<int:response_pk>/oppna/", running.response_reopen, name="response-reopen"),
    path(f"{one}resultat/", results.round_results, name="round-results"),
    path(f"{one}resultat/excel/", results.results_excel, name="round-results-excel"),
    path(f"{one}resultat/csv/", results.results_csv, name="round-results-csv"),
    path("svara/enkat/<int:pk>/", answers.survey_answer, name="survey-answer"),
    path(desk, answers.survey_start, name="survey-start"),
    path(f"{desk}<int:number>/", answers.survey_section, name="survey-section"),
    path(f"{desk}spara/<slug:identity>/", answers.survey_save, name="survey-save"),
    path(f"{desk}kontroll/", answers.survey_check, name="survey-check"),
    path(f"{desk}skicka/", answers.survey_submit, name="survey-submit"),
    path(f"{desk}kvitto/", answers.survey_receipt, name="survey-receipt"),
    path("svara/<str:token>/", links.survey_link, name="survey-link"),
]
