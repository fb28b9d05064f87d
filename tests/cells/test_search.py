"""The configuration `vietnamese` of the database: words without diacritics and capitals."""

import unicodedata

import pytest
from django.db import connection

from cells.text import normalise

pytestmark = pytest.mark.django_db

NOTES = "Đề nghị sửa đường điện ngõ 3 trước mùa mưa; tuyến ĐƯỜNG xanh-sạch-đẹp."


def one(sql: str, *parameters: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchone()[0]


def found(text: str, words: str) -> bool:
    return one(
        "SELECT to_tsvector('vietnamese'::regconfig, %s)"
        " @@ websearch_to_tsquery('vietnamese'::regconfig, %s)",
        text,
        normalise(words),
    )


@pytest.mark.parametrize(
    "words",
    [
        "đường",
        "ĐƯỜNG",
        "duong",
        "Duong Dien",
        "đuòng",  # wrongly typed tones find it as well
        unicodedata.normalize("NFD", "đường điện"),
        '"sửa đường điện"',
        '"sua duong dien"',
        "mua duong",
        "sạch",
        "đường -biển",
        "biển OR đường",
        "ngõ 3",
    ],
)
def test_found(words):
    assert found(NOTES, words)


@pytest.mark.parametrize(
    "words", ['"điện đường"', "đường biển", "đường -điện", '"sửa điện"', "đườn", "ngõ 33"]
)
def test_not_found(words):
    assert not found(NOTES, words)


def test_no_letter_of_the_alphabet_keeps_a_mark():
    letters = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
    for word in (letters, letters.upper()):
        lexemes = one("SELECT to_tsvector('vietnamese'::regconfig, %s)::text", word)
        assert lexemes.isascii(), lexemes
        assert lexemes == lexemes.lower()


def test_the_configuration_is_found_by_its_own_name_and_needs_no_search_path():
    """A restored dump builds the indexes with an empty search_path."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path = ''")
        cursor.execute("SELECT to_tsvector('public.vietnamese'::regconfig, 'Đường')::text")
        assert cursor.fetchone()[0] == "'duong':1"
