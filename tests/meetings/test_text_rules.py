"""How specific reviews are and how much minutes repeat: worked examples, and over any text."""

import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from meetings.examples import Work, example_of
from meetings.models import ReviewStatus
from meetings.text_rules import (
    FAULT_WORDS,
    LEAST_SHINGLES,
    SHINGLE,
    Fault,
    Result,
    faults_of_review,
    faults_of_reviews,
    normalised,
    repeated_passages,
    repetition,
    shingles_of,
    specificity,
    words_of,
)

LAMPS = "Đã lắp 12 bóng đèn ở ngõ 3, 28/30 hộ góp tiền."
SYLLABLES = [
    "chi",
    "bộ",
    "đã",
    "bàn",
    "việc",
    "làm",
    "đường",
    "ngõ",
    "ba",
    "và",
    "lắp",
    "đèn",
    "cho",
    "các",
    "hộ",
    "ở",
    "tổ",
    "dân",
    "phố",
    "năm",
]

syllables = st.sampled_from(SYLLABLES)
marks = st.sampled_from([" ", "  ", ", ", "; ", ".\n", " – ", "… "])
sentences = st.lists(syllables, min_size=1, max_size=40).map(" ".join)
anything = st.text(max_size=200)
results = st.builds(
    Result,
    st.one_of(sentences, st.sampled_from([LAMPS, "", "Đã xong.", "Đạt [mấy]/30 hộ, còn [mấy]"])),
    asks_figure=st.booleans(),
    has_figure=st.booleans(),
    unit=st.sampled_from(["", "hộ", "km"]),
)
reviews = st.lists(results, min_size=1, max_size=8)


def faults(text: str, *others: str, **more) -> tuple[Fault, ...]:
    return faults_of_review(Result(text, **more), told_elsewhere=set(map(normalised, others)))


# --- Specific reviews -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", (Fault.EMPTY,)),
        (" … \n –", (Fault.EMPTY,)),
        ("Cơ bản hoàn thành.", (Fault.SHORT,)),
        ("Hoàn thành nhiệm vụ được giao.", (Fault.SHORT,)),
        ("a b c d e f g", (Fault.SHORT,)),
        ("Đạt 100%.", (Fault.SHORT,)),
        ("28/30 hộ đã góp.", ()),
        ("Đạt [mấy] hộ ở ngõ 3, còn [mấy] hộ chưa làm", (Fault.BLANK,)),
        (LAMPS, ()),
    ],
)
def test_what_a_text_lacks(text, found):
    assert faults(text) == found


def test_a_target_asks_for_its_figure_beside_the_text_or_in_it():
    text = "Đã đến từng nhà trong ngõ vận động góp tiền lắp đèn"
    assert faults(text, asks_figure=True, unit="hộ") == (Fault.NO_FIGURE,)
    assert faults(text, asks_figure=True, has_figure=True, unit="hộ") == ()
    assert faults(f"{text}, được 28 hộ", asks_figure=True, unit="hộ") == ()
    assert faults(f"{text}, được 28hộ", asks_figure=True, unit="hộ") == ()
    assert faults(f"{text} ngày 15/10", asks_figure=True, unit="hộ") == (Fault.NO_FIGURE,)
    assert faults(f"{text} ngày 15/10", asks_figure=True) == ()
    assert faults(text, unit="hộ") == ()


def test_a_result_told_elsewhere_is_copied_in_whatever_dress():
    dressed = unicodedata.normalize("NFD", LAMPS.upper().replace(",", " ;  ")) + "!"
    assert faults(LAMPS, dressed) == (Fault.COPIED,)
    assert faults(LAMPS, LAMPS.replace("28/30", "29/30")) == ()


def test_two_equal_results_of_one_meeting_are_both_copied():
    found = faults_of_reviews([Result(LAMPS), Result(LAMPS), Result(LAMPS.replace("12", "13"))])
    assert found == [(Fault.COPIED,), (Fault.COPIED,), ()]


def test_what_earlier_meetings_said_twice_is_no_matter_here():
    assert faults_of_reviews([Result(LAMPS)], ["Đã làm tốt.", "Đã làm tốt."]) == [()]
    assert faults_of_reviews([Result(LAMPS)], [LAMPS.lower()]) == [(Fault.COPIED,)]


def test_a_meeting_without_reviews_has_no_share():
    assert specificity([]) is None
    assert specificity([Result(LAMPS), Result("Đã xong."), Result("")]) == Decimal("0.333")


def test_every_fault_has_its_words():
    assert FAULT_WORDS.keys() == set(Fault)


@given(reviews, st.lists(sentences, max_size=3))
def test_the_share_lies_between_nothing_and_everything(told, earlier):
    share = specificity(told, earlier)
    assert 0 <= share <= 1
    assert (share == 1) == (not any(faults_of_reviews(told, earlier)))


@given(reviews, st.lists(sentences, max_size=3), st.integers(0, 7))
def test_making_one_vague_review_specific_never_lowers_the_share(told, earlier, place):
    found = faults_of_reviews(told, earlier)
    place %= len(told)
    assume(found[place])
    better = replace(told[place], text="Đã sửa xong 5 loa của cụm 2, thay dây ở nhà bà Lý")
    mended = [*told[:place], replace(better, has_figure=True), *told[place + 1 :]]
    assert faults_of_reviews(mended, earlier)[place] == ()
    assert specificity(mended, earlier) > specificity(told, earlier)


@given(st.lists(syllables, min_size=1, max_size=20), st.data())
def test_a_copy_is_seen_through_case_spacing_marks_and_decomposition(words, data):
    dress = [
        data.draw(st.sampled_from([str.lower, str.upper, str.title]))(word) + data.draw(marks)
        for word in words
    ]
    copy = unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"])), "".join(dress))
    plain = " ".join(words)
    assert normalised(copy) == normalised(plain)
    assert Fault.COPIED in faults(plain, copy)


@pytest.mark.parametrize(
    "pair", [("hòa bình", "hoà bình"), ("KHỎE", "khoẻ"), ("Thủy lợi", "thuỷ lợi"), ("hóa", "hoá")]
)
def test_both_ways_of_placing_the_tone_are_one_word(pair):
    assert words_of(pair[0]) == words_of(pair[1])
    assert words_of(unicodedata.normalize("NFD", pair[0])) == words_of(pair[1])


def test_placing_the_tone_makes_no_word_another():
    words = ("hoa", "hòa", "hóa", "hỏa", "họa", "hao", "hào")
    assert len(set(map(normalised, words))) == len(words)
    assert words_of("của, ngoài, mùa, quỳ") == ["của", "ngoài", "mùa", "quỳ"]


@given(anything)
def test_words_do_not_depend_on_the_form_of_the_text(text):
    words = words_of(text)
    assert words_of(" ".join(words)) == words
    assert normalised(normalised(text)) == normalised(text)


# --- Examples -------------------------------------------------------------------------------------
WORK = Work(
    task="Vận động các hộ ngõ 3 góp tiền lắp đèn đường.",
    lead="Hồ Thị Dung",
    due=date(2026, 10, 31),
    heard_on=date(2026, 11, 3),
    target=Decimal("30.00"),
    unit="hộ",
)


def test_an_example_speaks_of_the_assignment_in_its_own_words():
    told = example_of(WORK, ReviewStatus.DONE)
    assert told.sentence == (
        "Vận động các hộ ngõ 3 góp tiền lắp đèn đường: đạt 30/30 hộ, xong ngày 31/10/2026 (thời "
        "hạn 31/10/2026); đồng chí Hồ Thị Dung chủ trì, có danh sách kèm theo."
    )
    assert "đạt [mấy]/30 hộ" in told.template
    late = example_of(WORK, ReviewStatus.IN_PROGRESS)
    assert "mới đạt 20/30 hộ, còn 10 hộ" in late.sentence
    assert "trước ngày 30/11/2026" in late.sentence


@given(
    st.sampled_from(["", *ReviewStatus.values]),
    st.one_of(st.none(), st.decimals(0, 9_999_999_999, places=2)),
    st.sampled_from(["", "hộ", "triệu đồng", "km"]),
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.sampled_from(["Sửa loa", "Vận động các hộ đóng góp. " * 30, "Dọn vệ sinh:\n- ngõ 3"]),
)
def test_an_example_is_specific_and_its_template_still_has_blanks(
    status, target, unit, due, heard_on, task
):
    work = Work(task, "Hồ Thị Dung", due, heard_on, target, unit)
    told = example_of(work, status)
    asks = target is not None and status != ReviewStatus.DROPPED
    assert faults(told.sentence, asks_figure=asks, unit=unit) == ()
    assert Fault.BLANK in faults(told.template, asks_figure=asks, unit=unit)
    assert "Hồ Thị Dung" in told.sentence


# --- Monotony -------------------------------------------------------------------------------------
def page(text: str) -> set:
    return shingles_of([text])


numbered = " ".join(f"{word}{number}" for number, word in enumerate(SYLLABLES * 3))


def test_too_little_text_or_no_meeting_before_tells_nothing():
    short = " ".join(SYLLABLES[: LEAST_SHINGLES - 1])
    assert repetition(page(short), [page(short)]) is None
    assert repetition(page(numbered), []) is None
    assert repetition(page(numbered), [set()]) == 0


def test_the_words_of_the_form_do_not_count():
    text = f"{numbered} tổng hợp ý kiến giải quyết kiến nghị"
    form = page("Tổng hợp ý kiến, giải quyết kiến nghị")
    assert repetition(page(text), [form], formulae=form) == 0
    assert repetition(page(text), [form]) > 0
    assert repeated_passages(text, [form], formulae=form) == []


def test_no_run_of_words_goes_from_one_text_into_the_next():
    assert shingles_of(["một hai ba", "bốn năm sáu"]) == set()


def test_a_passage_says_where_it_stands_and_who_had_it():
    text = "Hôm nay chi bộ bàn. Chi bộ đã bàn việc làm đường ngõ ba; xong trước Tết."
    older, last = page("Chi bộ đã bàn việc làm đường"), page("đã bàn việc làm đường, ngõ ba.")
    (passage,) = repeated_passages(text, [last, older])
    assert text[passage.start : passage.end] == "Chi bộ đã bàn việc làm đường ngõ ba"
    assert passage.sources == (0, 1)


@given(st.lists(syllables, min_size=40, max_size=80).map(" ".join))
def test_a_text_repeats_itself_wholly_and_a_foreign_one_not_at_all(text):
    own = page(text)
    assume(len(own) >= LEAST_SHINGLES)
    foreign = page(" ".join(f"x{word}" for word in text.split()))
    assert repetition(own, [own]) == 1
    assert repetition(own, [foreign, own]) == 1
    assert repetition(own, [foreign]) == 0


@given(sentences, st.lists(sentences, max_size=3), st.integers())
def test_the_order_of_the_earlier_meetings_changes_nothing(text, earlier, seed):
    pages = [page(one) for one in earlier]
    mixed = pages.copy()
    Random(seed).shuffle(mixed)
    assert repetition(page(text), pages) == repetition(page(text), mixed)
    spans = [(one.start, one.end) for one in repeated_passages(text, pages)]
    assert spans == [(one.start, one.end) for one in repeated_passages(text, mixed)]


@given(st.lists(st.tuples(syllables, marks), max_size=60), st.lists(sentences, max_size=3))
@example([(word, " ") for word in SYLLABLES], [" ".join(SYLLABLES)])
def test_passages_cover_exactly_the_repeated_runs(parts, earlier):
    text = "".join(word + mark for word, mark in parts)
    pages = [page(one) for one in earlier]
    everything = set().union(*pages)
    words = [word for word, _ in parts]
    wanted = set()
    for place in range(len(words) - SHINGLE + 1):
        if tuple(words[place : place + SHINGLE]) in everything:
            wanted |= set(range(place, place + SHINGLE))
    starts, at = [], 0
    for word, mark in parts:
        starts.append(at)
        at += len(word) + len(mark)
    passages = repeated_passages(text, pages)
    covered = [
        place
        for passage in passages
        for place, start in enumerate(starts)
        if passage.start <= start < passage.end
    ]
    assert covered == sorted(wanted)
    assert all(0 <= one.start < one.end <= len(text) and one.sources for one in passages)
    assert all(one.end <= two.start for one, two in pairwise(passages))


@given(anything, anything)
def test_passages_lie_in_any_text(text, other):
    for passage in repeated_passages(text, [page(text), page(other)]):
        assert 0 <= passage.start < passage.end <= len(text)
        assert 0 in passage.sources
