"""Lists of levels: what a cell proposes, what the committee ratified, and the report above."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from cells.text import figure
from documents.blocks import (
    Block,
    Column,
    Document,
    Heading,
    Paragraph,
    Recipients,
    Signature,
    Signatures,
    Table,
    Title,
)
from documents.wording import kind_of_committee, letters_of_committee
from evaluations.models import (
    CellRating,
    ClosedRatification,
    Level,
    MemberRating,
    Round,
    Status,
)
from evaluations.printing.head import Issuer, issuer_of, of_cell
from evaluations.proposing import Cap, label
from meetings.printing.tables import NUMBER
from meetings.printing.words import BLANK, bare, one_line, percent
from members.models import OfficeKind

ROMAN = ("I", "II", "III", "IV", "V")


def cell_list(
    part: CellRating,
    rows: Sequence[MemberRating],
    left_out: Sequence[MemberRating],
    *,
    day: date,
) -> Document:
    """What the cell proposes; once ratified, its result."""
    ratified = part.round.is_ratified
    issuer = of_cell(part, day)
    year = part.round.year
    what = "KẾT QUẢ XẾP LOẠI" if ratified else "DANH SÁCH ĐỀ NGHỊ XẾP LOẠI"
    level = part.ratified if ratified else part.proposed
    blocks: list[Block] = [
        issuer.letterhead(),
        Title(what, f"Chất lượng tập thể, đảng viên năm {year}"),
        Paragraph(f"1. Tập thể {part.called}: {label(level) or BLANK}.", bold=True),
        Paragraph("2. Đảng viên:", bold=True, keep_with_next=True),
        _table(rows, ratified=ratified),
        *_left_out(left_out),
        Paragraph(f"Danh sách có {len(rows)} đảng viên được xếp loại."),
        Signatures(
            left=Recipients(["- Đảng ủy (để báo cáo),", "- Lưu Chi bộ."]),
            right=Signature(["T/M CHI BỘ", "BÍ THƯ"], note=None),
        ),
    ]
    return issuer.document(f"{what.capitalize()} năm {year}, {part.called}", blocks)


def _table(rows: Iterable[MemberRating], *, ratified: bool) -> Table:
    columns = [
        NUMBER,
        Column("Họ và tên", 40),
        Column("Chức vụ", 22),
        Column("Tự nhận", 32),
        Column("Chi bộ đề nghị", 32),
    ]
    if ratified:
        columns.append(Column("Công nhận", 32))
    body = []
    for number, row in enumerate(rows, start=1):
        line = [
            str(number), one_line(row.name), _office(row), _short(row.own_level),
            _short(row.proposed),
        ]  # fmt: skip
        body.append([*line, _short(row.ratified)] if ratified else line)
    return Table(columns, body)


def _office(row: MemberRating) -> str:
    return OfficeKind(row.office).label if row.office in OfficeKind.values else ""


def _short(level: str) -> str:
    return label(level).removesuffix(" nhiệm vụ")


def _left_out(rows: Sequence[MemberRating]) -> Iterator[Block]:
    if not rows:
        return
    yield Paragraph("3. Không xếp loại tại chi bộ:", bold=True, keep_with_next=True)
    yield Table(
        [NUMBER, Column("Họ và tên", 60), Column("Lý do", 95)],
        [
            [str(number), one_line(row.name), row.get_status_display()]
            for number, row in enumerate(rows, start=1)
        ],
    )


@dataclass(frozen=True)
class Stretch:
    """The cells, one after the other, whose lists make one paper: the keys of their parts, the
    names of the first and the last, and how many members are rated in them.

    `number` counts the papers of a round from 1, `place` its cells.
    """

    number: int
    place: int
    parts: list[int]
    ends: tuple[str, str]
    members: int


def ratified_list(
    round_: Round,
    parts: Sequence[CellRating],
    rows: Iterable[MemberRating],
    *,
    issuer: Issuer,
    stretches: Sequence[Stretch],
    stretch: Stretch,
    closed: ClosedRatification | None = None,
) -> Document:
    """What the committee ratified in the cells of a stretch: cells, then members cell by cell.
    `rows` in that order; `closed` is the ratification in place of which this one stands."""
    title = f"Kết quả xếp loại năm {round_.year}, {round_.committee}"
    blocks: list[Block] = [
        issuer.letterhead(),
        Title("DANH SÁCH", f"Kết quả xếp loại chi bộ, đảng viên năm {round_.year}"),
        *_marks(round_, closed),
        Heading("I. Tập thể chi bộ"),
        Table(
            [NUMBER, Column("Chi bộ", 75), Column("Chi bộ đề nghị", 40), Column("Công nhận", 40)],
            [
                [str(place), part.called, _short(part.proposed), _short(_stands(part))]
                for place, part in enumerate(parts, start=stretch.place)
            ],
        ),
        Heading("II. Đảng viên"),
        *_people(rows, stretch),
        # A signature does not stand on a page by itself.
        Paragraph(_sum(stretches)),
        _signed(issuer),
    ]
    if len(stretches) > 1:
        blocks.insert(2, _which(stretch, len(stretches)))
        title = f"{title}, phần {stretch.number}"
    return issuer.document(title, blocks)


def _marks(round_: Round, closed: ClosedRatification | None) -> Iterator[Paragraph]:
    words = []
    if closed:
        words.append(f"CÔNG NHẬN LẠI LẦN {round_.version} (thay kết quả lần {closed.version})")
    if not round_.is_ratified:
        words.append("DỰ THẢO (chưa công nhận)")
    for mark in words:
        yield Paragraph(mark, indent=False, align="center", bold=True)


def _people(rows: Iterable[MemberRating], stretch: Stretch) -> Iterator[Block]:
    places = {key: place for place, key in enumerate(stretch.parts, start=stretch.place)}
    for key, group in groupby(rows, key=lambda row: row.cell_rating_id):
        people = list(group)
        yield Heading(f"{places[key]}. {people[0].cell_rating.called}", 2)
        yield Table(
            [NUMBER, Column("Họ và tên", 70), Column("Chức vụ", 35), Column("Mức", 55)],
            [
                [str(place), one_line(row.name), _office(row), _short(_stands(row))]
                for place, row in enumerate(people, start=1)
            ],
        )


def _which(stretch: Stretch, of: int) -> Paragraph:
    first, last = stretch.ends
    words = f"Phần {stretch.number}/{of}: từ {first} đến {last}"
    return Paragraph(words, indent=False, align="center", italic=True)


def _sum(stretches: Sequence[Stretch]) -> str:
    cells = sum(len(one.parts) for one in stretches)
    members = sum(one.members for one in stretches)
    return f"Danh sách có {figure(cells)} chi bộ, {figure(members)} đảng viên."


def _stands(row: CellRating | MemberRating) -> str:
    return row.ratified or row.proposed


def _signed(issuer: Issuer) -> Signatures:
    authority = f"T/M {kind_of_committee(issuer.name).upper()}"
    return Signatures(
        left=Recipients(
            ["- Cấp ủy cấp trên (để báo cáo),", "- Các chi bộ trực thuộc,", "- Lưu Văn phòng."]
        ),
        right=Signature([authority, "BÍ THƯ"], note=None),
    )


def summary(
    round_: Round,
    *,
    cells: dict[str, int],
    people: dict[str, int],
    statuses: Mapping[Status, int],
    changed: int,
    cap: Cap,
    flags: dict[str, int],
    day: date,
    closed: ClosedRatification | None = None,
) -> Document:
    """The report on the year to the committee above; `closed` as above."""
    issuer = issuer_of(round_, day)
    good = cells.get(Level.GOOD, 0) + cells.get(Level.EXCELLENT, 0)
    total = sum(cells.values())
    blocks: list[Block] = [
        issuer.letterhead(f"Số {BLANK}-BC/{letters_of_committee(issuer.name)}"),
        Title("BÁO CÁO", f"Kết quả kiểm điểm, xếp loại chi bộ, đảng viên năm {round_.year}"),
        *_marks(round_, closed),
        Paragraph(
            f"Thực hiện {bare(round_.regime.source)}, {issuer.name} báo cáo "
            f"kết quả năm {round_.year}:"
        ),
        Heading("I. Tập thể chi bộ"),
        Paragraph(f"{good}/{total} chi bộ hoàn thành tốt nhiệm vụ trở lên."),
        _levels(cells, "Chi bộ"),
        Heading("II. Đảng viên"),
        _levels(people, "Đảng viên"),
        Paragraph(cap.words),
        Heading("III. Diện xếp loại"),
        *_statuses(statuses),
        Heading("IV. Điều chỉnh và những trường hợp cần xem xét"),
        Paragraph(f"Mức công nhận khác mức chi bộ đề nghị: {changed} trường hợp, đều có lý do."),
        Paragraph(
            f"Hai năm liền không hoàn thành nhiệm vụ: {flags.get('failing', 0)} đảng viên; năm năm "
            f"liền hoàn thành xuất sắc: {flags.get('commend', 0)} đảng viên."
        ),
        _signed(issuer),
    ]
    return issuer.document(f"Báo cáo xếp loại năm {round_.year}, {round_.committee}", blocks)


COUNTED_ELSEWHERE = (Status.TEMPORARY_HERE, Status.GONE)
"""Lines of members who stand on the list of another cell as well, or on none."""


def _statuses(statuses: Mapping[Status, int]) -> Iterator[Block]:
    counted = [(one, number) for one, number in statuses.items() if one not in COUNTED_ELSEWHERE]
    yield Table(
        [NUMBER, Column("Diện", 115), Column("Đảng viên", 30, "right")],
        [[str(n), one.label, str(number)] for n, (one, number) in enumerate(counted, start=1)],
        total=["", "Cộng", str(sum(number for _, number in counted))],
    )
    if guests := statuses.get(Status.TEMPORARY_HERE, 0):
        yield Paragraph(
            f"Ngoài ra có {guests} đảng viên sinh hoạt tạm thời, xếp loại tại chi bộ chính thức."
        )


def _levels(counts: dict[str, int], what: str) -> Table:
    total = sum(counts.values())
    return Table(
        [NUMBER, Column("Mức", 85), Column(what, 30, "right"), Column("Tỷ lệ", 30, "right")],
        [
            [
                str(number),
                level.label,
                str(counts.get(level, 0)),
                percent(counts.get(level, 0), total) if total else "0%",
            ]
            for number, level in enumerate(Level, start=1)
        ],
        total=["", "Cộng", str(total), ""],
    )
