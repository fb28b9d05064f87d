"""Acts that change how a member stands. `day` is always the first day of the new state."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q

from accounts.models import User
from members import rules
from members.grounds import ExemptionGround, decider_of_exemption, with_detail
from members.models import ActKind, Decider, Member, MemberAct, Standing, StandingKind
from members.services.base import locked_for_act, writing
from members.services.journal import Pen, record, refuse_day
from members.services.moves import home_on

LONG_AWAY = "Quá 12 tháng: xin xem việc chuyển sinh hoạt đảng chính thức hoặc tạm thời."


def recognise(
    member: Member, *, day: date, decided_by: str, document: str, today: date, by: User
) -> MemberAct:
    """A probationary member becomes official; not before twelve months (Điều 5.1 Điều lệ)."""
    with writing():
        member = locked_for_act(member, today, by)
        refuse_day(member, day, latest=today)
        home = home_on(member, day)
        official = Standing.objects.filter(
            member=member, kind=StandingKind.OFFICIAL, validity__upper_inf=True
        ).first()
        if official is not None:
            since = official.validity.lower
            raise ValidationError(
                {"day": f"Đồng chí đã là đảng viên chính thức từ ngày {since:%d/%m/%Y}."}
            )
        pen = Pen()
        probation = Standing.objects.filter(
            member=member, kind=StandingKind.PROBATIONARY, validity__upper_inf=True
        ).first()
        if probation is not None:
            earliest = rules.probation_ends(probation.validity.lower)
            if day < earliest:
                raise ValidationError(
                    {
                        "day": "Chưa hết 12 tháng dự bị: sớm nhất là ngày "
                        f"{earliest:%d/%m/%Y} (Điều 5 Điều lệ Đảng)."
                    }
                )
            pen.cut(probation, day)
        grade = {"kind": StandingKind.OFFICIAL, "document": document, "validity": (day, None)}
        pen.add(Standing(member=member, **grade))
        if member.official_on is None:
            pen.change(member, official_on=day)
        return record(
            pen,
            member=member,
            kind=ActKind.OFFICIAL,
            day=day,
            by=by,
            document=document,
            decided_by=decided_by,
            cell_from=home.cell,
        )


def exempt(
    member: Member,
    *,
    day: date,
    until: date | None,
    reason: str,
    detail: str = "",
    document: str,
    today: date,
    by: User,
) -> MemberAct:
    """Exempted from work and meetings; who decides follows from the ground."""
    ground = with_detail(ExemptionGround(reason).label, detail)
    pen = Pen()
    decider = decider_of_exemption(reason)
    if decider == Decider.CELL:
        pen.warnings.append("Chi bộ quyết định bằng nghị quyết và báo cáo đảng ủy cơ sở.")
    else:
        pen.warnings.append("Chi bộ ra nghị quyết đề nghị; đảng ủy cơ sở quyết định.")
    return _begin(
        pen, member, StandingKind.EXEMPTED, ActKind.EXEMPTED,
        day=day, until=until, ground=ground, document=document, decided_by=decider,
        today=today, by=by,
    )  # fmt: skip


def go_away(
    member: Member,
    *,
    day: date,
    until: date | None,
    ground: str,
    document: str = "",
    today: date,
    by: User,
) -> MemberAct:
    """Away from home for work: still of the cell, still bound to attend."""
    pen = Pen()
    if until is None or until > rules.birthday(day, 1):
        pen.warnings.append(LONG_AWAY if until else f"Chưa rõ ngày về. {LONG_AWAY}")
    return _begin(
        pen, member, StandingKind.AWAY, ActKind.AWAY,
        day=day, until=until, ground=ground, document=document, today=today, by=by,
    )  # fmt: skip


def suspend(
    member: Member,
    *,
    day: date,
    until: date | None,
    ground: str,
    document: str,
    decided_by: str,
    today: date,
    by: User,
) -> MemberAct:
    """Suspended from party activity by a decision."""
    return _begin(
        Pen(), member, StandingKind.SUSPENDED, ActKind.SUSPENDED,
        day=day, until=until, ground=ground, document=document, decided_by=decided_by,
        today=today, by=by,
    )  # fmt: skip


ENDED = {
    ActKind.EXEMPTION_ENDED: StandingKind.EXEMPTED,
    ActKind.RETURNED: StandingKind.AWAY,
    ActKind.SUSPENSION_ENDED: StandingKind.SUSPENDED,
}


def end(
    member: Member,
    *,
    kind: str,
    day: date,
    ground: str = "",
    document: str = "",
    today: date,
    by: User,
) -> MemberAct:
    """Ends a standing: `kind` is the act, `day` the first day on which it holds no more."""
    with writing():
        member = locked_for_act(member, today, by)
        standing = open_standing(member, ENDED[ActKind(kind)], day)
        if day > today + rules.AHEAD:
            raise ValidationError({"day": "Ngày quá xa, xin xem lại năm."})
        pen = Pen()
        pen.cut(standing, day)
        return record(
            pen, member=member, kind=kind, day=day, by=by, ground=ground, document=document
        )


def open_standing(member: Member, kind: str, day: date) -> Standing:
    """The standing that holds until after the day, or ValidationError on `day`."""
    standing = (
        Standing.objects.filter(
            Q(validity__upper_inf=True) | Q(validity__endswith__gt=day), member=member, kind=kind
        )
        .order_by("validity__startswith")
        .first()
    )
    label = StandingKind(kind).label.lower()
    if standing is None:
        raise ValidationError({"day": f"Ngày này đồng chí không trong diện “{label}”."})
    since = standing.validity.lower
    if day <= since:
        raise ValidationError({"day": f"Phải sau ngày bắt đầu ({since:%d/%m/%Y})."})
    return standing


def _begin(
    pen: Pen,
    member: Member,
    standing: str,
    kind: str,
    *,
    day: date,
    until: date | None,
    ground: str,
    document: str,
    decided_by: str = "",
    today: date,
    by: User,
) -> MemberAct:
    with writing():
        member = locked_for_act(member, today, by)
        refuse_day(member, day, latest=today + rules.AHEAD)
        if until is not None and until <= day:
            raise ValidationError({"until": "Ngày cuối không thể trước ngày bắt đầu."})
        home = home_on(member, day)
        pen.add(
            Standing(
                member=member,
                kind=standing,
                ground=ground,
                document=document,
                validity=(day, until),
            )
        )
        return record(
            pen,
            member=member,
            kind=kind,
            day=day,
            by=by,
            until=until,
            ground=ground,
            document=document,
            decided_by=decided_by,
            cell_from=home.cell,
        )
