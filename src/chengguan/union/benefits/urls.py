"""Paths of the members' benefits."""

from django.urls import path

from chengguan.union.benefits.insurance import views as insurance

app_name = "benefits"

urlpatterns = [
    path("rounds/", insurance.rounds, name="rounds"),
    path("rounds/sheet.xlsx", insurance.rounds_sheet, name="rounds_sheet"),
    path("rounds/new/", insurance.open_round, name="open_round"),
    path("rounds/<uuid:pk>/lines/", insurance.lines, name="lines"),
    path("rounds/<uuid:pk>/lines/sheet.xlsx", insurance.lines_sheet, name="lines_sheet"),
    path("rounds/<uuid:pk>/carrier.xlsx", insurance.carrier_sheet, name="carrier_sheet"),
    path("rounds/<uuid:pk>/look/", insurance.look_listed, name="look_listed"),
    path("covers/", insurance.covers, name="covers"),
    path("covers/sheet.xlsx", insurance.covers_sheet, name="covers_sheet"),
    path("claims/", insurance.claims, name="claims"),
    path("claims/sheet.xlsx", insurance.claims_sheet, name="claims_sheet"),
    path("claims/new/", insurance.ask_help, name="ask_help"),
]
