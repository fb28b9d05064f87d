"""Opening a year: who is rated, and the reason for each one who is not."""

from datetime import date, datetime

import pghistory
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts import scope
from accounts.models import User
from cells.models import Cell, Committee
from evaluations.models import CellRating, MemberRating, RatingRegime, Round, RoundState
from evaluations.services import lists
from evaluations.services.base import open_round_of_office, put

FROM_THE_BEGINNING = frozenset({
    "id", "round", "cell", "ballot_mode", "cell_rating", "member", "name", "office", "grade",
    "elsewhere", "joined_on", "former_cell", "status",
})  # fmt: skip
"""What a line of a round has from its beginning; everything else people enter."""


def regime_of(year: int) -> RatingRegime | None:
    """The regime under which the year is rated."""
    return RatingRegime.objects.filter(years__contains=year).first()


def open_round(
    committee: Committee,
    *,
    year: int,
    rated_on: date,
    deadlines: dict[str, date | None],
    now: datetime,
    by: User,
) -> Round:
    """Opens the year for every cell at or below the committee that is in being on `rated_on`.

    `deadlines`: self_review_by, cell_by, ratify_by. The list of members is that of the roll of
    `rated_on`, with the reason for each one left out.
    Raises ValidationError keyed by field, PermissionDenied for who does not manage the committee.
    """
    if not scope.committees_of_office(by).filter(pk=committee.pk).exists():
        raise PermissionDenied
    regime = regime_of(year)
    if regime is None:
        raise ValidationError({"year": f"Không có bộ quy định xếp loại cho năm {year}."})
    if rated_on.year not in {year, year + 1}:
        raise ValidationError(
            {"rated_on": f"Ngày chốt danh sách phải trong hoặc ngay sau năm {year}."}
        )
    new = Round(
        committee=committee,
        year=year,
        regime=regime,
        rated_on=rated_on,
        opened_at=now,
        opened_by=by,
        **deadlines,
    )
    new.full_clean()
    cells = lists.cells_on(committee, rated_on)
    if not cells.exists():
        raise ValidationError(
            {
                "committee": f"{committee} không có chi bộ nào hoạt động ngày "
                f"{rated_on:%d/%m/%Y} nên chưa mở được đợt xếp loại."
            }
        )
    with transaction.atomic():
        # Held meanwhile: of two committees that mean the same cells the second sees the first.
        RatingRegime.objects.select_for_update(no_key=True).get(pk=regime.pk)
        try:
            with transaction.atomic():
                new.save()
        except IntegrityError:
            raise ValidationError({"year": "Đảng bộ đã mở đợt xếp loại của năm này."}) from None
        _refuse_cells_rated_elsewhere(cells, year)
        lists.draw(new, lists.add_parts(new, cells))
    return new


def _refuse_cells_rated_elsewhere(cells: QuerySet[Cell], year: int) -> None:
    """A cell is rated once a year, by one committee: the base organisation that it belongs to."""
    twice = CellRating.objects.filter(cell__in=cells, round__year=year)
    other = twice.select_related("round__committee", "cell").first()
    if other:
        raise ValidationError(
            {
                "committee": f"{other.cell} đã ở trong đợt xếp loại năm {year} của "
                f"{other.round.committee}."
            }
        )


def set_deadlines(round_: Round, *, values: dict[str, date | None], by: User) -> Round:
    """Sets deadlines of an open round. Raises ValidationError where they are out of order."""
    with open_round_of_office(round_, by=by) as locked:
        return put(locked, values)


def _is_entered(model: type[CellRating | MemberRating]) -> Q:
    """Whether somebody has entered anything in the row since the round was opened."""
    found = Q()
    for field in model._meta.concrete_fields:
        if field.name in FROM_THE_BEGINNING:
            continue
        usual = field.get_default()
        found |= ~Q(**{f"{field.name}__isnull": True} if usual is None else {field.name: usual})
    return found


def entered(round_: Round) -> str:
    """What somebody has entered in the round already, in words; empty where nothing was."""
    if round_.version > 1:
        return "kết quả đã từng được công nhận"
    whole = round_.cell_ratings.filter(_is_entered(CellRating) | Q(receipts__isnull=False))
    other_ballots = round_.cell_ratings.exclude(ballot_mode=round_.regime.ballot_mode)
    people = round_.member_ratings.filter(_is_entered(MemberRating))
    words = {
        "có chi bộ đã kiểm điểm tập thể hoặc gửi đề nghị": whole | other_ballots,
        "đã có bản tự kiểm điểm, ý kiến, phiếu hoặc mức của đảng viên": people,
        "đã có nhận xét về đảng viên": round_.remarks.all(),
        "đã có tệp đính kèm": round_.files.all(),
    }
    return "; ".join(text for text, rows in words.items() if rows.exists())


def withdraw(round_: Round, *, reason: str, by: User) -> None:
    """Takes back a year that was opened by mistake, as long as nobody has entered anything.

    Its rows go; the trail keeps them, with the reason.
    Raises ValidationError, with what was entered, and PermissionDenied for who is not the office.
    """
    if not reason.strip():
        raise ValidationError({"reason": "Xin ghi lý do bỏ đợt này."})
    with open_round_of_office(round_, by=by) as locked:
        if found := entered(locked):
            raise ValidationError(f"Không bỏ được đợt này: {found}.")
        # Nothing refers to these rows: what would was looked for above, and the foreign keys in
        # the database hold. Django's own way would read 100,000 lines to find that out.
        with pghistory.context(reason=reason):
            for rows in (locked.member_ratings, locked.cell_ratings):
                rows.all()._raw_delete(rows.db)
            locked.delete()


def refresh(round_: Round, *, by: User) -> int:
    """Brings the lists of an open round up to the roll, with those of cells that came to be since;
    gives how many lines changed."""
    with open_round_of_office(round_, by=by) as locked:
        lists.add_parts(locked, lists.cells_to_take_in(locked))
        return lists.redraw(locked, lists.parts_of(locked.cell_ratings.all()))


def follow_roll(cells: set[int], *, since: date) -> None:
    """After an act on the roll: the open rounds whose day is not before `since` draw the lists
    of these cells again, and take in those that came to be after the round was opened."""
    under = Committee.objects.filter(cells__in=cells, path__startswith=OuterRef("committee__path"))
    touched = Round.objects.filter(
        Q(Exists(CellRating.objects.filter(round=OuterRef("pk"), cell__in=cells)))
        | Q(Exists(under)),
        state=RoundState.OPEN,
        rated_on__gte=since,
    ).values_list("pk", flat=True)
    for pk in sorted(touched):
        with transaction.atomic():
            held = Round.objects.select_for_update(of=("self",))
            locked = held.select_related("regime", "committee").filter(pk=pk).first()
            if locked and not locked.is_ratified:
                lists.add_parts(locked, lists.cells_to_take_in(locked).filter(pk__in=cells))
                lists.redraw(locked, lists.parts_of(locked.cell_ratings.filter(cell__in=cells)))
