"""Paths of the door between leads and illegal structures."""

from django.urls import path

from chengguan.flows.lead_to_structure import views

app_name = "lead_to_structure"

urlpatterns = [path("<uuid:pk>/structure/", views.register, name="register")]
