"""Paths of the unions' money."""

from django.urls import path

from chengguan.union.finance import views

app_name = "finance"

urlpatterns = [
    path("", views.heads, name="list"),
    path("sheet.xlsx", views.heads_in_excel, name="list_sheet"),
    path("new/", views.enter, name="enter"),
    path("<int:pk>/", views.head, name="head"),
    path("<int:pk>/kept/", views.kept, name="kept"),
    path("<int:pk>/kept/sheet.xlsx", views.kept_in_excel, name="kept_sheet"),
]
