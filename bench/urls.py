"""The addresses of HMK and a bare Django view beside them: nothing but reads by primary key, asked
by a client without middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from cells.models import Cell
from hmk import urls


def bare(_request: HttpRequest, pk: int, reads: int) -> HttpResponse:
    cells = [Cell.objects.get(pk=pk) for _ in range(reads)]
    return HttpResponse(", ".join(str(cell) for cell in cells))


urlpatterns = [path("bare/<int:pk>/<int:reads>/", bare), *urls.urlpatterns]
