from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from psycopg2.extras import DateRange

from cells.templatetags import vietnamese


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 2), "thứ Hai, 02/02/2026"),
        (date(2026, 2, 3), "thứ Ba, 03/02/2026"),
        (date(2026, 2, 4), "thứ Tư, 04/02/2026"),
        (date(2026, 2, 5), "thứ Năm, 05/02/2026"),
        (date(2026, 2, 6), "thứ Sáu, 06/02/2026"),
        (date(2026, 2, 7), "thứ Bảy, 07/02/2026"),
        (date(2026, 2, 8), "Chủ nhật, 08/02/2026"),
        (datetime(2026, 2, 2, 18, 0, tzinfo=UTC), "thứ Ba, 03/02/2026"),
        (None, ""),
        ("", ""),
    ],
)
def test_days_as_people_write_them(day, words):
    assert vietnamese.weekday_date(day) == words


def test_short_date_of_an_early_year():
    assert vietnamese.short_date(date(930, 2, 3)) == "03/02/0930"
    assert vietnamese.short_date(None) == ""


def test_a_period_names_its_last_day():
    closed = DateRange(date(2020, 1, 1), date(2021, 1, 1))
    assert vietnamese.period(closed) == "từ 01/01/2020 đến hết 31/12/2020"
    assert vietnamese.period(DateRange(date(2020, 1, 1), None)) == "từ 01/01/2020 đến nay"


@pytest.mark.parametrize(("seconds", "minutes"), [(900, 15), (1, 1), (61, 2), (0, 0)])
def test_minutes_are_rounded_up(seconds, minutes):
    assert vietnamese.in_minutes(timedelta(seconds=seconds)) == minutes


def test_a_chip_has_an_icon_and_words_and_no_markup_of_others():
    chip = Template("{% load vietnamese %}{% state 'due' words %}").render(
        Context({"words": "<b>Sắp đến hạn</b>"})
    )
    assert 'class="hmk-state is-due"' in chip
    assert 'aria-hidden="true"' in chip
    assert "&lt;b&gt;Sắp đến hạn" in chip


def test_keys_stand_in_addresses_and_ids_as_they_are_and_figures_with_separators():
    page = Template("{% load vietnamese %}#row-{{ pk }}: {{ pk|figure }}")
    assert page.render(Context({"pk": 12345})) == "#row-12345: 12.345"
