"""Paths of unions and members."""

from django.urls import path

from chengguan.union.members import union_views, views

app_name = "members"

urlpatterns = [
    path("", union_views.unions, name="unions"),
    path("<int:pk>/", union_views.union, name="union"),
    path("<int:pk>/file/", union_views.keep_file, name="file"),
    path("<int:pk>/committee/", union_views.seat_committee, name="committee"),
    path("<int:pk>/assembly/", union_views.hold_assembly, name="assembly"),
    path("<int:pk>/days/", union_views.note_days, name="days"),
    path("committees/<int:pk>/extend/", union_views.extend, name="extend"),
    path("committees/<int:pk>/seat/", union_views.fill_seat, name="seat"),
    path("seats/<int:pk>/end/", union_views.vacate, name="vacate"),
    path("papers/<int:pk>/", union_views.paper, name="paper"),
    path("members/", views.members, name="list"),
    path("members/sheet.xlsx", views.sheet, name="sheet"),
    path("members/apply/", views.apply, name="apply"),
    path("members/enter/", views.enter, name="enter"),
    path("members/enrol/", views.enrol, name="enrol"),
    path("members/transfer-in/", views.transfer_in, name="transfer_in"),
    path("members/look/", views.look_people, name="look_people"),
    path("members/on/", views.snapshot, name="snapshot"),
    path("members/on/sheet.xlsx", views.snapshot_sheet, name="snapshot_sheet"),
    path("members/statistics/", views.statistics, name="statistics"),
    path("members/statistics/sheet.xlsx", views.statistics_sheet, name="statistics_sheet"),
    path("me/", views.me, name="me"),
]
