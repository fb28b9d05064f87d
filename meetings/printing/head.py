"""What every document of a meeting shares: its letterhead, its people, its state."""

from dataclasses import dataclass, fields
from datetime import date

from documents import layouts
from documents.blocks import Block, Document, Letterhead, Paragraph
from documents.layouts import Layout
from documents.wording import document_number
from meetings.heading import issuer_of, signers_of
from meetings.models import DocumentType, MeetingKind
from meetings.printing.words import BLANK, bare, one_line, quoted
from meetings.record import Record
from members.models import OfficeKind

LAYOUTS = {layout.name: layout for layout in (layouts.R2018, layouts.R2026)}

OFFICES = {
    OfficeKind.SECRETARY: "Bí thư chi bộ",
    OfficeKind.DEPUTY: "Phó bí thư chi bộ",
    OfficeKind.COMMITTEE_MEMBER: "Chi ủy viên",
}


@dataclass(frozen=True)
class Head:
    """Who issues and who signs: as fixed at signing, or as it is today while nothing is signed."""

    superior: str
    committee: str
    issuer: str
    place: str
    layout: Layout
    chair: str
    chair_office: str
    minute_taker: str
    theme: str
    presenter: str

    def letterhead(self, number: str | None, day: date | None = None) -> Letterhead:
        """The head of a document; `day` makes the line of place and date, which minutes lack."""
        return Letterhead(
            superior=self.superior.upper(),
            issuer=self.issuer.upper(),
            number=number,
            place=self.place if day else None,
            day=day,
        )


def head_of(record: Record) -> Head:
    """The head of the meeting's documents."""
    meeting = record.meeting
    fixed = meeting.letterhead if meeting.is_signed else {}
    known = fixed or issuer_of(record) | signers_of(record)
    texts = {field.name: one_line(known.get(field.name, "")) for field in fields(Head)}
    return Head(**texts | {"layout": LAYOUTS[known["layout"]]})


def comrade(name: str) -> str:
    """'đồng chí Lê Thị An', or dots to write the name on."""
    return f"đồng chí {name}" if name else BLANK


def chair_words(head: Head) -> str:
    """The chair by name, with the office held in the cell."""
    office = OFFICES.get(head.chair_office)
    return f"{comrade(head.chair)}, {office}" if office else comrade(head.chair)


def number_words(number: int | None, document_type: str) -> str:
    """'Số 05-NQ/CB', with dots as long as there is no number."""
    if number is None:
        return f"Số {BLANK}-{document_type}/CB"
    return document_number(number, DocumentType(document_type).value)


def meeting_words(record: Record) -> str:
    """What the meeting is, as the subject of its minutes."""
    meeting, head = record.meeting, head_of(record)
    month = f"tháng {meeting.month:%m/%Y}"
    match meeting.kind:
        case MeetingKind.REGULAR:
            return f"Sinh hoạt chi bộ thường kỳ {month}"
        case MeetingKind.THEMATIC:
            theme = f"\n{quoted(head.theme)}" if head.theme else ""
            return f"Sinh hoạt chi bộ chuyên đề {month}{theme}"
        case MeetingKind.EXTRAORDINARY:
            words = f"Họp chi bộ bất thường {month}"
        case _:
            words = f"Hội nghị kiểm điểm {month}"
    return f"{words}\n{bare(meeting.purpose)}" if meeting.purpose.strip() else words


def draft_mark(words: str) -> Paragraph:
    """'DỰ THẢO' under the letterhead, with what it lacks."""
    return Paragraph(words, indent=False, align="center", bold=True, keep_with_next=True)


def made(record: Record, head: Head, title: str, blocks: list[Block]) -> Document:
    """The document, dated by its signature; a draft by the meeting, so that it is the same file
    as long as nothing is written anew."""
    meeting = record.meeting
    created = meeting.signed_at or meeting.ended_at or meeting.started_at or meeting.planned_at
    return Document(
        layout=head.layout, title=title, blocks=blocks, created=created, author=head.issuer
    )
