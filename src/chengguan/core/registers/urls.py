"""Addresses of parties and places."""

from django.urls import path

from chengguan.core.registers import looking, place_views, views

app_name = "registers"
urlpatterns = [
    path("parties/", views.parties, name="party_list"),
    path("parties/sheet/", views.sheet, name="party_sheet"),
    path("parties/find/", views.find, name="find"),
    path("parties/new/", views.register, name="register"),
    path("parties/duplicates/", views.candidates, name="candidates"),
    path("parties/<int:pk>/", views.party, name="party"),
    path("parties/<int:pk>/reveal/", views.reveal, name="reveal"),
    path("parties/<int:pk>/alias/", views.alias, name="alias"),
    path("parties/<int:pk>/unmerge/", views.unmerge, name="unmerge"),
    path("parties/<int:pk>/compare/<int:other>/", views.compare, name="compare"),
    path("places/", place_views.places, name="place_list"),
    path("places/sheet/", place_views.sheet, name="place_sheet"),
    path("places/new/", place_views.register, name="place_register"),
    path("places/look/", looking.look_places, name="look_places"),
    path("places/<int:pk>/", place_views.place, name="place"),
    path("places/<int:pk>/settle/", place_views.settle, name="settle"),
]
