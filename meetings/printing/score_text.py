"""The score of a meeting in its minutes and its resolution, and the score sheet itself.

Score, level and the remedy for low criteria belong in the minutes and the resolution; the sheet has
two columns, the cell's own and the superior's (practice under HD 42-HD/BTCTW).
"""

from collections.abc import Iterator
from decimal import Decimal

from cells.text import figure
from documents.blocks import (
    Block,
    Bullets,
    Column,
    Document,
    Paragraph,
    Signature,
    Signatures,
    Table,
    Title,
)
from documents.wording import short_date
from meetings.heading import name_of
from meetings.models import ThematicPoints
from meetings.printing.head import Head, draft_mark, head_of, made
from meetings.printing.words import BLANK, bare, labelled, lines_of, one_line, sentence
from meetings.record import Record
from meetings.scoring import Group, Line, Sheet

NOT_ASKED = "–"
WITHOUT_THEME = {
    ThematicPoints.AWARD: "Tháng không có chuyên đề: điểm chuyên đề được tính đủ.",
    ThematicPoints.RESCALE: "Tháng không có chuyên đề: các điểm còn lại được quy đổi về tổng điểm "
    "của bảng.",
    ThematicPoints.NOT_APPLICABLE: "Tháng không có chuyên đề: điểm chuyên đề không tính.",
}
COLUMNS = [
    Column("TT", 12, "center"),
    Column("Nội dung, tiêu chí", 84),
    Column("Điểm tối đa", 22, "center"),
    Column("Chi bộ chấm", 22, "center"),
    Column("Cấp trên chấm", 25, "center"),
]


def has_score(record: Record) -> bool:
    """Whether every criterion has its points, so that there is a total to tell."""
    return record.score is not None and record.score.is_complete


def score_blocks(record: Record) -> Iterator[Block]:
    """Total, level and approval, and the remedies; nothing without a total."""
    if not has_score(record):
        return
    sheet = record.score
    total = sheet.total
    words = f"Tổng điểm buổi sinh hoạt: {figure(total.points)}/{figure(total.most)} điểm, "
    yield Paragraph(f"{words}xếp loại {sheet.level.label}{_gates(sheet)}. {_approval(record)}")
    remedies = [
        f"{bare(line.criterion.text)} ({_of(line)}): {sentence(line.remedy)}"
        for line in sheet.low
        if line.remedy
    ]
    if remedies:
        yield Paragraph("Cách khắc phục các tiêu chí dưới nửa số điểm:", keep_with_next=True)
        yield Bullets(remedies)


def _gates(sheet: Sheet) -> str:
    missed = "; ".join(bare(line.criterion.text).lower() for line in sheet.gates_missed)
    return f" (chưa xếp Tốt vì chưa đủ điểm tối đa: {missed})" if missed else ""


def _approval(record: Record) -> str:
    head = record.score.head
    if not head or not head.approved:
        return "Chi bộ chưa thông qua điểm."
    if head.votes is None:
        return "Hội nghị nhất trí thông qua điểm."
    votes = f"{head.votes}/{record.counts.voters_present}"
    return f"Hội nghị thông qua điểm với {votes} đồng chí có quyền biểu quyết dự họp tán thành."


def _of(line: Line) -> str:
    return f"{figure(line.points)}/{figure(line.criterion.max_points)} điểm"


# --- The sheet --------------------------------------------------------------------------------


def score_sheet(record: Record) -> Document:
    """The score sheet; with dots for what has no points yet, and room for the superior's."""
    head, meeting, sheet = head_of(record), record.meeting, record.score
    if sheet is None:
        raise ValueError("a meeting without a table of points has no score sheet")
    blocks: list[Block] = [head.letterhead(None, record.held_on)]
    if not meeting.is_signed:
        blocks.append(draft_mark("DỰ THẢO (chưa ký)"))
    subject = f"Chất lượng sinh hoạt chi bộ thường kỳ tháng {meeting.month:%m/%Y}"
    blocks.append(Title("PHIẾU CHẤM ĐIỂM", subject))
    blocks.append(_table(sheet))
    if sheet.without_theme:
        blocks.append(Paragraph(WITHOUT_THEME[ThematicPoints(sheet.table.thematic_points)]))
    blocks += [*_verdict(record), *_grounds(sheet), *_superior(sheet)]
    blocks += [*_signatures(record, head)]
    return made(record, head, f"Phiếu chấm điểm {subject[0].lower()}{subject[1:]}", blocks)


def _table(sheet: Sheet) -> Table:
    superior = sheet.material.superior
    total = sheet.total
    rows = [row for group in sheet.groups for row in _group_rows(group, sheet)]
    own = figure(total.points) if sheet.is_complete else BLANK
    return Table(
        columns=COLUMNS,
        rows=rows,
        total=["", "Tổng điểm", figure(total.most), own, _shown(superior and superior.total)],
    )


def _group_rows(group: Group, sheet: Sheet) -> Iterator[list[str]]:
    complete = all(line.points is not None for line in group.lines if line.applies)
    yield [
        str(group.number),
        one_line(group.title).upper(),
        figure(group.most),
        figure(group.points) if complete else BLANK,
        figure(group.superior) if sheet.material.superior else "",
    ]
    for i, line in enumerate(group.lines, start=1):
        yield [
            f"{group.number}.{i}",
            one_line(line.criterion.text),
            figure(line.criterion.max_points),
            _own(line),
            _shown(line.superior_points) if sheet.material.superior else "",
        ]


def _own(line: Line) -> str:
    if line.points is not None:
        return figure(line.points)
    return BLANK if line.applies else NOT_ASKED


def _shown(points: Decimal | None) -> str:
    return "" if points is None else figure(points)


def _verdict(record: Record) -> Iterator[Block]:
    sheet = record.score
    if sheet.is_complete:
        yield from score_blocks(record)
    else:
        yield labelled("Chi bộ xếp loại", BLANK)


def _grounds(sheet: Sheet) -> Iterator[Block]:
    """What the record itself tells, and why the cell has given other points."""
    told = [line for line in sheet.computed if line.applies and line.proposal.points is not None]
    grounds = [f"{bare(line.criterion.text)}: {_ground(line)}" for line in told]
    if grounds:
        yield Paragraph("Căn cứ từ số liệu của buổi sinh hoạt:", keep_with_next=True)
        yield Bullets(grounds)


def _ground(line: Line) -> str:
    told = f"{bare(line.proposal.basis)}, {figure(line.proposal.points)} điểm"
    if not line.is_overridden:
        return sentence(told)
    reason = bare(line.score.reason)
    return sentence(
        f"{told}; chi bộ cho {figure(line.points)} điểm{f', {reason}' if reason else ''}"
    )


def _superior(sheet: Sheet) -> Iterator[Block]:
    """Level, remark and reasons of the superior."""
    superior = sheet.material.superior
    if superior is None:
        return
    day = short_date(superior.scored_at.astimezone().date())
    words = f"{figure(superior.total)} điểm, xếp loại {superior.get_level_display()}, ngày {day}"
    yield labelled("Cấp trên chấm", words)
    reasons = [
        f"{bare(line.criterion.text)}: {sentence(line.superior.reason)}"
        for line in sheet.lines
        if line.superior and line.superior.reason.strip()
    ]
    if reasons:
        yield Paragraph("Lý do cấp trên cho điểm khác:", keep_with_next=True)
        yield Bullets(reasons)
    for line in lines_of(superior.note):
        yield labelled("Nhận xét của cấp trên", line)


def _signatures(record: Record, head: Head) -> Iterator[Block]:
    sheet = record.score
    by = name_of(record, sheet.head.scored_by) if sheet.head else ""
    yield Signatures(
        left=Signature(["NGƯỜI CHẤM ĐIỂM"], by), right=Signature(["CHỦ TRÌ HỘI NGHỊ"], head.chair)
    )
    superior = sheet.material.superior
    name = superior.scored_by_name if superior else ""
    yield Signatures(right=Signature(["CẤP ỦY VIÊN PHỤ TRÁCH CHI BỘ"], name))
