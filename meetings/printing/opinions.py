"""What was said in the discussion, with or without the names of those who said it."""

from collections.abc import Iterator
from dataclasses import replace

from documents.blocks import Block, Bullets, Paragraph, Run
from meetings.heading import name_of
from meetings.models import Opinion, OpinionKind
from meetings.printing.words import lines_of, one_line, prose, sentence
from meetings.record import Record


def opinion_blocks(record: Record, *, reveal_speakers: bool) -> Iterator[Block]:
    """Every opinion after its speaker, in the order of the meeting.

    Without `reveal_speakers` no name stands here: opinions are read by name in the cell only.
    """
    for opinion in record.opinions:
        speaker = _named(record, opinion) if reveal_speakers else _nameless(opinion)
        first, *others = lines_of(opinion.text) or [""]
        yield Paragraph(
            (Run(f"- {speaker}", bold=True), Run(f"{_kind(opinion)}: {sentence(first)}"))
        )
        yield from (_inner(block) for block in prose("\n".join(others)))
    reserved = sum(opinion.kind == OpinionKind.RESERVED for opinion in record.opinions)
    if reserved:
        # Members may reserve their opinion and report it upwards: Điều 9.5 of the charter.
        yield Paragraph(
            f"Có {reserved} ý kiến bảo lưu, được ghi vào biên bản theo Điều 9 Điều lệ Đảng.",
            italic=True,
        )


def _inner(block: Block) -> Block:
    """A list within an opinion, told from the opinions themselves by its marker."""
    return replace(block, marker="+") if isinstance(block, Bullets) else block


def _named(record: Record, opinion: Opinion) -> str:
    if opinion.speaker_id:
        return f"Đồng chí {name_of(record, opinion.speaker)}"
    return f"Đại biểu {one_line(opinion.guest)}"


def _nameless(opinion: Opinion) -> str:
    return "Một đảng viên" if opinion.speaker_id else "Một đại biểu"


def _kind(opinion: Opinion) -> str:
    if opinion.kind == OpinionKind.DISCUSSION:
        return ""
    return f" ({OpinionKind(opinion.kind).label.lower()})"
