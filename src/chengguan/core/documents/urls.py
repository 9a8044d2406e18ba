"""Addresses of papers. What stands under `verify` is printed on sheets and stays for ever."""

from django.urls import path

from chengguan.core.documents import views

app_name = "documents"
urlpatterns = [
    path("<int:pk>/", views.paper, name="paper"),
    path("<int:pk>/sheet.pdf", views.sheet, name="sheet"),
    path("verify/", views.verify, name="ask"),
    path("verify/<slug:code>/", views.verify, name="verify"),
]
