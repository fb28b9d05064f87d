"""Writes what was said at one meeting: notes under the agenda, opinions, resolution, conclusion."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from hmk.demo import texts_frame as frame
from hmk.demo import texts_news as news
from hmk.demo import texts_situation as situation
from hmk.demo import texts_special as special
from hmk.demo.attending import Present
from hmk.demo.copying import Copier
from hmk.demo.phrases import Decks, expand, sentence
from hmk.demo.places import Place
from hmk.demo.plan import Weakness
from hmk.demo.schedule import Slot, report_month
from hmk.demo.texts_themes import BY_FIELD, FieldTexts
from hmk.demo.work import STREETS, Found, Job
from meetings.measures import is_own
from meetings.models import (
    AgendaItem,
    AgendaLine,
    Meeting,
    MeetingKind,
    Opinion,
    Resolution,
    ReviewStatus,
)
from members.models import Member, OfficeKind

SITUATION = {
    "residential": situation.RESIDENTIAL,
    "school": situation.SCHOOL,
    "health": situation.HEALTH,
    "agency": situation.AGENCY,
    "coop": situation.COOP,
}
OFFICE_NAMES = {OfficeKind.SECRETARY: "bí thư chi bộ", OfficeKind.DEPUTY: "phó bí thư chi bộ"}
# What an item of the skeleton is about, by the beginning of its title; else by its role.
BY_TITLE = {
    "Tuyên bố lý do": "opening",
    "Thông qua nội dung": "programme",
    "Thời sự": "news",
    "Thông tin": "news",
    "Học tập": "study",
    "Bí thư báo cáo": "situation",
    "Tự phê bình": "self",
    "Tổng hợp": "summary",
    "Bí thư nêu mục đích": "purpose",
    "Trình bày chuyên đề": "presentation",
    "Nội dung cần": "matter",
    "Kiểm điểm tập thể": "collective",
    "Kiểm điểm từng": "individual",
}
DONE = {ReviewStatus.DONE}
UNFINISHED = {ReviewStatus.IN_PROGRESS, ReviewStatus.NOT_DONE}


@dataclass
class Sitting:
    """One meeting being written, with all that its texts may speak of."""

    meeting: Meeting
    slot: Slot
    present: Present
    found: list[Found] = field(default_factory=list)
    given: list[Job] = field(default_factory=list)
    recognised: list[Member] = field(default_factory=list)
    guest: str = ""
    opinions: int = 0
    said: list[Opinion] = field(default_factory=list)
    vote: Resolution | None = None
    written: list[str] = field(default_factory=list)  # the words that repetition is measured by

    @property
    def done(self) -> int:
        return len(self.jobs("done"))

    def jobs(self, about: str) -> list[Job]:
        """The pieces of work that a text may speak of."""
        if about == "given":
            return self.given
        if about == "any":
            return [*self.given, *(one.job for one in self.found)]
        wanted = DONE if about == "done" else UNFINISHED
        return [one.job for one in self.found if one.status in wanted]

    @property
    def has_work(self) -> bool:
        return bool(self.given or self.found)


class Scribe:
    """The hand that writes the minutes of one cell."""

    def __init__(self, place: Place, decks: Decks, copier: Copier):
        self.place, self.decks, self.copier = place, decks, copier
        self.rng = decks.rng

    def words(self, sitting: Sitting, about: str = "any") -> dict[str, object]:
        """The context of a text; each call speaks of another piece of work, by its leader.

        `about` says of which: what was `given`, `done` or left `open` at this meeting, or `any`.
        """
        present, meeting = sitting.present, sitting.meeting
        counts, vote = present.counts, sitting.vote
        jobs = sitting.jobs(about) or sitting.jobs("any")
        job = self.rng.choice(jobs) if jobs else None
        return {
            "chair": present.chair.full_name,
            "taker": present.taker.full_name,
            "office": OFFICE_NAMES[present.chair_office],
            "month": f"{meeting.month:%m/%Y}",
            "next": f"{report_month(sitting.slot):%m/%Y}",
            "topic": job.task.short if job else "nếp sinh hoạt",
            "lead": (job.row.lead if job else present.taker).full_name,
            "speaker": self.rng.choice(present.there).full_name,
            "guest": sitting.guest,
            "present": counts.present,
            "came": counts.bound - counts.absent,  # of those who had to
            "bound": counts.bound,
            "absent": counts.absent,
            "percent": counts.attendance_percent,
            "count": len(sitting.found),
            "done": sitting.done,
            "open": len(sitting.jobs("open")),
            "yes": vote.yes if vote else 0,
            "no": vote.no if vote else 0,
            "other": vote.other if vote else 0,
            "base": counts.base,
            "result": "nghị quyết được thông qua" if vote and vote.passed else "chưa đủ số phiếu cần thiết",
            "ngo": self.rng.randint(2, 48),
            "duong": self.rng.choice(STREETS),
            "theme": meeting.theme.title if meeting.theme_id else "",
            "person": sitting.slot.candidate.full_name if sitting.slot.candidate else "",
        }  # fmt: skip

    def say(self, bank: Sequence, sitting: Sitting, about: str = "given", **more: object) -> str:
        """The next text of a bank, about a piece of this meeting's work."""
        return self.decks.text(bank, self.words(sitting, about) | more)

    def field_texts(self, meeting: Meeting) -> FieldTexts:
        return BY_FIELD[meeting.theme.field]

    # --- Agenda -------------------------------------------------------------------------------
    def agenda(self, sitting: Sitting, skeleton: Sequence[AgendaLine], *, upto: int | None) -> None:
        """Copies the skeleton and fills it in: all of it, or only the first `upto` items."""
        for index, line in enumerate(skeleton):
            notes = self.note(sitting, line) if upto is None or index < upto else ""
            if is_own(line.section, line.role):
                sitting.written.append(notes)
            self.copier.add(
                AgendaItem,
                meeting=sitting.meeting,
                position=line.position,
                section=line.section,
                role=line.role,
                title=line.title,
                hint=line.hint,
                notes=notes,
            )

    def note(self, sitting: Sitting, line: AgendaLine) -> str:
        key = next(
            (key for start, key in BY_TITLE.items() if line.title.startswith(start)), line.role
        )
        if self.place.weakness == Weakness.MONOTONE and key in special.SAME_NOTES:
            return special.SAME_NOTES[key]
        writer: Callable[[Sitting], str] | None = getattr(self, f"_note_{key}", None)
        return writer(sitting) if writer else ""

    def _note_opening(self, sitting: Sitting) -> str:
        text = self.say(frame.OPENING, sitting)
        return f"{text} {self.say(frame.GUEST, sitting)}" if sitting.guest else text

    def _note_programme(self, sitting: Sitting) -> str:
        bank = frame.PROGRAMME if sitting.has_work else frame.PROGRAMME_PLAIN
        return self.say(bank, sitting)

    def _note_roll(self, sitting: Sitting) -> str:
        full = sitting.present.counts.absent == 0
        text = self.say(frame.ROLL_FULL if full else frame.ROLL, sitting)
        if sitting.meeting.dues:
            bank = frame.DUES if sitting.meeting.dues == "full" else frame.DUES_PARTLY
            text = f"{text} {self.say(bank, sitting)}"
        return text

    def _note_news(self, sitting: Sitting) -> str:
        month, words = sitting.slot.month.month, self.words(sitting)
        items = [
            self.decks.seasonal(news.NEWS, month, words) for _ in range(self.rng.choice((1, 2, 2)))
        ]
        items.append(self.decks.general(news.NEWS, words))
        moods = self._bank(news.MOOD, news.MOOD_AT_WORK)
        if self.rng.random() < 0.5:
            mood = self.decks.general(moods, words)
        else:
            mood = self.decks.seasonal(moods, month, words)
        return _list([*items, mood])

    def _note_situation(self, sitting: Sitting) -> str:
        bank, month = SITUATION[self.place.spec.group], sitting.slot.month.month
        words = self.words(sitting)
        items = [self.decks.seasonal(bank, month, words)]
        items += [self.decks.general(bank, words) for _ in range(self.rng.choice((1, 2, 2)))]
        return _list(items)

    def _note_study(self, sitting: Sitting) -> str:
        words, month = self.words(sitting), sitting.slot.month.month
        bank = self._bank(news.STUDY, news.STUDY_AT_WORK)
        if self.rng.random() < 0.4:
            return self.decks.seasonal(bank, month, words)
        return self.decks.general(bank, words)

    def _note_self(self, sitting: Sitting) -> str:
        bank = self._bank(news.SELF, news.SELF_AT_WORK)
        return self.decks.general(bank, self.words(sitting))

    def _bank(self, at_home: tuple, at_work: tuple) -> tuple:
        return at_home if self.place.at_home else at_work

    def _note_review(self, sitting: Sitting) -> str:
        if not sitting.found:
            return self.say(frame.REVIEW_NONE, sitting)
        if sitting.done == len(sitting.found):
            return self.say(frame.REVIEW_ALL, sitting, "done")
        late = sitting.jobs("open")
        return self.say(frame.REVIEW if late else frame.REVIEW_DROPPED, sitting, "open")

    def _note_assignments(self, sitting: Sitting) -> str:
        return (
            self.say(frame.ASSIGNMENTS, sitting, count=len(sitting.given)) if sitting.given else ""
        )

    def _note_discussion(self, sitting: Sitting) -> str:
        bank = frame.DISCUSSION if sitting.has_work else frame.DISCUSSION_PLAIN
        return self.say(bank, sitting, "any", count=sitting.opinions)

    def _note_summary(self, sitting: Sitting) -> str:
        return self.say(frame.SUMMARY if sitting.has_work else frame.SUMMARY_PLAIN, sitting)

    def _note_resolution(self, sitting: Sitting) -> str:
        return self.say(frame.VOTE if sitting.vote else frame.NO_VOTE, sitting)

    def _note_minutes(self, sitting: Sitting) -> str:
        """Only what was corrected: the print says by itself that the minutes were read."""
        return self.say(frame.CORRECTED, sitting) if self.rng.random() < 0.2 else ""

    def _note_purpose(self, sitting: Sitting) -> str:
        return self.say(self.field_texts(sitting.meeting).purpose, sitting)

    def _note_presentation(self, sitting: Sitting) -> str:
        bank = self.field_texts(sitting.meeting).points
        points = [self.say(bank, sitting) for _ in range(self.rng.choice((3, 4)))]
        return f"Đồng chí {sitting.meeting.presenter.full_name} trình bày:\n{_list(points)}"

    def _note_matter(self, sitting: Sitting) -> str:
        if sitting.slot.candidate:
            return self.say(special.ADMISSION_MATTER, sitting)
        notes = special.DANGER_NOTES if sitting.slot.is_danger else special.MATTER_NOTES
        return f"{sitting.slot.purpose}. {self.say(notes, sitting)}"

    def _note_collective(self, sitting: Sitting) -> str:
        return self.say(special.COLLECTIVE, sitting)

    def _note_individual(self, sitting: Sitting) -> str:
        return self.say(special.INDIVIDUAL, sitting)

    # --- The end ------------------------------------------------------------------------------
    def conclusion(self, sitting: Sitting) -> str:
        """What the chair concludes."""
        if self.place.weakness == Weakness.MONOTONE:
            return special.SAME_CONCLUSION
        if sitting.slot.kind == MeetingKind.REVIEW:
            return self.say(special.REVIEW_END, sitting)
        done = sitting.done
        heads = frame.CONCLUSION_HEAD if 2 * done > len(sitting.found) else frame.CONCLUSION_FEW
        parts = [self.say(heads if sitting.found else _PLAIN_HEADS, sitting, "done")]
        if sitting.jobs("open"):
            parts.append(self.say(frame.CONCLUSION_OPEN, sitting, "open"))
        if sitting.given:
            parts += [self.say(frame.CONCLUSION_BODY, sitting) for _ in sitting.given[2:] or [1]][
                :2
            ]
        else:
            parts.append(self.say(frame.CONCLUSION_PLAIN, sitting))
        return " ".join([*parts, self.say(frame.CONCLUSION_TAIL, sitting)])

    def resolution_text(self, sitting: Sitting) -> dict[str, str]:
        """The three parts of a resolution; the table of assignments follows in print."""
        told = self._results(sitting) if sitting.found else []
        directions = [self.say(frame.DIRECTION, sitting) for _ in range(self.rng.choice((2, 3)))]
        return {
            "results": _list(told),
            "direction": _list(directions),
            "execution": self.say(frame.EXECUTION, sitting),
        }

    def _results(self, sitting: Sitting) -> list[str]:
        """Three things of the month, in their usual order."""
        bank = RESULTS_OF_DONE if sitting.done else RESULTS_PLAIN
        if sitting.jobs("open"):
            bank = frame.RESULTS if sitting.done else RESULTS_OF_LATE
        deck = self.decks.of(bank)
        chosen = {bank.index(deck.deal()) for _ in range(3)}
        return [
            sentence(expand(bank[place], self.rng, self.words(sitting, "done")))
            for place in sorted(chosen)
        ]


# What may be said of a month in which nothing was late, or nothing was done.
RESULTS_OF_DONE = tuple(text for text in frame.RESULTS if "việc chậm" not in text)
RESULTS_OF_LATE = tuple(text for text in frame.RESULTS if "{topic}" not in text)
RESULTS_PLAIN = tuple(text for text in RESULTS_OF_LATE if "việc chậm" not in text)
_PLAIN_HEADS = (
    "Hội nghị bàn đúng trọng tâm, chi bộ thống nhất cách làm.",
    "Chủ trì ghi nhận các ý kiến thẳng thắn, đi vào việc cụ thể.",
    "Nội dung họp đã rõ, người phụ trách nhận việc ngay.",
    "Qua thảo luận, chi bộ đồng ý với hướng giải quyết đã nêu.",
    "Các đồng chí phát biểu đều liên hệ bản thân, không nói chung chung.",
)


def _list(items: list[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
