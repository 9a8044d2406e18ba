"""The addresses of the pages that belong to no app."""

from django.urls import path
from django.views.i18n import set_language

from chengguan.core.pages import views

app_name = "pages"

urlpatterns = [
    path("map/", views.capability_map, name="map"),
    path("language/", set_language, name="language"),
    path("demonstration/advance/", views.advance, name="advance"),
    path("keys/", views.keys, name="keys"),
    path("search/", views.search, name="search"),
    path("design/", views.design, name="design"),
]
