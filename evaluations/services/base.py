"""What every write in a round has in common: who may, and that the round is still open."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction

from accounts import scope
from accounts.models import User
from evaluations.models import CellRating, MemberRating, Remark, Round, RoundState, Stage
from meetings.services.base import put
from meetings.services.sending import hold

__all__ = ["held_cell", "open_cell", "open_member", "open_round_of_office", "put"]

RATIFIED = "Kết quả năm nay đã được công nhận nên không sửa được nữa."
WITHDRAWN = "Đảng ủy đã bỏ đợt xếp loại này."
OVER = "Chi bộ đã giải thể trước ngày chốt danh sách nên không xếp loại trong đợt này."
PROPOSED = "Chi bộ đã gửi đề nghị. Muốn sửa, xin rút lại đề nghị trước."


def _hold(round_pk: int) -> None:
    """Keeps the round from being ratified or withdrawn until this transaction ends; cells do not
    wait for each other. Raises ValidationError when it is ratified or gone already."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM evaluations_round WHERE id = %s FOR SHARE", [round_pk])
        found = cursor.fetchone()
    if found is None:
        raise ValidationError(WITHDRAWN)
    if found[0] == RoundState.RATIFIED:
        raise ValidationError(RATIFIED)


@contextmanager
def held_cell(rating: CellRating) -> Iterator[CellRating]:
    """Locks a cell's part of an open round. Raises ValidationError once the round is ratified."""
    with transaction.atomic():
        _hold(rating.round_id)
        yield (
            CellRating.objects.select_for_update(of=("self",))
            .select_related("round__regime", "cell", "meeting")
            .get(pk=rating.pk)
        )


@hold.register
def _(rating: CellRating) -> None:
    """A save that is compared first takes the locks of the services, in their order."""
    with held_cell(rating):
        pass


@hold.register
def _(rating: MemberRating) -> None:
    hold(rating.cell_rating)


@hold.register
def _(remark: Remark) -> None:
    hold(remark.rating)


@contextmanager
def open_cell(rating: CellRating, *, by: User) -> Iterator[CellRating]:
    """The same for whoever keeps the cell's book.

    Raises PermissionDenied for anybody else, ValidationError also once the cell has proposed or
    is dissolved.
    """
    with held_cell(rating) as locked:
        if not scope.cells_to_write(by).filter(pk=locked.cell_id).exists():
            raise PermissionDenied
        if locked.is_over:
            raise ValidationError(OVER)
        if locked.stage == Stage.PROPOSED:
            raise ValidationError(PROPOSED)
        yield locked


@contextmanager
def open_member(rating: MemberRating, *, by: User) -> Iterator[MemberRating]:
    """The same for one member on the cell's list; also refuses whoever is not rated there."""
    with open_cell(rating.cell_rating, by=by) as cell:
        locked = MemberRating.objects.select_for_update().get(pk=rating.pk)
        locked.cell_rating, locked.round = cell, cell.round
        if not locked.is_rated:
            raise ValidationError("Đồng chí này không thuộc diện xếp loại tại chi bộ.")
        yield locked


@contextmanager
def open_round_of_office(
    round_: Round, *, by: User, state: str = RoundState.OPEN
) -> Iterator[Round]:
    """Locks a round in that state for the office of its committee.

    Raises PermissionDenied for anybody else, ValidationError when it is in another state.
    """
    with transaction.atomic():
        locked = (
            Round.objects.select_for_update(of=("self",))
            .select_related("regime", "committee")
            .filter(pk=round_.pk)
            .first()
        )
        if locked is None:
            raise ValidationError(WITHDRAWN)
        if not scope.committees_of_office(by).filter(pk=locked.committee_id).exists():
            raise PermissionDenied
        if locked.state != state:
            raise ValidationError(
                RATIFIED if locked.is_ratified else "Đợt xếp loại này đang mở sẵn."
            )
        yield locked
