"""Paths of events."""

from django.urls import path

from chengguan.core.events import door_views, views

app_name = "events"

urlpatterns = [
    path("", views.events, name="list"),
    path("new/", views.new, name="new"),
    path("calendar/", views.calendar, name="calendar"),
    path("<int:pk>/", views.event, name="event"),
    path("<int:pk>/sign-up/", views.sign_up, name="sign_up"),
    path("<int:pk>/accept/", views.accept, name="accept"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/fewer/", views.fewer, name="fewer"),
    path("<int:pk>/companions/", views.companions, name="companions"),
    path("<int:pk>/feedback/", views.feedback, name="feedback"),
    path("<int:pk>/code.svg", views.code, name="code"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/call-off/", views.call_off, name="call_off"),
    path("<int:pk>/people/", views.people, name="people"),
    path("<int:pk>/people.xlsx", views.people_sheet, name="people_sheet"),
    path("<int:pk>/door/", door_views.door, name="door"),
    path("<int:pk>/arrivals/", door_views.arrivals, name="arrivals"),
]
