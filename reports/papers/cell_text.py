"""The monthly report of a cell to the committee above, from its snapshot.

Source: the regular report that Hướng dẫn 42-HD/BTCTW asks of a cell's secretary; its parts are the
custom of committees, no form is prescribed. Opinions appear as counts, never with a name.
"""

from collections.abc import Iterator
from typing import Any

from cells.text import figure
from documents.blocks import Block, Bullets, Column, Document, Paragraph, Table
from documents.wording import document_number
from reports.boards import months_back
from reports.papers.base import Paper, day_words, document_of, part_of
from reports.papers.figures import figures_of, figures_table


def content(paper: Paper) -> Document:
    """The whole report."""
    facts = paper.snapshot
    now = figures_of(facts["figures"]["now"])
    month = paper.period
    heads = [f"{one:%m/%Y}" for one in (month, months_back(month, 1), months_back(month, 12))]
    subject = f"Kết quả sinh hoạt chi bộ và thực hiện nhiệm vụ\ntháng {month:%m/%Y}"
    return document_of(
        paper,
        subject,
        [
            ("Tình hình đảng viên", [_roll(now)]),
            ("Sinh hoạt chi bộ", [*_meetings(facts, now), *_opinions(now)]),
            ("Kết quả thực hiện nhiệm vụ", [*_work(facts, now)]),
            ("Nghị quyết và nhiệm vụ mới", [*_resolutions(facts), *_given(facts)]),
            ("Số liệu", [figures_table(paper.kind, facts, heads=heads, caption="Số liệu so sánh")]),
        ],
    )


def _roll(now: dict[str, Any]) -> Paragraph:
    special = [
        f"{figure(now[name])} {words}"
        for name, words in (
            ("exempted", "được miễn công tác và sinh hoạt"),
            ("away", "đi làm ăn xa"),
            ("elsewhere", "sinh hoạt tạm thời nơi khác"),
            ("suspended", "bị đình chỉ sinh hoạt"),
        )
        if now[name]
    ]
    more = f"; trong đó {', '.join(special)}" if special else ""
    return Paragraph(
        f"Đến cuối tháng chi bộ có {figure(now['members'])} đảng viên "
        f"({figure(now['official'])} chính thức, {figure(now['probationary'])} dự bị){more}."
    )


def _meetings(facts: dict[str, Any], now: dict[str, Any]) -> Iterator[Block]:
    if now["regular_state"] in {"open", "signed"}:
        late = f", muộn {now['days_late']} ngày so với quy định" if now["days_late"] else ""
        length = f" Thời lượng {now['minutes']} phút." if now["minutes"] else ""
        signed = (
            f" Biên bản ký ngày {day_words(now['signed_on'])}."
            if now["signed_on"]
            else " Biên bản chưa ký."
        )
        yield Paragraph(
            f"Chi bộ sinh hoạt thường kỳ ngày {day_words(now['regular_on'])}{late}. "
            f"Dự họp {part_of(now['present'], now['bound'])} đảng viên thuộc diện dự; "
            f"vắng có lý do {now['excused']}, không lý do {now['unexcused']}.{length}{signed}"
        )
    else:
        yield Paragraph("Trong tháng chi bộ chưa sinh hoạt thường kỳ.")
    others = [one for one in facts["meetings"] if not one["regular"]]
    if others:
        yield Bullets([_other(one) for one in others])
    yield Paragraph(
        f"Từ đầu quý chi bộ đã sinh hoạt {now['thematic_in_quarter']} buổi chuyên đề"
        + (f" (quy định {now['thematic_required']} buổi)." if now["thematic_required"] else ".")
    )


def _other(one: dict[str, Any]) -> str:
    about = one["theme"] or one["purpose"]
    words = f"{one['kind']} ngày {day_words(one['day'])}"
    return f"{words}: {about.strip().rstrip('.')}." if about.strip() else f"{words}."


def _opinions(now: dict[str, Any]) -> Iterator[Block]:
    told = [
        f"{now[name]} {words}"
        for name, words in (
            ("discussion", "ý kiến thảo luận"),
            ("self_criticism", "ý kiến tự phê bình"),
            ("criticism", "ý kiến phê bình"),
            ("proposal", "kiến nghị, đề xuất"),
            ("reserved", "ý kiến bảo lưu"),
        )
        if now[name]
    ]
    if told:
        yield Paragraph(f"Các buổi sinh hoạt có {', '.join(told)}.")


def _work(facts: dict[str, Any], now: dict[str, Any]) -> Iterator[Block]:
    if now["due"]:
        yield Paragraph(
            f"Có {now['due']} nhiệm vụ đến kỳ báo cáo: hoàn thành đúng kỳ {now['done_on_time']}, "
            f"hoàn thành muộn {now['done_late']}, chuyển tiếp {now['carried']}, "
            f"thôi thực hiện {now['dropped']}, chưa xong {now['still_open']}."
        )
    else:
        yield Paragraph("Trong tháng không có nhiệm vụ nào đến kỳ báo cáo.")
    if facts["reviews"]:
        yield Table(
            [Column("Nhiệm vụ", 3.4), Column("Kết quả cụ thể", 3.6), Column("Đánh giá", 1.6)],
            [
                (_task(one), one["result"] or "(chưa ghi)", one["status"])
                for one in facts["reviews"]
            ],
            caption="Kết quả từng nhiệm vụ",
        )


def _task(one: dict[str, Any]) -> str:
    told = [one["task"].strip().rstrip(".")]
    if one["target"]:
        told.append(f"chỉ tiêu {one['target']}")
    return f"{'; '.join(told)} (hạn {day_words(one['due'])})"


def _resolutions(facts: dict[str, Any]) -> Iterator[Block]:
    rows = facts["resolutions"]
    if rows:
        yield Table(
            [Column("Văn bản", 1.7), Column("Trích yếu", 4), Column("Tán thành", 1.3, "center")],
            [(_number(one), one["abstract"], _votes(one)) for one in rows],
            caption="Văn bản chi bộ biểu quyết",
        )
    else:
        yield Paragraph("Trong tháng chi bộ không biểu quyết văn bản nào.")


def _number(one: dict[str, Any]) -> str:
    if one["number"] is None:
        return "Không thông qua" if one["passed"] is False else "Chưa có số"
    return document_number(one["number"], one["document_type"])


def _votes(one: dict[str, Any]) -> str:
    return "" if one["yes"] is None or one["base"] is None else f"{one['yes']}/{one['base']}"


def _given(facts: dict[str, Any]) -> Iterator[Block]:
    if facts["given"]:
        yield Table(
            [Column("Nhiệm vụ", 4), Column("Chủ trì", 1.8), Column("Thời hạn", 1.3, "center")],
            [
                (
                    one["task"] + (f" (chỉ tiêu {one['target']})" if one["target"] else ""),
                    one["lead"],
                    day_words(one["due"]),
                )
                for one in facts["given"]
            ],
            caption="Nhiệm vụ giao trong tháng",
        )
