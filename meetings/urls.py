"""Meetings. Everything below one meeting belongs to it; POSTs write, GETs read."""

from typing import get_args

from django.urls import include, path, register_converter

from documents.formats import Format
from meetings.views import (
    attendance,
    before,
    book,
    pages,
    papers,
    parts,
    reserved,
    rolls,
    rows,
    score,
    signing,
    themes,
    versions,
    yearplan,
)


class FormatConverter:
    regex = "|".join(get_args(Format))

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FormatConverter, "format")

app_name = "meetings"

opinions = [
    path("", rows.add_opinion, name="opinion-add"),
    path("<int:row_pk>/", rows.change_opinion, name="opinion-change"),
    path("<int:row_pk>/edit/", rows.edit_row, {"kind": "opinion"}, name="opinion-edit"),
    path("<int:row_pk>/remove/", rows.remove_opinion, name="opinion-remove"),
]
assignments = [
    path("", rows.add_assignment, name="assignment-add"),
    path("<int:row_pk>/", rows.change_assignment, name="assignment-change"),
    path("<int:row_pk>/edit/", rows.edit_row, {"kind": "assignment"}, name="assignment-edit"),
    path("<int:row_pk>/remove/", rows.remove_assignment, name="assignment-remove"),
]
resolutions = [
    path("", rows.draft_resolution, name="resolution-draft"),
    path("<int:row_pk>/", rows.change_resolution, name="resolution-change"),
    path("<int:row_pk>/compose/", rows.recompose_resolution, name="resolution-compose"),
    path("<int:row_pk>/remove/", rows.remove_resolution, name="resolution-remove"),
    path("<int:row_pk>.<format:file_format>", signing.resolution_file, name="resolution-file"),
]
preparation = [
    path("preparation/", before.preparation, name="preparation"),
    path("preparation/remove/", before.preparation_remove, name="preparation-remove"),
    path("preparation.<format:file_format>", before.preparation_file, name="preparation-file"),
    path("notice/", before.notice, name="notice"),
    path("notice/<int:row_pk>/remove/", before.notice_remove, name="notice-remove"),
    path("notice.<format:file_format>", before.notice_file, name="notice-file"),
    path("documents/", before.documents, name="documents"),
    path("documents/<int:row_pk>/", before.attachment_file, name="attachment-file"),
    path("documents/<int:row_pk>/remove/", before.attachment_remove, name="attachment-remove"),
    *(
        path(f"{name}.<format:file_format>", papers.paper, {"name": name}, name=f"{name}-file")
        for name in papers.PAPERS
    ),
    path("issue/", papers.issue, name="issue"),
]
meeting = [
    path("", pages.detail, name="detail"),
    path("parts/<str:part>/", pages.part, name="part"),
    path("plan/", parts.replan, name="replan"),
    path("renew-rules/", parts.renew_rules, name="renew-rules"),
    path("cancel/", parts.cancel, name="cancel"),
    path("start/", parts.start, name="start"),
    path("opening/", parts.opening, name="opening"),
    path("closing/", parts.closing, name="closing"),
    path("roll/refresh/", parts.refresh_roll, name="roll-refresh"),
    path("roll/<int:row_pk>/", parts.mark, name="mark"),
    path("reviews/<int:assignment_pk>/", parts.review, name="review"),
    path("reviews/<int:assignment_pk>/carry/", parts.carry, name="carry"),
    path("agenda/<int:item_pk>/", parts.agenda, name="agenda"),
    path("opinions/", include(opinions)),
    path("assignments/", include(assignments)),
    path("resolutions/", include(resolutions)),
    path("proposals/<int:row_pk>/", parts.answer_proposal, name="proposal-answer"),
    path("", include(preparation)),
    path("score/", score.settle, name="score-settle"),
    path("score/fill/", score.fill, name="score-fill"),
    path("score/<int:criterion_pk>/", score.score, name="score"),
    path("score.<format:file_format>", score.score_file, name="score-file"),
    path("superior-score/", score.superior_score, name="superior-score"),
    path("sign/", signing.sign, name="sign"),
    path("addenda/", versions.add_addendum, name="addendum-add"),
    path("reopen/", versions.reopen, name="reopen"),
    path("versions/<int:version>/", versions.version, name="version"),
    path("versions/<int:version>.<format:file_format>", versions.version_file, name="version-file"),
    path("minutes.<format:file_format>", signing.minutes_file, name="minutes-file"),
]

year_plan = [
    path("", yearplan.year_plan, name="year-plan"),
    path("add/", yearplan.line_add, name="line-add"),
    path("take/", yearplan.line_take, name="line-take"),
]
line = [
    path("", yearplan.line_edit, name="line-edit"),
    path("drop/", yearplan.line_drop, name="line-drop"),
    path("restore/", yearplan.line_restore, name="line-restore"),
]
reserved_opinions = [
    path("", reserved.reserved_list, name="reserved-list"),
    path("<int:pk>/", reserved.detail, name="reserved-detail"),
    path("<int:pk>/forward/", reserved.forward, name="reserved-forward"),
    path("<int:pk>/answer/", reserved.answer, name="reserved-answer"),
]
library = [
    path("", themes.library, name="themes"),
    path("new/", themes.theme_add, name="theme-add"),
    path("<int:pk>/", themes.theme_edit, name="theme-edit"),
    path("<int:pk>/retire/", themes.theme_retire, name="theme-retire"),
]

books = [
    path("cells/<int:cell_pk>/", book.book, name="book"),
    path("cells/<int:cell_pk>/check/", book.book_check, name="book-check"),
    path("<int:pk>.pdf", book.book_file, name="book-file"),
]

urlpatterns = [
    path("", pages.meeting_list, name="list"),
    path("waiting-for-score/", score.waiting, name="waiting-for-score"),
    path("books/", include(books)),
    path("new/<int:cell_pk>/<str:kind>/", pages.plan, name="plan"),
    path("plan-of-year/", yearplan.year_plans, name="year-plans"),
    path("plan-of-year/<int:cell_pk>/<int:year>/", include(year_plan)),
    path("plan-lines/<int:pk>/", include(line)),
    path("themes/", include(library)),
    path("reserved/", include(reserved_opinions)),
    path("absences/", attendance.absent_list, name="absences"),
    path("members/<int:member_pk>/attendance/", attendance.member_year, name="member-attendance"),
    path("cells/<int:cell_pk>/open-work.<format:file_format>", papers.open_work, name="open-work"),
    path("cells/<int:cell_pk>/members.<format:file_format>", rolls.member_roll, name="member-roll"),
    path("<int:pk>/", include(meeting)),
]
