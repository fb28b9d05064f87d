"""Vietnamese order and search: the alphabet, the tones, names by given name, numbers by value."""

import random
import unicodedata
from itertools import pairwise

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from cells.models import Cell
from cells.text import LETTERS, fold, name_sort_key, normalise, sort_key
from members.models import Member
from tests.factories import CellFactory, MemberFactory

SYLLABLES = st.text(
    "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂĐƠáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
    " 0123456789-"
)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def in_order(words: list[str], key) -> None:
    shuffled = words[:]
    random.Random(5).shuffle(shuffled)
    assert sorted(shuffled, key=key) == words


def test_the_alphabet_is_the_vietnamese_one():
    in_order(list(LETTERS), sort_key)
    in_order(
        ["an", "ăn", "ân", "ba", "da", "đa", "em", "êm", "oan", "ông", "ơn", "um", "ưng"], sort_key
    )


def test_tones_go_ngang_huyen_hoi_nga_sac_nang():
    in_order(["ma", "mà", "mả", "mã", "má", "mạ"], sort_key)
    in_order(["mân", "mần", "mẩn", "mẫn", "mấn", "mận"], sort_key)


def test_letters_decide_before_tones():
    in_order(["mạ", "man", "màn", "mạn", "mát", "mây"], sort_key)
    in_order(["Lê An", "Lệ An", "Lê Bình"], sort_key)


def test_a_shorter_word_and_a_blank_go_first():
    in_order(["Hà", "Hà An", "Hà Bình", "Hàng"], sort_key)


def test_small_letters_go_before_capitals_of_the_same_word_only():
    in_order(["an", "An", "anh", "Anh"], sort_key)


def test_numbers_compare_by_value():
    in_order([f"Tổ dân phố {n}" for n in (1, 2, 9, 10, 11, 100)], sort_key)
    in_order(["Thôn 2A", "Thôn 2B", "Thôn 10A"], sort_key)


def test_people_go_by_given_name_then_by_the_rest():
    in_order(
        [
            "Lê Thị An",
            "Trần Văn An",
            "Nguyễn Thị Ánh",
            "Lê Bình",
            "Nguyễn Văn Dũng",
            "Lê Thị Đào",
            "Hồ Hà",
            "Hồ Hạ",
            "Phan Thị Hà Hạnh",
        ],
        name_sort_key,
    )


def test_a_name_of_one_word_and_no_name_have_a_key():
    in_order(["", "An", "Lê An"], name_sort_key)


def test_a_person_with_the_same_given_name_and_a_shorter_rest_goes_first():
    in_order(["Lê Hà", "Lê Văn Hà", "Lê Hàn"], name_sort_key)


@pytest.mark.parametrize("key", [sort_key, name_sort_key, fold])
@given(text=SYLLABLES)
def test_composed_and_decomposed_text_have_one_key(key, text):
    assert key(unicodedata.normalize("NFD", text)) == key(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("key", [sort_key, name_sort_key, fold])
@given(text=ANY_TEXT)
def test_the_key_is_stable_under_normalisation_whatever_is_typed(key, text):
    assert key(normalise(text)) == key(text)


@given(words=st.lists(SYLLABLES, max_size=12), random=st.randoms())
def test_sorting_is_a_total_order(words, random):
    """Whatever order they come in, they leave in one; equal keys are neighbours."""
    shuffled = random.sample(words, len(words))
    keys = [sort_key(word) for word in sorted(shuffled, key=sort_key)]
    assert keys == [sort_key(word) for word in sorted(words, key=sort_key)]
    assert all(before <= after for before, after in pairwise(keys))


@given(one=SYLLABLES, other=SYLLABLES)
def test_different_words_have_different_keys(one, other):
    """Up to blanks and leading zeros, which do not show."""

    def plain(text: str) -> str:
        words = " ".join(normalise(text).split())
        return "".join(c for c in words if c.isalnum())

    if sort_key(one) == sort_key(other):
        assert plain(one).replace("0", "") == plain(other).replace("0", "")


@given(one=SYLLABLES, other=SYLLABLES)
def test_the_order_ignores_capitals_unless_all_else_is_equal(one, other):
    if sort_key(one.lower()).split(" ")[:2] != sort_key(other.lower()).split(" ")[:2]:
        assert (sort_key(one) < sort_key(other)) == (
            sort_key(one.lower()) < sort_key(other.lower())
        )


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Đặng Thị Hường", "dang thi huong"),
        ("  TỔ   DÂN  PHỐ 5 ", "to dan pho 5"),
        ("đường ĐÔNG", "duong dong"),
        ("", ""),
        ("Ưỡn ẹo", "uon eo"),
    ],
)
def test_fold_leaves_bare_small_letters(typed, stored):
    assert fold(typed) == stored


@given(text=ANY_TEXT)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(text=SYLLABLES)
def test_what_is_folded_is_plain_ascii(text):
    assert fold(text).isascii()


@pytest.mark.django_db
def test_the_database_sorts_as_python_does(committee):
    names = ["Tổ dân phố 10", "Tổ dân phố 9", "Ấp Đông", "Ấp Dinh", "Trường Mầm non", "Trạm Y tế"]
    for name in names:
        CellFactory(committee=committee, name=name)
    assert list(Cell.objects.values_list("name", flat=True)) == sorted(names, key=sort_key)


@pytest.mark.django_db
def test_members_come_by_given_name():
    for name in ("Nguyễn Văn Dũng", "Trần Thị An", "Lê Thị Đào", "Lê Thị An"):
        MemberFactory(full_name=name)
    assert [member.full_name for member in Member.objects.all()] == [
        "Lê Thị An",
        "Trần Thị An",
        "Nguyễn Văn Dũng",
        "Lê Thị Đào",
    ]


@pytest.mark.django_db
def test_text_is_stored_composed_and_found_however_it_is_typed(committee):
    decomposed = unicodedata.normalize("NFD", "Tổ dân phố Đồng Tiến")
    cell = CellFactory(committee=committee, name=decomposed)
    cell.refresh_from_db()
    assert cell.name == unicodedata.normalize("NFC", decomposed)
    assert Cell.objects.get(name=decomposed) == cell
    assert Cell.objects.get(search_text__contains=fold("ĐỒNG TIẾN")) == cell


@pytest.mark.django_db
def test_a_new_name_moves_its_keys(cell_a):
    cell_a.name = "Chi bộ Ấp Đông"
    cell_a.save()
    cell_a.refresh_from_db()
    assert cell_a.search_text == "chi bo ap dong"
    assert cell_a.sort_key == sort_key("Chi bộ Ấp Đông")


@pytest.mark.django_db
def test_a_name_saved_without_its_keys_is_refused(cell_a):
    cell_a.name = "Chi bộ Ấp Đông"
    with pytest.raises(ValueError, match="save it with them"):
        cell_a.save(update_fields=["name"])
    cell_a.save(update_fields=["name", "sort_key", "search_text"])
    cell_a.save(update_fields=["usual_day"])
    cell_a.refresh_from_db()
    assert cell_a.search_text == "chi bo ap dong"


@pytest.mark.django_db
def test_a_search_uses_the_trigram_index():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN "
            + str(Cell.objects.filter(search_text__contains="dan pho").order_by().query).replace(
                "%dan pho%", "'%%dan pho%%'"
            )
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "cell_search" in plan
