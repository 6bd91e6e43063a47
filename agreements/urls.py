from django.urls import path

from agreements.views import agreements, decisions, phases, plan, provisions

urlpatterns = [
    path("avtal/", agreements.agreement_list, name="agreement-list"),
    path("avtal/nytt/", agreements.agreement_new, name="agreement-new"),
    path("avtal/<int:pk>/", agreements.agreement_detail, name="agreement-detail"),
    path("avtal/<int:pk>/andra/", agreements.agreement_edit, name="agreement-edit"),
    path("avtal/<int:pk>/punkter/", provisions.provision_list, name="provision-list"),
    path("avtal/<int:pk>/punkter/ny/", provisions.provision_new, name="provision-new"),
    path("avtal/punkt/<int:pk>/", provisions.provision_detail, name="provision-detail"),
    path("avtal/punkt/<int:pk>/andra/", provisions.provision_edit, name="provision-edit"),
    path("avtal/<int:pk>/beslut/", decisions.agreement_decisions, name="agreement-decisions"),
    path("avtal/<int:pk>/beslut/alla/", decisions.agreement_decided, name="agreement-decided"),
    path("avtal/part/<int:pk>/", decisions.party_decision, name="party-decision"),
    path("avtal/<int:pk>/faser/", phases.agreement_phases, name="agreement-phases"),
    path("avtal/<int:pk>/faser/excel/", phases.agreement_phases_export, name="agreement-phases-export"),
    path("avtal/fas/<int:pk>/", phases.implementation_panel, name="implementation-panel"),
    path("avtal/fas/<int:pk>/flytta/", phases.implementation_move, name="implementation-move"),
    path("avtal/fas/<int:pk>/lage/", phases.implementation_progress, name="implementation-progress"),
    path("avtal/<int:pk>/plan/", plan.agreement_plan, name="agreement-plan"),
    path("avtal/<int:pk>/plan/andra/", plan.plan_edit, name="plan-edit"),
    path("avtal/<int:pk>/plan/etapp/", plan.stage_new, name="stage-new"),
    path("avtal/<int:pk>/plan/aktivitet/", plan.activity_new, name="activity-new"),
    path("avtal/etapp/<int:pk>/", plan.stage_edit, name="stage-edit"),
    path("avtal/aktivitet/<int:pk>/", plan.activity_edit, name="activity-edit"),
    path("avtal/aktivitet/<int:pk>/lage/", plan.activity_state, name="activity-state"),
]
