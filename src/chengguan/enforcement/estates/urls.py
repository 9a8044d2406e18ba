"""Paths of estates, renovations, findings and referrals."""

from django.urls import path

from chengguan.enforcement.estates import list_views, register_views, views

app_name = "estates"

LISTS = [
    route
    for name, (one, roles, prefix) in list_views.PAGES.items()
    for route in (
        path(prefix, list_views.page(one, roles), name=name),
        path(f"{prefix}sheet.xlsx", list_views.sheet(one, roles), name=f"{name}_sheet"),
    )
]

urlpatterns = [
    *LISTS,
    path("<int:pk>/", views.estate, name="estate"),
    path("<int:pk>/amend/", register_views.amend_estate, name="amend_estate"),
    path("<int:pk>/manager/", register_views.change_manager, name="change_manager"),
    path("new/", register_views.new_estate, name="new_estate"),
    path("companies/new/", register_views.new_company, name="new_company"),
    path("companies/<int:pk>/", register_views.amend_company, name="amend_company"),
    path("today/", views.today, name="today"),
    path("today/sheet.xlsx", views.today_sheet, name="today_sheet"),
    path("scorecard/", views.scorecard, name="scorecard"),
    path("community/link/", register_views.link, name="link"),
    path("community/<int:pk>/visit/", register_views.visit, name="visit"),
    path("studios/new/", register_views.new_studio, name="new_studio"),
    path("studios/<int:pk>/close/", register_views.close_studio, name="close_studio"),
    path("boards/new/", register_views.new_board, name="new_board"),
    path("boards/<int:pk>/inspect/", register_views.inspect, name="inspect"),
    path("boards/<int:pk>/down/", register_views.take_down, name="take_down"),
    path("points/", list_views.points, name="points"),
    path("points/sheet.xlsx", list_views.points_in_excel, name="points_sheet"),
    path("cells/new/", register_views.new_cell, name="new_cell"),
    path("cells/<int:pk>/", register_views.amend_cell, name="amend_cell"),
    path("cells/layer/", register_views.new_layer, name="new_layer"),
    path("cells/map/", register_views.map_grid, name="map_grid"),
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
