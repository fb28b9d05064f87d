"""Rule sets: the first ones, and new dated versions of those that are in use."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from meetings import seeds, seeds_themes
from meetings.models import AgendaLine, MeetingRegime, Theme

COPIED = ("usual_day", "latest_usual_day", "min_minutes", "min_minutes_combined",
          "thematic_per_quarter", "notice_days", "issue_days", "quorum_percent",
          "temporary_members_vote", "layout", "document_types", "source", "name")  # fmt: skip


@transaction.atomic
def seed() -> None:
    """Gives an empty database its rule sets and themes; changes nothing where there are any."""
    if not MeetingRegime.objects.exists():
        for values in seeds.REGIMES:
            regime = MeetingRegime.objects.create(**values)
            _write_lines(regime, seeds.AGENDAS[regime.code])
    if not Theme.objects.exists():
        Theme.objects.bulk_create(
            Theme(field=field, title=title, guidance=guidance)
            for field, title, guidance in seeds_themes.THEMES
        )


def _write_lines(regime: MeetingRegime, agendas: dict[str, list]) -> None:
    AgendaLine.objects.bulk_create(
        AgendaLine(
            regime=regime,
            meeting_kind=kind,
            position=position,
            section=section,
            role=role,
            title=title,
            hint=hint,
        )
        for kind, lines in agendas.items()
        for position, (section, role, title, hint) in enumerate(lines, start=1)
    )


@transaction.atomic
def copy(regime: MeetingRegime, *, code: str, since: date, by: User) -> MeetingRegime:
    """A new version of the regime from `since` on; the old one ends the day before.

    Raises ValidationError when `since` does not lie inside the old one's period.
    """
    if not by.has_perm("meetings.add_meetingregime"):
        raise PermissionDenied
    old = MeetingRegime.objects.select_for_update().get(pk=regime.pk)
    if not (
        old.validity.lower < since and (old.validity.upper is None or since < old.validity.upper)
    ):
        raise ValidationError(
            {"since": "Ngày hiệu lực mới phải nằm trong thời gian của bộ quy định cũ."}
        )
    until = old.validity.upper
    old.validity = (old.validity.lower, since)
    old.save(update_fields=["validity"])
    new = MeetingRegime(
        code=code, validity=(since, until), **{name: getattr(old, name) for name in COPIED}
    )
    new.full_clean()
    new.save()
    AgendaLine.objects.bulk_create(
        AgendaLine(
            regime=new,
            meeting_kind=line.meeting_kind,
            position=line.position,
            section=line.section,
            role=line.role,
            title=line.title,
            hint=line.hint,
        )
        for line in old.agenda_lines.all()
    )
    return new
