"""The addresses of the house, and the two bare ones beside them."""

from django.urls import path

from chengguan.web import urls as house
from chengguan.web.bench import bare

urlpatterns = [
    path("bare/list", bare.plain_list),
    path("bare/insert", bare.plain_insert),
    *house.urlpatterns,
]
