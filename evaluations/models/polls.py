"""Confidence polls on leaders: only the count is kept, never a ballot."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cells.fields import LineField
from cells.models import Committee
from evaluations import rules


class PollRules(models.TextChoices):
    R2014 = rules.PollRegime.R2014.value, "Quy định 262-QĐ/TW (2014)"
    R2023 = rules.PollRegime.R2023.value, "Quy định 96-QĐ/TW (2023)"


CLOSED_STAYS = pgtrigger.Trigger(
    name="closed_poll_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__closed_at__isnull=False),
    func="RAISE EXCEPTION 'poll % is closed', OLD.id USING ERRCODE = 'HM003';",
)
LINE_OF_CLOSED_STAYS = pgtrigger.Trigger(
    name="line_of_closed_poll_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("closed", "TIMESTAMPTZ")],
    func="""
        SELECT closed_at INTO closed FROM evaluations_confidencepoll
        WHERE id = COALESCE(NEW.poll_id, OLD.poll_id) FOR SHARE;
        IF closed IS NOT NULL THEN
            RAISE EXCEPTION 'the poll of this line is closed' USING ERRCODE = 'HM003';
        END IF;
        RETURN COALESCE(NEW, OLD);
    """,
)


@pghistory.track()
class ConfidencePoll(models.Model):
    """A poll held at a conference of the committee."""

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="polls", verbose_name="đảng bộ"
    )
    title = LineField("hội nghị", max_length=200)
    held_on = models.DateField("ngày")
    regime = models.CharField("quy định", max_length=10, choices=PollRules, default=PollRules.R2023)
    place = LineField("địa điểm", max_length=200, blank=True)
    summoned = models.PositiveIntegerField("số triệu tập")
    present = models.PositiveIntegerField("số có mặt")
    issued = models.PositiveIntegerField("phiếu phát ra")
    collected = models.PositiveIntegerField("phiếu thu về")
    tellers = LineField("ban kiểm phiếu", max_length=300, blank=True)
    closed_at = models.DateTimeField("chốt lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lấy phiếu tín nhiệm"
        verbose_name_plural = "lấy phiếu tín nhiệm"
        ordering = ["-held_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(present__lte=F("summoned"), issued__lte=F("present")),
                name="poll_issued_to_those_present",
                violation_error_message="Số phát ra không quá số có mặt, số có mặt không quá số "
                "triệu tập.",
            ),
            models.CheckConstraint(
                condition=Q(collected__lte=F("issued")),
                name="poll_collected_within_issued",
                violation_error_message="Số phiếu thu về không thể nhiều hơn số phát ra.",
            ),
        ]
        triggers = [CLOSED_STAYS]

    def __str__(self) -> str:
        return f"{self.title}, {self.held_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("evaluations:poll", args=[self.pk])

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


@pghistory.track()
class ConfidenceLine(models.Model):
    """The count for one person."""

    poll = models.ForeignKey(ConfidencePoll, models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField("thứ tự")
    name = LineField("họ và tên", max_length=80)
    office = LineField("chức vụ", max_length=200)
    high = models.PositiveIntegerField("tín nhiệm cao", null=True, blank=True)
    middle = models.PositiveIntegerField("tín nhiệm", null=True, blank=True)
    low = models.PositiveIntegerField("tín nhiệm thấp", null=True, blank=True)
    invalid = models.PositiveIntegerField("phiếu không hợp lệ", null=True, blank=True)

    class Meta:
        verbose_name = "người được lấy phiếu"
        verbose_name_plural = "người được lấy phiếu"
        ordering = ["poll", "position"]
        constraints = [
            models.UniqueConstraint("poll", "position", name="confidence_line_position_once")
        ]
        triggers = [LINE_OF_CLOSED_STAYS]

    def __str__(self) -> str:
        return self.name

    @property
    def tally(self) -> rules.Tally | None:
        """The count, or None as long as it is not whole. Needs `poll`."""
        if None in (self.high, self.middle, self.low, self.invalid):
            return None
        return rules.Tally(self.poll.collected, self.high, self.middle, self.low)
