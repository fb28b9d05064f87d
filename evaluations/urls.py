"""The yearly rating, and confidence polls."""

from django.urls import path

from evaluations.views import cells, members, papers, polls, rounds

app_name = "evaluations"

urlpatterns = [
    path("", rounds.overview, name="overview"),
    path("open/", rounds.open_year, name="open"),
    path("<int:pk>/", rounds.board, name="round"),
    path("<int:pk>/balance/", rounds.balance, name="balance"),
    path("<int:pk>/members/", rounds.members, name="members"),
    path("<int:pk>/flags/", rounds.flags, name="flags"),
    path("<int:pk>/deadlines/", rounds.deadlines, name="deadlines"),
    path("<int:pk>/refresh/", rounds.refresh, name="refresh"),
    path("<int:pk>/ratify/", rounds.ratify, name="ratify"),
    path("<int:pk>/withdraw/", rounds.withdraw, name="withdraw"),
    path("<int:pk>/reopen/", rounds.reopen, name="reopen"),
    path(
        "<int:pk>/papers/<slug:name>.<format:file_format>", papers.round_paper, name="round-paper"
    ),
    path("<int:pk>/versions/<int:version>/", papers.closed, name="closed"),
    path(
        "<int:pk>/versions/<int:version>/<slug:name>.<format:file_format>",
        papers.closed_paper,
        name="closed-paper",
    ),
    path("<int:pk>/papers/<slug:name>.xlsx", papers.round_sheet, name="round-sheet"),
    path("cells/<int:pk>/", cells.cell, name="cell"),
    path("cells/<int:pk>/collective/", cells.collective, name="collective"),
    path("cells/<int:pk>/ballots/", cells.collective_ballots, name="collective-ballots"),
    path("cells/<int:pk>/members/", cells.member_ballots, name="member-ballots"),
    path("cells/<int:pk>/submit/", cells.submit, name="submit"),
    path("cells/<int:pk>/take-back/", cells.take_back, name="take-back"),
    path("cells/<int:pk>/received/", cells.received, name="received"),
    path("cells/<int:pk>/decide/", cells.decide, name="cell-decide"),
    path("cells/<int:pk>/attach/", cells.attach, name="cell-attach"),
    path("cells/<int:pk>/form.docx", papers.cell_form, name="cell-form"),
    path(
        "cells/<int:pk>/papers/<slug:name>.<format:file_format>",
        papers.cell_paper,
        name="cell-paper",
    ),
    path("files/<int:pk>/", cells.file, name="file"),
    path("files/<int:pk>/remove/", cells.file_remove, name="file-remove"),
    path("members/<int:pk>/", members.member, name="member"),
    path("members/<int:pk>/review/", members.review, name="review"),
    path("members/<int:pk>/remarks/", members.remark_add, name="remark-add"),
    path("members/<int:pk>/residence/", members.residence, name="residence"),
    path("members/<int:pk>/decide/", members.decide, name="member-decide"),
    path("members/<int:pk>/attach/", members.attach, name="member-attach"),
    path("members/<int:pk>/form.docx", papers.member_form, name="member-form"),
    path("polls/", polls.polls, name="polls"),
    path("polls/add/", polls.poll_add, name="poll-add"),
    path("polls/<int:pk>/", polls.poll, name="poll"),
    path("polls/<int:pk>/edit/", polls.poll_edit, name="poll-edit"),
    path("polls/<int:pk>/count/", polls.poll_count, name="poll-count"),
    path("polls/<int:pk>/close/", polls.poll_close, name="poll-close"),
    path("polls/<int:pk>/minutes.<format:file_format>", polls.poll_minutes, name="poll-minutes"),
    path("remarks/", members.remarks_asked, name="remarks-asked"),
    path("remarks/<int:pk>/<slug:kind>/write/", members.remark_write, name="remark-write"),
    path("remarks/<int:pk>/remove/", members.remark_remove, name="remark-remove"),
]
