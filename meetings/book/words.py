"""What does not fit in a book, in words for those who keep it."""

from collections.abc import Iterator, Mapping

from django.apps import apps

from meetings.models import Addendum, BookPage, Meeting, PageKind

NOT_LINKED = "không nối tiếp với trang trước"
CHANGED_PAGE = "trang sổ đã bị sửa sau khi lập"
OPENED_UNSEEN = "biên bản không còn là bản đã ký mà sổ không có trang mở lại"
CLOSING_PAGE_CHANGED = "không đối chiếu được, vì trang mở lại biên bản này đã bị sửa"
SCHEMA_CHANGED = "không đối chiếu được, vì danh mục trường của mã kiểm tra đã bị sửa"
MOST_NAMED = 3


def minutes_name(meeting: Meeting) -> str:
    """'biên bản số 9 họp ngày 03/04/2026'."""
    return f"biên bản số {meeting.minutes_number} họp ngày {meeting.held_on:%d/%m/%Y}"


def page_name(page: BookPage) -> str:
    """'trang 14, biên bản số 9 họp ngày 03/04/2026'."""
    named = minutes_name(page.meeting)
    if page.kind == PageKind.ADDENDUM:
        named = f"phụ lục đính chính số {page.addendum.position} của {named}"
    elif page.kind == PageKind.REOPENING:
        named = f"mở lại {named}"
    again = f" (lập lần {page.version})" if page.version > 1 else ""
    return f"trang {page.position}, {named}{again}"


def missing_pages(first: int, last: int) -> str:
    """That these positions are not there."""
    return f"thiếu trang {first}" if first == last else f"thiếu các trang {first} đến {last}"


def unreadable(what: object) -> str:
    return f"không đối chiếu được, vì hệ thống không còn {what}"


def without_page(meeting: Meeting) -> str:
    return f"{minutes_name(meeting)} đã ký nhưng không có trang trong sổ"


def opened_without_page(meeting: Meeting) -> str:
    return f"{minutes_name(meeting)} lập lần {meeting.version} nhưng sổ thiếu trang mở lại"


def addendum_without_page(addendum: Addendum) -> str:
    named = minutes_name(addendum.meeting)
    return f"phụ lục đính chính số {addendum.position} của {named} không có trang trong sổ"


def difference(signed: Mapping[str, str], now: Mapping[str, str]) -> str:
    """Which rows are other, gone or new: 'ý kiến (Opinion 512) khác bản đã ký'."""
    found = list(_differences(signed, now))
    if not found:
        return "nội dung khác bản đã ký"
    named = "; ".join(found[:MOST_NAMED])
    more = len(found) - MOST_NAMED
    return f"{named}; và {more} chỗ khác" if more > 0 else named


def _differences(signed: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for label in sorted({*signed, *now}):
        before, after = _marks(signed.get(label, "")), _marks(now.get(label, ""))
        for pk in sorted({*before, *after}):
            if before.get(pk) == after.get(pk):
                continue
            if pk not in after:
                yield f"{_row_name(label, pk)} đã bị xóa"
            elif pk not in before:
                yield f"{_row_name(label, pk)} được thêm sau khi ký"
            else:
                yield f"{_row_name(label, pk)} khác bản đã ký"


def _marks(joined: str) -> dict[int, str]:
    pairs = (mark.partition(":") for mark in joined.split())
    return {int(pk): hashed for pk, _, hashed in pairs}


def _row_name(label: str, pk: int) -> str:
    model = apps.get_model(label)
    return f"{model._meta.verbose_name} ({model.__name__} {pk})"
