"""What is found, put in order for the eye: a meeting once, its hits under it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from documents.wording import document_number
from meetings.models import DocumentType, Meeting, OpinionKind, Resolution, ReviewStatus, Theme
from reports.search import queries
from reports.search.marks import marked
from reports.search.queries import Hit, Text, Wanted

SHOWN = 3
"""Hits shown under a meeting; of the others the number is said."""


@dataclass(frozen=True)
class Snippet:
    """A hit as it is read: what it is, its heading and a piece of its text, both as safe HTML."""

    label: str
    heading: SafeString
    text: SafeString


@dataclass
class Group:
    """A meeting or a theme with what was found in it, the best first."""

    hits: list[Hit] = field(default_factory=list)
    meeting: Meeting | None = None
    theme: Theme | None = None
    snippets: list[Snippet] = field(default_factory=list)

    @property
    def title(self) -> str:
        return minutes_title(self.meeting) if self.meeting else self.theme.title

    @property
    def more(self) -> int:
        """Hits that are not shown."""
        return len(self.hits) - len(self.snippets)


def minutes_title(meeting: Meeting) -> str:
    """'Biên bản số 9, sinh hoạt thường kỳ tháng 03/2026'; a draft has no number yet."""
    name = meeting.title
    if not meeting.is_signed:
        return name
    return f"Biên bản số {meeting.minutes_number}, {_inside(name)}"


def _inside(words: str) -> str:
    """Words as they stand inside a sentence."""
    return words[0].lower() + words[1:]


def document_title(found: Meeting | Resolution) -> str:
    """'Biên bản số 9, …', or 'Số 05-NQ/CB: …' of a resolution."""
    if isinstance(found, Meeting):
        return minutes_title(found)
    return f"{document_number(found.number, found.document_type)}: {found.abstract}"


def grouped(found: Iterable[Hit]) -> list[Group]:
    """Hits of one meeting together, in the order of the best of each."""
    groups: dict[tuple[str, int], Group] = {}
    for hit in found:
        key = ("theme", hit.pk) if hit.meeting is None else ("meeting", hit.meeting)
        groups.setdefault(key, Group()).hits.append(hit)
    return list(groups.values())


def filled(groups: list[Group], wanted: Wanted) -> list[Group]:
    """The groups of a page with what they say, in three statements, however many they are. What
    was taken away in this very moment is left out."""
    shown = [hit for group in groups for hit in group.hits[:SHOWN]]
    texts = queries.texts(shown, wanted)
    meetings = queries.meetings({hit.meeting for hit in shown if hit.meeting})
    themes = queries.themes({hit.pk for hit in shown if not hit.meeting})
    for group in groups:
        best = group.hits[0]
        if best.meeting:
            group.meeting = meetings.get(best.meeting)
        else:
            group.theme = themes.get(best.pk)
        group.snippets = [
            snippet(hit.source, texts[hit.source, hit.pk])
            for hit in group.hits[:SHOWN]
            if (hit.source, hit.pk) in texts
        ]
    return [group for group in groups if group.meeting or group.theme]


def snippet(source: str, text: Text) -> Snippet:
    return Snippet(LABELS[source](text), marked(text.heading), marked(text.text))


def _opinion(text: Text) -> str:
    if text.code == OpinionKind.DISCUSSION:
        return "Ý kiến thảo luận"
    if text.code == OpinionKind.RESERVED:
        return "Ý kiến bảo lưu, xin mở biên bản để đọc"
    return f"Ý kiến: {OpinionKind(text.code).label.lower()}"


def _resolution(text: Text) -> str:
    kind = DocumentType(text.code)
    if text.number is None:
        return kind.label
    return f"{kind.label} {_inside(document_number(text.number, kind.value))}"


def _review(text: Text) -> str:
    status = f" ({ReviewStatus(text.code).label.lower()})" if text.code else ""
    return f"Kết quả nhiệm vụ{status}"


LABELS = {
    "agenda": lambda _: "Nội dung",
    "meeting": lambda _: "Kết luận và phần chung",
    "opinion": _opinion,
    "resolution": _resolution,
    "assignment": lambda _: "Nhiệm vụ được giao",
    "review": _review,
    "treated": lambda _: "Chuyên đề",
    "theme": lambda _: "Chuyên đề trong thư viện",
}
