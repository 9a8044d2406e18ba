"""Paths of the notice boards that everybody may read."""

from django.urls import path

from chengguan.enforcement.estates import public_views

app_name = "estates_public"

urlpatterns = [
    path("<uuid:token>/", public_views.board, name="board"),
    path("<uuid:token>/code.svg", public_views.code, name="code"),
]
