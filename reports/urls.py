"""Dashboards of committees and cells."""

from django.urls import path

from reports.views import boards

app_name = "reports"

urlpatterns = [
    path("committees/<int:pk>/", boards.committee, name="committee"),
]
