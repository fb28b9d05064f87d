"""Opinions, assignments and resolutions: rows that are added, changed and taken back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings import access
from meetings.checklist import Part
from meetings.models import Assignment, Meeting, Opinion, Resolution
from meetings.queries import record_of
from meetings.services import assignments, record, resolutions
from meetings.views import page_forms
from meetings.views.common import (
    answer_field,
    answer_part,
    loaded,
    page_of,
    refusal_of,
    writes,
    written,
)


@writes
def add_opinion(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = page_forms.opinion_form(record_of(meeting), data=request.POST)
    written(form, lambda: record.add_opinion(meeting, values=form.all_values(), by=request.user))
    return answer_part(request, meeting, Part.OPINIONS, form=form)


@writes
def change_opinion(request: HttpRequest, meeting: Meeting, row_pk: int) -> HttpResponse:
    opinion = access.part_to_write(Opinion, meeting, row_pk)
    form = page_forms.opinion_form(record_of(meeting), opinion, request.POST)
    ok = written(
        form,
        lambda: record.change_opinion(meeting, opinion, values=form.values(), by=request.user),
    )
    return answer_field(request, meeting, form, Part.OPINIONS, ok=ok)


@writes
def remove_opinion(request: HttpRequest, meeting: Meeting, row_pk: int) -> HttpResponse:
    opinion = access.part_to_write(Opinion, meeting, row_pk)
    refusal = refusal_of(lambda: record.remove(meeting, opinion, by=request.user))
    return answer_part(request, meeting, Part.OPINIONS, refusal=refusal)


@writes
def add_assignment(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = page_forms.assignment_form(record_of(meeting), data=request.POST)
    written(form, lambda: assignments.give(meeting, values=form.all_values(), by=request.user))
    return answer_part(request, meeting, Part.ASSIGNMENTS, form=form)


@writes
def change_assignment(request: HttpRequest, meeting: Meeting, row_pk: int) -> HttpResponse:
    assignment = access.part_to_write(Assignment, meeting, row_pk)
    form = page_forms.assignment_form(record_of(meeting), assignment, request.POST)
    ok = written(
        form,
        lambda: assignments.change(meeting, assignment, values=form.values(), by=request.user),
    )
    return answer_field(request, meeting, form, Part.ASSIGNMENTS, ok=ok)


@writes
def remove_assignment(request: HttpRequest, meeting: Meeting, row_pk: int) -> HttpResponse:
    assignment = access.part_to_write(Assignment, meeting, row_pk)
    refusal = refusal_of(lambda: assignments.remove(meeting, assignment, by=request.user))
    also = () if refusal else (Part.REVIEWS,)
    return answer_part(request, meeting, Part.ASSIGNMENTS, also=also, refusal=refusal)


@writes
def draft_resolution(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    refusal = refusal_of(lambda: resolutions.draft(meeting, by=request.user))
    return answer_part(request, meeting, Part.RESOLUTIONS, refusal=refusal)


@writes
def change_resolution(request: HttpRequest, meeting: Meeting, row_pk: int) -> HttpResponse:
    resolution = access.part_to_write(Resolution, meeting, row_pk)
    form = page_forms.resolution_form(record_of(meeting), resolution, request.POST)
    ok = written(
        form,
        lambda: resolutions.change(meeting, resolution, values=form.values(), by=request.user),
    )
    return answer_field(request, meeting, form, Part.RESOLUTIONS, ok=ok)


@writes
def recompose_resolution(request: HttpRequest, meeting: Meeting, row_pk: int) -> HttpResponse:
    resolution = access.part_to_write(Resolution, meeting, row_pk)
    refusal = refusal_of(lambda: resolutions.recompose(meeting, resolution, by=request.user))
    return answer_part(request, meeting, Part.RESOLUTIONS, refusal=refusal)


@writes
def remove_resolution(request: HttpRequest, meeting: Meeting, row_pk: int) -> HttpResponse:
    resolution = access.part_to_write(Resolution, meeting, row_pk)
    refusal = refusal_of(lambda: resolutions.remove(meeting, resolution, by=request.user))
    return answer_part(request, meeting, Part.RESOLUTIONS, refusal=refusal)


@require_safe
def edit_row(request: HttpRequest, pk: int, kind: str, row_pk: int) -> HttpResponse:
    """The form of one opinion or assignment, opened from its card."""
    meeting = access.meeting_to_write(request.user, pk)
    model, part, make = {
        "opinion": (Opinion, Part.OPINIONS, page_forms.opinion_form),
        "assignment": (Assignment, Part.ASSIGNMENTS, page_forms.assignment_form),
    }[kind]
    row = access.part_to_write(model, meeting, row_pk)
    workspace = loaded(request, meeting)
    page = page_of(workspace) | {"form": make(workspace.record, row), "row": row, "part": part}
    return render(request, f"meetings/parts/{kind}_edit.html", page)
