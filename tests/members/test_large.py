"""A province: the list of members opens, turns its pages and searches on an index."""

import json
import re

import pgtrigger
import pytest
from django.core.paginator import Paginator
from django.db import connection, transaction
from django.db.models import QuerySet

from accounts.models import RoleKind
from members import anniversaries, queries
from tests.factories import LONG_AGO, TODAY, CommitteeFactory, RoleFactory, UserFactory
from tests.hmk.demo_town import taken_back

CELLS, PER_CELL = 700, 28
"""Some 20,000 members: enough for a planner to leave the whole table alone."""

FILL = """
    INSERT INTO cells_cell (committee_id, name, kind, code, usual_place, sort_key, search_text)
    SELECT {committee}, 'Chi bộ ' || n, 'hamlet', '', '', lpad(n::text, 8, '0'), 'chi bo ' || n
    FROM generate_series(1, {cells}) n;

    INSERT INTO members_member (full_name, gender, card_number, phone, note, sort_key, search_text,
                                name_key, birth_date)
    SELECT 'Người ' || n, '', 'C' || n, '', '', md5(n::text), 'nguoi ' || md5(n::text) || ' c' || n,
           'nguoi ' || n, DATE '1950-01-01' + mod(n, 12000)
    FROM generate_series(1, {members}) n;

    INSERT INTO members_membership (member_id, cell_id, kind, validity)
    SELECT m.id, c.id, 'primary', daterange({since}, NULL)
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM members_member
          WHERE card_number ^@ 'C') m
    JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM cells_cell
          WHERE committee_id = {committee}) c ON c.n = mod(m.n, {cells});

    INSERT INTO members_standing (member_id, kind, ground, document, validity)
    SELECT id, 'official', '', '', daterange({since}, NULL) FROM members_member
    WHERE card_number ^@ 'C';

    SELECT gin_clean_pending_list('member_search');
    ANALYZE cells_cell; ANALYZE members_member; ANALYZE members_membership;
    ANALYZE members_standing; ANALYZE members_office;
"""


PROBATION = """
    UPDATE members_standing SET kind = 'probationary', validity = daterange({since}, NULL)
    WHERE member_id IN (SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n
        FROM members_member WHERE card_number ^@ 'C') m WHERE mod(n, 200) = 0);
    ANALYZE members_standing;
"""


@pytest.fixture(scope="module")
def province_officer(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), taken_back():
        committee = CommitteeFactory(name="Đảng bộ tỉnh Thử")
        with pgtrigger.ignore(), connection.cursor() as cursor:
            numbers = {"committee": committee.pk, "cells": CELLS, "members": CELLS * PER_CELL}
            cursor.execute(FILL.format(**numbers, since=f"DATE '{LONG_AGO}'"))
        user = UserFactory()
        RoleFactory(user=user, kind=RoleKind.OFFICER, committee=committee)
        yield user


def nodes(plan: dict):
    yield plan
    for part in plan.get("Plans", []):
        yield from nodes(part)


def explained(rows: QuerySet) -> list[dict]:
    """The nodes of the plan as run, with how many rows each one touched."""
    plan = rows.explain(format="json", analyze=True)
    return list(nodes(json.loads(plan)[0]["Plan"]))


def touched(rows: QuerySet, table: str) -> int:
    """How many rows of the table were read to answer."""
    return sum(
        (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
        for node in explained(rows)
        if node.get("Relation Name") == table
    )


def test_the_list_opens_without_reading_all(province_officer):
    rows = queries.members_of(province_officer, day=TODAY)
    assert touched(rows[:50], "members_member") < 500
    assert touched(rows[:50], "members_standing") < 500
    assert Paginator(rows, 50).count == CELLS * PER_CELL


def test_a_search_goes_through_the_index(province_officer):
    rows = queries.members_of(province_officer, day=TODAY, words="fadec")
    used = [node.get("Index Name") for node in explained(rows[:50])]
    assert "member_search" in used
    assert touched(rows[:50], "members_membership") < 500


def test_who_ends_probation_is_found_by_the_standing(province_officer):
    """A few of many: nobody's standing is asked one by one."""
    with transaction.atomic():
        with pgtrigger.ignore(), connection.cursor() as cursor:
            cursor.execute(PROBATION.format(since="DATE '2025-12-01'"))
        rows = queries.probation_due(province_officer, TODAY)
        assert rows.count() == CELLS * PER_CELL // 200
        assert touched(rows[:50], "members_standing") < 500
        assert touched(rows[:50], "members_membership") <= CELLS * PER_CELL
        assert touched(rows[:50], "members_member") < 2000
        transaction.set_rollback(True)


def test_badges_and_birthdays_read_each_member_once_at_most(province_officer):
    for rows in (
        anniversaries.badges_of(province_officer, year=2026, today=TODAY),
        anniversaries.birthdays_of(province_officer, month=11, today=TODAY).rows,
    ):
        assert touched(rows[:50], "members_member") <= CELLS * PER_CELL
        assert touched(rows[:50], "members_membership") <= CELLS * PER_CELL


def test_doubles_are_found_through_the_index(province_officer):
    assert queries.likely_doubles(province_officer) == []


def test_the_count_asks_for_no_more_than_it_needs(province_officer):
    sql = str(queries.members_of(province_officer, day=TODAY).order_by().values("pk").query)
    assert not re.search("members_standing", sql)
