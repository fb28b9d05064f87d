"""What the committee does: balance, ratify in one transaction, open again with a reason."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject

from accounts.models import User
from cells.models import Cell
from evaluations import access, queries, signals
from evaluations.models import (
    CapScope,
    CellRating,
    ClosedRatification,
    Level,
    MemberRating,
    Rated,
    Round,
    RoundState,
    Stage,
    Status,
)
from evaluations.printing.head import heading_of
from evaluations.proposing import Cap, counts_of
from evaluations.roundpapers import to_keep
from evaluations.services.base import held_cell, open_round_of_office, put

NAMED = 5
"""Cells that a hindrance names; the others are counted."""


def decide(row: CellRating | MemberRating, *, level: str, reason: str, by: User) -> Rated:
    """The level that the committee means to ratify. The proposed one stays what it is; another
    needs a reason. The proposed level again takes the change back.

    Raises ValidationError keyed by field, PermissionDenied for who is not the office that ratifies.
    """
    cell = row if isinstance(row, CellRating) else row.cell_rating
    if not access.manages(by, cell.round):
        raise PermissionDenied
    if level not in Level.values:
        raise ValidationError({"level": "Xin chọn mức xếp loại."})
    with held_cell(cell) as held:
        if held.stage != Stage.PROPOSED:
            raise ValidationError("Chi bộ chưa gửi đề nghị.")
        fresh = type(row).objects.select_for_update().get(pk=row.pk)
        if isinstance(fresh, MemberRating) and not fresh.is_rated:
            raise ValidationError("Đồng chí này không thuộc diện xếp loại.")
        if level == fresh.proposed:
            return put(fresh, {"ratified": "", "reason": ""})
        if not reason.strip():
            raise ValidationError({"reason": "Mức khác mức chi bộ đề nghị: xin ghi lý do."})
        return put(fresh, {"ratified": level, "reason": reason})


def hindrances(round_: Round) -> list[str]:
    """Why the round cannot be ratified yet, in words; empty when it can."""
    return hindered(round_, queries.levels_of(round_))


def hindered(round_: Round, people: Mapping[str, int]) -> list[str]:
    """The same, where the levels of its members are counted already (see `queries.levels_of`)."""
    stages = queries.stages_of(round_)
    waiting = sum(stages.values()) - stages.get(Stage.PROPOSED, 0)
    found = []
    if waiting:
        rows = queries.parts_in(round_).exclude(stage=Stage.PROPOSED).order_by("cell__sort_key")
        names = list(rows.values_list("cell__name", flat=True)[:NAMED])
        others = waiting - len(names)
        more = f" và {others} chi bộ khác" if others else ""
        found.append(f"Chưa gửi đề nghị: {', '.join(names)}{more}.")
    if not stages:
        found.append("Đợt này không có chi bộ nào.")
    if count := people.get("", 0):
        found.append(f"{count} đảng viên chưa có mức đề nghị.")
    return found + over_the_cap(round_, people)


def over_the_cap(round_: Round, people: Mapping[str, int]) -> list[str]:
    """Where more are excellent than the regime allows, in words, by its scope; `people` as
    above."""
    if round_.regime.cap_scope == CapScope.GRASSROOTS:
        cap = Cap(counts_of(people), round_.regime)
        return [f"Vượt tỷ lệ xuất sắc của toàn Đảng bộ. {cap.words}"] if cap.over else []
    over = [(name, cap) for name, cap in queries.caps_of_cells(round_) if cap.over]
    found = [f"Vượt tỷ lệ xuất sắc ở {name}. {cap.words}" for name, cap in over[:NAMED]]
    if others := over[NAMED:]:
        found.append(f"Vượt tỷ lệ xuất sắc ở {len(others)} chi bộ khác.")
    return found


def ratify(round_: Round, *, now: datetime, by: User) -> Round:
    """Ratifies every cell and member of the round, as proposed or as the committee changed it;
    a cell that was dissolved meanwhile gets no level.

    One transaction, the same statements whatever the size. Raises ValidationError with what
    hinders it: cells that have not proposed, or more excellent ones than the cap allows.
    """
    with open_round_of_office(round_, by=by) as locked:
        if found := hindrances(locked):
            raise ValidationError(found)
        parts = queries.parts_in(locked)
        noted = locked.cell_ratings.exclude(ratified="").exclude(pk__in=parts.values("pk"))
        noted.update(ratified="", reason="")
        for rows in (parts, locked.member_ratings.filter(status=Status.RATED)):
            rows.filter(ratified="").update(ratified=F("proposed"))
        parts.update(heading=_headings())
        heading = heading_of(locked.committee)
        put(
            locked,
            {
                "state": RoundState.RATIFIED,
                "ratified_at": now,
                "ratified_by": by,
                "heading": heading,
            },
        )
        # What a listener cannot do stops nobody whose year is ratified.
        transaction.on_commit(
            partial(signals.round_ratified.send, sender=Round, round=locked), robust=True
        )
    return locked


def _headings() -> Subquery:
    """What the letterhead of each cell says today."""
    named = JSONObject(superior="committee__name", name="name", place="committee__place")
    return Subquery(Cell.objects.filter(pk=OuterRef("cell")).values(said=named))


def reopen(round_: Round, *, reason: str, now: datetime, by: User) -> Round:
    """Opens a ratified round again, with the reason. What the committee changed against the
    proposals stays noted; the earlier result is kept as it was printed."""
    if not reason.strip():
        raise ValidationError({"reason": "Xin ghi lý do mở lại."})
    with open_round_of_office(round_, by=by, state=RoundState.RATIFIED) as locked:
        ClosedRatification.objects.create(
            round=locked,
            version=locked.version,
            ratified_at=locked.ratified_at,
            ratified_by=locked.ratified_by,
            reason=reason,
            reopened_at=now,
            reopened_by=by,
            papers=to_keep(locked),
        )
        put(
            locked,
            {
                "state": RoundState.OPEN,
                "version": locked.version + 1,
                "reopened_because": reason,
                "ratified_at": None,
                "ratified_by": None,
                "heading": {},
            },
        )
        locked.cell_ratings.update(heading={})
        for rows in (locked.cell_ratings, locked.member_ratings):
            kept = rows.exclude(ratified="").filter(ratified=F("proposed"))
            kept.update(ratified="", reason="")
    return locked
