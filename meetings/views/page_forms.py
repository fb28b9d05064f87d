"""The forms of the workspace page, made when a template asks for them."""

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property

from meetings.checklist import Part
from meetings.forms import (
    AgendaForm,
    AssignmentForm,
    ClosingForm,
    MarkForm,
    OpeningForm,
    OpinionForm,
    PlanForm,
    ResolutionForm,
    ReviewForm,
    ScoreForm,
    SettleForm,
    SettlementForm,
)
from meetings.hints import Hint, hint_of
from meetings.models import (
    AgendaItem,
    Assignment,
    AssignmentReview,
    Attendance,
    Meeting,
    MeetingScore,
    Opinion,
    ProposalAnswer,
    Resolution,
    Score,
)
from meetings.record import DueAssignment, Record, Verdict
from meetings.scoring import Group, Line, Sheet
from meetings.services import assignments
from meetings.workspace import part_of_item

Data = QueryDict | None


def plan_form(record: Record, data: Data = None) -> PlanForm:
    meeting = record.meeting
    people = [row.member for row in record.attendances]
    return PlanForm(
        data, instance=meeting, prefix="plan", cell=meeting.cell, kind=meeting.kind, people=people
    )


def opening_form(record: Record, data: Data = None) -> OpeningForm:
    return OpeningForm(data, instance=record.meeting, prefix="opening")


def closing_form(record: Record, data: Data = None) -> ClosingForm:
    return ClosingForm(data, instance=record.meeting, prefix="closing")


def review_form(
    record: Record, assignment: Assignment, review: AssignmentReview | None, data: Data = None
) -> ReviewForm:
    return ReviewForm(
        data,
        instance=review or AssignmentReview(meeting=record.meeting, assignment=assignment),
        prefix=f"review-{assignment.pk}",
        assignment=assignment,
    )


def mark_form(row: Attendance, data: Data = None) -> MarkForm:
    return MarkForm(data, instance=row)


def agenda_form(item: AgendaItem, data: Data = None) -> AgendaForm:
    return AgendaForm(data, instance=item, prefix=f"agenda-{item.pk}")


def answer_form(meeting: Meeting, proposal: Opinion, data: Data = None) -> SettlementForm:
    answer = getattr(proposal, "answer", None)
    answer = answer or ProposalAnswer(opinion=proposal, meeting=meeting)
    return SettlementForm(data, instance=answer, prefix=f"proposal-{proposal.pk}")


def opinion_form(record: Record, opinion: Opinion | None = None, data: Data = None) -> OpinionForm:
    prefix = f"opinion-{opinion.pk}" if opinion else "opinion"
    return OpinionForm(data, instance=opinion, prefix=prefix, record=record)


def assignment_form(
    record: Record, assignment: Assignment | None = None, data: Data = None
) -> AssignmentForm:
    return AssignmentForm(
        data,
        instance=assignment,
        prefix=f"assignment-{assignment.pk}" if assignment else "assignment",
        record=record,
        initial=None if assignment else assignments.defaults(record.meeting),
    )


def resolution_form(record: Record, resolution: Resolution, data: Data = None) -> ResolutionForm:
    return ResolutionForm(
        data, instance=resolution, prefix=f"resolution-{resolution.pk}", record=record
    )


def score_form(meeting: Meeting, sheet: Sheet, line: Line, data: Data = None) -> ScoreForm:
    return ScoreForm(
        data,
        instance=line.score or Score(meeting=meeting, criterion=line.criterion),
        prefix=f"score-{line.criterion.pk}",
        line=line,
        step=sheet.table.step,
    )


def settle_form(record: Record, data: Data = None) -> SettleForm:
    head = record.score.head if record.score else None
    return SettleForm(
        data, instance=head or MeetingScore(meeting=record.meeting), prefix="settle", record=record
    )


class PageForms:
    """Every form of the page; `refused` holds a form to show again with what was typed."""

    def __init__(self, record: Record, refused: dict[Part, forms.Form]) -> None:
        self.record = record
        self.refused = refused

    @cached_property
    def plan(self) -> PlanForm:
        return plan_form(self.record)

    @cached_property
    def opening(self) -> OpeningForm:
        return opening_form(self.record)

    @cached_property
    def closing(self) -> ClosingForm:
        return closing_form(self.record)

    @cached_property
    def reviews(self) -> list[tuple[DueAssignment, ReviewForm, Hint]]:
        record = self.record
        return [
            (due, review_form(record, due.assignment, due.review), hint_of(record, due))
            for due in record.due
        ]

    @cached_property
    def agenda(self) -> list[tuple[AgendaItem, AgendaForm | None, Part | None]]:
        """Each item with the form of its notes, or the section that it is written in."""
        rows = []
        for item in self.record.agenda:
            part = part_of_item(item, self.record)
            rows.append((item, None if part else agenda_form(item), part))
        return rows

    @cached_property
    def proposals(self) -> list[tuple[Opinion, SettlementForm]]:
        """What earlier meetings were asked for, with the form of the answer."""
        return [(row, answer_form(self.record.meeting, row)) for row in self.record.proposals]

    @cached_property
    def opinion(self) -> forms.Form:
        return self.refused.get(Part.OPINIONS) or opinion_form(self.record)

    @cached_property
    def assignment(self) -> forms.Form:
        return self.refused.get(Part.ASSIGNMENTS) or assignment_form(self.record)

    @cached_property
    def resolutions(self) -> list[tuple[Resolution, ResolutionForm, Verdict]]:
        record = self.record
        return [
            (row, resolution_form(record, row), record.verdict(row)) for row in record.resolutions
        ]

    @cached_property
    def score(self) -> list[tuple[Group, list[tuple[Line, ScoreForm | None]]]]:
        """The groups of the score sheet; what the month does not ask for has no form."""
        sheet, meeting = self.record.score, self.record.meeting
        if sheet is None:
            return []
        return [
            (
                group,
                [
                    (line, score_form(meeting, sheet, line) if line.applies else None)
                    for line in group.lines
                ],
            )
            for group in sheet.groups
        ]

    @cached_property
    def settle(self) -> SettleForm:
        return settle_form(self.record)
