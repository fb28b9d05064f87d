"""The plan of the year of each cell: what was treated, what was missed, what is to come."""

from collections import defaultdict
from datetime import timedelta
from random import Random

from hmk.demo.copying import Copier
from hmk.demo.people import Roll
from hmk.demo.places import Place
from hmk.demo.plan import Plan, Weakness
from meetings.models import Meeting, ThematicPlanLine, Theme
from meetings.yearplan_rules import Quarter
from members.models import Member, MembershipKind

NOTES = (
    "", "", "", "Mời công an khu vực cùng dự", "Gửi tài liệu cho đảng viên trước ba ngày",
    "Lấy số liệu của tổ dân phố trước khi viết", "Mời chi hội người cao tuổi góp ý",
    "Có hình ảnh minh họa, nói ngắn",
)  # fmt: skip
NOTES_AT_WORK = (
    "", "", "", "Gửi tài liệu cho đảng viên trước ba ngày", "Lấy số liệu của từng bộ phận",
    "Có hình ảnh minh họa, nói ngắn",
)  # fmt: skip
DROPPED = (
    "Đảng ủy thị trấn đã tổ chức học chung chuyên đề này",
    "Người chuẩn bị đi điều trị dài ngày, chuyển sang năm sau",
    "Nội dung đã bàn kỹ ở buổi thường kỳ trong quý",
)


def write_lines(
    plan: Plan,
    place: Place,
    roll: Roll,
    themes: tuple[Theme, ...],
    treated: list[Meeting],
    copier: Copier,
) -> None:
    """The lines of every quarter that the demonstration covers, to the end of this year."""
    rng = plan.random("yearplan", place.index)
    in_quarter = defaultdict(list)
    for meeting in treated:
        in_quarter[Quarter.of(meeting.month)].append(meeting)
    people = [
        seat.person.member
        for seat in roll.on(plan.today)
        if seat.kind == MembershipKind.PRIMARY and seat.person.core
    ]
    for quarter in _quarters(plan):
        for meeting in in_quarter[quarter]:
            _line(copier, place, quarter, rng, theme=meeting.theme, presenter=meeting.presenter,
                  meeting=meeting)  # fmt: skip
        if not in_quarter[quarter] and quarter.first >= plan.first_month:
            _without_meeting(plan, place, quarter, rng, themes, people, copier)


def _quarters(plan: Plan) -> list[Quarter]:
    """From the quarter of the first month to the last one of this year."""
    quarter, found = Quarter.of(plan.first_month), []
    while quarter.year <= plan.today.year:
        found.append(quarter)
        quarter = Quarter.of(quarter.last + timedelta(days=1))
    return found


def _without_meeting(
    plan: Plan,
    place: Place,
    quarter: Quarter,
    rng: Random,
    themes: tuple[Theme, ...],
    people: list[Member],
    copier: Copier,
) -> None:
    """Nothing was held: it was forgotten or dropped, or it is still to come. The cell that holds
    few thematic meetings plans few as well."""
    theme, presenter = rng.choice(themes), rng.choice(people)
    forgotten, reason = rng.random(), rng.choice(DROPPED)
    if place.weakness == Weakness.FEW_THEMATIC and quarter.number % 2 == 0:
        return
    closed = quarter.last < plan.today
    dropped = closed and forgotten < 0.3 and place.weakness != Weakness.FEW_THEMATIC
    more = {"dropped_on": quarter.last, "dropped_reason": reason} if dropped else {}
    _line(copier, place, quarter, rng, theme=theme, presenter=presenter, **more)


def _line(
    copier: Copier, place: Place, quarter: Quarter, rng: Random, **values: object
) -> ThematicPlanLine:
    return copier.add(
        ThematicPlanLine,
        cell=place.cell,
        year=quarter.year,
        quarter=quarter.number,
        note=rng.choice(NOTES if place.at_home else NOTES_AT_WORK),
        **values,
    )
