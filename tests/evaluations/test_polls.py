"""Confidence polls: counts that make up what was collected, two regulations, a final result."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from documents.formats import write
from evaluations.models import ConfidenceLine, ConfidencePoll, PollRules
from evaluations.printing import poll_minutes
from evaluations.rules import Consequence, Tally, consequence
from evaluations.services import polls
from tests.cast import signed_in
from tests.evaluations.acting import NOW, held


@pytest.fixture
def poll(committee, officer) -> ConfidencePoll:
    return held(committee, by=officer)


def counts(high: int, middle: int, low: int, invalid: int = 0) -> dict[str, int]:
    return {"high": high, "middle": middle, "low": low, "invalid": invalid}


def refusal(call) -> dict:
    with pytest.raises(ValidationError) as error:
        call()
    return getattr(error.value, "message_dict", {"__all__": error.value.messages})


def test_only_the_office_keeps_polls(poll, committee, viewer, secretary_a, other_officer):
    for user in (viewer, secretary_a, other_officer):
        with pytest.raises(PermissionDenied):
            held(committee, by=user)
        with pytest.raises(PermissionDenied):
            polls.close(poll, now=NOW, by=user)


def test_a_conference_needs_two_thirds_of_those_summoned(committee, officer):
    few = {"summoned": 30, "present": 19, "issued": 19, "collected": 19}
    assert "present" in refusal(lambda: held(committee, by=officer, **few))
    assert held(committee, by=officer, **few | {"present": 20}).present == 20


def test_each_count_makes_up_what_was_collected(poll, officer):
    first, second = poll.lines.all()
    wrong = {first.pk: counts(20, 5, 4), second.pk: counts(20, 5, 5)}
    assert list(refusal(lambda: polls.count(poll, counts=wrong, by=officer))) == [str(first.pk)]
    second.refresh_from_db()
    assert second.high is None
    right = {first.pk: counts(20, 5, 4, 1), second.pk: counts(10, 5, 15)}
    polls.count(poll, counts=right, by=officer)
    first.refresh_from_db()
    assert (first.tally.valid, first.tally.invalid) == (29, 1)


def test_a_closed_poll_stays(poll, officer):
    assert "Chưa có kết quả" in refusal(lambda: polls.close(poll, now=NOW, by=officer))[
        "__all__"
    ][0]  # fmt: skip
    both = {line.pk: counts(20, 5, 5) for line in poll.lines.all()}
    polls.count(poll, counts=both, by=officer)
    polls.close(poll, now=NOW, by=officer)
    assert "chốt" in refusal(lambda: polls.count(poll, counts=both, by=officer))["__all__"][0]
    for write_ in (
        lambda: ConfidenceLine.objects.filter(poll=poll).update(low=0),
        lambda: ConfidencePoll.objects.filter(pk=poll.pk).update(collected=31),
        lambda: ConfidenceLine.objects.filter(poll=poll).delete(),
    ):
        with pytest.raises(OperationalError, match="closed"), transaction.atomic():
            write_()


def test_persons_keep_their_counts_when_the_head_is_corrected(poll, officer):
    first = poll.lines.first()
    polls.count(poll, counts={first.pk: counts(20, 5, 5)}, by=officer)
    persons = "Võ Văn Thêm; Ủy viên\nTrần Văn Lãnh; Bí thư Đảng ủy"
    polls.change(poll, values={"title": "Hội nghị sửa"}, persons=persons, by=officer)
    found = {line.name: line.high for line in poll.lines.all()}
    assert found == {"Võ Văn Thêm": None, "Trần Văn Lãnh": 20}
    few = {"collected": 29}
    assert "collected" in refusal(
        lambda: polls.change(poll, values=few, persons=persons, by=officer)
    )


def test_of_two_persons_written_alike_each_keeps_the_own_count(committee, officer):
    twice = "Phan Thị Thu; Ủy viên\nPhan Thị Thu; Ủy viên"
    poll = held(committee, by=officer, persons=twice)
    first, second = poll.lines.all()
    given = {first.pk: counts(20, 5, 5), second.pk: counts(10, 5, 15)}
    polls.count(poll, counts=given, by=officer)
    more = f"Lê Văn Bình; Phó Bí thư\n{twice}"
    polls.change(poll, values={}, persons=more, by=officer)
    assert [(line.name, line.high) for line in poll.lines.all()] == [
        ("Lê Văn Bình", None),
        ("Phan Thị Thu", 20),
        ("Phan Thị Thu", 10),
    ]
    polls.change(poll, values={}, persons="Phan Thị Thu; Ủy viên", by=officer)
    assert poll.lines.get().pk == first.pk


def test_persons_are_named_with_their_office(committee, officer):
    for persons in ("", "   \n", "Chỉ có tên", "x" * 90 + "; Bí thư"):
        assert "persons" in refusal(
            lambda persons=persons: held(committee, by=officer, persons=persons)
        )
    assert not ConfidencePoll.objects.exists()


def test_each_day_has_its_regulation():
    assert polls.rules_on(date(2023, 2, 1)) == PollRules.R2014
    assert polls.rules_on(date(2023, 2, 2)) == PollRules.R2023


def test_a_poll_stands_under_the_regulation_of_its_day(poll, committee, officer):
    old = {"title": "Hội nghị năm 2018", "held_on": date(2018, 11, 20)}
    assert "262-QĐ/TW" in refusal(lambda: held(committee, by=officer, **old))["regime"][0]
    made = held(committee, by=officer, **old, regime=PollRules.R2014)
    for values in ({"held_on": date(2024, 5, 2)}, {"regime": PollRules.R2023}):
        assert "regime" in refusal(
            lambda values=values: polls.change(made, values=values, by=officer)
        )
    line = made.lines.first()
    polls.count(made, counts={line.pk: counts(5, 5, 20)}, by=officer)
    page = signed_in(officer).get(made.get_absolute_url()).content.decode()
    assert "kết quả chỉ để tham khảo" in page


@given(st.lists(st.integers(0, 60), min_size=4, max_size=4))
def test_the_tiers_are_those_of_the_integers(figures):
    high, middle, low, invalid = figures
    tally = Tally(sum(figures), high, middle, low)
    assert tally.invalid == invalid
    expected = Consequence.NONE
    if tally.collected and low / tally.collected > 0.5:
        expected = Consequence.HALF_LOW
    if tally.collected and low * 3 >= tally.collected * 2:
        expected = Consequence.TWO_THIRDS_LOW
    assert consequence(tally) == expected


def test_the_page_says_what_follows(poll, officer):
    client = signed_in(officer)
    first, second = poll.lines.all()
    url = reverse("evaluations:poll-count", args=[poll.pk])
    typed = {f"{first.pk}-{name}": value for name, value in counts(5, 5, 20).items()}
    typed |= {f"{second.pk}-{name}": value for name, value in counts(8, 7, 14, 1).items()}
    wrong = client.post(url, typed | {f"{first.pk}-low": "19"})
    assert wrong.status_code == 422
    assert "Cộng lại 29 phiếu, khác 30 phiếu thu về." in wrong.content.decode()
    assert client.post(url, typed).status_code == 302
    page = client.get(poll.get_absolute_url()).content.decode()
    assert "miễn nhiệm" in page
    assert "46,67%" in page
    assert client.post(reverse("evaluations:poll-close", args=[poll.pk])).status_code == 302
    assert "Đã chốt" in client.get(poll.get_absolute_url()).content.decode()


def test_a_poll_is_made_from_its_page(committee, officer):
    client = signed_in(officer)
    url = reverse("evaluations:poll-add")
    typed = {"poll-title": "Hội nghị", "poll-held_on": "20/11/2026", "poll-regime": "2023",
             "poll-summoned": "33", "poll-present": "40", "poll-issued": "31",
             "poll-collected": "30", "poll-persons": "Trần Văn Lãnh; Bí thư"}  # fmt: skip
    assert client.post(url, typed).status_code == 422
    answer = client.post(url, typed | {"poll-present": "31"})
    assert answer.status_code == 302
    assert client.get(answer.url).status_code == 200


def test_a_poll_that_is_sent_twice_is_made_once(poll, committee, officer):
    again = {"title": poll.title, "held_on": poll.held_on}
    assert "đã có" in refusal(lambda: held(committee, by=officer, **again))["title"][0]
    assert ConfidencePoll.objects.count() == 1
    held(committee, by=officer, **again | {"title": "Hội nghị khác"})


@pytest.mark.parametrize("page", ["poll-edit", "poll-count"])
def test_a_closed_poll_has_no_page_to_change_it(poll, officer, page):
    polls.count(poll, counts={line.pk: counts(20, 5, 5) for line in poll.lines.all()}, by=officer)
    polls.close(poll, now=NOW, by=officer)
    url = reverse(f"evaluations:{page}", args=[poll.pk])
    answer = signed_in(officer).get(url, follow=True)
    assert answer.redirect_chain == [(poll.get_absolute_url(), 302)]
    assert "đã chốt" in answer.content.decode()


@pytest.mark.parametrize("file_format", ["pdf", "docx"])
def test_the_minutes_of_the_count_are_printed(poll, officer, file_format):
    lines = list(poll.lines.all())
    for line in lines:
        line.poll = poll
    content, _, _ = write(poll_minutes(poll, lines), file_format)
    assert len(content) > 2000
