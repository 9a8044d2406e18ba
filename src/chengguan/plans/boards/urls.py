"""Paths of boards, bulletins, scores and reports."""

from django.urls import path

from chengguan.plans.boards import views

app_name = "boards"

urlpatterns = [
    path("", views.board, name="board"),
    path("sheet.xlsx", views.sheet, name="sheet"),
    path("glossary/", views.glossary, name="glossary"),
    path("bulletins/", views.bulletins, name="bulletins"),
    path("bulletins/sheet.xlsx", views.bulletins_sheet, name="bulletins_sheet"),
    path("bulletins/new/", views.new_bulletin, name="new_bulletin"),
    path("scores/", views.scores, name="scores"),
    path("scores/<int:pk>/", views.unit_score, name="unit_score"),
    path("reports/", views.period_reports, name="reports"),
    path("reports/<uuid:pk>/", views.report, name="report"),
    path("reports/<uuid:pk>/state/", views.report_state, name="report_state"),
    path("reports/<uuid:pk>/file.<str:ending>", views.report_file, name="report_file"),
]
