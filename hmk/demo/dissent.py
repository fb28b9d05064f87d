"""Reserved opinions of the demonstration: a few that a visitor finds in every state, what became
of all of them, and who has read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random

from accounts.models import User
from cells.models import Cell
from hmk.demo.calendar import ZONE, at
from hmk.demo.copying import Copier
from hmk.demo.plan import Plan
from meetings.models import (
    FollowUpState,
    Opinion,
    OpinionKind,
    OpinionReading,
    ReadingWay,
    ReservedFollowUp,
)

RECORDED, FORWARDED, ANSWERED = FollowUpState
MORNING = time(9, 15)


@dataclass(frozen=True)
class Planted:
    """An opinion that is sure to be there: `back` counts signed regular meetings from the last."""

    back: int
    state: FollowUpState
    text: str
    answer: str = ""


# By the number of the residential group.
PLANTED = {
    5: Planted(
        1,
        FORWARDED,
        "Tôi xin bảo lưu ý kiến về mức góp làm đường bê tông ngõ 4. Thu đều mỗi hộ một triệu đồng "
        "là quá sức với bảy hộ cận nghèo; tôi đề nghị thu theo khẩu và miễn cho hộ già neo đơn. Chi "
        "bộ đã quyết thì tôi chấp hành và vẫn đi vận động, nhưng mong cấp trên xem lại cách thu.",
    ),
    4: Planted(
        3,
        FORWARDED,
        "Tôi không đồng ý dời điểm tập kết rác về cạnh lớp mầm non. Số phiếu tán thành nhiều hơn, "
        "tôi tôn trọng; nhưng mùi và ruồi là chuyện thật, xin ghi vào biên bản và báo cáo Đảng ủy "
        "cho khảo sát chỗ khác.",
    ),
    6: Planted(
        4,
        ANSWERED,
        "Xin bảo lưu: danh sách hộ được hỗ trợ sau lũ chưa niêm yết đủ năm ngày như đã hứa với dân. "
        "Tôi không nghi ai làm sai, chỉ thấy làm vội thì dân mất tin. Tôi vẫn thực hiện nghị quyết.",
        "Đảng ủy đã làm việc với Ủy ban nhân dân thị trấn: ý kiến nêu đúng. Danh sách được niêm yết "
        "lại đủ năm ngày, bổ sung hai hộ, rút một hộ. Đảng ủy cảm ơn đồng chí đã nói thẳng; đề nghị "
        "chi bộ thông báo kết quả trong kỳ sinh hoạt gần nhất.",
    ),
    12: Planted(
        1,
        RECORDED,
        "Tôi bảo lưu ý kiến về việc giao một đồng chí kiêm cả tổ trưởng tổ dân phố và thủ quỹ. Quy "
        "định không cho một người vừa giữ tiền vừa duyệt chi; đây là giữ cho đồng chí ấy, không "
        "phải vì không tin.",
    ),
    9: Planted(
        3,
        RECORDED,
        "Tôi chưa nhất trí cho thuê sân nhà văn hóa làm bãi xe trong sáu tháng. Trẻ con không có "
        "chỗ chơi, tiền thuê chưa rõ dùng vào đâu. Xin ghi ý kiến này, tôi chấp hành đa số.",
    ),
}
ANSWERS = (
    "Đảng ủy đã xem xét. Cách làm của chi bộ đúng thẩm quyền; phần đồng chí nêu về thời hạn là xác "
    "đáng, đề nghị chi bộ điều chỉnh khi giao việc kỳ tới.",
    "Đã trao đổi trực tiếp với đồng chí và chi ủy. Hai bên thống nhất lấy thêm ý kiến của nhân dân "
    "trước khi làm phần còn lại.",
    "Ý kiến được ghi nhận, báo cáo Ban Thường vụ. Nghị quyết của chi bộ giữ nguyên; cuối quý sẽ đánh "
    "giá lại và trả lời bổ sung nếu cần.",
    "Đảng ủy nhất trí với đề nghị phân công thêm người cùng chịu trách nhiệm; chi bộ bổ sung trong "
    "kỳ họp tới.",
)


def reserved_in(copier: Copier) -> list[Opinion]:
    """The reserved opinions of signed meetings among the rows that wait to be written."""
    return [
        row
        for row in copier.rows[Opinion]
        if row.kind == OpinionKind.RESERVED and row.meeting.signed_at
    ]


def follow(
    plan: Plan, opinions: Iterable[Opinion], copier: Copier, *, answer_days: int
) -> list[ReservedFollowUp]:
    """What became of each opinion, once its meeting is signed in the database too."""
    planted = {one.text: one for one in PLANTED.values()}
    rows = []
    for opinion in opinions:
        meeting = opinion.meeting
        rng = plan.random("dissent", meeting.cell.name, meeting.month, opinion.position)
        recorded = meeting.signed_at.astimezone(ZONE).date()
        rows.append(
            copier.add(
                ReservedFollowUp,
                opinion=opinion,
                recorded_on=recorded,
                due_on=recorded + timedelta(days=answer_days),
                **_way(plan, recorded, planted.get(opinion.text), meeting.cell, rng),
            )
        )
    return rows


def _way(plan: Plan, recorded: date, planted: Planted | None, cell: Cell, rng: Random) -> dict:
    """The fields of the steps that were taken; most opinions are answered within a month."""
    age = (plan.today - recorded).days
    sent, heard, answer = rng.randint(1, 4), rng.randint(8, 24), rng.choice(ANSWERS)
    state = ANSWERED if age > sent + heard else FORWARDED if age > sent else RECORDED
    if planted:
        state, answer = planted.state, planted.answer
    if state == RECORDED:
        return {}
    committee = cell.committee.committee_name
    way = {
        "forwarded_on": min(recorded + timedelta(days=sent), plan.today),
        "forwarded_to": committee,
    }
    if state == ANSWERED:
        day = min(recorded + timedelta(days=sent + heard), plan.today)
        way |= {"answered_on": day, "answered_by": committee, "answer": answer}
    return way


def read(plan: Plan, follow_ups: Iterable[ReservedFollowUp], copier: Copier) -> None:
    """The overseer and the office have read what was sent up to them."""
    texts = {one.text for one in PLANTED.values()}
    users = User.objects.filter(username__in=("phutrach", "vanphong")).in_bulk(
        field_name="username"
    )
    overseen = set(users["phutrach"].roles.values_list("cell", flat=True))
    for row in follow_ups:
        if row.opinion.text not in texts or row.forwarded_on is None:
            continue
        readers = [("vanphong", 1, ReadingWay.PAGE)]
        if row.opinion.meeting.cell_id in overseen:
            readers = [("phutrach", 0, ReadingWay.PDF), ("phutrach", 2, ReadingWay.PAGE), *readers]
        for username, after, how in readers:
            day = row.forwarded_on + timedelta(days=after)
            if day < plan.today:
                copier.add(
                    OpinionReading,
                    opinion=row.opinion,
                    user=users[username],
                    day=day,
                    at=at(day, MORNING, 40 * after),
                    how=how,
                )
