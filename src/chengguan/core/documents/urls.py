"""Addresses of papers. What stands under `verify` is printed on sheets and stays for ever."""

from django.urls import path

from chengguan.core.documents import dossier_views, draft_views, tamper_views, views

app_name = "documents"
urlpatterns = [
    path("<int:pk>/", views.paper, name="paper"),
    path("<int:pk>/sheet.pdf", views.sheet, name="sheet"),
    path("drafts/<uuid:matter>/<str:paper>/", draft_views.draft, name="draft"),
    path("drafts/<uuid:matter>/<str:paper>/words.docx", draft_views.docx, name="docx"),
    path("drafts/<uuid:matter>/<str:paper>/words.pdf", draft_views.preview, name="preview"),
    path("drafts/<uuid:matter>/comment/<int:paragraph>/", draft_views.comment, name="comment"),
    path("dossiers/<uuid:matter>/", dossier_views.dossier, name="dossier"),
    path("dossiers/<uuid:matter>/archive.zip", dossier_views.archive, name="archive"),
    path("copies/<uuid:matter>/", tamper_views.tamper, name="tamper"),
    path("verify/", views.verify, name="ask"),
    path("verify/<slug:code>/", views.verify, name="verify"),
]
