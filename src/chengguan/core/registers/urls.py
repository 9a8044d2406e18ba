"""Addresses of parties."""

from django.urls import path

from chengguan.core.registers import views

app_name = "registers"
urlpatterns = [
    path("parties/", views.parties, name="party_list"),
    path("parties/find/", views.find, name="find"),
    path("parties/new/", views.register, name="register"),
    path("parties/<int:pk>/", views.party, name="party"),
    path("parties/<int:pk>/reveal/", views.reveal, name="reveal"),
]
