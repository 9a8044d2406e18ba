"""The addresses of the pages that belong to no app."""

from django.urls import path
from django.views.i18n import set_language

from chengguan.core.pages import views

app_name = "pages"

urlpatterns = [
    path("map/", views.capability_map, name="map"),
    path("language/", set_language, name="language"),
    path("demonstration/advance/", views.advance, name="advance"),
    path("tour/", views.tour_page, name="tour"),
    path("tour/<int:number>/", views.tour_step, name="tour_step"),
    path("tour/leave/", views.leave_tour, name="leave_tour"),
    path("keys/", views.keys, name="keys"),
    path("search/", views.search, name="search"),
    path("design/", views.design, name="design"),
]
