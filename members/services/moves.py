"""Acts that change where a member belongs: transfers, temporary activity, the end of membership.

Between two cells whose rolls nobody keeps together a move takes two steps: one cell records that
it sends the member, the other that it receives. Until then the member stays on the first roll, so
that nobody is counted twice and nobody falls between.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts import scope
from accounts.models import User
from cells.models import Cell
from members.models import (
    ENDS,
    GRADES,
    ActKind,
    Member,
    MemberAct,
    Membership,
    MembershipKind,
    Office,
    Standing,
    StandingKind,
)
from members.queries import waiting
from members.services.base import held_open, keeps_book, locked_for_act, writing
from members.services.journal import Pen, record, refuse_day, refuse_dissolved, spanning

NO_HOME = "Ngày này đồng chí không sinh hoạt chính thức ở chi bộ nào trong HMK."


def transfer(
    member: Member,
    *,
    day: date,
    cell_to: Cell,
    ground: str = "",
    document: str = "",
    today: date,
    by: User,
) -> MemberAct:
    """To another cell for good: at once by who keeps both rolls, else to be received there."""
    with writing():
        member = locked_for_act(member, today, by)
        refuse_day(member, day, latest=today)
        home = _leaving(member, day)
        _refuse_destination(home.cell, cell_to, day)
        pen = Pen()
        if _keeps_both(by, home.cell, cell_to):
            _move(pen, member, home, cell_to, day)
        else:
            pen.warnings.append(_will_wait(cell_to))
        if _stands(member, StandingKind.SUSPENDED, day):
            pen.warnings.append("Đồng chí đang bị đình chỉ sinh hoạt đảng.")
        return record(
            pen,
            member=member,
            kind=ActKind.TRANSFERRED,
            day=day,
            by=by,
            ground=ground,
            document=document,
            cell_from=home.cell,
            cell_to=cell_to,
        )


def send_temporarily(
    member: Member,
    *,
    day: date,
    until: date | None,
    cell_to: Cell | None,
    place: str = "",
    ground: str = "",
    document: str = "",
    today: date,
    by: User,
) -> MemberAct:
    """Introduced to temporary activity: in a cell of HMK, or elsewhere by name."""
    with writing():
        member = locked_for_act(member, today, by)
        refuse_day(member, day, latest=today)
        if until is not None and until <= day:
            raise ValidationError({"until": "Ngày cuối không thể trước ngày bắt đầu."})
        home = home_on(member, day)
        _refuse_waiting(member)
        if cell_to is None and not place:
            raise ValidationError({"place": "Xin chọn chi bộ, hoặc ghi tên nơi đến."})
        pen = Pen()
        if cell_to is not None:
            _refuse_destination(home.cell, cell_to, day)
        if cell_to is not None and not _keeps_both(by, home.cell, cell_to):
            pen.warnings.append(_will_wait(cell_to))
        else:
            _lend(pen, member, cell_to, day, until, ground or place, document)
        return record(
            pen,
            member=member,
            kind=ActKind.SENT_TEMPORARILY,
            day=day,
            by=by,
            until=until,
            ground=ground,
            document=document,
            cell_from=home.cell,
            cell_to=cell_to,
            place=place,
        )


def receive(act: MemberAct, *, day: date, document: str = "", today: date, by: User) -> MemberAct:
    """The other cell has received the member: from that day on the member is on its roll."""
    with writing():
        member = Member.objects.select_for_update().get(pk=act.member_id)
        if not waiting(MemberAct.objects.filter(pk=act.pk)).exists():
            raise ValidationError("Việc này đã được tiếp nhận hoặc đã rút.")
        keeps_book(by, act.cell_to)
        refuse_day(member, day, latest=today)
        if day < act.day:
            raise ValidationError({"day": f"Không thể trước ngày giới thiệu ({act.day:%d/%m/%Y})."})
        pen = Pen()
        if act.kind == ActKind.TRANSFERRED:
            home = _leaving(member, day, but=act)
            _refuse_destination(home.cell, act.cell_to, day)
            _move(pen, member, home, act.cell_to, day)
        else:
            if act.until is not None and act.until <= day:
                raise ValidationError({"day": "Thời hạn sinh hoạt tạm thời đã hết trước ngày này."})
            home_on(member, day)
            _lend(pen, member, act.cell_to, day, act.until, act.ground, act.document)
        return record(
            pen,
            member=member,
            kind=ActKind.RECEIVED,
            day=day,
            by=by,
            document=document,
            cell_from=act.cell_from,
            cell_to=act.cell_to,
            answers=act,
        )


def end_temporary(
    member: Member, *, day: date, ground: str = "", document: str = "", today: date, by: User
) -> MemberAct:
    """Temporary activity is over: elsewhere, or here for a guest."""
    with writing():
        member = locked_for_act(member, today, by)
        refuse_day(member, day, latest=today)
        pen = Pen()
        _end_temporary(pen, member, day)
        if not pen.changes:
            raise ValidationError({"day": "Ngày này đồng chí không sinh hoạt tạm thời ở đâu."})
        return record(
            pen,
            member=member,
            kind=ActKind.TEMPORARY_ENDED,
            day=day,
            by=by,
            ground=ground,
            document=document,
        )


def leave(
    member: Member,
    *,
    kind: str,
    day: date,
    ground: str = "",
    document: str = "",
    decided_by: str = "",
    place: str = "",
    today: date,
    by: User,
) -> MemberAct:
    """Out of HMK for another organisation, or out of the Party (one of ENDS).

    From the day on the member is on no roll and holds no office; the record stays.
    """
    with writing():
        member = locked_for_act(member, today, by)
        refuse_day(member, day, latest=today)
        home = _leaving(member, day)
        pen = Pen()
        standings = Standing.objects.filter(member=member)
        if kind not in ENDS:
            standings = standings.exclude(kind__in=GRADES)
        else:
            _refuse_after(standings.filter(validity__startswith__gte=day))
        for row in (
            *spanning(Office.objects.filter(member=member), day),
            *spanning(standings, day),
            *spanning(Membership.objects.filter(member=member), day),
        ):
            pen.cut(row, day)
        return record(
            pen,
            member=member,
            kind=kind,
            day=day,
            by=by,
            ground=ground,
            document=document,
            decided_by=decided_by,
            cell_from=home.cell,
            place=place,
        )


# --- What these acts stand on ---------------------------------------------------------------------


def home_on(member: Member, day: date) -> Membership:
    """The primary membership of the day, or ValidationError on `day`."""
    home = (
        Membership.objects.filter(
            member=member, kind=MembershipKind.PRIMARY, validity__contains=day
        )
        .select_related("cell")
        .first()
    )
    if home is None:
        raise ValidationError({"day": NO_HOME})
    return home


def _leaving(member: Member, day: date, *, but: MemberAct | None = None) -> Membership:
    """The membership that ends on the day: nothing later stands against it, nothing waits."""
    home = home_on(member, day)
    if home.validity.lower >= day:
        since = home.validity.lower
        raise ValidationError({"day": f"Phải sau ngày về {home.cell} ({since:%d/%m/%Y})."})
    _refuse_waiting(member, but=but)
    for rows in (
        Membership.objects.filter(member=member, validity__startswith__gte=day),
        Office.objects.filter(member=member, validity__startswith__gte=day),
        Standing.objects.filter(
            member=member,
            kind=StandingKind.TEMPORARILY_ELSEWHERE,
            validity__startswith__gte=day,
        ),
    ):
        _refuse_after(rows)
    return home


def _refuse_after(rows: QuerySet) -> None:
    row = rows.order_by("validity__startswith").first()
    if row is not None:
        what = row.get_kind_display().lower()
        where = f" ({row.cell})" if hasattr(row, "cell_id") else ""
        raise ValidationError(
            {
                "day": f"Sổ đã ghi “{what}”{where} từ ngày {row.validity.lower:%d/%m/%Y}, "
                "không trước ngày này. Xin đính chính việc đó trước."
            }
        )


def _refuse_waiting(member: Member, *, but: MemberAct | None = None) -> None:
    acts = waiting(MemberAct.objects.filter(member=member)).select_related("cell_to")
    if but is not None:
        acts = acts.exclude(pk=but.pk)
    if act := acts.first():
        raise ValidationError(
            f"Đồng chí đang chờ {act.cell_to} tiếp nhận (giới thiệu ngày {act.day:%d/%m/%Y}). "
            "Xin rút việc đó trước."
        )


def _refuse_destination(home: Cell, cell_to: Cell, day: date) -> None:
    if cell_to.pk == home.pk:
        raise ValidationError({"cell_to": "Đồng chí đang sinh hoạt ở chi bộ này rồi."})
    refuse_dissolved(held_open(cell_to), day)


def _keeps_both(by: User, *cells: Cell) -> bool:
    return scope.cells_to_enrol(by).filter(pk__in=[cell.pk for cell in cells]).count() == 2


def _will_wait(cell: Cell) -> str:
    return (
        f"Đồng chí vẫn ở trong danh sách này cho đến khi {cell} ghi tiếp nhận; "
        "chưa có gì thay đổi ngay."
    )


def _stands(member: Member, kind: str, day: date) -> bool:
    return Standing.objects.filter(member=member, kind=kind, validity__contains=day).exists()


def _move(pen: Pen, member: Member, home: Membership, cell_to: Cell, day: date) -> None:
    _end_temporary(pen, member, day)
    for office in spanning(Office.objects.filter(member=member, cell=home.cell_id), day):
        pen.cut(office, day)
    pen.cut(home, day)
    pen.add(
        Membership(member=member, cell=cell_to, kind=MembershipKind.PRIMARY, validity=(day, None))
    )


def _lend(
    pen: Pen,
    member: Member,
    cell_to: Cell | None,
    day: date,
    until: date | None,
    ground: str,
    document: str,
) -> None:
    pen.add(
        Standing(
            member=member,
            kind=StandingKind.TEMPORARILY_ELSEWHERE,
            ground=ground,
            document=document,
            validity=(day, until),
        )
    )
    if cell_to is not None:
        pen.add(
            Membership(
                member=member,
                cell=cell_to,
                kind=MembershipKind.TEMPORARY,
                validity=(day, until),
            )
        )


def _end_temporary(pen: Pen, member: Member, day: date) -> None:
    elsewhere = Standing.objects.filter(member=member, kind=StandingKind.TEMPORARILY_ELSEWHERE)
    here = Membership.objects.filter(member=member, kind=MembershipKind.TEMPORARY)
    for row in (*spanning(elsewhere, day), *spanning(here, day)):
        pen.cut(row, day)
