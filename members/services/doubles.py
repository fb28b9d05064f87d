"""Two records of one person: one is kept, the other ends and points to it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q

from accounts.models import User
from members import rules
from members.models import (
    ActKind,
    Member,
    MemberAct,
    Membership,
    MembershipKind,
    Office,
    Standing,
)
from members.queries import waiting
from members.services.base import locked_for_act, writing
from members.services.journal import Pen, record, spanning

FILLED = ("birth_date", "gender", "admitted_on", "official_on", "card_number", "phone")


def merge_doubles(
    kept: Member, double: Member, *, day: date, note: str = "", today: date, by: User
) -> MemberAct:
    """From the day on the person stands in the roll once, under the record that is kept.

    Both histories stay: the past figures too, for what was signed with two names cannot change.
    What the kept record lacks of the basic data it takes from the other.
    """
    with writing():
        if kept.pk == double.pk:
            raise ValidationError("Xin chọn hai hồ sơ khác nhau.")
        # In the order of their keys, whichever is kept: two merges at once take turns.
        rows = {pk: locked_for_act(Member(pk=pk), today, by) for pk in sorted({kept.pk, double.pk})}
        kept, double = rows[kept.pk], rows[double.pk]
        _refuse(kept, double, day, today)
        pen = Pen()
        for model in (Office, Standing, Membership):
            pen.cut_all(list(spanning(model.objects.filter(member=double), day)), day)
        _complete(pen, kept, double)
        pen.change(double, merged_into_id=kept.pk)
        return record(
            pen,
            member=double,
            kind=ActKind.DOUBLE_MERGED,
            day=day,
            by=by,
            note=note,
        )


def _refuse(kept: Member, double: Member, day: date, today: date) -> None:
    if day > today:
        raise ValidationError({"day": rules.NOT_YET})
    if double.doubles.exists():
        raise ValidationError(
            "Hồ sơ này đã nhận một hồ sơ trùng khác; xin giữ hồ sơ này và nhập hồ sơ kia vào."
        )
    if waiting(MemberAct.objects.filter(Q(member=kept) | Q(member=double))).exists():
        raise ValidationError("Một trong hai hồ sơ đang chờ tiếp nhận; xin ghi xong việc đó trước.")
    for model in (Membership, Office):
        later = model.objects.filter(member=double, validity__startswith__gte=day).first()
        if later is not None:
            words = f"Hồ sơ trùng có “{later}” từ ngày {later.validity.lower:%d/%m/%Y}."
            raise ValidationError({"day": words})
    primary = Membership.objects.filter(kind=MembershipKind.PRIMARY, validity__contains=day)
    there = primary.filter(member=double).exists()
    if there and not primary.filter(member=kept).exists():
        raise ValidationError(
            "Hồ sơ được giữ không có tên trong chi bộ nào, hồ sơ kia thì có. Xin giữ hồ sơ kia."
        )


def _complete(pen: Pen, kept: Member, double: Member) -> None:
    lacking = [name for name in FILLED if not getattr(kept, name) and getattr(double, name)]
    values = {name: getattr(double, name) for name in lacking}
    if "card_number" in values:
        # The number stands in one record only.
        pen.change(double, card_number="")
    if values:
        pen.change(kept, **values)
