"""Addresses of items, rules, conflicts and changes."""

from django.urls import path

from chengguan.core.lawbook import views

app_name = "lawbook"
urlpatterns = [
    path("", views.listing, name="list"),
    path("sheet.xlsx", views.sheet, name="sheet"),
    path("rules/", views.rules, name="rules"),
    path("rules/sheet.xlsx", views.rules_sheet, name="rules_sheet"),
    path("rules/<str:kind>/<str:key>/", views.rule, name="rule"),
    path("conflicts/", views.conflict_list, name="conflicts"),
    path("cited/", views.cited, name="cited"),
    path("changes/", views.change_list, name="changes"),
    path("changes/sheet.xlsx", views.changes_sheet, name="changes_sheet"),
    path("changes/new/", views.propose, name="propose"),
    path("changes/<int:pk>/", views.change, name="change"),
    path("<str:code>/", views.detail, name="item"),
]
