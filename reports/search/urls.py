from django.urls import path

from reports.search import views

app_name = "search"
urlpatterns = [path("", views.page, name="page")]
