"""Every address × everybody: one table of what a page answers to whom.

A new address without a row fails here: add one. Objects named in an address belong to cell A, so
`secretary_b`, the officer of another committee, a stranger and an administrator are strangers
to them all: they get 404, never a hint. Those who may only read get 403 where something is written.
"""

import re
from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from evaluations.services.cells import add_remark
from evaluations.services.files import attach
from meetings.models import Criterion, MeetingKind
from meetings.services import calendar, reopening
from members.models import ActKind, StandingKind
from tests import factories as make
from tests.evaluations.acting import held, opened
from tests.hmk.url_table import EVERYBODY, HEALTH, OPEN, STRANGERS, TABLE, WITHOUT_SIGN_IN, WRITER
from tests.meetings.files import kept_file
from tests.members.importing import import_with_mistakes
from tests.reports.papers import ready_report


@pytest.fixture
def things(cell_a, cell_b, secretary_a, officer) -> SimpleNamespace:
    """What the addresses of the table name: all of it of cell A."""
    earlier = make.MeetingFactory(cell=cell_a, month=date(2026, 10, 1))
    due = make.AssignmentFactory(meeting=earlier, report_month=date(2026, 11, 1))
    dissent = make.OpinionFactory(meeting=earlier, kind="reserved")
    proposal = make.OpinionFactory(meeting=earlier, kind="proposal")
    make.marked_signed(earlier, by=secretary_a)
    meeting = make.MeetingFactory(cell=cell_a)
    make.PreparationFactory(meeting=meeting)
    member = make.member_of(cell_a, "Hồ Thị Mai Giang", standings=(StandingKind.AWAY,))
    return SimpleNamespace(
        cell=cell_a.pk,
        kind=MeetingKind.REGULAR.value,
        part="opinions",
        file_format="docx",
        sheet_format="xlsx",
        member=member.pk,
        act_kind="exempted",
        double=make.member_of(cell_a, "Hồ Thị Mai Giang").pk,
        act=make.ActFactory(member=member, cell_to=cell_a).pk,
        move=_move_to(cell_a),
        cell_act=make.ActFactory(member=None, kind=ActKind.CONGRESS, cell_to=cell_a).pk,
        meeting=meeting.pk,
        term=meeting.term_id,
        closed=_reopened(cell_a, secretary_a, officer),
        version=1,
        due=due.pk,
        proposal=proposal.pk,
        token=calendar.renew(now=meeting.planned_at, by=secretary_a),
        notice=make.NoticeGivenFactory(meeting=meeting).pk,
        attachment=kept_file(meeting).pk,
        attendance=make.AttendanceFactory(meeting=meeting, member=member).pk,
        item=make.AgendaItemFactory(meeting=meeting).pk,
        opinion=make.OpinionFactory(meeting=meeting, speaker=member).pk,
        assignment=make.AssignmentFactory(meeting=meeting, lead=member).pk,
        resolution=make.ResolutionFactory(meeting=meeting).pk,
        follow_up=make.FollowUpFactory(opinion=dissent).pk,
        year=2026,
        line=make.PlanLineFactory(cell=cell_a).pk,
        theme=make.ThemeFactory(committee=cell_a.committee).pk,
        committee=cell_a.committee_id,
        reminder=make.ReminderFactory(user=secretary_a, cell=cell_a).pk,
        criterion=Criterion.objects.first().pk,
        roll_import=import_with_mistakes(secretary_a).pk,
        **_rated(cell_a, cell_b, secretary_a, officer),
        report=ready_report(cell_a).pk,
    )


def _rated(cell, neighbour, secretary, officer) -> dict[str, int]:
    """A year of the committee: the part of the cell, a member's line, a remark, a file."""
    round_ = opened(cell.committee, officer)
    part = round_.cell_ratings.get(cell=cell)
    rating = part.members.filter(status="rated").first()
    values = {"kind": "residence", "issuer": "Chi bộ Thôn 3", "text": "Gương mẫu."}
    remark = add_remark(rating, values=values, by=secretary)
    type(rating).objects.filter(pk=rating.pk).update(residence_cell=neighbour)
    upload = SimpleUploadedFile("ban-kiem-diem.pdf", b"%PDF-1.4 thu")
    row = attach(part, rating, upload=upload, now=make.at(make.TODAY), by=secretary)
    make.closed_ratification(round_, by=officer)
    return {
        "round": round_.pk, "cell_rating": part.pk, "member_rating": rating.pk, "remark": remark.pk,
        "remark_kind": "residence", "review_file": row.pk, "list_name": "list",
        "sheet_name": "cells", "poll": held(cell.committee, by=officer).pk,
    }  # fmt: skip


def _reopened(cell, secretary, officer) -> int:
    """A meeting whose first signed version is closed."""
    meeting = make.MeetingFactory(cell=cell, kind=MeetingKind.REVIEW, month=date(2026, 9, 1))
    make.marked_signed(meeting, by=secretary, number=90)
    reopening.reopen(meeting, reason="Ghi nhầm số phiếu", now=meeting.signed_at, by=officer)
    return meeting.pk


def _move_to(cell) -> int:
    """A member of a third cell who waits to be received."""
    other = make.CellFactory()
    member = make.member_of(other, "Nguyễn Văn Đến")
    return make.ActFactory(
        member=member, kind=ActKind.TRANSFERRED, cell_from=other, cell_to=cell
    ).pk


@pytest.fixture
def clients(request, client_of) -> dict[str, Client]:
    return {who: client_of(request.getfixturevalue(who)) for who in EVERYBODY}


# --- The walk ---------------------------------------------------------------------------------


def walk(patterns: list, names: tuple = (), route: str = "") -> Iterator[tuple[str, str]]:
    """Every address: its full name (or nothing) and its route."""
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield ":".join([*names, pattern.name or ""]), here
        else:
            inside = (*names, pattern.namespace) if pattern.namespace else names
            yield from walk(pattern.url_patterns, inside, here)


ADDRESSES = list(walk(get_resolver().url_patterns))
OURS = sorted({name for name, route in ADDRESSES if not route.startswith(("admin/", "accounts/"))})
ADMIN = sorted({route for _, route in ADDRESSES if route.startswith("admin/")})
SIGN_IN = sorted({route for _, route in ADDRESSES if route.startswith("accounts/")})


def filled(route: str) -> str:
    """An address of the route, with 1 for whatever it takes."""
    plain = re.sub(r"\(\?P<\w+>(?:[^()]|\([^()]*\))*\)", "1", route)
    return "/" + re.sub(r"<[^>]+>", "1", plain).replace("^", "").replace("$", "").replace("\\", "")


def asks_to_sign_in(response) -> bool:
    return response.status_code == 302 and response.url.startswith(reverse("account_login"))


def agrees(expected: int | str, status: int) -> bool:
    if expected == HEALTH:
        return status in {200, 503}
    if expected == OPEN:
        return status < 500 and status not in {401, 403, 404, 405}
    return status == expected


def test_every_address_has_a_row():
    missing = set(OURS) - TABLE.keys()
    assert not missing, f"add a row to TABLE for: {', '.join(sorted(missing))}"


def test_every_row_has_an_address():
    assert TABLE.keys() <= set(OURS), f"no such address any more: {TABLE.keys() - set(OURS)}"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", TABLE)
def test_everybody_gets_what_the_table_says(name, method, things, clients):
    row = TABLE[name]
    url = reverse(name, kwargs={key: getattr(things, thing) for key, thing in row.things.items()})
    wrong = {}
    for who, expected in getattr(row, method).items():
        with transaction.atomic():
            response = getattr(clients[who], method)(url)
            shown = b"".join(response).decode("utf-8", "replace")
            transaction.set_rollback(True)
        if not agrees(expected, response.status_code):
            wrong[who] = f"{response.status_code} instead of {expected}"
        elif who in set(STRANGERS) - set(row.told) and (
            "Thị Mai" in shown or "Tổ dân phố 5<" in shown
        ):
            wrong[who] = "sees names of cell A"
    assert not wrong, f"{method.upper()} {url}"


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(TABLE.keys() - WITHOUT_SIGN_IN))
def test_who_has_not_signed_in_is_sent_to_the_sign_in(name):
    """The object need not be there: nobody gets as far as to learn whether it is."""
    things = dict.fromkeys(TABLE[name].things, 1) | {"kind": "regular", "file_format": "docx"}
    url = reverse(name, kwargs={key: things[key] for key in TABLE[name].things})
    for method in ("get", "post", "head", "put", "delete"):
        assert asks_to_sign_in(getattr(Client(), method)(url)), method


# --- Pages that others wrote ------------------------------------------------------------------

FOR_ANYBODY_SIGNED_IN = {"admin/cells/committee/jsi18n/"}
"""Words for a script, no data."""

PUBLIC = {
    "accounts/login/",
    "accounts/signup/",
    "accounts/inactive/",
    "accounts/logout/",
    "accounts/confirm-email/",
    "accounts/^confirm-email/",
    "accounts/password/reset/",
    "accounts/^password/reset/key/",
}


@pytest.mark.django_db
@pytest.mark.parametrize("route", ADMIN)
def test_admin_opens_to_staff_only(route, clients):
    url = filled(route)
    for method in ("get", "post"):
        assert getattr(Client(), method)(url).status_code == 302, "not signed in"
        if route in FOR_ANYBODY_SIGNED_IN:
            continue
        for who in set(EVERYBODY) - {"admin_user"}:
            answer = getattr(clients[who], method)(url)
            away = {"/admin/login/", "/admin/"} if "logout" in route else {"/admin/login/"}
            refused = answer.status_code == 302 and answer.url.split("?")[0] in away
            assert refused or answer.status_code == 403, f"{method} {url} by {who}"
    assert clients["admin_user"].get(url).status_code < 500


@pytest.mark.django_db
@pytest.mark.parametrize("route", SIGN_IN)
def test_the_pages_about_ones_own_account_ask_to_sign_in(route, clients):
    url = filled(route)
    answer = Client().get(url)
    assert answer.status_code < 500
    if not any(route.startswith(public) for public in PUBLIC):
        assert asks_to_sign_in(answer) or answer.status_code in {302, 404, 405}, url
        assert b"<form" not in answer.content
    for who in ("stranger", WRITER):
        assert clients[who].get(url).status_code < 500


def test_the_walk_sees_the_house():
    """A walk that finds nothing would agree with everything."""
    assert len(OURS) > 30
    assert len(ADMIN) > 40
    assert {"accounts/login/"} <= set(SIGN_IN)
