"""Who stayed away without a reason: months of the year, from signed regular meetings only."""

from datetime import date

import pytest
from django.urls import reverse

from meetings import absences
from meetings.models import AttendanceStatus, MeetingKind
from tests.factories import (
    TODAY,
    AttendanceFactory,
    MeetingFactory,
    MembershipFactory,
    marked_signed,
    member_of,
)
from tests.members.test_lists import cost

LIST = reverse("meetings:absences")


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("meetings.views.attendance.localdate", lambda: TODAY)


@pytest.fixture
def absent(cell_a, secretary_a):
    """Writes a signed meeting of the month with the member's status."""
    numbers = iter(range(1, 100))

    def do(member, month, status=AttendanceStatus.UNEXCUSED, *, signed=True, cell=None, **values):
        meeting = MeetingFactory(cell=cell or cell_a, month=date(2026, month, 1), **values)
        AttendanceFactory(meeting=meeting, member=member, status=status)
        if signed:
            marked_signed(meeting, by=secretary_a, number=next(numbers))
        return meeting

    return do


@pytest.fixture
def member(cell_a):
    return member_of(cell_a, "Hồ Văn Vắng")


def listed(user, **values):
    rows = absences.absent_members(user, 2026, today=TODAY, **values)
    return [(row.full_name, row.months) for row in rows]


def test_three_months_need_not_follow_each_other(absent, member, secretary_a):
    for month in (2, 5, 9):
        absent(member, month)
    row = absences.absent_members(secretary_a, 2026, today=TODAY).get()
    assert (row.months, [month.month for month in row.which]) == (3, [2, 5, 9])
    assert absences.alert_of(3).kind == "late"


@pytest.mark.parametrize(
    "values",
    [
        {"status": AttendanceStatus.EXCUSED},
        {"signed": False},
        {"kind": MeetingKind.THEMATIC},
    ],
)
def test_what_does_not_count(absent, member, secretary_a, values):
    absent(member, 5, **values)
    assert listed(secretary_a) == []


def test_another_year_does_not_count(absent, member, secretary_a):
    absent(member, 5)
    assert not absences.absent_members(secretary_a, 2025, today=TODAY)


def test_months_in_the_cell_before_count_too(
    absent, cell_a, cell_b, secretary_a, secretary_b, member
):
    absent(member, 3)
    member.memberships.update(validity=(date(2020, 1, 1), date(2026, 6, 1)))
    MembershipFactory(member=member, cell=cell_b, validity=(date(2026, 6, 1), None))
    absent(member, 8, cell=cell_b)
    assert listed(secretary_b) == [("Hồ Văn Vắng", 2)]
    assert listed(secretary_a) == []


def test_strangers_are_not_shown(absent, member, secretary_b, officer, other_officer):
    absent(member, 3)
    assert listed(officer) == [("Hồ Văn Vắng", 1)]
    assert listed(secretary_b) == listed(other_officer) == []


@pytest.mark.parametrize(("months", "kind"), [(0, None), (1, "neutral"), (2, "due"), (7, "late")])
def test_watched_then_alerted_then_listed(months, kind):
    alert = absences.alert_of(months)
    assert (alert.kind if alert else None) == kind


class TestPages:
    def test_the_list(self, absent, member, officer, client_of, cell_a):
        for month in (2, 5, 9):
            absent(member, month)
        page = client_of(officer).get(LIST).content.decode()
        for words in ("Hồ Văn Vắng", "02, 05, 09", "đủ ba tháng", "HMK chỉ liệt kê"):
            assert words in page
        assert "Không có ai" in client_of(officer).get(LIST, {"year": "2025"}).content.decode()

    @pytest.mark.parametrize("asked", ["x", "-5", "9" * 30, "0", ""])
    def test_years_that_cannot_be(self, officer, client_of, cell_a, member, asked):
        client = client_of(officer)
        assert client.get(LIST, {"year": asked}).status_code == 200
        url = reverse("meetings:member-attendance", args=[member.pk])
        assert client.get(url, {"year": asked}).status_code == 200

    def test_the_list_costs_the_same_for_twice_as_many(self, absent, officer, client_of, cell_a):
        client = client_of(officer)
        absent(member_of(cell_a), 3)
        before = cost(client, LIST)
        for month in (4, 5, 6):
            absent(member_of(cell_a), month)
        assert cost(client, LIST) == before

    def test_a_members_year(self, absent, member, secretary_a, client_of):
        absent(member, 2)
        absent(member, 3, AttendanceStatus.PRESENT)
        absent(member, 4, AttendanceStatus.EXCUSED)
        absent(member, 5)
        url = reverse("meetings:member-attendance", args=[member.pk])
        client = client_of(secretary_a)
        answer = client.get(url)
        assert answer.context["months"] == 2
        assert dict(answer.context["counts"]) == {
            "Có mặt": 1, "Vắng có lý do": 1, "Vắng không lý do": 2,
        }  # fmt: skip
        before = cost(client, url)
        absent(member, 6)
        absent(member, 7)
        assert cost(client, url) == before

    def test_a_merged_double_is_one_person(self, absent, member, cell_a, secretary_a, client_of):
        double = member_of(cell_a, "Hồ Văn Vắng")
        absent(member, 2)
        absent(double, 3)
        double.merged_into = member
        double.save()
        url = reverse("meetings:member-attendance", args=[member.pk])
        assert client_of(secretary_a).get(url).context["months"] == 2
