"""Paths of illegal structures."""

from django.urls import path

from chengguan.enforcement.structures import views, views_stock

app_name = "structures"

urlpatterns = [
    path("", views.register, name="list"),
    path("sheet.xlsx", views.sheet, name="sheet"),
    path("new/", views.new, name="new"),
    path("stock/new/", views.stock_new, name="stock_new"),
    path("board/", views_stock.board, name="board"),
    path("plan/", views_stock.plan, name="plan"),
    path("plan/new/", views_stock.plan_issue, name="plan_issue"),
    path("plan/<int:year>/add/", views_stock.plan_add, name="plan_add"),
    path("baseline/", views_stock.baseline, name="baseline"),
    path("baseline/changes/", views_stock.changes, name="changes"),
    path("baseline/changes.xlsx", views_stock.changes_sheet, name="changes_sheet"),
    path("baseline/new/", views_stock.baseline_lock, name="baseline_lock"),
    path("baseline/<int:pk>/change/", views_stock.baseline_change, name="baseline_change"),
    path("baseline/changes/<int:pk>/", views_stock.baseline_decide, name="baseline_decide"),
    path("campaigns/", views_stock.campaigns, name="campaigns"),
    path("campaigns/new/", views_stock.campaign_new, name="campaign_new"),
    path("campaigns/<int:pk>/", views_stock.campaign, name="campaign"),
    path("campaigns/<int:pk>/pilots/new/", views_stock.pilot_new, name="pilot_new"),
    path("campaigns/<int:pk>/pilots/<int:pilot>/lesson/", views_stock.lesson, name="lesson"),
    path("sides/", views_stock.sides, name="sides"),
]
