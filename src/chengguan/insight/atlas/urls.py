"""Paths of the map."""

from django.urls import path

from chengguan.insight.atlas import views

app_name = "atlas"

urlpatterns = [
    path("", views.atlas, name="map"),
    path("areas.json", views.areas, name="areas"),
    path("outlines.json", views.outlines, name="outlines"),
    path("marks.json", views.marks, name="marks"),
    path("matters/", views.matters, name="matters"),
    path("sheet.xlsx", views.sheet, name="sheet"),
]
