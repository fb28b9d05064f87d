"""Votes on resolutions in words."""

from collections.abc import Iterator

from documents.blocks import Block, Paragraph, Run
from meetings.models import Ballot, Resolution
from meetings.printing.head import number_words
from meetings.printing.words import BLANK, labelled, percent, quoted, share
from meetings.record import Record

WAYS = {
    Ballot.HANDS: "giơ tay (thẻ đảng viên)",
    Ballot.SECRET: "bỏ phiếu kín",
}


LAPSED = "Số đã cấp được giữ, không dùng cho văn bản khác; văn bản không có hiệu lực"
"""What becomes of a number that was given before the minutes were reopened: no gap, no effect."""


def lapsed(record: Record, resolution: Resolution) -> bool:
    """Whether it has a number from an earlier version of the minutes and no longer passes."""
    return resolution.number is not None and has_passed(record, resolution) is False


def has_votes(resolution: Resolution) -> bool:
    """Whether all three figures of the vote are known."""
    return None not in (resolution.yes, resolution.no, resolution.other)


def has_passed(record: Record, resolution: Resolution) -> bool | None:
    """As fixed at signing, else as the figures say; None before the vote."""
    if resolution.passed is not None:
        return resolution.passed
    return record.verdict(resolution).passed


def needed_words(record: Record, resolution: Resolution) -> str:
    """'quá nửa số đảng viên … tán thành, tức từ 11/20 trở lên'."""
    verdict = record.verdict(resolution)
    return (
        f"{verdict.majority} số đảng viên được tính khi biểu quyết tán thành, "
        f"tức từ {verdict.needed}/{verdict.base} trở lên"
    )


def vote_blocks(record: Record, resolution: Resolution) -> Iterator[Block]:
    """What was voted on, how, the figures over the base, and the result."""
    kind = resolution.get_document_type_display()
    name = f"{kind} {quoted(resolution.abstract)}"
    if resolution.number is not None:
        name += f" ({number_words(resolution.number, resolution.document_type)})"
    way = f": biểu quyết bằng hình thức {WAYS[Ballot(resolution.ballot)]}."
    yield Paragraph((Run(name, bold=True), Run(way)), keep_with_next=True)
    if not has_votes(resolution):
        yield labelled("Kết quả biểu quyết", BLANK)
        return
    yield labelled("Kết quả biểu quyết", _figures(record, resolution))
    result = "ĐƯỢC THÔNG QUA" if has_passed(record, resolution) else "KHÔNG ĐƯỢC THÔNG QUA"
    condition = f"Cần {needed_words(record, resolution)}. "
    yield Paragraph((Run(condition), Run(f"{kind} {result}.", bold=True)))
    if lapsed(record, resolution):
        yield Paragraph(f"{LAPSED}.", italic=True)


def _figures(record: Record, resolution: Resolution) -> str:
    base = record.verdict(resolution).base
    given = [
        ("tán thành", resolution.yes),
        ("không tán thành", resolution.no),
        ("ý kiến khác", resolution.other),
    ]
    silent = base - sum(votes for _, votes in given)
    if silent > 0:
        given.append(("không tham gia biểu quyết (kể cả vắng mặt)", silent))
    return "; ".join(f"{words} {share(votes, base)}" for words, votes in given)


def passing_sentence(record: Record, resolution: Resolution) -> str:
    """How the document was passed, as its own last sentence."""
    kind, base = resolution.get_document_type_display(), record.verdict(resolution).base
    if not has_votes(resolution):
        return f"{kind} chưa được biểu quyết."
    over = f"{resolution.yes}/{base} đảng viên tán thành"
    if base:
        over += f", đạt {percent(resolution.yes, base)}"
    if has_passed(record, resolution):
        return f"{kind} được chi bộ thông qua với {over}."
    return f"{kind} không được chi bộ thông qua: {over}; cần {needed_words(record, resolution)}."
