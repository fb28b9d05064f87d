"""The monthly and the annual summary of a committee, from their snapshots.

No form is prescribed; the annual one opens as the town committee's own account of January 2019
does: cells and members, of which residential groups, cells rated good out of all.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from cells.models import CellKind
from cells.text import figure
from documents.blocks import Block, Column, Document, Paragraph, Table
from meetings.models import Subject
from reports.boards import months_back
from reports.measures import (
    ATTENDANCE,
    EXECUTION,
    HELD,
    REPETITION,
    SPECIFICITY,
    Measure,
    percent,
)
from reports.models import ReportKind
from reports.papers import rating, weaknesses
from reports.papers.base import Paper, document_of, part_of
from reports.papers.charts import charts
from reports.papers.figures import figures_of, figures_table
from reports.rules import share

Row = dict[str, Any]
THEMES_NAMED = 15
COMPARED = (HELD, ATTENDANCE, SPECIFICITY, REPETITION, EXECUTION)


def content(paper: Paper) -> Document:
    """The whole summary."""
    facts = paper.snapshot
    yearly = paper.kind == ReportKind.COMMITTEE_YEAR
    now = figures_of(facts["figures"]["now"])
    parts: list[tuple[str, list[Block]]] = [
        ("Tình hình chi bộ, đảng viên", [*_account(paper, now), *_kinds(facts)]),
        ("Sinh hoạt chi bộ", [*_meetings(now, yearly), *_figures(paper, yearly)]),
        ("Diễn biến", list(charts(facts["trend"]))),
        ("Những mặt còn yếu", list(weaknesses.blocks(facts["reasons"], yearly=yearly))),
        ("Nghị quyết và thực hiện nghị quyết", [*_resolutions(facts, now)]),
        ("Sinh hoạt chuyên đề", [*_themes(facts, now)]),
        ("Kết quả từng đơn vị", [*_units(facts)]),
    ]
    if yearly:
        parts.append(
            ("Xếp loại chất lượng", list(rating.blocks(facts["rating"], paper.period.year)))
        )
    subject = (
        f"Tổng kết công tác sinh hoạt chi bộ\nnăm {paper.period.year}"
        if yearly
        else f"Tổng hợp tình hình sinh hoạt chi bộ\ntháng {paper.period:%m/%Y}"
    )
    return document_of(paper, subject, [part for part in parts if part[1]])


# --- Cells and members ----------------------------------------------------------------------------
def _account(paper: Paper, now: Row) -> Iterator[Block]:
    """The statement of the committee's own account."""
    facts = paper.snapshot
    groups = [row for row in facts["kinds"] if row["kind"] in {"residential", "hamlet"}]
    words = f"{facts['head']['name']} có {figure(now['cells_now'])} chi bộ với "
    words += f"{figure(now['members_now'])} đảng viên"
    told = [
        f"{figure(row['cells_now'] or 0)} chi bộ {_lower(row['label'])} với "
        f"{figure(row['members_now'] or 0)} đảng viên"
        for row in groups
    ]
    words += f", trong đó {' và '.join(told)}" if told else ""
    rated = (facts.get("rating") or {}).get("cells")
    if rated:
        good, cells = rating.good_of_all(rated)
        words += (
            f"; năm {paper.period.year} có {figure(good)}/{figure(cells)} chi bộ được xếp loại "
            "hoàn thành tốt nhiệm vụ trở lên"
        )
    yield Paragraph(f"{words}.")
    few = f"Có {figure(now['few_official'])}" if now["few_official"] else "Không có"
    yield Paragraph(
        f"Đảng viên chính thức {figure(now['official_now'])}, dự bị "
        f"{figure(now['probationary_now'])}; được miễn công tác và sinh hoạt "
        f"{figure(now['exempted_now'])}, đi làm ăn xa {figure(now['away_now'])}, sinh hoạt tạm "
        f"thời nơi khác {figure(now['elsewhere_now'])}. {few} chi bộ dưới ba đảng viên chính "
        "thức."
    )


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]


def _kinds(facts: Row) -> Iterator[Block]:
    rows = facts["kinds"]
    if len(rows) > 1:
        yield _compared(
            "Loại hình chi bộ",
            [(str(CellKind(row["kind"]).label), row["cells_now"], row) for row in rows],
            caption="So sánh theo loại hình chi bộ",
            count="Chi bộ",
        )


def _compared(
    what: str, rows: Sequence[tuple[str, int | None, Row]], *, caption: str, count: str
) -> Table:
    """Lines of the same measures, each with its count."""
    return Table(
        [
            Column(what, 2.6),
            Column(count, 1.1, "right"),
            *(Column(measure.short, 1.15, "right") for measure in COMPARED),
        ],
        [(name, figure(number or 0), *_shares(figures_of(row))) for name, number, row in rows],
        caption=caption,
    )


def _shares(row: Row) -> list[str]:
    return [percent(measure.of_branch(row)) for measure in COMPARED]


# --- Meetings -------------------------------------------------------------------------------------
def _meetings(now: Row, yearly: bool) -> Iterator[Block]:
    what = "lượt chi bộ" if yearly else "chi bộ"
    yield Paragraph(
        f"Sinh hoạt thường kỳ: {part_of(now['regular_held'], now['cells'])} {what} đã họp, "
        f"{figure(now['held_late'])} buổi họp muộn so với quy định; biên bản ký trong hạn "
        f"{part_of(now['signed_in_time'], now['deadline_known'])}. {_came(now)}Họp bất "
        f"thường {figure(now['extraordinary'])} buổi, hội nghị kiểm điểm {figure(now['review'])} "
        "buổi."
    )
    judged = [
        f"{words} {_rate(measure, now)}"
        for words, measure in (
            ("đánh giá nhiệm vụ cụ thể", SPECIFICITY),
            ("nội dung trùng lặp với các kỳ trước", REPETITION),
        )
        if measure.of_branch(now) is not None
    ]
    told = "; ".join(judged)
    yield Paragraph(
        f"Trong các buổi sinh hoạt có {figure(now['discussion'])} ý kiến thảo luận, "
        f"{figure(now['self_criticism'])} ý kiến tự phê bình, {figure(now['criticism'])} ý kiến "
        f"phê bình, {figure(now['proposal'])} kiến nghị, đề xuất, {figure(now['reserved'])} ý kiến "
        f"bảo lưu.{f' {told[0].upper()}{told[1:]}.' if told else ''}"
    )


def _came(now: Row) -> str:
    if ATTENDANCE.of_branch(now) is None:
        return ""
    return (
        f"Dự họp {_rate(ATTENDANCE, now)} đảng viên thuộc diện dự; {figure(now['unexcused'])} "
        "lượt vắng không lý do. "
    )


def _rate(measure: Measure, row: Row) -> str:
    return percent(measure.of_branch(row))


def _figures(paper: Paper, yearly: bool) -> Iterator[Block]:
    period = paper.period
    if yearly:
        years = (("now", period.year), ("before", period.year - 1))
        yield figures_table(
            paper.kind,
            paper.snapshot,
            heads=[_year(paper.snapshot["figures"][name], year) for name, year in years],
            caption="Số liệu năm so với năm trước",
        )
        return
    months = (period, months_back(period, 1), months_back(period, 12))
    yield figures_table(
        paper.kind,
        paper.snapshot,
        heads=[f"{month:%m/%Y}" for month in months],
        caption="Số liệu so với tháng trước và cùng kỳ năm trước",
    )


def _year(figures: Row | None, year: int) -> str:
    """'2025', or '2024 (2 tháng)' when no more of it is known."""
    months = figures["months"] if figures else 12
    return str(year) if months == 12 else f"{year} ({months} tháng)"


# --- Resolutions, themes, units -------------------------------------------------------------------
def _resolutions(facts: Row, now: Row) -> Iterator[Block]:
    yield Paragraph(
        f"Các chi bộ đã biểu quyết {figure(now['resolutions_voted'])} văn bản, thông qua "
        f"{figure(now['resolutions_passed'])}; giao {figure(now['given'])} nhiệm vụ. "
        f"{_became(now)}. Cuối kỳ còn {figure(now['open_at_end'])} nhiệm vụ đang mở, "
        f"{figure(now['overdue_at_end'])} quá kỳ báo cáo."
    )
    if facts["resolutions"]:
        yield Table(
            [
                Column("Nội dung văn bản", 4),
                Column("Biểu quyết", 1.3, "right"),
                Column("Thông qua", 1.3, "right"),
            ],
            [
                (str(Subject(row["subject"]).label), figure(row["voted"]), figure(row["passed"]))
                for row in facts["resolutions"]
            ],
            caption="Văn bản theo nội dung",
        )


def _became(now: Row) -> str:
    if not now["due"]:
        return "Không có nhiệm vụ nào đến kỳ báo cáo"
    return (
        f"Đến kỳ báo cáo {figure(now['due'])} nhiệm vụ: hoàn thành đúng kỳ "
        f"{part_of(now['done_on_time'], now['due'])}, muộn {figure(now['done_late'])}, chuyển tiếp "
        f"{figure(now['carried'])}, thôi thực hiện {figure(now['dropped'])}, chưa xong "
        f"{figure(now['still_open'])}"
    )


def _themes(facts: Row, now: Row) -> Iterator[Block]:
    themes = facts["themes"]
    done = part_of(now["thematic_done"], now["thematic_asked"])
    yield Paragraph(
        f"Có {figure(now['thematic'])} buổi sinh hoạt chuyên đề; đủ số buổi của quý: {done} lượt "
        "chi bộ."
    )
    if themes:
        rows = [
            (row["theme"] or "(chưa ghi chuyên đề)", row["field"], figure(row["cells"]))
            for row in themes[:THEMES_NAMED]
        ]
        if len(themes) > THEMES_NAMED:
            rest = themes[THEMES_NAMED:]
            rows.append((f"{len(rest)} chuyên đề khác", "", figure(sum(r["cells"] for r in rest))))
        yield Table(
            [Column("Chuyên đề", 5), Column("Lĩnh vực", 2.2), Column("Chi bộ", 1, "right")],
            rows,
            caption="Chuyên đề đã sinh hoạt",
        )


def _units(facts: Row) -> Iterator[Block]:
    if facts["branches"]:
        yield _compared(
            "Đảng bộ trực thuộc",
            [(row["name"], row["members_now"], row) for row in facts["branches"]],
            caption="Kết quả theo đảng bộ trực thuộc",
            count="Đảng viên",
        )
    if facts["cells"]:
        yield _table(
            "Sinh hoạt của từng chi bộ",
            ("Đảng viên", "Họp", "Dự họp", "Cụ thể", "Trùng lặp"),
            [_meetings_of(row, facts["months"]) for row in facts["cells"]],
        )
        yield _table(
            "Nghị quyết, nhiệm vụ của từng chi bộ",
            ("Chuyên đề", "Nghị quyết", "Đến kỳ", "Đúng kỳ", "Còn mở"),
            [_work_of(row) for row in facts["cells"]],
        )


def _table(caption: str, heads: Sequence[str], rows: list[tuple[str, ...]]) -> Table:
    columns = [Column("Chi bộ", 3.2), *(Column(head, 1.3, "right") for head in heads)]
    return Table(columns, rows, caption=caption)


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _meetings_of(row: Row, months: list[str]) -> tuple[str, ...]:
    first, last = (date.fromisoformat(month) for month in months)
    period = (last.year - first.year) * 12 + last.month - first.month + 1
    # A cell owes a meeting in the months in which it stood; older snapshots do not tell them.
    asked = row.get("asked", period)
    held = f"{row['held']}/{asked}" if period > 1 else ("có" if row["held"] else "chưa")
    return (
        row["name"].removeprefix("Chi bộ "),
        figure(row["members"]),
        held,
        percent(share(row["present"], row["bound"])),
        percent(_decimal(row["specificity"])),
        percent(_decimal(row["repetition"])),
    )


def _work_of(row: Row) -> tuple[str, ...]:
    numbers = ("thematic", "passed", "due", "done_on_time", "open_at_end")
    return (row["name"].removeprefix("Chi bộ "), *(figure(row[name]) for name in numbers))
