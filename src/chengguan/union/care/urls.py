"""Paths of care."""

from django.urls import path

from chengguan.union.care import hardship_views, views

app_name = "care"

urlpatterns = [
    path("", views.cases, name="list"),
    path("sheet.xlsx", views.sheet, name="sheet"),
    path("apply/", views.apply, name="apply"),
    path("enter/", views.enter, name="enter"),
    path("look/", views.look_people, name="look_people"),
    path("hardship/", hardship_views.register, name="hardship_list"),
    path("hardship/sheet.xlsx", hardship_views.sheet, name="hardship_sheet"),
    path("hardship/open/", hardship_views.open_hardship, name="open_hardship"),
    path("hardship/<int:pk>/", hardship_views.hardship, name="hardship"),
    path("hardship/<int:pk>/review/", hardship_views.review_hardship, name="review_hardship"),
    path("hardship/<int:pk>/reveal/<int:sealed>/", hardship_views.reveal, name="reveal_hardship"),
    path("hardship/proofs/<int:pk>/", hardship_views.proof, name="proof"),
]
