"""What the secretary types: kept and refused in words, or written whole."""

import unicodedata
from datetime import date

import pytest
from django.urls import reverse

from members.models import Member, Membership, Standing, StandingKind
from tests.factories import TODAY, StandingFactory, member_of

GOOD = {
    "full_name": "Nguyễn Thị Mới",
    "grade": "official",
    "grade_since": "19/05/1990",
    "since": "01/02/2020",
    "birth_date": "27/07/1961",
    "gender": "female",
    "admitted_on": "19/05/1989",
    "official_on": "19/05/1990",
    "card_number": "40.123456",
    "phone": "0912 345 678",
    "note": "Ở ngõ 3 🏠",
}
BAD_DAY = "không có thật"


@pytest.fixture
def add_url(cell_a):
    return reverse("members:add", args=[cell_a.pk])


@pytest.fixture
def client(client_of, secretary_a):
    return client_of(secretary_a)


def rows():
    return [model.objects.count() for model in (Member, Membership, Standing)]


def refused(client, url, data, field, words):
    """The page comes again with the words beside the field, what was typed, and nothing written."""
    before = rows()
    response = client.post(url, data)
    assert response.status_code == 200
    errors = response.context["form"].errors
    assert list(errors) == [field], errors
    assert words in errors[field][0]
    page = response.content.decode()
    assert "Chưa lưu được" in page
    assert "is-invalid" in page
    assert response.context["form"][field].value() == data.get(field)
    assert rows() == before
    return page


class TestAdding:
    def test_writes_the_member_with_cell_and_grade(self, client, add_url, cell_a):
        response = client.post(add_url, GOOD, follow=True)
        member = Member.objects.get(full_name="Nguyễn Thị Mới")
        assert response.redirect_chain == [(member.get_absolute_url(), 302)]
        assert (member.birth_date, member.official_on) == (date(1961, 7, 27), date(1990, 5, 19))
        membership = member.memberships.get()
        assert (membership.cell, membership.kind) == (cell_a, "primary")
        assert (membership.validity.lower, membership.validity.upper) == (date(2020, 2, 1), None)
        standing = member.standings.get()
        assert (standing.kind, standing.validity.lower) == ("official", date(1990, 5, 19))
        assert "Nguyễn Thị Mới" in response.content.decode()

    def test_little_is_enough(self, client, add_url):
        few = {name: GOOD[name] for name in ("full_name", "grade", "grade_since", "since")}
        assert client.post(add_url, few).status_code == 302

    def test_decomposed_letters_are_stored_composed(self, client, add_url):
        name = unicodedata.normalize("NFD", "Nguyễn  Thị Mới")
        client.post(add_url, GOOD | {"full_name": name})
        assert Member.objects.filter(full_name="Nguyễn Thị Mới").exists()

    def test_names_of_other_peoples(self, client, add_url):
        assert client.post(add_url, GOOD | {"full_name": "H’Hen Niê-Kđăm"}).status_code == 302

    def test_days_may_be_typed_as_digits(self, client, add_url):
        client.post(add_url, GOOD | {"birth_date": "27071961"})
        assert Member.objects.get(full_name="Nguyễn Thị Mới").birth_date == date(1961, 7, 27)

    @pytest.mark.parametrize(
        ("field", "typed", "words"),
        [
            ("full_name", "", "Xin nhập"),
            ("full_name", "   ", "Xin nhập"),
            ("full_name", "Nguyễn 😀", "chỉ gồm chữ cái"),
            ("full_name", "Nguyễn Văn 2", "chỉ gồm chữ cái"),
            ("full_name", "Nguyễn\x00Mới", "không hợp lệ"),
            ("full_name", "Nguyễn\u202eMới", "chỉ gồm chữ cái"),
            ("full_name", "a" * 200_000, "Tối đa 80 ký tự"),
            ("note", "a" * 200_000, "Tối đa 1000 ký tự"),
            ("note", "a\x00b", "không hợp lệ"),
            ("phone", "1" * 21, "Tối đa 20 ký tự"),
            ("card_number", "1" * 200_000, "Tối đa 20 ký tự"),
            ("birth_date", "29/02/2023", BAD_DAY),
            ("birth_date", "32/13/1960", BAD_DAY),
            ("birth_date", "hôm qua", BAD_DAY),
            ("birth_date", "1/1/60", BAD_DAY),
            ("birth_date", "27/07\x00/1961", BAD_DAY),
            ("birth_date", "2" * 200_000, BAD_DAY),
            ("birth_date", "24/11/2026", "chưa đến"),
            ("birth_date", "01/01/0001", "1900"),
            ("admitted_on", "18/05/1961", "sau ngày sinh"),
            ("admitted_on", "26/07/1979", "18 tuổi"),
            ("admitted_on", "01/01/1930", "03/02/1930"),
            ("official_on", "18/05/1989", "trước ngày vào Đảng"),
            ("official_on", "31/12/9999", "chưa đến"),
            ("since", "", "Xin nhập"),
            ("since", "29/02/2023", BAD_DAY),
            ("since", "24/11/2026", "chưa đến"),
            ("since", "31/12/2019", "Chi bộ thành lập ngày 01/01/2020"),
            ("grade_since", "24/11/2026", "chưa đến"),
            ("grade_since", "18/05/1989", "trước ngày vào Đảng (19/05/1989)"),
            ("grade", "exempted", "Xin chọn"),
            ("grade", "", "Xin nhập"),
            ("gender", "x\x00", "Xin chọn"),
        ],
    )
    def test_refuses(self, client, add_url, field, typed, words):
        data = GOOD | {field: typed}
        page = refused(client, add_url, data, field, words)
        for kept in ("0912 345 678", "19/05/1990"):
            if kept in data.values():
                assert kept in page

    def test_refuses_a_card_number_that_another_has(self, client, add_url, member_b):
        data = GOOD | {"card_number": member_b.card_number}
        refused(client, add_url, data, "card_number", "đã có ở một đảng viên khác")

    def test_two_members_without_a_card(self, client, add_url):
        assert client.post(add_url, GOOD | {"card_number": ""}).status_code == 302
        assert client.post(add_url, GOOD | {"card_number": ""}).status_code == 302

    def test_what_one_types_is_text_and_no_markup(self, client, add_url):
        page = refused(
            client, add_url, GOOD | {"full_name": "<script>alert(1)</script>"}, "full_name", "chữ"
        )
        assert "<script>alert" not in page


class TestEditing:
    def test_shows_days_the_way_they_are_typed(self, client, member_a):
        page = client.get(reverse("members:edit", args=[member_a.pk])).content.decode()
        assert 'value="19/05/1958"' in page

    def test_writes_and_is_found_by_the_new_name(self, client, member_a):
        url = reverse("members:edit", args=[member_a.pk])
        response = client.post(url, {"full_name": "Hồ Thị Ước"})
        assert response.url == member_a.get_absolute_url()
        found = client.get(reverse("members:list"), {"q": "uoc"})
        assert [row.member for row in found.context["page"]] == [member_a]

    def test_leaves_the_grade_alone(self, client, member_a):
        before = rows()
        client.post(reverse("members:edit", args=[member_a.pk]), {"full_name": "Hồ Thị Ước"})
        assert rows() == before

    @pytest.mark.parametrize(
        ("field", "typed", "words"),
        [
            ("full_name", "Hồ\x00", "không hợp lệ"),
            ("birth_date", "24/11/2026", "chưa đến"),
            ("admitted_on", "19/05/1975", "18 tuổi"),
        ],
    )
    def test_refuses(self, client, member_a, field, typed, words):
        data = {"full_name": "Hồ Thị Ước", "birth_date": "19/05/1958", field: typed}
        refused(client, reverse("members:edit", args=[member_a.pk]), data, field, words)
        member_a.refresh_from_db()
        assert member_a.full_name == "Hồ Thị Mai Dung"


class TestStandings:
    """A standing is written by an act: see test_acts for what each act does."""

    AWAY = {"ground": "Làm tại Bình Dương"}

    def act(self, member, kind="away"):
        return reverse("members:act", args=[member.pk, kind])

    def test_the_last_day_is_the_last_day(self, client, member_a):
        data = {
            "day": "01/03/2026",
            "last_day": "31/08/2026",
            "ground": "Làm tại Bình Dương",
            "document": "Đơn ngày 25/02/2026",
        }
        assert client.post(self.act(member_a), data).status_code == 302
        away = member_a.standings.get(kind="away")
        assert (away.validity.lower, away.validity.upper) == (date(2026, 3, 1), date(2026, 9, 1))
        page = client.get(member_a.get_absolute_url()).content.decode()
        assert "từ 01/03/2026 đến hết 31/08/2026" in page
        assert "Làm tại Bình Dương" in page

    def test_becoming_official_ends_probation(self, client, cell_a):
        member = member_of(cell_a, "Võ Thị Mới", grade="probationary", official_on=None)
        data = {"day": "01/11/2026", "document": "QĐ 12-QĐ/ĐU", "decided_by": "base_committee"}
        assert client.post(self.act(member, "official"), data).status_code == 302
        member.refresh_from_db()
        assert member.official_on == date(2026, 11, 1)
        probation = member.standings.get(kind=StandingKind.PROBATIONARY)
        assert probation.validity.upper == date(2026, 11, 1)
        assert member.standings.get(kind=StandingKind.OFFICIAL).validity.upper is None

    @pytest.mark.parametrize(
        ("data", "field", "words"),
        [
            ({"day": "29/02/2023"}, "day", BAD_DAY),
            ({"day": "02/02/1985"}, "day", "trước ngày vào Đảng"),
            ({"day": "25/11/2027"}, "day", "chưa đến"),
            ({"day": "01/11/2026", "last_day": "31/10/2026"}, "last_day", "trước ngày bắt đầu"),
            ({"day": "01/11/2026", "last_day": "31/12/9999"}, "last_day", "quá xa"),
            ({"day": "01/11/2026", "ground": "a" * 200_000}, "ground", "Tối đa 200 ký tự"),
            ({"day": "01/11/2026", "document": "a\x00"}, "document", "không hợp lệ"),
        ],
    )
    @pytest.mark.parametrize("step", ["preview", ""])
    def test_refuses(self, client, member_a, step, data, field, words):
        refused(client, self.act(member_a), self.AWAY | data | {"step": step}, field, words)

    def test_there_is_no_such_act(self, client, member_a):
        for kind in ("ghost", "congress", "correction", "x" * 300):
            assert client.get(self.act(member_a, kind)).status_code == 404

    def test_refuses_the_same_twice(self, client, member_a):
        StandingFactory(member=member_a, kind="away")
        data = {"day": "01/11/2026"} | self.AWAY
        refused(client, self.act(member_a), data, "day", "đã được ghi")

    def test_refuses_a_second_time_official(self, client, member_a):
        data = {"day": "01/01/2019", "document": "x", "decided_by": "base_committee"}
        refused(client, self.act(member_a, "official"), data, "day", "không sinh hoạt")
        data["day"] = "01/11/2026"
        refused(client, self.act(member_a, "official"), data, "day", "đã là đảng viên chính thức")

    def test_ends(self, client, member_a):
        away = StandingFactory(member=member_a, kind="away")
        answer = client.post(self.act(member_a, "returned"), {"day": "23/11/2026"})
        assert answer.status_code == 302
        away.refresh_from_db()
        assert away.validity.upper == TODAY

    @pytest.mark.parametrize(
        ("day", "words"),
        [
            ("", "Xin nhập"),
            ("01/01/2020", "Phải sau ngày bắt đầu"),
            ("31/12/2019", "Phải sau ngày bắt đầu"),
            ("01/01/2100", "quá xa"),
            ("31/12/9999", "quá xa"),
            ("30/02/2026", BAD_DAY),
        ],
    )
    def test_refuses_an_end(self, client, member_a, day, words):
        away = StandingFactory(member=member_a, kind="away")
        refused(client, self.act(member_a, "returned"), {"day": day}, "day", words)
        away.refresh_from_db()
        assert away.validity.upper is None

    def test_does_not_end_twice(self, client, member_a):
        StandingFactory(member=member_a, kind="away", validity=(TODAY.replace(year=2020), TODAY))
        refused(
            client, self.act(member_a, "returned"), {"day": "23/11/2026"}, "day", "không trong diện"
        )
