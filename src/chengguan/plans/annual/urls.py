"""Paths of plans and their items."""

from django.urls import path

from chengguan.plans.annual import views

app_name = "annual"

urlpatterns = [
    path("", views.plans, name="list"),
    path("sheet.xlsx", views.sheet, name="sheet"),
    path("new/", views.new, name="new"),
    path("items/", views.items, name="items"),
    path("items/sheet.xlsx", views.items_sheet, name="items_sheet"),
    path("items/<uuid:pk>/decompose/", views.decompose, name="decompose"),
    path("<uuid:pk>/", views.plan, name="plan"),
    path("<uuid:pk>/draft/<slug:action>/", views.edit, name="edit"),
]
