"""What members say at a meeting."""

from hmk.demo import texts_opinions as common
from hmk.demo import texts_special as special
from hmk.demo.minutes import Scribe, Sitting
from hmk.demo.names import villager
from hmk.demo.phrases import sentence
from hmk.demo.plan import Weakness
from hmk.demo.texts import Line
from hmk.demo.texts_opinions_residential import OPINIONS as RESIDENTIAL
from meetings.models import MeetingKind, Opinion, OpinionKind
from members.models import Member

OWN = {
    "school": common.SCHOOL,
    "health": common.HEALTH,
    "agency": common.AGENCY,
    "coop": common.COOP,
}
KINDS = (
    ("own", 43),
    (common.ON_WORK, 27),
    (common.PROPOSAL, 10),
    (common.CRITICISM, 9),
    (common.SELF_CRITICISM, 9),
    (common.RESERVED, 2),
)
KIND_OF_BANK = {
    id(common.CRITICISM): OpinionKind.CRITICISM,
    id(common.SELF_CRITICISM): OpinionKind.SELF_CRITICISM,
    id(common.PROPOSAL): OpinionKind.PROPOSAL,
    id(common.RESERVED): OpinionKind.RESERVED,
}
ASKING = ("đề nghị", "kiến nghị")


def speak(scribe: Scribe, sitting: Sitting, *, most: int = 9) -> None:
    """Writes the opinions of a meeting."""
    people = sitting.present.there
    number = min(most, _number(scribe, len(people)))
    speakers = scribe.rng.sample(people, min(number, len(people)))
    for position, speaker in enumerate(speakers, start=1):
        kind, text = _opinion(scribe, sitting, speaker)
        scribe.copier.add(
            Opinion, meeting=sitting.meeting, position=position, speaker=speaker, kind=kind, text=text
        )  # fmt: skip
    sitting.opinions = len(speakers)
    if sitting.guest and scribe.place.weakness != Weakness.MONOTONE and most > 5:
        sitting.opinions += 1
        scribe.copier.add(
            Opinion,
            meeting=sitting.meeting,
            position=sitting.opinions,
            guest=f"Đồng chí {sitting.guest}",
            kind=OpinionKind.DISCUSSION,
            text=scribe.say(special.GUEST_OPINIONS, sitting),
        )


def _number(scribe: Scribe, there: int) -> int:
    if scribe.place.weakness in {Weakness.MONOTONE, Weakness.AWAY}:
        return scribe.rng.choice((1, 2, 2, 3))
    return max(2, round(there * scribe.rng.uniform(0.14, 0.32)))


def _opinion(scribe: Scribe, sitting: Sitting, speaker: Member) -> tuple[str, str]:
    if scribe.place.weakness == Weakness.MONOTONE:
        return OpinionKind.DISCUSSION, scribe.say(special.SAME_OPINIONS, sitting)
    special_bank = _bank_of_kind(scribe, sitting)
    if special_bank is not None:
        return _asking(scribe.say(special_bank, sitting))
    banks, weights = zip(*KINDS, strict=True)
    bank = scribe.rng.choices(banks, weights)[0]
    if bank == "own":
        return _asking(_own(scribe, sitting))
    words = scribe.words(sitting)
    if words["lead"] == speaker.full_name:  # nobody advises himself
        words["lead"] = sitting.present.chair.full_name
    return KIND_OF_BANK.get(id(bank), OpinionKind.DISCUSSION), scribe.decks.text(bank, words)


def _bank_of_kind(scribe: Scribe, sitting: Sitting) -> tuple[str, ...] | None:
    kind = sitting.slot.kind
    if kind == MeetingKind.REVIEW:
        return special.REVIEW_OPINIONS
    if kind == MeetingKind.EXTRAORDINARY:
        return special.ADMISSION_OPINIONS if sitting.slot.candidate else special.URGENT_OPINIONS
    if kind == MeetingKind.THEMATIC and scribe.rng.random() < 0.75:
        return scribe.field_texts(sitting.meeting).opinions
    return None


def _own(scribe: Scribe, sitting: Sitting) -> str:
    bank: tuple[str, ...] | tuple[Line, ...] = OWN.get(scribe.place.spec.group, RESIDENTIAL)
    if bank is not RESIDENTIAL:
        return scribe.say(bank, sitting)
    words = scribe.words(sitting) | {"ho": villager(scribe.rng)}
    if scribe.rng.random() < 0.3:
        return scribe.decks.seasonal(bank, sitting.slot.month.month, words)
    return scribe.decks.general(bank, words)


def _asking(text: str) -> tuple[str, str]:
    lower = text.lower()
    kind = OpinionKind.PROPOSAL if any(word in lower for word in ASKING) else OpinionKind.DISCUSSION
    if "tự phê bình" in lower or "xin sửa" in lower or "nhận lỗi" in lower:
        kind = OpinionKind.SELF_CRITICISM
    return kind, sentence(text)
