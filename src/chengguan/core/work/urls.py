"""Paths of the pages over all matters."""

from django.urls import path

from chengguan.core.work import batch, figure_views, handover, looking, recount_views, views

app_name = "work"

urlpatterns = [
    path("", views.workbench, name="workbench"),
    path("overdue/", views.overdue, name="overdue"),
    path("matters/", views.matters, name="matters"),
    path("figures/", figure_views.figures, name="figures"),
    path("figures/sheet/", figure_views.figures_sheet, name="figures_sheet"),
    path("figures/<slug:code>/", figure_views.figure, name="figure"),
    path("figures/<slug:code>/sheet/", figure_views.figure_sheet, name="figure_sheet"),
    path("findings/", views.findings, name="findings"),
    path("findings/look/", views.look, name="look"),
    path("recounts/<int:change>/", recount_views.recounts, name="recounts"),
    path("recounts/<int:change>/sheet/", recount_views.recounts_sheet, name="recounts_sheet"),
    path("handover/<int:person>/", handover.hand_over, name="hand_over"),
    path("matters/many/<str:procedure>/", batch.many, name="many"),
    path("matters/<uuid:pk>/", views.matter, name="matter"),
    path("matters/<uuid:pk>/record/", views.record, name="record"),
    path("matters/<uuid:pk>/history/", views.history, name="history"),
    path("matters/<uuid:pk>/look/people/", looking.look_people, name="look_people"),
    path("matters/<uuid:pk>/part/<int:number>/", views.part, name="part"),
    path("matters/<uuid:pk>/reveal/<int:sealed>/", views.reveal, name="reveal"),
    path("matters/<uuid:pk>/<slug:action>/", views.act, name="act"),
]
