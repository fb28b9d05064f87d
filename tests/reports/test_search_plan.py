"""That a search stays quick in a large book: by its indexes, in one statement."""

import json

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.models import MeetingKind, Theme
from reports.search import queries
from reports.search.queries import Wanted
from reports.search.sources import SOURCES
from tests import factories as make

pytestmark = pytest.mark.django_db

MEETINGS = 3000
INDEXES = {
    "agenda_item_words",
    "meeting_words",
    "opinion_words",
    "resolution_words",
    "assignment_words",
    "review_words",
    "theme_words",
}
TEXTS = {source.model._meta.db_table for source in SOURCES.values()} - {"meetings_meeting"}
"""The tables of the texts; meetings may be joined to the hits either way."""

WORDS = "phố vắng"
"""In one text of five hundred."""

TEXT = (
    "'Nội dung thứ ' || md5(n::text) || ' ' || md5((n * 7)::text)"
    " || CASE WHEN mod(n, 500) = 0 THEN ' PHỐ VẮNG đêm ' ELSE ' làng đông ngày ' END"
)


def copied(row: Model, over: str, **changed: str) -> None:
    """Copies of the row in one statement: for each row of `over`, that gives `n`, one with the
    columns of `changed` (SQL) in place of its own."""
    columns = [field.column for field in row._meta.concrete_fields if not field.primary_key]
    values = ", ".join(changed.get(name, f"t.{name}") for name in columns)
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)})"
            f" SELECT {values} FROM {table} AS t, {over} WHERE t.id = %s",
            [row.pk],
        )


@pytest.fixture
def large_book(cell_a, cell_b):
    """`MEETINGS` meetings with four items each and one text of every other kind."""
    first = make.MeetingFactory(cell=cell_a, kind=MeetingKind.EXTRAORDINARY)
    copied(
        first,
        f"generate_series(1, {MEETINGS}) AS n",
        planned_at="t.planned_at - n * interval '1 hour'",
        conclusion=TEXT,
    )
    of_each = f"(SELECT id AS n FROM meetings_meeting WHERE id <> {first.pk}) AS each"
    item = make.AgendaItemFactory(meeting=first, position=1)
    four_of_each = f"{of_each}, generate_series(1, 4) AS place"
    copied(item, four_of_each, meeting_id="n", position="place", notes=TEXT)
    copied(make.OpinionFactory(meeting=first), of_each, meeting_id="n", text=TEXT)
    copied(make.ResolutionFactory(meeting=first), of_each, meeting_id="n", abstract=TEXT)
    given_out = make.AssignmentFactory(meeting=first)
    copied(given_out, of_each, meeting_id="n", task=TEXT)
    copied(
        make.AssignmentReviewFactory(meeting=first, assignment=given_out),
        of_each,
        meeting_id="n",
        result=TEXT,
    )
    copied(Theme.objects.first(), of_each, title=TEXT)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return first


def nodes(plan: dict):
    yield plan
    for inner in plan.get("Plans", []):
        yield from nodes(inner)


def plan_of(sql: str) -> list[dict]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        answer = cursor.fetchone()[0]
    return list(nodes((json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]))


@pytest.mark.parametrize("who", ["officer", "secretary_a"])
def test_every_text_is_found_by_an_index_in_one_statement(large_book, request, who):
    """A secretary's own few meetings may be a shorter way to the texts than the words are."""
    user = request.getfixturevalue(who)
    for words in (WORDS, f'"{WORDS}" đêm', "pho vang"):
        with CaptureQueriesContext(connection) as captured:
            found = queries.hits(user, Wanted(words))
        assert len(captured) == 1
        assert {hit.source for hit in found} == SOURCES.keys() - {"treated"}
        plan = plan_of(captured[0]["sql"])
        read_whole = {node["Relation Name"] for node in plan if node["Node Type"] == "Seq Scan"}
        assert not read_whole & TEXTS
        if who == "officer":
            assert {node.get("Index Name") for node in plan} >= INDEXES


def test_a_word_that_is_everywhere_is_ranked_for_the_latest_only(large_book, officer):
    found = queries.hits(officer, Wanted("làng đông"))
    by_source = {hit.source: 0 for hit in found}
    for hit in found:
        by_source[hit.source] += 1
    assert set(by_source.values()) == {queries.MOST}
    days = [timezone.localdate(hit.held) for hit in found if hit.source == "meeting"]
    assert large_book.held_on >= max(days)
    assert (max(days) - min(days)).days < 15  # 300 of 3,000 meetings, an hour apart
