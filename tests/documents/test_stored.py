"""A document kept as data is the same document when it is read again."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from documents import layouts
from documents.blocks import (
    Bullets,
    Column,
    Document,
    Heading,
    Letterhead,
    PageBreak,
    Paragraph,
    Recipients,
    Run,
    Signature,
    Signatures,
    Table,
    Title,
)
from documents.pdf import write_pdf
from documents.stored import KIND, from_data, to_data

WHOLE = Document(
    layout=replace(layouts.R2026, line_pt=19.5),
    title="Biên bản",
    created=datetime(2026, 4, 3, 12, 30, tzinfo=UTC),
    author="Chi bộ",
    blocks=[
        Letterhead("ĐẢNG BỘ XÃ", "CHI BỘ THÔN 1", "Số 05-BB/CB", "Hương Thử", date(2026, 4, 3)),
        Title("BIÊN BẢN", "Sinh hoạt chi bộ"),
        Heading("I. Mở đầu"),
        Paragraph((Run("Chủ trì: ", bold=True), Run("đồng chí An.")), keep_with_next=True),
        Bullets(["một", (Run("hai", italic=True),)], "+"),
        Table([Column("TT", 1.5, "center"), Column("Việc")], [["1", "Đèn"]], total=["", "1"]),
        PageBreak(),
        Signatures(left=Recipients(["- Lưu."]), right=Signature(["BÍ THƯ"], "An", note=None)),
        Signatures(right=Signature(["CHỦ TRÌ"])),
    ],
)


def test_a_document_survives_json():
    data = to_data(WHOLE)
    again = from_data(json.loads(json.dumps(data)))
    assert to_data(again) == data
    assert again.created == WHOLE.created
    assert again.layout == WHOLE.layout
    assert write_pdf(again) == write_pdf(WHOLE)


def test_what_a_block_no_longer_has_is_left_out_and_what_is_new_takes_its_default():
    data = to_data(Paragraph("Chữ.", bold=True))
    data["colour"] = "red"
    del data["align"]
    assert from_data(data) == Paragraph("Chữ.", bold=True)


def test_a_block_that_is_not_known_is_no_guess():
    with pytest.raises(KeyError):
        from_data({KIND: "Picture"})
