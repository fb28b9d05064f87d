from django.urls import path

from members.views import members

app_name = "members"
urlpatterns = [
    path("", members.member_list, name="list"),
    path("add/<int:cell_pk>/", members.member_add, name="add"),
    path("<int:pk>/", members.member_detail, name="detail"),
    path("<int:pk>/edit/", members.member_edit, name="edit"),
    path("<int:pk>/standings/add/", members.standing_add, name="standing-add"),
    path("<int:pk>/standings/<int:standing_pk>/end/", members.standing_end, name="standing-end"),
]
