"""What reports say, on the demonstration of a whole year: the committee's own account, its
weaknesses, and nothing of who said what."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cells.models import Cell, CellKind, Committee
from documents.blocks import Bullets, Chart, Heading, Paragraph, Table
from evaluations.models import CellRating
from hmk.demo.builder import build
from hmk.demo.plan import Plan
from meetings.models import Meeting, Opinion
from members.models import Membership
from reports import papers
from reports.models import CellMonth, Report, ReportKind
from reports.papers import Paper
from tests.hmk.demo_town import AWAY, FEW_THEMATIC, MONOTONE, PASSWORD, UNFINISHED, VAGUE, VISITED
from tests.reports.papers import NOW

YEAR, DECEMBER = date(2025, 1, 1), date(2025, 12, 1)
TODAY = date(2026, 1, 20)


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker) -> Iterator[Committee]:
    from tests.hmk.demo_town import taken_back

    with django_db_blocker.unblock(), taken_back():
        build(Plan(TODAY, months=12), password=PASSWORD)
        yield Committee.objects.get()


def blocks_of(kind: str, period: date, **whose: object) -> list:
    report = Report.objects.get(kind=kind, period=period, **whose)
    return list(papers.content(Paper.of(report)).blocks)


def said(blocks: list) -> str:
    """Every word of the blocks."""
    found = []
    for block in blocks:
        match block:
            case Paragraph():
                found.append("".join(run.text for run in block.runs))
            case Heading():
                found.append(block.text)
            case Bullets():
                found += [str(item) for item in block.items]
            case Table():
                found += [" | ".join(row) for row in block.all_rows]
    return "\n".join(found)


@pytest.fixture
def annual(town) -> list:
    return blocks_of(ReportKind.COMMITTEE_YEAR, YEAR, committee=town)


def test_the_annual_summary_opens_as_the_committees_own_account_does(town, annual):
    own = Membership.objects.filter(kind="primary", validity__contains=date(2025, 12, 31))
    members, groups = own.count(), own.filter(cell__kind=CellKind.RESIDENTIAL).count()
    rated = CellRating.objects.filter(round__year=2025).exclude(ratified="")
    good = rated.filter(ratified__in=["excellent", "good"]).count()
    assert (Cell.objects.count(), good, rated.count()) == (25, 22, 25)
    assert (
        f"{town.name} có 25 chi bộ với {members} đảng viên, trong đó 19 chi bộ tổ dân phố với "
        f"{groups} đảng viên; năm 2025 có 22/25 chi bộ được xếp loại hoàn thành tốt nhiệm vụ "
        "trở lên."
    ) in said(annual)


def under(blocks: list, heading: str) -> str:
    """What stands under a heading, up to the next."""
    start = next(i for i, one in enumerate(blocks) if getattr(one, "text", "") == heading)
    end = next(i for i in range(start + 1, len(blocks)) if isinstance(blocks[i], Heading))
    return said(blocks[start + 1 : end])


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("1. Đánh giá nhiệm vụ tháng trước còn chung chung, thiếu cụ thể", VAGUE),
        ("2. Nội dung sinh hoạt đơn điệu, trùng lặp", MONOTONE),
        ("3. Sinh hoạt chuyên đề còn ít", FEW_THEMATIC),
        ("4. Chi bộ khó khăn: ít đảng viên, nhiều người đi làm ăn xa, dự họp thấp", AWAY),
        ("5. Ra nghị quyết và thực hiện nghị quyết còn hạn chế", UNFINISHED),
    ],
)
def test_each_weakness_names_the_cell_that_plays_it(annual, heading, cell):
    assert f"{cell}: " in under(annual, heading)


def test_the_figures_of_the_year_are_those_of_the_records(annual):
    held = Meeting.objects.filter(kind="regular", month__year=2025).exclude(state="planned")
    thematic = Meeting.objects.filter(kind="thematic", month__year=2025).exclude(state="planned")
    spoken = Opinion.objects.filter(meeting__month__year=2025, meeting__state="signed")
    words = said(annual)
    assert f"Sinh hoạt thường kỳ: {held.count()}/300" in words
    assert f"Có {thematic.count()} buổi sinh hoạt chuyên đề" in words
    told = re.search(r"có ([\d.]+) ý kiến thảo luận", words)[1].replace(".", "")
    assert int(told) == spoken.filter(kind="discussion").count()


def test_a_summary_has_charts_tables_and_thirteen_numbered_parts_at_most(annual):
    assert [one.kind for one in annual if isinstance(one, Chart)] == ["line", "bar"]
    captions = {one.caption for one in annual if isinstance(one, Table)}
    assert {"Chuyên đề đã sinh hoạt", "Văn bản theo nội dung"} <= captions
    assert "Kết quả xếp loại chất lượng năm 2025" in captions
    headings = [one.text for one in annual if isinstance(one, Heading) and one.level == 1]
    assert headings[-1].endswith("Kiến nghị, đề xuất")


def test_no_report_says_what_somebody_said(town):
    texts = set(Opinion.objects.values_list("text", flat=True))
    for kind in (ReportKind.COMMITTEE_MONTH, ReportKind.CELL_MONTH):
        for report in Report.objects.filter(kind=kind, period=DECEMBER):
            snapshot = str(report.snapshot)
            assert not any(text in snapshot for text in texts)


def test_the_month_of_a_cell_tells_its_meeting_its_work_and_its_resolutions(town):
    cell = Cell.objects.get(name=VISITED)
    blocks = blocks_of(ReportKind.CELL_MONTH, DECEMBER, cell=cell)
    fact = CellMonth.objects.get(cell=cell, month=DECEMBER)
    words = said(blocks)
    assert f"Dự họp {fact.present}/{fact.bound}" in words
    assert f"Đến cuối tháng chi bộ có {fact.members} đảng viên" in words
    meeting = Meeting.objects.get(cell=cell, month=DECEMBER, kind="regular")
    for given in meeting.assignments.all():
        assert given.task in words
    for resolution in meeting.resolutions.all():
        assert resolution.abstract in words


def test_summaries_cost_the_same_queries_for_one_committee_and_for_a_province(town):
    def cost(reports: list[Report]) -> int:
        with CaptureQueriesContext(connection) as caught:
            papers.snapshots(reports, now=NOW)
        return len(caught)

    def row(key: int, whose: int) -> Report:
        return Report(pk=key, kind=ReportKind.COMMITTEE_MONTH, period=DECEMBER, committee_id=whose)

    assert cost([row(1, town.pk)]) == cost([row(key, town.pk) for key in (1, 2, 3)]) <= 14
