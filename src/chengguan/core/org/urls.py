"""Addresses of sign-in, people and grants."""

from django.urls import path

from chengguan.core.org import delegation_views, views

app_name = "org"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/enter/", views.enter, name="enter"),
    path("people/", views.people, name="people"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/grant/", views.give, name="give"),
    path("grants/<int:pk>/end/", views.end, name="end"),
    path("delegations/", delegation_views.delegations, name="delegations"),
    path("delegations/of/<int:pk>/", delegation_views.delegate, name="delegate"),
    path("delegations/<int:pk>/end/", delegation_views.end, name="end_delegation"),
]
