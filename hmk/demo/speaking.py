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
# What is said, how often in a hundred, of which work, and as what kind of opinion.
KINDS = (
    ("own", 43, "given", OpinionKind.DISCUSSION),
    (common.ON_RESULTS, 12, "done", OpinionKind.DISCUSSION),
    (common.ON_PLANS, 15, "given", OpinionKind.DISCUSSION),
    (common.PROPOSAL, 10, "given", OpinionKind.PROPOSAL),
    (common.CRITICISM, 9, "open", OpinionKind.CRITICISM),
    (common.SELF_CRITICISM, 9, "open", OpinionKind.SELF_CRITICISM),
    (common.RESERVED, 2, "given", OpinionKind.RESERVED),
)
WEIGHTS = [weight for _, weight, _, _ in KINDS]
GUEST_PLAIN = tuple(text for text in special.GUEST_OPINIONS if "{topic}" not in text)
TRIES = 4  # nobody repeats what has just been said
FEW = 17  # so many at the most speak one after the other
ASKING = ("đề nghị", "kiến nghị")


def speak(scribe: Scribe, sitting: Sitting, *, most: int = 9) -> None:
    """Writes the opinions of a meeting."""
    people = sitting.present.there
    if sitting.slot.kind != MeetingKind.REGULAR:
        most = min(most, 6)
    speakers = scribe.rng.sample(people, min(most, _number(scribe, len(people)), len(people)))
    said: set[str] = set()
    for position, speaker in enumerate(speakers, start=1):
        for _ in range(TRIES):
            kind, text = _opinion(scribe, sitting, speaker)
            if text not in said:
                break
        said.add(text)
        note(scribe, sitting, position=position, speaker=speaker, kind=kind, text=text)
    sitting.opinions = len(speakers)
    if sitting.guest and scribe.place.weakness != Weakness.MONOTONE and most > 5:
        sitting.opinions += 1
        note(
            scribe,
            sitting,
            position=sitting.opinions,
            guest=f"Đồng chí {sitting.guest}",
            kind=OpinionKind.DISCUSSION,
            text=scribe.say(_guest_words(sitting), sitting),
        )


def note(scribe: Scribe, sitting: Sitting, **values: object) -> None:
    """Writes down what was said."""
    sitting.said.append(scribe.copier.add(Opinion, meeting=sitting.meeting, **values))
    sitting.written.append(sitting.said[-1].text)


def _guest_words(sitting: Sitting) -> tuple[str, ...]:
    return special.GUEST_OPINIONS if sitting.has_work else GUEST_PLAIN


def _number(scribe: Scribe, there: int) -> int:
    if scribe.place.weakness in {Weakness.MONOTONE, Weakness.AWAY}:
        return scribe.rng.choice((1, 2, 2, 3))
    if there <= FEW and not scribe.place.at_home:
        # Few colleagues around one table: most of them say something.
        return round(there * scribe.rng.uniform(0.5, 0.75))
    return max(2, round(there * scribe.rng.uniform(0.14, 0.32)))


def _opinion(scribe: Scribe, sitting: Sitting, speaker: Member) -> tuple[str, str]:
    if scribe.place.weakness == Weakness.MONOTONE:
        return OpinionKind.DISCUSSION, scribe.say(special.SAME_OPINIONS, sitting)
    special_bank = _bank_of_kind(scribe, sitting)
    if special_bank is not None:
        return _asking(scribe.say(special_bank, sitting, ho=villager(scribe.rng)))
    bank, _, about, kind = scribe.rng.choices(KINDS, WEIGHTS)[0]
    if bank == "own":
        return _asking(_own(scribe, sitting))
    if not sitting.jobs(about):
        bank, about, kind = common.ON_PLANS, "any", OpinionKind.DISCUSSION
    words = scribe.words(sitting, about)
    if words["lead"] == speaker.full_name:  # nobody advises himself
        words["lead"] = sitting.present.chair.full_name
    return kind, scribe.decks.text(bank, words)


def _bank_of_kind(scribe: Scribe, sitting: Sitting) -> tuple[str, ...] | None:
    kind = sitting.slot.kind
    if kind == MeetingKind.REVIEW:
        return special.REVIEW_OPINIONS
    if kind == MeetingKind.EXTRAORDINARY:
        if sitting.slot.candidate:
            return special.ADMISSION_OPINIONS
        return special.DANGER_OPINIONS if sitting.slot.is_danger else special.MATTER_OPINIONS
    if kind == MeetingKind.THEMATIC and (not sitting.given or scribe.rng.random() < 0.75):
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
