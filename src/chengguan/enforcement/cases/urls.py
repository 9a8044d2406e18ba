"""Paths of the cases."""

from django.urls import path

from chengguan.enforcement.cases import views

app_name = "cases"

urlpatterns = [
    path("", views.cases, name="list"),
    path("new/", views.new, name="new"),
    path("new/ordinary/", views.new_ordinary, name="new-ordinary"),
    path("reviews/", views.reviews, name="reviews"),
    path("sheet/", views.sheet, name="sheet"),
]
