"""Every address × everybody: one table of what a page answers to whom.

A new address without a row fails here: add one. Objects named in an address belong to cell A, so
`secretary_b`, the officer of another committee, a stranger and an administrator are strangers
to them all: they get 404, never a hint. Those who may only read get 403 where something is written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
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
from tests.meetings.files import kept_file
from tests.members.importing import import_with_mistakes
from tests.reports.papers import ready_report

WRITER = "secretary_a"
READERS = ("overseer", "officer", "viewer")
STRANGERS = ("secretary_b", "other_officer", "stranger", "admin_user")
EVERYBODY = (WRITER, *READERS, *STRANGERS)

OPEN = "opens"
"""Any answer of the page itself: what was asked is looked at, perhaps found wanting."""

HEALTH = "says how it is"
ALL = dict.fromkeys(EVERYBODY, OPEN)
NONE = dict.fromkeys(EVERYBODY, 405)
READ = {WRITER: OPEN} | dict.fromkeys(READERS, OPEN) | dict.fromkeys(STRANGERS, 404)
ENROL = {WRITER: OPEN, "officer": OPEN, "overseer": 403, "viewer": 403} | dict.fromkeys(
    STRANGERS, 404
)
"""The roll is kept by the cell and by the office above it."""
OFFICE = ENROL | {WRITER: 403}
MANAGE = dict.fromkeys(EVERYBODY, 403) | {"officer": OPEN} | dict.fromkeys(STRANGERS, 404)
REMIND = dict.fromkeys(EVERYBODY, 404) | {"officer": OPEN, "viewer": 403}
WRITE = {WRITER: OPEN} | dict.fromkeys(READERS, 403) | dict.fromkeys(STRANGERS, 404)


@dataclass(frozen=True)
class Row:
    """What an address takes (by names of `things`), and who gets what by GET and by POST."""

    get: dict
    post: dict
    things: dict[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    """Strangers to cell A who are told, on purpose, of which member it asks them."""


def page_of_a(**things: str) -> Row:
    """Everybody who may read cell A reads it; nothing is sent to it."""
    return Row(get=READ, post=NONE, things=things)


def form_of_a(**things: str) -> Row:
    """A page with a form that writes to cell A."""
    return Row(get=WRITE, post=WRITE, things=things)


def roll_of_a(**things: str) -> Row:
    """A page with a form that writes to the roll of cell A."""
    return Row(get=ENROL, post=ENROL, things=things)


def act_on_a(**things: str) -> Row:
    """Writes to cell A by POST; there is no page to it."""
    return Row(get=NONE, post=WRITE, things=things)


MEETING = {"pk": "meeting"}
PLAN_OF_YEAR = {"cell_pk": "cell", "year": "year"}
ABOVE = dict.fromkeys(EVERYBODY, 404) | dict.fromkeys(("officer", "viewer"), OPEN)
"""The board of a committee: for its office and leaders."""
OFFICE_OF_ROUND = dict.fromkeys(EVERYBODY, 404) | {"officer": OPEN, "viewer": 403}
"""A year of the committee: its leaders look, its office acts; cells have pages of their own."""
ONLY_B = dict.fromkeys(EVERYBODY, 404) | {"secretary_b": OPEN}
"""What cell B owes on a member of cell A."""
OFFICERS_OPEN = dict.fromkeys(EVERYBODY, 403) | dict.fromkeys(("officer", "other_officer"), OPEN)
KEEPS_ROLLS = dict.fromkeys(EVERYBODY, 403) | dict.fromkeys(
    (WRITER, "secretary_b", "officer", "other_officer"), OPEN
)
"""For the secretary of any cell and the office of any committee."""
KEPT_BY_OFFICER = (
    dict.fromkeys(EVERYBODY, 404)
    | dict.fromkeys((WRITER, "overseer", "viewer", "secretary_b"), 403)
    | {"officer": OPEN}
)
"""A theme of the committee: its cells read it, only its office keeps it."""
ENROLLERS = dict.fromkeys(EVERYBODY, OPEN) | dict.fromkeys(
    ("overseer", "viewer", "other_officer", "stranger", "admin_user"), 403
)
"""Whoever keeps the roll of a cell; the committee of `other_officer` has none here."""
OWN = dict.fromkeys(EVERYBODY, 404) | {WRITER: OPEN}
"""An import is seen by who sent it, and by nobody else."""
TABLE: dict[str, Row] = {
    "home": Row(get=ALL, post=ALL),
    "healthz": Row(get=dict.fromkeys(EVERYBODY, HEALTH), post=NONE),
    "reports:overview": Row(get=ALL, post=NONE),
    "reports:followed": Row(get=ALL, post=NONE),
    "reports:committee": Row(get=ABOVE, post=NONE, things={"pk": "committee"}),
    "reports:duties": Row(get=ABOVE, post=NONE, things={"pk": "committee"}),
    "reports:cell": page_of_a(pk="cell"),
    "reports:remind": Row(get=REMIND, post=REMIND, things={"pk": "committee"}),
    "reports:letters": Row(get=REMIND, post=REMIND, things={"pk": "committee"}),
    "reports:reminders": Row(get=ALL, post=NONE),
    "reports:reminders-seen": Row(get=NONE, post=ALL),
    "reports:reminder-choices": Row(get=ALL, post=ALL),
    "reports:reminder-open": Row(
        get=NONE,
        post=dict.fromkeys(EVERYBODY, 404) | {WRITER: OPEN},
        things={"pk": "reminder"},
    ),
    "papers:list": Row(get=ALL, post=NONE),
    "papers:progress": Row(get=ALL, post=NONE),
    "papers:retry": Row(get=NONE, post=ALL),
    "papers:cancel-all": Row(get=NONE, post=ALL),
    "papers:start": Row(get=KEEPS_ROLLS, post=KEEPS_ROLLS),
    "papers:report": page_of_a(pk="report"),
    "papers:file": page_of_a(pk="report", file_format="sheet_format"),
    "papers:texts": act_on_a(pk="report"),
    "papers:issue": act_on_a(pk="report"),
    "papers:rebuild": Row(get=NONE, post=ENROL, things={"pk": "report"}),
    "papers:cancel": Row(get=NONE, post=ENROL, things={"pk": "report"}),
    "calendar:mine": Row(get=ALL, post=ALL),
    "calendar:revoke": Row(get=NONE, post=ALL),
    "calendar:feed": Row(get=ALL, post=NONE, things={"token": "token"}),
    "service-worker": Row(get=ALL, post=NONE),
    "offline": Row(get=ALL, post=NONE),
    "cells:list": Row(get=ALL, post=NONE),
    "cells:detail": page_of_a(pk="cell"),
    "cells:offices": page_of_a(pk="cell"),
    "cells:office-change": roll_of_a(pk="cell"),
    "cells:office-end": roll_of_a(pk="cell"),
    "cells:congress": roll_of_a(pk="cell"),
    "cells:merge": Row(get=OFFICE, post=OFFICE, things={"pk": "cell"}),
    "cells:act-correct": roll_of_a(pk="cell", act_pk="cell_act"),
    "members:list": Row(get=ALL, post=NONE),
    "members:export": Row(get=ALL, post=NONE, things={"sheet_format": "sheet_format"}),
    "members:detail": page_of_a(pk="member"),
    "members:add": form_of_a(cell_pk="cell"),
    "members:edit": form_of_a(pk="member"),
    "members:act-menu": Row(get=ENROL, post=NONE, things={"pk": "member"}),
    "members:act": roll_of_a(pk="member", kind="act_kind"),
    "members:act-correct": roll_of_a(pk="member", act_pk="act"),
    "members:imports": Row(get=ENROLLERS, post=ENROLLERS),
    "members:import-template": Row(get=ENROLLERS, post=NONE),
    "members:import": Row(get=OWN, post=NONE, things={"pk": "roll_import"}),
    "members:import-file": Row(get=OWN, post=NONE, things={"pk": "roll_import"}),
    **{
        f"members:import-{name}": Row(get=NONE, post=OWN, things={"pk": "roll_import"})
        for name in ("confirm", "undo", "drop")
    },
    "members:waiting": Row(get=ALL, post=NONE),
    "members:probation": Row(get=ALL, post=NONE),
    "members:birthdays": Row(get=ALL, post=NONE),
    "members:badges": Row(get=ALL, post=NONE),
    "members:doubles": Row(get=ALL, post=NONE),
    "members:merge-double": roll_of_a(pk="member", double_pk="double"),
    "members:looks": Row(
        get=dict.fromkeys(EVERYBODY, 403) | {"officer": OPEN, "other_officer": OPEN}, post=NONE
    ),
    "members:receive": roll_of_a(pk="move"),
    "members:withdraw": roll_of_a(pk="move"),
    "meetings:absences": Row(get=ALL, post=NONE),
    "meetings:member-attendance": page_of_a(member_pk="member"),
    "search:page": Row(get=ALL, post=NONE),
    "meetings:list": Row(get=ALL, post=NONE),
    "meetings:plan": form_of_a(cell_pk="cell", kind="kind"),
    "meetings:year-plans": Row(get=ALL, post=NONE),
    "meetings:year-plan": page_of_a(**PLAN_OF_YEAR),
    "meetings:line-add": form_of_a(**PLAN_OF_YEAR),
    "meetings:line-take": act_on_a(**PLAN_OF_YEAR),
    "meetings:line-edit": form_of_a(pk="line"),
    "meetings:line-drop": form_of_a(pk="line"),
    "meetings:line-restore": act_on_a(pk="line"),
    "meetings:reserved-list": Row(get=ALL, post=NONE),
    "meetings:reserved-detail": page_of_a(pk="follow_up"),
    "meetings:reserved-forward": Row(
        get=NONE, post=WRITE | {"overseer": OPEN, "officer": OPEN}, things={"pk": "follow_up"}
    ),
    "meetings:reserved-answer": Row(
        get=NONE,
        post=READ | {WRITER: 403, "viewer": 403},
        things={"pk": "follow_up"},
    ),
    "meetings:themes": Row(get=ALL, post=NONE),
    "meetings:theme-add": Row(get=OFFICERS_OPEN, post=OFFICERS_OPEN),
    "meetings:theme-edit": Row(get=KEPT_BY_OFFICER, post=KEPT_BY_OFFICER, things={"pk": "theme"}),
    "meetings:theme-retire": Row(get=NONE, post=KEPT_BY_OFFICER, things={"pk": "theme"}),
    "meetings:detail": page_of_a(**MEETING),
    "meetings:book": page_of_a(cell_pk="cell"),
    "meetings:book-check": page_of_a(cell_pk="cell"),
    "meetings:book-file": page_of_a(pk="term"),
    "meetings:part": Row(get=WRITE, post=NONE, things=MEETING | {"part": "part"}),
    "meetings:minutes-file": page_of_a(**MEETING, file_format="file_format"),
    "meetings:addendum-add": form_of_a(**MEETING),
    "meetings:reopen": Row(get=MANAGE, post=MANAGE, things=MEETING),
    "meetings:version": page_of_a(pk="closed", version="version"),
    "meetings:version-file": page_of_a(pk="closed", version="version", file_format="file_format"),
    "meetings:resolution-file": page_of_a(
        **MEETING, row_pk="resolution", file_format="file_format"
    ),
    **{
        f"meetings:{name}": act_on_a(**MEETING)
        for name in (
            "replan", "renew-rules", "cancel", "start", "opening", "closing", "roll-refresh",
            "sign", "score-settle", "score-fill", "opinion-add", "assignment-add",
            "resolution-draft",
        )
    },
    "meetings:preparation": form_of_a(**MEETING),
    "meetings:preparation-remove": act_on_a(**MEETING),
    "meetings:notice": form_of_a(**MEETING),
    "meetings:notice-remove": act_on_a(**MEETING, row_pk="notice"),
    "meetings:documents": form_of_a(**MEETING),
    "meetings:attachment-file": page_of_a(**MEETING, row_pk="attachment"),
    "meetings:attachment-remove": act_on_a(**MEETING, row_pk="attachment"),
    "meetings:issue": act_on_a(**MEETING),
    **{
        f"meetings:{name}-file": page_of_a(**MEETING, file_format="file_format")
        for name in ("preparation", "notice", "given-work", "blank-roll", "blank-agenda")
    },
    "meetings:open-work": page_of_a(cell_pk="cell", file_format="file_format"),
    "meetings:member-roll": page_of_a(cell_pk="cell", file_format="file_format"),
    "meetings:waiting-for-score": Row(get=ALL, post=NONE),
    "meetings:score-file": page_of_a(**MEETING, file_format="file_format"),
    "meetings:score": act_on_a(**MEETING, criterion_pk="criterion"),
    "meetings:superior-score": Row(
        get=NONE,
        post={"overseer": OPEN, WRITER: 403, "officer": 403, "viewer": 403}
        | dict.fromkeys(STRANGERS, 404),
        things=MEETING,
    ),
    "meetings:mark": act_on_a(**MEETING, row_pk="attendance"),
    "meetings:review": act_on_a(**MEETING, assignment_pk="due"),
    "meetings:carry": act_on_a(**MEETING, assignment_pk="due"),
    "meetings:proposal-answer": act_on_a(**MEETING, row_pk="proposal"),
    "meetings:agenda": act_on_a(**MEETING, item_pk="item"),
    "meetings:opinion-change": act_on_a(**MEETING, row_pk="opinion"),
    "meetings:opinion-remove": act_on_a(**MEETING, row_pk="opinion"),
    "meetings:opinion-edit": Row(get=WRITE, post=NONE, things=MEETING | {"row_pk": "opinion"}),
    "meetings:assignment-change": act_on_a(**MEETING, row_pk="assignment"),
    "meetings:assignment-remove": act_on_a(**MEETING, row_pk="assignment"),
    "meetings:assignment-edit": Row(
        get=WRITE, post=NONE, things=MEETING | {"row_pk": "assignment"}
    ),
    "meetings:resolution-change": act_on_a(**MEETING, row_pk="resolution"),
    "meetings:resolution-compose": act_on_a(**MEETING, row_pk="resolution"),
    "meetings:resolution-remove": act_on_a(**MEETING, row_pk="resolution"),
}  # fmt: skip
TABLE |= {
    "evaluations:overview": Row(get=ALL, post=NONE),
    "evaluations:open": Row(get=OFFICERS_OPEN, post=OFFICERS_OPEN),
    **{
        f"evaluations:{name}": Row(get=ABOVE, post=NONE, things={"pk": "round"})
        for name in ("round", "balance", "members", "flags")
    },
    "evaluations:refresh": Row(get=NONE, post=OFFICE_OF_ROUND, things={"pk": "round"}),
    "evaluations:deadlines": Row(get=OFFICE_OF_ROUND, post=OFFICE_OF_ROUND, things={"pk": "round"}),
    "evaluations:ratify": Row(get=OFFICE_OF_ROUND, post=OFFICE_OF_ROUND, things={"pk": "round"}),
    "evaluations:withdraw": Row(get=OFFICE_OF_ROUND, post=OFFICE_OF_ROUND, things={"pk": "round"}),
    "evaluations:reopen": Row(get=OFFICE_OF_ROUND, post=OFFICE_OF_ROUND, things={"pk": "round"}),
    "evaluations:cell": page_of_a(pk="cell_rating"),
    **{
        f"evaluations:{name}": form_of_a(pk="cell_rating")
        for name in ("collective", "collective-ballots", "member-ballots", "cell-attach")
    },
    "evaluations:submit": act_on_a(pk="cell_rating"),
    "evaluations:received": act_on_a(pk="cell_rating"),
    "evaluations:take-back": Row(get=ENROL, post=ENROL, things={"pk": "cell_rating"}),
    "evaluations:cell-decide": Row(get=OFFICE, post=OFFICE, things={"pk": "cell_rating"}),
    "evaluations:member": page_of_a(pk="member_rating"),
    **{
        f"evaluations:{name}": form_of_a(pk="member_rating")
        for name in ("review", "remark-add", "member-attach", "residence")
    },
    "evaluations:member-decide": Row(get=OFFICE, post=OFFICE, things={"pk": "member_rating"}),
    "evaluations:remarks-asked": Row(get=ALL, post=NONE, told=("secretary_b",)),
    "evaluations:remark-write": Row(
        get=ONLY_B,
        post=ONLY_B,
        things={"pk": "member_rating", "kind": "remark_kind"},
        told=("secretary_b",),
    ),
    "evaluations:remark-remove": act_on_a(pk="remark"),
    "evaluations:file": Row(get=READ | {"viewer": 403}, post=NONE, things={"pk": "review_file"}),
    "evaluations:file-remove": act_on_a(pk="review_file"),
    "evaluations:round-paper": Row(
        get=ABOVE,
        post=NONE,
        things={"pk": "round", "name": "list_name", "file_format": "file_format"},
    ),
    "evaluations:closed": Row(get=ABOVE, post=NONE, things={"pk": "round", "version": "version"}),
    "evaluations:closed-paper": Row(
        get=ABOVE,
        post=NONE,
        things={
            "pk": "round",
            "version": "version",
            "name": "list_name",
            "file_format": "file_format",
        },
    ),
    "evaluations:round-sheet": Row(
        get=ABOVE, post=NONE, things={"pk": "round", "name": "sheet_name"}
    ),
    "evaluations:cell-paper": page_of_a(
        pk="cell_rating", name="list_name", file_format="file_format"
    ),
    "evaluations:cell-form": Row(
        get=READ | {"viewer": 403}, post=NONE, things={"pk": "cell_rating"}
    ),
    "evaluations:member-form": Row(
        get=READ | {"viewer": 403}, post=NONE, things={"pk": "member_rating"}
    ),
    "evaluations:polls": Row(get=OFFICERS_OPEN | {"viewer": OPEN}, post=NONE),
    "evaluations:poll-add": Row(get=OFFICERS_OPEN, post=OFFICERS_OPEN),
    "evaluations:poll": Row(get=ABOVE, post=NONE, things={"pk": "poll"}),
    "evaluations:poll-minutes": Row(
        get=ABOVE, post=NONE, things={"pk": "poll", "file_format": "file_format"}
    ),
    **{
        f"evaluations:{name}": Row(get=OFFICE_OF_ROUND, post=OFFICE_OF_ROUND, things={"pk": "poll"})
        for name in ("poll-edit", "poll-count")
    },
    "evaluations:poll-close": Row(get=NONE, post=OFFICE_OF_ROUND, things={"pk": "poll"}),
}
WITHOUT_SIGN_IN = {"healthz", "service-worker", "offline", "calendar:feed"}
"""The calendar lies open to whoever knows its secret address, and to nobody else."""


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
