"""Without JavaScript every form of the workspace is saved by its own button."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from meetings.models import (
    AgendaRole,
    Assignment,
    AssignmentReview,
    Criterion,
    Meeting,
    MeetingKind,
    MeetingScore,
    Opinion,
    OpinionKind,
    ProposalAnswer,
    Score,
)
from meetings.services import scores
from tests.factories import AssignmentFactory, MeetingFactory, at, marked_signed
from tests.meetings.helpers import give, member, voted
from tests.meetings.saving import OTHER, TEXT, meeting, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["meeting"]
OCTOBER_6 = date(2026, 10, 6)


@pytest.fixture
def page(new_context: Callable) -> Page:
    return new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}).new_page()


@pytest.fixture
def earlier(cell_a, secretary_a) -> Meeting:
    """A signed meeting that asked for something and gave work to Dung."""
    earlier = MeetingFactory(
        cell=cell_a,
        kind=MeetingKind.EXTRAORDINARY,
        month=OCTOBER_6.replace(day=1),
        planned_at=at(OCTOBER_6),
        chair=member(cell_a, "An"),
        minute_taker=member(cell_a, "Bình"),
    )
    said = {"speaker": member(cell_a, "Chiến"), "text": OTHER, "position": 1}
    Opinion.objects.create(meeting=earlier, kind=OpinionKind.PROPOSAL, **said)
    work = {"lead": member(cell_a, "Dung"), "task": TEXT, "report_month": date(2026, 11, 1)}
    AssignmentFactory(meeting=earlier, **work)
    marked_signed(earlier, by=secretary_a, number=901)
    return earlier


class Walk:
    """Through the forms of one meeting, each filled, sent and found again on the page."""

    def __init__(self, page: Page, meeting: Meeting) -> None:
        self.page, self.meeting = page, meeting
        self.sent: set[str] = set()

    def form(self, name: str, *args: int) -> Locator:
        """The form of that address, in sight."""
        self.address = self.meeting.get_absolute_url()
        self.page.goto(self.address)
        action = reverse(f"meetings:{name}", args=[self.meeting.pk, *args])
        self.sent.add(action)
        form = self.page.locator(f"form[action='{action}']:has(.hmk-save-line, .btn, .hmk-choice)")
        folded = self.page.locator(f"details:not([open]):has(form[action='{action}']) > summary")
        for summary in folded.all():
            summary.click()
        return form.first

    def send(self, form: Locator, part: str, button: str = "Lưu") -> None:
        form.get_by_role("button", name=button, exact=True).click()
        self.page.wait_for_url(f"**{self.address}#{part}")

    def fill(self, name: str, *args: int, field: str, part: str, text: str = TEXT) -> None:
        form = self.form(name, *args)
        form.locator(f"[name='{field}']").fill(text)
        self.send(form, part)


def test_every_form_of_an_open_meeting_is_saved(page, earlier, meeting, cell_a, secretary_a):
    work = Assignment.objects.get(meeting=earlier)
    asked = Opinion.objects.get(meeting=earlier)
    given, resolution = give(meeting, secretary_a), voted(meeting, secretary_a)
    notes = meeting.agenda_items.filter(role=AgendaRole.NOTES).first()
    row = meeting.attendances.get(member=member(cell_a, "Dung"))
    content = Criterion.objects.get(text__startswith="Chuẩn bị nội dung")
    sign_in(page, secretary_a)
    walk = Walk(page, meeting)

    walk.fill("replan", field="plan-place", part="plan")
    walk.fill("opening", field="opening-guests", part="roll")
    form = walk.form("mark", row.pk)
    form.locator("label.is-excused").click()
    walk.send(form, "roll")
    walk.fill("mark", row.pk, field="reason", part="roll")
    form = walk.form("review", work.pk)
    form.locator("label", has_text="Hoàn thành").first.click()
    form.locator(f"[name='review-{work.pk}-result']").fill(TEXT)
    walk.send(form, "reviews")
    walk.fill("agenda", notes.pk, field=f"agenda-{notes.pk}-notes", part="contents")
    walk.fill("proposal-answer", asked.pk, field=f"proposal-{asked.pk}-text", part="contents")
    form = walk.form("opinion-add")
    form.locator("[name='opinion-speaker']").select_option(index=2)
    form.locator("[name='opinion-text']").fill(TEXT)
    walk.send(form, "opinions", "Ghi ý kiến")
    opinion = meeting.opinions.get()
    page.locator("#opinions").get_by_role("link", name="Sửa").click()
    page.locator(f"[name='opinion-{opinion.pk}-text']").fill(OTHER)
    walk.send(page.locator("main form"), "opinions")
    form = walk.form("assignment-add")
    form.locator("[name='assignment-task']").fill(TEXT)
    form.locator("[name='assignment-lead']").select_option(index=2)
    walk.send(form, "assignments", "Giao việc")
    page.locator(f"#assignment-{given.pk}").get_by_role("link", name="Sửa").click()
    page.locator(f"[name='assignment-{given.pk}-task']").fill(OTHER)
    walk.send(page.locator("main form"), "assignments")
    form = walk.form("resolution-change", resolution.pk)
    form.locator(f"[name='resolution-{resolution.pk}-abstract']").fill(TEXT)
    form.locator(f"[name='resolution-{resolution.pk}-yes']").fill("4")  # Dung is away
    walk.send(form, "resolutions")
    form = walk.form("score", content.pk)
    form.locator(f"[name='score-{content.pk}-points'][value='1']").check()
    walk.send(form, "score")
    scores.fill(meeting, by=secretary_a)  # an unfinished sheet is not approved
    form = walk.form("score-settle")
    form.locator("[name='settle-approved']").check()
    walk.send(form, "score")
    walk.fill("closing", field="closing-conclusion", part="closing")

    meeting.refresh_from_db()
    row.refresh_from_db()
    opinion.refresh_from_db()
    resolution.refresh_from_db()
    assert (meeting.place, meeting.guests, meeting.conclusion) == (TEXT, TEXT, TEXT)
    assert (row.status, row.reason) == ("excused", TEXT)
    assert AssignmentReview.objects.get(meeting=meeting, assignment=work).result == TEXT
    assert meeting.agenda_items.get(pk=notes.pk).notes == TEXT
    assert ProposalAnswer.objects.get(meeting=meeting).text == TEXT
    assert opinion.text == OTHER
    assert {one.task for one in meeting.assignments.all()} == {TEXT, OTHER}
    assert (resolution.abstract, resolution.yes) == (TEXT, 4)
    assert Score.objects.get(meeting=meeting, criterion=content).points == 1
    assert MeetingScore.objects.get(meeting=meeting).approved

    # No kind of form was left out, and none of them is without its button.
    own = page.locator("form[hx-trigger]")
    actions = {one.get_attribute("action") for one in own.all()}
    kinds = {re.sub(r"\d+/$", "", action) for action in actions}
    assert kinds == {re.sub(r"\d+/$", "", action) for action in walk.sent & actions}
    assert own.count() == page.locator("form[hx-trigger]:has(button[type=submit])").count()


def test_a_refused_form_comes_back_with_what_was_typed(page, meeting, secretary_a):
    sign_in(page, secretary_a)
    walk = Walk(page, meeting)
    form = walk.form("closing")
    form.locator("[name='closing-end_time']").fill("18:00")
    form.locator("[name='closing-conclusion']").fill(TEXT)
    form.get_by_role("button", name="Lưu").click()
    expect(page.locator("#error_id_closing-end_time")).to_contain_text("phải sau giờ bắt đầu")
    expect(page.locator("[name='closing-conclusion']")).to_have_value(TEXT)
    page.locator("[name='closing-end_time']").fill("21:10")
    walk.send(page.locator("main form"), "closing")
    assert Meeting.objects.get(pk=meeting.pk).conclusion == TEXT
