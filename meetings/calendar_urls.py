"""The calendar of a user. The file lies open to whoever knows its address."""

from django.urls import path

from meetings.views import calendar

app_name = "calendar"

urlpatterns = [
    path("", calendar.mine, name="mine"),
    path("revoke/", calendar.revoke, name="revoke"),
    path("<str:token>.ics", calendar.calendar_feed, name="feed"),
]
