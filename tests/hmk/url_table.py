"""What each address answers to whom: one row for each. The matrix of the tests walks it."""

from dataclasses import dataclass, field

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
