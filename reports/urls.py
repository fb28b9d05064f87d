"""Dashboards of committees and cells."""

from django.urls import path

from reports.views import boards

app_name = "reports"

urlpatterns = [
    path("", boards.overview, name="overview"),
    path("followed/", boards.followed, name="followed"),
    path("committees/<int:pk>/", boards.committee, name="committee"),
    path("committees/<int:pk>/duties/", boards.duties, name="duties"),
    path("cells/<int:pk>/", boards.cell, name="cell"),
]
