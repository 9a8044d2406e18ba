"""Paths of instructions and supervised tasks."""

from django.urls import path

from chengguan.plans.instructions import views

app_name = "instructions"

urlpatterns = [
    path("", views.instructions, name="list"),
    path("sheet.xlsx", views.sheet, name="sheet"),
    path("new/", views.new, name="new"),
    path("tasks/", views.tasks, name="tasks"),
    path("tasks/sheet.xlsx", views.tasks_sheet, name="tasks_sheet"),
    path("tasks/<uuid:pk>/order.docx", views.docx, name="docx"),
]
