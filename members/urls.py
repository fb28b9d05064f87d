from django.urls import path

from members.views import acts, anniversaries, export, imports, lists, members

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
    path("imports/", imports.import_list, name="imports"),
    path("imports/template/", imports.import_template, name="import-template"),
    path("imports/<int:pk>/", imports.import_detail, name="import"),
    path("imports/<int:pk>/confirm/", imports.import_confirm, name="import-confirm"),
    path("imports/<int:pk>/undo/", imports.import_undo, name="import-undo"),
    path("imports/<int:pk>/drop/", imports.import_drop, name="import-drop"),
    path("imports/<int:pk>/file/", imports.import_file, name="import-file"),
    path("waiting/", acts.waiting_list, name="waiting"),
    path("waiting/<int:pk>/receive/", acts.receive, name="receive"),
    path("waiting/<int:pk>/withdraw/", acts.withdraw, name="withdraw"),
    path("<int:pk>/", members.member_detail, name="detail"),
    path("<int:pk>/edit/", members.member_edit, name="edit"),
    path("<int:pk>/acts/", acts.act_menu, name="act-menu"),
    path("<int:pk>/acts/<str:kind>/", acts.act, name="act"),
    path("<int:pk>/acts/<int:act_pk>/correct/", acts.correct, name="act-correct"),
]
