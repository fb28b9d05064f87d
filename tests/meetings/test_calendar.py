"""The calendar under a secret address: who reads it, what it holds and what it never holds."""

import hashlib
from datetime import date, datetime, timedelta

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time

from meetings import feed
from meetings.models import CalendarToken, MeetingKind
from meetings.services import calendar, planning
from tests.factories import OpinionFactory, at, marked_signed
from tests.meetings.helpers import NOVEMBER, NOW, given_and_signed, planned

pytestmark = pytest.mark.django_db


def get(token: str, **headers):
    return Client().get(reverse("calendar:feed", args=[token]), **headers)


@pytest.fixture
def token(secretary_a) -> str:
    return calendar.renew(now=NOW, by=secretary_a)


@freeze_time(NOW)
def events(token: str) -> dict[str, icalendar.Event]:
    answer = get(token)
    assert answer.status_code == 200
    found = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(event["uid"]): event for event in found}


def uid(meeting) -> str:
    return f"meeting-{meeting.pk}@testserver"


class TestAddress:
    def test_only_its_digest_is_kept(self, token):
        row = CalendarToken.objects.get()
        assert row.digest == hashlib.sha256(token.encode()).hexdigest()
        assert len(token) >= 43
        assert token not in str(list(CalendarToken.objects.values()))

    def test_a_new_one_ends_the_old_and_revoking_ends_all(self, token, secretary_a):
        new = calendar.renew(now=NOW, by=secretary_a)
        assert get(token).status_code == 404
        assert get(new).status_code == 200
        calendar.revoke(by=secretary_a)
        assert get(new).status_code == 404

    @pytest.mark.parametrize("wrong", ["x", "a" * 43, "%00", "a" * 4000, "đảng"])
    def test_any_other_address_is_not_found(self, token, wrong):
        assert Client().get(f"/calendar/{wrong}.ics").status_code in {400, 404}

    def test_who_is_shut_out_has_no_calendar(self, token, secretary_a):
        secretary_a.is_active = False
        secretary_a.save()
        assert get(token).status_code == 404

    @freeze_time(NOW)
    def test_the_page_shows_it_once(self, client_of, secretary_a):
        browser, url = client_of(secretary_a), reverse("calendar:mine")
        assert "Chưa có địa chỉ lịch" in browser.get(url).content.decode()
        shown = browser.post(url, follow=True)
        assert "http://testserver/calendar/" in shown.content.decode()
        assert "webcal://testserver/calendar/" in shown.content.decode()
        assert shown["Cache-Control"] == "private, no-store"
        again = browser.get(url).content.decode()
        assert "/calendar/" not in again.replace('"/calendar/', "").replace("/static/", "")
        assert "Tạo địa chỉ mới" in again
        browser.post(reverse("calendar:revoke"))
        assert not CalendarToken.objects.exists()


class TestContent:
    def test_a_meeting_stands_at_its_time_and_place_with_its_agenda(
        self, token, cell_a, secretary_a
    ):
        meeting = planned(cell_a, secretary_a)
        event = events(token)[uid(meeting)]
        assert event["dtstart"].dt == at(NOVEMBER)
        assert event["dtstart"].params["TZID"] == "Asia/Ho_Chi_Minh"
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=90)
        assert str(event["summary"]) == f"{meeting.title} – Chi bộ Tổ dân phố 5"
        assert str(event["location"]) == "Nhà văn hóa tổ dân phố"
        assert "Thông tin, định hướng tư tưởng" in str(event["description"])
        assert str(event["url"]) == f"http://testserver{meeting.get_absolute_url()}"

    def test_the_time_zone_is_seven_hours_all_year(self, token):
        calendar_file = icalendar.Calendar.from_ical(get(token).content)
        (zone,) = calendar_file.walk("VTIMEZONE")
        assert str(zone["tzid"]) == "Asia/Ho_Chi_Minh"
        assert not zone.walk("DAYLIGHT")
        assert b"TZOFFSETTO:+0700" in zone.to_ical()
        for month in (1, 7):
            moment = datetime(2026, month, 1, 12, tzinfo=zone.to_tz())
            assert moment.utcoffset() == timedelta(hours=7)
        assert feed.timezone_of_vietnam().to_ical() == zone.to_ical()

    def test_a_change_keeps_the_identifier_and_raises_the_version(self, token, cell_a, secretary_a):
        meeting = planned(cell_a, secretary_a)
        before = events(token)[uid(meeting)]
        planning.replan(meeting, values={"planned_at": at(date(2026, 11, 4))}, by=secretary_a)
        after = events(token)[uid(meeting)]
        assert after["dtstart"].dt == at(date(2026, 11, 4))
        assert after["sequence"] > before["sequence"]
        assert after["last-modified"].dt.utcoffset() == timedelta()

    def test_it_holds_no_name_and_nothing_that_was_said(self, token, cell_a, secretary_a):
        meeting = planned(cell_a, secretary_a)
        OpinionFactory(meeting=meeting, text="Ý kiến riêng trong họp")
        given_and_signed(cell_a, secretary_a, day=date(2026, 11, 8))
        text = " ".join(get(token).content.decode().replace("\r\n ", "").split())
        assert "Ý kiến riêng" not in text
        for person in cell_a.memberships.values_list("member__full_name", flat=True):
            assert person not in text

    def test_only_cells_that_one_may_read_are_in_it(
        self, token, cell_a, cell_b, secretary_a, secretary_b, officer, stranger
    ):
        ours, theirs = planned(cell_a, secretary_a), planned(cell_b, secretary_b)
        assert set(events(token)) == {uid(ours)}
        of_officer = events(calendar.renew(now=NOW, by=officer))
        assert set(of_officer) == {uid(ours), uid(theirs)}
        assert events(calendar.renew(now=NOW, by=stranger)) == {}

    @freeze_time(NOW)
    def test_signed_meetings_stay_for_a_year_and_open_ones_for_good(
        self, token, cell_a, secretary_a
    ):
        kind = MeetingKind.EXTRAORDINARY
        days = [date(2025, 11, 10), date(2026, 3, 3)]
        old, recent = (planned(cell_a, secretary_a, day=day, kind=kind) for day in days)
        forgotten = planned(cell_a, secretary_a, day=date(2025, 9, 9), kind=kind)
        for number, meeting in enumerate((old, recent), start=1):
            marked_signed(meeting, by=secretary_a, number=number)
        assert set(events(token)) == {uid(recent), uid(forgotten)}

    def test_open_work_of_the_own_cell_stands_on_its_last_day(
        self, token, cell_a, secretary_a, officer
    ):
        work = given_and_signed(cell_a, secretary_a, day=date(2026, 11, 8))
        name = f"assignment-{work.pk}@testserver"
        event = events(token)[name]
        assert event["dtstart"].dt == work.due
        assert str(event["transp"]) == "TRANSPARENT"
        assert str(event["summary"]).startswith("Hạn: Vận động các hộ ngõ 3")
        assert name not in events(calendar.renew(now=NOW, by=officer))
        type(work).objects.filter(pk=work.pk).update(state="done", closed_by=work.meeting)
        assert name not in events(token)

    def test_the_same_calendar_is_not_sent_twice(self, token, cell_a, secretary_a):
        meeting = planned(cell_a, secretary_a)
        first = get(token)
        assert first["Content-Type"] == "text/calendar; charset=utf-8"
        again = get(token, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        planning.replan(meeting, values={"place": "Trường tiểu học"}, by=secretary_a)
        assert get(token, headers={"If-None-Match": first["ETag"]}).status_code == 200

    def test_it_costs_the_same_for_twice_the_meetings(self, token, cell_a, secretary_a):
        def cost() -> int:
            with CaptureQueriesContext(connection) as queries:
                assert get(token).status_code == 200
            return len(queries)

        planned(cell_a, secretary_a)
        given_and_signed(cell_a, secretary_a, day=date(2026, 11, 8))
        once = cost()
        for day in range(10, 14):
            kind = MeetingKind.EXTRAORDINARY
            planned(cell_a, secretary_a, day=date(2026, 11, day), kind=kind)
            given_and_signed(cell_a, secretary_a, day=date(2026, 10, day))
        assert cost() == once
        assert once <= 5


def test_the_zone_is_that_of_the_application():
    assert timezone.get_default_timezone_name() == feed.ZONE
