"""Paths of estates, renovations, findings and referrals."""

from django.urls import path

from chengguan.enforcement.estates import community_views, register_views, views

app_name = "estates"

urlpatterns = [
    path("", views.estates, name="list"),
    path("sheet.xlsx", views.sheet, name="sheet"),
    path("<int:pk>/", views.estate, name="estate"),
    path("new/", register_views.new_estate, name="new_estate"),
    path("today/", views.today, name="today"),
    path("scorecard/", views.scorecard, name="scorecard"),
    path("community/", community_views.community, name="community"),
    path("community/sheet.xlsx", community_views.community_sheet, name="community_sheet"),
    path("community/link/", register_views.link, name="link"),
    path("community/visit/", register_views.visit, name="visit"),
    path("boards/new/", register_views.new_board, name="new_board"),
    path("boards/inspect/", register_views.inspect, name="inspect"),
    path("boards/", community_views.boards, name="boards"),
    path("boards/sheet.xlsx", community_views.boards_sheet, name="boards_sheet"),
    path("renovations/", views.renovations, name="renovations"),
    path("renovations/sheet.xlsx", views.renovations_sheet, name="renovations_sheet"),
    path("renovations/new/", views.register, name="register"),
    path("findings/", views.findings, name="findings"),
    path("findings/sheet.xlsx", views.findings_sheet, name="findings_sheet"),
    path("findings/new/", views.find, name="find"),
    path("referrals/", views.referrals, name="referrals"),
    path("referrals/sheet.xlsx", views.referrals_sheet, name="referrals_sheet"),
    path("referrals/new/", views.propose, name="propose"),
]
