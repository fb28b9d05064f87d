"""What every report shares: its letterhead, its written parts, its signature; blocks from plain
values, so that the same snapshot gives the same paper at any time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cells.text import figure
from documents import layouts
from documents.blocks import (
    Block,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Recipients,
    Signature,
    Signatures,
    Title,
)
from documents.wording import (
    document_number,
    issuer_lines,
    kind_of_committee,
    letters_of_committee,
    short_date,
)
from reports.measures import percent
from reports.models import Report, ReportKind
from reports.rules import share

LAYOUTS = {layout.name: layout for layout in (layouts.R2018, layouts.R2026)}
BLANK = "........"
ROMAN = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV",
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A part of the paper that a person writes: its name in `texts`, its heading, what to write."""

    name: str
    heading: str
    hint: str


PARTS: dict[str, tuple[Part, ...]] = {
    ReportKind.CELL_MONTH: (
        Part("assessment", "Đánh giá chung", "Ưu điểm nổi bật trong tháng, nêu việc cụ thể."),
        Part("shortcomings", "Hạn chế, nguyên nhân", "Việc chưa làm được, vì sao, ai khắc phục."),
        Part("direction", "Nhiệm vụ trọng tâm tháng tới", "Việc gì, ai chủ trì, bao giờ xong."),
        Part("proposals", "Kiến nghị, đề xuất với cấp ủy cấp trên", "Mỗi kiến nghị một dòng."),
    ),
    ReportKind.COMMITTEE_MONTH: (
        Part("assessment", "Đánh giá chung", "Nhận định của cấp ủy về nền nếp, chất lượng."),
        Part("shortcomings", "Hạn chế, nguyên nhân", "Ngoài những điều số liệu đã nêu."),
        Part("direction", "Nhiệm vụ tháng tới", "Việc chỉ đạo các chi bộ, ai phụ trách."),
        Part("proposals", "Kiến nghị, đề xuất", "Với cấp ủy cấp trên."),
    ),
    ReportKind.COMMITTEE_YEAR: (
        Part("assessment", "Đánh giá chung", "Nhận định của cấp ủy về năm qua."),
        Part("shortcomings", "Hạn chế, nguyên nhân", "Ngoài những điều số liệu đã nêu."),
        Part("lessons", "Bài học kinh nghiệm", "Cách làm hay của các chi bộ."),
        Part("direction", "Phương hướng, nhiệm vụ năm tới", "Việc chỉ đạo, ai phụ trách."),
        Part("proposals", "Kiến nghị, đề xuất", "Với cấp ủy cấp trên."),
    ),
}
SIGNER, OFFICE = "signer", "signer_office"
"""In `texts`: who signs the paper of a committee, which keeps no list of its members here."""
OFFICES = {"secretary": "BÍ THƯ", "deputy": "PHÓ BÍ THƯ", "standing": "PHÓ BÍ THƯ THƯỜNG TRỰC"}


@dataclass(frozen=True)
class Paper:
    """A report as its content functions see it."""

    kind: str
    period: date
    snapshot: dict[str, Any]
    texts: dict[str, str]
    number: int | None = None
    issued_on: date | None = None

    @classmethod
    def of(cls, report: Report) -> "Paper":
        return cls(
            kind=report.kind,
            period=report.period,
            snapshot=report.snapshot,
            texts=report.texts,
            number=report.number,
            issued_on=report.issued_on,
        )

    @property
    def is_issued(self) -> bool:
        return self.issued_on is not None

    @property
    def is_of_cell(self) -> bool:
        return self.kind == ReportKind.CELL_MONTH

    @property
    def period_words(self) -> str:
        yearly = self.kind == ReportKind.COMMITTEE_YEAR
        return f"năm {self.period.year}" if yearly else f"tháng {self.period:%m/%Y}"


def document_of(paper: Paper, subject: str, parts: Sequence[tuple[str, list[Block]]]) -> Document:
    """The whole paper: head, title, its numbered parts, what people wrote, the signature."""
    head = paper.snapshot["head"]
    blocks = [
        _letterhead(paper, head),
        *_draft(paper),
        Title("BÁO CÁO", subject),
        *_numbered([*parts, *_written(paper)]),
        _signatures(paper, head),
    ]
    return Document(
        layout=LAYOUTS[head["layout"]],
        title=f"Báo cáo: {subject} – {head['issuer']}".replace("\n", " "),
        blocks=blocks,
        created=datetime.fromisoformat(paper.snapshot["made_at"]),
        author=head["issuer"],
    )


def _letterhead(paper: Paper, head: dict[str, str]) -> Letterhead:
    issuer = "CB" if paper.is_of_cell else letters_of_committee(head["issuer"])
    number = (
        document_number(paper.number, "BC", issuer) if paper.number else f"Số {BLANK}-BC/{issuer}"
    )
    return Letterhead(
        superior=head["superior"].upper(),
        issuer=issuer_lines(head["issuer"].upper()),
        number=number,
        place=head["place"] if paper.is_issued else None,
        day=paper.issued_on,
    )


def _draft(paper: Paper) -> Iterator[Block]:
    if not paper.is_issued:
        yield Paragraph(
            "DỰ THẢO (chưa ban hành)", indent=False, align="center", bold=True, keep_with_next=True
        )


def _numbered(parts: Sequence[tuple[str, list[Block]]]) -> Iterator[Block]:
    for number, (heading, blocks) in zip(ROMAN, parts, strict=False):
        yield Heading(f"{number}. {heading}")
        yield from blocks


def _written(paper: Paper) -> Iterator[tuple[str, list[Block]]]:
    """The parts that people write; a draft shows where something is still to be written."""
    for part in PARTS[paper.kind]:
        text = paper.texts.get(part.name, "").strip()
        if text:
            yield part.heading, [Paragraph(text)]
        elif not paper.is_issued:
            found = paper.snapshot["reasons"] if paper.is_of_cell else []
            shown = part.hint
            if part.name == "shortcomings" and found:
                shown += f" Số liệu cho thấy: {'; '.join(found)}."
            yield part.heading, [Paragraph(f"[{shown}]", italic=True)]


def _signatures(paper: Paper, head: dict[str, str]) -> Signatures:
    if paper.is_of_cell:
        above = head["committee"][:1].upper() + head["committee"][1:]
        return Signatures(
            left=Recipients([f"- {above} (báo cáo),", "- Lưu Chi bộ."]),
            right=Signature(
                ["T/M CHI BỘ", OFFICES.get(head["signer_office"], "BÍ THƯ")],
                head["signer"],
                note=None if head["signer"] else "(Ký, ghi rõ họ tên)",
            ),
        )
    signer = paper.texts.get(SIGNER, "")
    recipients = ["- Cấp ủy cấp trên trực tiếp (báo cáo),"] if head["superior"] else []
    below = "- Các đảng ủy, chi bộ" if paper.snapshot["branches"] else "- Các chi bộ"
    authority = f"T/M {kind_of_committee(head['issuer']).upper()}"
    return Signatures(
        left=Recipients(
            [*recipients, f"{below} trực thuộc,", f"- Lưu Văn phòng {head['issuer']}."]
        ),
        right=Signature(
            [authority, OFFICES.get(paper.texts.get(OFFICE, ""), "BÍ THƯ")],
            signer,
            note=None if signer else "(Ký, ghi rõ họ tên)",
        ),
    )


def part_of(part: int, whole: int) -> str:
    """'20/22 (91%)', or '0' when there is nothing to share."""
    rate = share(part, whole)
    return "0" if rate is None else f"{figure(part)}/{figure(whole)} ({percent(rate)})"


def day_words(iso: str | None) -> str:
    """The day of a snapshot as 03/02/2026."""
    return short_date(date.fromisoformat(iso)) if iso else ""
