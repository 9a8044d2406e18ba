"""Paths of the cases."""

from django.urls import path

from chengguan.enforcement.cases import views

app_name = "cases"

urlpatterns = [
    path("", views.cases, name="list"),
    path("new/", views.new, name="new"),
    path("sheet/", views.sheet, name="sheet"),
]
