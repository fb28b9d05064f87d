"""What one version of a report says otherwise than the one before it, part by part."""

from collections.abc import Callable
from dataclasses import replace

from documents.blocks import Block, Document, Heading, Signatures
from reports.papers.base import Paper

Parts = dict[str, list[Block]]
HEAD, SIGNED = "Phần đầu văn bản", "Nơi nhận, người ký"


def parts_that_differ(old: Paper, new: Paper, content: Callable[[Paper], Document]) -> list[str]:
    """The headings of the parts of which the two say different things, in the order of the newer
    paper; also of parts that only one of them has."""
    before, after = _parts(content(_as_issued(old))), _parts(content(_as_issued(new)))
    return [name for name in after | before if after.get(name) != before.get(name)]


def _as_issued(paper: Paper) -> Paper:
    """Drafts show where something is still to be written: that is no difference."""
    return replace(paper, number=1, issued_on=paper.period)


def _parts(document: Document) -> Parts:
    """The blocks under each heading, without its number: a part in front of it may be new."""
    current: list[Block] = []
    found: Parts = {HEAD: current}
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            current = found.setdefault(block.text.partition(". ")[2], [])
        elif isinstance(block, Signatures):
            found[SIGNED] = [block]
        else:
            current.append(block)
    return found
