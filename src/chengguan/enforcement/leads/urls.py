"""Paths of the leads."""

from django.urls import path

from chengguan.enforcement.leads import views

app_name = "leads"

urlpatterns = [
    path("alike/", views.alike, name="alike"),
    path("", views.listing, name="list"),
    path("sheet.xlsx", views.sheet, name="sheet"),
    path("new/", views.new, name="new"),
    path("new/kind/", views.kind, name="kind"),
    path("new/repeats/", views.repeats, name="repeats"),
]
