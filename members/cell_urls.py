from django.urls import path

from members.views import cells

app_name = "cells"
urlpatterns = [
    path("", cells.cell_list, name="list"),
    path("<int:pk>/", cells.cell_detail, name="detail"),
]
