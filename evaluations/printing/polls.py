"""The minutes of the count of a confidence poll."""

from collections.abc import Iterator, Sequence

from cells.text import figure
from documents.blocks import (
    Block,
    Column,
    Document,
    Paragraph,
    Signature,
    Signatures,
    Table,
    Title,
)
from documents.wording import long_date
from evaluations.models import ConfidenceLine, ConfidencePoll
from evaluations.printing.head import of_committee
from evaluations.rules import CONSEQUENCES, PollRegime, consequence
from meetings.printing.tables import NUMBER
from meetings.printing.words import BLANK, labelled, one_line, share


def poll_minutes(poll: ConfidencePoll, lines: Sequence[ConfidenceLine]) -> Document:
    """What was issued and came back, and each person's three levels with their share of the
    ballots collected (96-QĐ/TW, Điều 6.3); dots where nothing is counted yet."""
    issuer = of_committee(poll.committee, poll.held_on)
    blocks: list[Block] = [
        issuer.letterhead(dated=False),
        Title("BIÊN BẢN KIỂM PHIẾU", f"Lấy phiếu tín nhiệm\n{one_line(poll.title)}"),
        labelled("Thời gian", long_date(poll.held_on)),
        labelled("Địa điểm", one_line(poll.place) or BLANK),
        labelled("Căn cứ", poll.get_regime_display()),
        labelled("Có mặt", f"{share(poll.present, poll.summoned)} người được triệu tập"),
        labelled("Ban kiểm phiếu", one_line(poll.tellers) or BLANK),
        labelled("Số phiếu", f"phát ra {poll.issued}, thu về {poll.collected}"),
        _table(lines),
        Paragraph(
            "Tỷ lệ tính trên số phiếu thu về; khi có phiếu không hợp lệ, các tỷ lệ cộng lại không "
            "đủ 100%.",
            italic=True,
        ),
        *_consequences(poll, lines),
        Signatures(
            left=Signature(["THƯ KÝ"]),
            right=Signature(["T/M BAN KIỂM PHIẾU", "TRƯỞNG BAN"]),
        ),
    ]
    return issuer.document(f"Biên bản kiểm phiếu tín nhiệm {poll.held_on:%d/%m/%Y}", blocks)


def _table(lines: Sequence[ConfidenceLine]) -> Table:
    columns = [
        NUMBER,
        Column("Họ và tên, chức vụ", 52),
        Column("Hợp lệ", 16, "center"),
        Column("Không hợp lệ", 18, "center"),
        Column("Tín nhiệm cao", 26, "center"),
        Column("Tín nhiệm", 26, "center"),
        Column("Tín nhiệm thấp", 26, "center"),
    ]
    rows = []
    for number, line in enumerate(lines, start=1):
        tally = line.tally
        name = f"{one_line(line.name)}\n{one_line(line.office)}"
        counted = ["", "", "", "", ""]
        if tally:
            counted = [str(tally.valid), str(tally.invalid)] + [
                f"{votes}\n({figure(tally.percent(votes))}%)"
                for votes in (tally.high, tally.middle, tally.low)
            ]
        rows.append([str(number), name, *counted])
    return Table(columns, rows)


def _consequences(poll: ConfidencePoll, lines: Sequence[ConfidenceLine]) -> Iterator[Block]:
    for line in lines:
        if line.tally is None:
            continue
        words = CONSEQUENCES.get((PollRegime(poll.regime), consequence(line.tally)))
        if words:
            yield Paragraph(f"Đồng chí {one_line(line.name)}: {words}")
