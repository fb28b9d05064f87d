"""Dashboards of committees and cells."""

from django.urls import path

from reports.views import boards, reminders

app_name = "reports"

urlpatterns = [
    path("", boards.overview, name="overview"),
    path("followed/", boards.followed, name="followed"),
    path("committees/<int:pk>/", boards.committee, name="committee"),
    path("committees/<int:pk>/duties/", boards.duties, name="duties"),
    path("committees/<int:pk>/remind/", reminders.remind, name="remind"),
    path("committees/<int:pk>/letters/", reminders.letters, name="letters"),
    path("cells/<int:pk>/", boards.cell, name="cell"),
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders/seen/", reminders.see_all, name="reminders-seen"),
    path("reminders/choices/", reminders.choices, name="reminder-choices"),
    path("reminders/<int:pk>/open/", reminders.open_reminder, name="reminder-open"),
]
