from django.urls import path

from members.views import acts, anniversaries, export, lists, members

app_name = "members"
urlpatterns = [
    path("", members.member_list, name="list"),
    path("add/<int:cell_pk>/", members.member_add, name="add"),
    path("export/<str:sheet_format>/", export.export, name="export"),
    path("probation/", lists.probation, name="probation"),
    path("birthdays/", anniversaries.birthdays, name="birthdays"),
    path("badges/", anniversaries.badges, name="badges"),
    path("looks/", lists.looks, name="looks"),
    path("doubles/", lists.doubles, name="doubles"),
    path("doubles/<int:pk>/<int:double_pk>/", lists.merge_double, name="merge-double"),
    path("waiting/", acts.waiting_list, name="waiting"),
    path("waiting/<int:pk>/receive/", acts.receive, name="receive"),
    path("waiting/<int:pk>/withdraw/", acts.withdraw, name="withdraw"),
    path("<int:pk>/", members.member_detail, name="detail"),
    path("<int:pk>/edit/", members.member_edit, name="edit"),
    path("<int:pk>/acts/", acts.act_menu, name="act-menu"),
    path("<int:pk>/acts/<str:kind>/", acts.act, name="act"),
    path("<int:pk>/acts/<int:act_pk>/correct/", acts.correct, name="act-correct"),
]
