"""No file and no cell, whatever is in it, ends in anything but rows or a refusal in words."""

import io
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from members.importing import files, sheets, table, values
from members.importing.files import Refused
from tests.factories import TODAY
from tests.members.importing import sent
from tests.members.workbooks import changed, workbook

CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.integers(-(10**6), 10**6),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.booleans(),
    st.sampled_from(["=1+1", "#REF!", "29/02/2023", "x", "Bí thư", "TDP 5"]),
)


def read(content: bytes, name: str) -> None:
    file = io.BytesIO(content)
    try:
        kind = files.kind_of(name, len(content), file, most_bytes=10**7)
        for found in table.tables_of(sheets.read(kind, file)):
            assert all(line.row > 0 for line in found.lines)
    except Refused as refused:
        said = str(refused)
    else:
        said = "rows"
    assert said


@given(st.binary(max_size=400))
def test_any_bytes_as_a_csv(content):
    read(content, "a.csv")


@given(st.binary(max_size=400))
def test_any_bytes_behind_the_headings(content):
    read("Họ và tên,Ngày sinh\n".encode() + content, "a.csv")


PARTS = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml")


@given(st.sampled_from(PARTS), st.integers(0, 3000), st.binary(max_size=8))
@settings(max_examples=60)
def test_a_workbook_with_a_part_that_was_damaged(entry, at, damage):
    read(changed(workbook(), entry, lambda xml: xml[:at] + damage + xml[at + 3 :]), "a.xlsx")


@given(CELLS)
def test_any_cell_is_a_value_or_a_refusal(cell):
    plain = sheets._plain(cell, "n", sheets.datetime(1899, 12, 30))
    for name in ("name", "day", "gender", "card", "phone", "note", "office", "grade"):
        with suppress(ValueError):
            getattr(values, f"{name}_of")(plain)


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELLS, min_size=9, max_size=9), min_size=1, max_size=4))
def test_any_rows_under_the_headings(secretary_a, rows):
    try:
        content = workbook(*[["" if one is None else one for one in row] for row in rows])
    except (IllegalCharacterError, ValueError):
        return  # openpyxl writes no such cell
    found = sent(content, by=secretary_a, since=TODAY)
    assert found.state in {"ready", "refused"}
