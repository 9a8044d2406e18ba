"""Paths of complaints about estates."""

from django.urls import path

from chengguan.flows.report_to_lead import views

app_name = "report_to_lead"

urlpatterns = [
    path("", views.complaints, name="complaints"),
    path("sheet.xlsx", views.complaints_sheet, name="complaints_sheet"),
    path("<int:pk>/", views.estate_complaints, name="estate_complaints"),
    path("<int:pk>/sheet.xlsx", views.estate_complaints_sheet, name="estate_complaints_sheet"),
]
