from django.urls import path

from members.views import cells, offices

app_name = "cells"
urlpatterns = [
    path("", cells.cell_list, name="list"),
    path("<int:pk>/", cells.cell_detail, name="detail"),
    path("<int:pk>/offices/", offices.offices, name="offices"),
    path("<int:pk>/offices/change/", offices.office_change, name="office-change"),
    path("<int:pk>/offices/end/", offices.office_end, name="office-end"),
    path("<int:pk>/congress/", offices.congress, name="congress"),
    path("<int:pk>/merge/", offices.merge, name="merge"),
    path("<int:pk>/acts/<int:act_pk>/correct/", offices.correct, name="act-correct"),
]
