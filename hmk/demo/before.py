"""What comes before and after the meetings of a cell: preparation, notice, files, issue."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models import User
from documents.blocks import Bullets, Document, Heading, Paragraph
from documents.layouts import R2026
from documents.pdf import write_pdf
from hmk.demo import texts_before as texts
from hmk.demo.calendar import add_months, at
from hmk.demo.copying import Copier
from hmk.demo.minutes import Sitting
from hmk.demo.people import Roll
from hmk.demo.phrases import Decks, expand
from hmk.demo.places import TOWN_CELLS, Place
from hmk.demo.plan import SHOWN, Plan
from meetings.attachment_files import CONTENT_TYPES
from meetings.models import (
    AgendaLine,
    Attachment,
    IssueWay,
    Issuing,
    Meeting,
    MeetingKind,
    NoticeGiven,
    NoticeWay,
    Preparation,
    PreparationMember,
    PreparationTask,
    ReviewStatus,
)
from meetings.services.attachments import FOLDER

PREPARED = {MeetingKind.REGULAR, MeetingKind.THEMATIC}
EVENING = time(20, 0)
MONTHS_ELSEWHERE = 2
"""Of preparations kept by cells beyond the town: a province would be long in building."""
MONTHS_WITH_FILES = 2


class Before:
    """Has its own dice, so that it changes nothing of what is said in the meetings."""

    def __init__(self, plan: Plan, place: Place, roll: Roll, signer: User, copier: Copier):
        self.plan, self.place, self.roll = plan, place, roll
        self.signer, self.copier = signer, copier
        self.rng = plan.random("before", place.index)
        self.decks = Decks(self.rng)
        kept = plan.months if place.index < TOWN_CELLS else MONTHS_ELSEWHERE
        self.since = add_months(plan.this_month, -kept)
        self.shown = place.index < TOWN_CELLS and place.spec.number == SHOWN
        self.files_since = add_months(plan.this_month, -MONTHS_WITH_FILES)

    def write(self, sitting: Sitting, skeleton: list[AgendaLine]) -> None:
        """Everything that precedes the meeting; its row must be in the making still."""
        meeting = sitting.meeting
        if meeting.prepared_on and meeting.kind in PREPARED and meeting.month >= self.since:
            self._prepare(sitting, skeleton)
        if meeting.regime.notice_days is not None:
            self._tell(meeting)
        if self.shown and meeting.kind in PREPARED and meeting.month >= self.files_since:
            self._attach(meeting)

    # --- Preparation --------------------------------------------------------------------------
    def _prepare(self, sitting: Sitting, skeleton: list[AgendaLine]) -> None:
        meeting, rng = sitting.meeting, self.rng
        offices = [row for row in sitting.present.rows if row.office]
        chair = next((row for row in offices if row.office == "secretary"), None)
        if chair is None:
            return
        taker = next((row for row in offices if row.office == "deputy"), chair)
        self.decks.has_committee = any(row.office == "committee_member" for row in offices)
        begin = at(meeting.prepared_on, EVENING)
        preparation = self.copier.add(
            Preparation,
            meeting=meeting,
            held_at=begin,
            ended_at=begin + timedelta(minutes=rng.choice((35, 40, 45, 50, 60))),
            place=rng.choice(texts.PLACES),
            chair_id=chair.member_id,
            minute_taker_id=taker.member_id,
            **self._words(sitting, skeleton),
        )
        for row in offices:
            self.copier.add(
                PreparationMember,
                preparation=preparation,
                member_id=row.member_id,
                name=row.name,
                office=row.office,
                attends=row in (chair, taker) or rng.random() < 0.95,
            )
        context = {"month": f"{meeting.month:%m/%Y}"}
        for position in range(1, rng.choice((2, 3, 3))):
            self.copier.add(
                PreparationTask,
                preparation=preparation,
                position=position,
                what=self.decks.text(texts.TASKS, context),
                member_id=rng.choice(offices).member_id,
                due=None,
            )

    def _words(self, sitting: Sitting, skeleton: list[AgendaLine]) -> dict[str, str]:
        found = sitting.found or []
        done = sum(one.status == ReviewStatus.DONE for one in found)
        context = {
            "count": len(found),
            "done": done,
            "open": len(found) - done,
            "month": f"{sitting.meeting.month:%m/%Y}",
        }
        last = texts.LAST_MONTH if found else texts.NOTHING_GIVEN
        return {
            "last_month": self.decks.text(last, context),
            "next_month": self.decks.text(texts.NEXT_MONTH, context),
            "agenda": "\n".join(line.title for line in skeleton),
            "conclusion": self.decks.text(texts.CONCLUSION, context),
        }

    # --- Notice -------------------------------------------------------------------------------
    def _tell(self, meeting: Meeting) -> None:
        rng, held = self.rng, meeting.planned_at.date()
        forgot = rng.random() < 0.04 and not self.shown
        ahead = 0 if forgot else rng.choice((1, 2, 2, 3))
        day = held - timedelta(days=ahead)
        if meeting.prepared_on and ahead:
            day = max(day, meeting.prepared_on)
        if day > self.plan.today:
            return
        ways = [NoticeWay.PHONE]
        if rng.random() < 0.35:
            ways.append(rng.choice((NoticeWay.HANDBOOK, NoticeWay.PAPER)))
        for way in ways:
            note = rng.choice(texts.NOTES) if way == NoticeWay.PHONE else ""
            self.copier.add(NoticeGiven, meeting=meeting, given_on=day, way=way, note=note)

    # --- Files --------------------------------------------------------------------------------
    def _attach(self, meeting: Meeting) -> None:
        day = min(meeting.planned_at.date() - timedelta(days=2), self.plan.today)
        month = f"{meeting.month:%m/%Y}"
        created = at(day, EVENING)
        kind = "chuyên đề" if meeting.kind == MeetingKind.THEMATIC else "tháng"
        name = f"{kind} {meeting.month:%m-%Y}"
        document = Document(
            layout=R2026,
            title=f"Đề cương {meeting.title}",
            created=created,
            author=self.place.cell.name,
            blocks=[
                Heading(f"Đề cương: {meeting.title}"),
                Paragraph(expand(texts.OUTLINE[0], self.rng)),
                Bullets([expand(line, self.rng) for line in texts.OUTLINE[1:]]),
            ],
        )
        self._keep(meeting, f"Đề cương {name}.pdf", write_pdf(document), created)
        if meeting.kind == MeetingKind.REGULAR:
            news = texts.NEWS.format(month=month).encode()
            self._keep(meeting, f"Tin {name}.txt", news, created)

    def _keep(self, meeting: Meeting, name: str, content: bytes, created: datetime) -> None:
        digest = sha256(content).hexdigest()
        random = f"{self.rng.getrandbits(128):032x}"
        path = f"{FOLDER}/{random[:2]}/{random}"
        # The same seed names the same file: what an earlier database left is written over.
        default_storage.delete(path)
        self.copier.add(
            Attachment,
            meeting=meeting,
            file=default_storage.save(path, ContentFile(content)),
            name=name,
            content_type=CONTENT_TYPES[name.rpartition(".")[2]],
            size=len(content),
            sha256=digest,
            uploaded_by=self.signer,
            uploaded_at=created,
        )


def signed_in(copier: Copier) -> list[Meeting]:
    """The signed meetings that wait to be written, under rules that set a day for the issue."""
    return [
        row for row in copier.rows[Meeting] if row.signed_at and row.regime.issue_days is not None
    ]


def issue(plan: Plan, meetings: Iterable[Meeting], copier: Copier, *, punctual: set[int]) -> None:
    """Notes when the documents of signed meetings went out: by the day of the signature or the
    next one, now and then later, but never in the cells that are `punctual`; what lies ahead of
    today is still to be done."""
    rng = plan.random("issue")
    for meeting in meetings:
        draw = rng.random()
        day = _issued_on(meeting, 0.9 * draw if meeting.cell_id in punctual else draw)
        if day <= plan.today:
            copier.add(
                Issuing,
                meeting=meeting,
                issued_on=day,
                way=IssueWay.BOTH,
                note=rng.choice(texts.HANDED_ON),
                recorded_by_id=meeting.signed_by_id,
            )


def _issued_on(meeting: Meeting, draw: float) -> date:
    signed = meeting.signed_at.astimezone(meeting.planned_at.tzinfo).date()
    last = meeting.planned_at.date() + timedelta(days=meeting.regime.issue_days)
    day = signed if draw < 0.5 else signed + timedelta(days=1)
    if draw < 0.95:
        day = max(signed, min(day, last))
    else:
        day += timedelta(days=2)
    return day
