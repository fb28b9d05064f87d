"""Congresses, offices within a term, and what hangs on them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cells.models import Term
from cells.queries import term_on
from meetings.models import NumberSeries
from members import queries, rules, services
from members.models import ActKind, Member, MemberAct, Office, OfficeKind
from members.services import terms
from members.timeline import timeline_of
from tests.factories import TODAY, MeetingFactory, at, marked_signed, member_of
from tests.members.acting import refusal, rows_of
from tests.members.test_lists import cost

DAY = date(2026, 11, 20)


@pytest.fixture
def people(cell_a):
    """The official members of cell A by their given names."""
    return {m.full_name.split()[-1]: m for m in queries.electable(cell_a, TODAY)}


@pytest.fixture
def hold(cell_a, secretary_a):
    def do(secretary, *, deputies=(), committee=(), day=DAY, by=secretary_a, today=TODAY):
        return terms.hold_congress(
            cell_a,
            day=day,
            name="2026-2029",
            offices={
                OfficeKind.SECRETARY: [secretary],
                OfficeKind.DEPUTY: list(deputies),
                OfficeKind.COMMITTEE_MEMBER: list(committee),
            },
            today=today,
            by=by,
        )

    return do


def sitting(cell, day):
    return [(one.kind, one.member.full_name.split()[-1]) for one in queries.offices_of(cell, day)]


class TestCongress:
    def test_moves_term_and_offices_on_one_day(self, hold, people, cell_a):
        before = DAY - timedelta(1)
        old = term_on(cell_a, before)
        hold(people["Dung"], deputies=[people["An"]])
        assert sitting(cell_a, before) == [("secretary", "An"), ("deputy", "Bình")]
        assert sitting(cell_a, DAY) == [("secretary", "Dung"), ("deputy", "An")]
        assert term_on(cell_a, before) == old
        assert term_on(cell_a, DAY).name == "2026-2029"

    def test_each_member_has_a_line_and_only_the_whole_is_corrected(
        self, hold, people, cell_a, secretary_a
    ):
        before = {name: rows_of(one) for name, one in people.items()}
        act = hold(people["Dung"], deputies=[people["An"]])
        kinds = {part.member.full_name.split()[-1]: part.kind for part in act.parts.all()}
        assert kinds == {"Dung": "office", "An": "office", "Bình": "office_ended"}
        part = act.parts.first()
        words = refusal(lambda: services.correct(part, reason="x", today=TODAY, by=secretary_a))
        assert "Đại hội" in words
        services.correct(act, reason="Nhầm ngày", today=TODAY, by=secretary_a)
        assert {name: rows_of(one) for name, one in people.items()} == before
        assert Term.objects.filter(cell=cell_a).count() == 1
        assert term_on(cell_a, DAY).validity.upper == date(2027, 8, 3)

    def test_one_after_the_other_is_taken_back(self, hold, people, cell_a, secretary_a):
        before = {name: rows_of(one) for name, one in people.items()}
        acts = [hold(people["Dung"], day=DAY - timedelta(9)), hold(people["An"])]
        words = refusal(lambda: services.correct(acts[0], reason="x", today=TODAY, by=secretary_a))
        assert "20/11/2026" in words
        for act in reversed(acts):
            services.correct(act, reason="x", today=TODAY, by=secretary_a)
        assert {name: rows_of(one) for name, one in people.items()} == before
        assert [one.correction is not None for one in timeline_of(people["An"])][:2] == [True, True]

    def test_meetings_after_it_belong_to_the_new_term(self, hold, people, cell_a, secretary_a):
        meeting = MeetingFactory(cell=cell_a, planned_at=at(DAY))
        old = meeting.term
        act = hold(people["An"])
        meeting.refresh_from_db()
        assert meeting.term.name == "2026-2029"
        services.correct(act, reason="x", today=TODAY, by=secretary_a)
        meeting.refresh_from_db()
        assert meeting.term == old

    def test_not_before_minutes_that_are_signed(self, hold, people, cell_a, secretary_a):
        meeting = MeetingFactory(cell=cell_a, planned_at=at(DAY))
        marked_signed(meeting, by=secretary_a)
        assert "đã ký" in refusal(lambda: hold(people["An"], day=DAY - timedelta(3)))
        hold(people["An"], day=DAY + timedelta(1))

    def test_not_taken_back_once_minutes_are_signed_under_it(
        self, hold, people, cell_a, secretary_a
    ):
        act = hold(people["An"])
        meeting = MeetingFactory(cell=cell_a, planned_at=at(DAY), term=term_on(cell_a, DAY))
        marked_signed(meeting, by=secretary_a)
        words = refusal(lambda: services.correct(act, reason="x", today=TODAY, by=secretary_a))
        assert "Đã có biên bản ký" in words
        assert NumberSeries.objects.count() == 0

    @pytest.mark.parametrize("case", ["probation", "elsewhere", "suspended", "twice"])
    def test_whom_nobody_may_elect(self, hold, people, cell_a, cell_b, case):
        person = {
            "probation": lambda: Member.objects.get(full_name="Võ Thị Mai Em"),
            "elsewhere": lambda: member_of(cell_b),
            "suspended": lambda: member_of(cell_a, standings=("suspended",)),
            "twice": lambda: people["An"],
        }[case]()
        with pytest.raises(ValidationError) as refused:
            hold(people["An"], deputies=[person])
        assert list(refused.value.message_dict) == (
            ["secretary"] if case == "twice" else ["deputy"]
        )
        assert sitting(cell_a, TODAY)[0] == ("secretary", "An")

    def test_not_before_the_present_term(self, hold, people):
        assert "Đã có nhiệm kỳ" in refusal(lambda: hold(people["An"], day=date(2025, 1, 1)))

    def test_nine_elect_a_committee_and_eight_do_not(self, hold, people, cell_a, secretary_a):
        act = hold(people["An"], committee=[people["Dung"]])
        assert "dưới 9" in act.warnings[0]
        services.correct(act, reason="x", today=TODAY, by=secretary_a)
        for _ in range(4):
            member_of(cell_a)
        assert "chưa ghi chi ủy viên" in hold(people["An"]).warnings[0]

    def test_readers_and_strangers_hold_none(self, hold, people, overseer, viewer, secretary_b):
        for user in (overseer, viewer, secretary_b):
            with pytest.raises(PermissionDenied):
                hold(people["An"], by=user)


class TestWithinATerm:
    def test_a_new_secretary_follows_the_old_one(self, people, cell_a, secretary_a):
        act = terms.take_office(
            cell_a, member=people["Dung"], kind="secretary", day=DAY, today=TODAY, by=secretary_a
        )
        assert sitting(cell_a, DAY) == [("secretary", "Dung"), ("deputy", "Bình")]
        assert MemberAct.objects.get(member=people["An"]).kind == ActKind.OFFICE_ENDED
        services.correct(act, reason="x", today=TODAY, by=secretary_a)
        assert sitting(cell_a, DAY) == [("secretary", "An"), ("deputy", "Bình")]

    def test_a_deputy_who_becomes_secretary_is_deputy_no_longer(self, people, cell_a, secretary_a):
        terms.take_office(
            cell_a, member=people["Bình"], kind="secretary", day=DAY, today=TODAY, by=secretary_a
        )
        assert sitting(cell_a, DAY) == [("secretary", "Bình")]

    def test_an_office_is_laid_down(self, people, cell_a, secretary_a):
        values = {"member": people["Bình"], "day": DAY, "today": TODAY, "by": secretary_a}
        terms.leave_office(cell_a, **values)
        assert sitting(cell_a, DAY) == [("secretary", "An")]
        assert "không giữ chức vụ" in refusal(lambda: terms.leave_office(cell_a, **values))

    def test_the_same_office_twice(self, people, cell_a, secretary_a):
        words = refusal(
            lambda: terms.take_office(
                cell_a, member=people["An"], kind="secretary", day=DAY, today=TODAY, by=secretary_a
            )
        )
        assert "đang giữ chức vụ này" in words


class TestPages:
    def test_a_congress_by_hand(self, client_of, secretary_a, people, cell_a):
        url = reverse("cells:congress", args=[cell_a.pk])
        data = {
            "day": "20/11/2026",
            "secretary": people["Dung"].pk,
            "deputies": [people["An"].pk, people["Bình"].pk],
        }
        client = client_of(secretary_a)
        page = client.post(url, data | {"step": "preview"}).content.decode()
        assert "Nhiệm kỳ 2026-2029 từ 20/11/2026" in page
        assert f"Bí thư {cell_a} từ 20/11/2026: {people['Dung']}" in page
        assert term_on(cell_a, DAY).name == "2025-2027"
        assert client.post(url, data).url == reverse("cells:offices", args=[cell_a.pk])
        assert term_on(cell_a, DAY).name == "2026-2029"
        page = client.get(reverse("cells:offices", args=[cell_a.pk])).content.decode()
        assert "Nhiệm kỳ 2025-2027" in page
        assert "Đính chính" in page

    def test_changes_by_hand(self, client_of, officer, people, cell_a):
        client = client_of(officer)
        change = reverse("cells:office-change", args=[cell_a.pk])
        data = {"member": people["Dung"].pk, "kind": "secretary", "day": "20/11/2026"}
        assert client.post(change, data).status_code == 302
        end = reverse("cells:office-end", args=[cell_a.pk])
        assert (
            client.post(end, {"member": people["Bình"].pk, "day": "21/11/2026"}).status_code == 302
        )
        assert sitting(cell_a, TODAY) == [("secretary", "Dung")]
        act = MemberAct.objects.get(member=people["Bình"])
        undo = reverse("cells:act-correct", args=[cell_a.pk, act.pk])
        assert client.post(undo, {"reason": "Nhầm"}).status_code == 302
        assert ("deputy", "Bình") in sitting(cell_a, TODAY)

    def test_somebody_of_another_cell_cannot_be_chosen(
        self, client_of, secretary_a, member_b, cell_a
    ):
        url = reverse("cells:congress", args=[cell_a.pk])
        answer = client_of(secretary_a).post(url, {"day": "20/11/2026", "secretary": member_b.pk})
        assert list(answer.context["form"].errors) == ["secretary"]

    def test_the_page_costs_the_same_for_a_long_history(
        self, client_of, secretary_a, cell_a, hold, people
    ):
        client, url = client_of(secretary_a), reverse("cells:offices", args=[cell_a.pk])
        hold(people["An"], day=date(2026, 10, 1))
        before = cost(client, url)
        hold(people["Dung"], day=date(2026, 10, 2))
        hold(people["An"], day=date(2026, 10, 3))
        assert cost(client, url) == before

    def test_cells_that_are_too_small_or_without_committee_are_flagged(
        self, client_of, officer, cell_a, committee
    ):
        for _ in range(4):
            member_of(cell_a)
        rows = client_of(officer).get(reverse("cells:list"), {"q": "5"}).context["page"]
        assert [cell.flag.text for cell in rows] == ["chưa có chi ủy"]
        page = client_of(officer).get(cell_a.get_absolute_url()).content.decode()
        assert "chưa ghi chi ủy viên" in page
        Office.objects.create(
            member=Member.objects.get(full_name="Hồ Thị Mai Đức"), cell=cell_a,
            kind="committee_member", validity=(date(2026, 1, 1), None),
        )  # fmt: skip
        rows = client_of(officer).get(reverse("cells:list"), {"q": "5"}).context["page"]
        assert [cell.flag for cell in rows] == [None]


@pytest.mark.parametrize(
    ("official", "has_committee", "kind"),
    [
        (2, False, "late"),
        (3, False, "due"),
        (4, False, None),
        (8, True, "due"),
        (9, False, "due"),
        (9, True, None),
    ],
)
def test_flags(official, has_committee, kind):
    flag = rules.flag_of_cell(official, has_committee=has_committee)
    assert (flag.kind if flag else None) == kind
