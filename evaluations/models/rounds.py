"""The yearly round of a committee."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cells.fields import ProseField
from cells.models import Committee
from evaluations.models.regimes import RatingRegime
from meetings.triggers import APPEND_ONLY


class RoundState(models.TextChoices):
    OPEN = "open", "Đang tiến hành"
    RATIFIED = "ratified", "Đã công nhận"


# A ratified round opens again only by raising its version, with the reason in `reopened_because`.
RATIFIED_STAYS = pgtrigger.Trigger(
    name="ratified_round_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__state="ratified"),
    func="""
        IF TG_OP = 'UPDATE' AND NEW.state = 'open' AND NEW.version = OLD.version + 1
           AND NEW.reopened_because <> '' AND NEW.regime_id = OLD.regime_id
           AND NEW.committee_id = OLD.committee_id AND NEW.year = OLD.year THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'round % is ratified', OLD.id USING ERRCODE = 'HM003';
    """,
)


@pghistory.track()
class Round(models.Model):
    """The review and rating of one year in the cells at or below a committee."""

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="rounds", verbose_name="đảng bộ"
    )
    year = models.PositiveSmallIntegerField("năm")
    regime = models.ForeignKey(
        RatingRegime, models.PROTECT, related_name="rounds", verbose_name="bộ quy định"
    )
    state = models.CharField(
        "trạng thái", max_length=10, choices=RoundState, default=RoundState.OPEN
    )
    rated_on = models.DateField(
        "ngày chốt danh sách", help_text="Ai được xếp loại tính theo danh sách ngày này."
    )
    self_review_by = models.DateField("nộp bản kiểm điểm trước", null=True, blank=True)
    cell_by = models.DateField("chi bộ xong trước", null=True, blank=True)
    ratify_by = models.DateField("công nhận trước", null=True, blank=True)
    opened_at = models.DateTimeField("mở lúc")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người mở"
    )
    version = models.PositiveSmallIntegerField("lần", default=1)
    reopened_because = ProseField("lý do mở lại", max_length=1000, blank=True)
    ratified_at = models.DateTimeField("công nhận lúc", null=True, blank=True)
    ratified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người công nhận",
    )
    heading = models.JSONField("tiêu đề lúc công nhận", default=dict, blank=True, editable=False)
    """Who issues its papers: `superior`, `name`, `place`, as they were called when it was ratified;
    empty as long as it is open."""

    class Meta:
        verbose_name = "đợt xếp loại"
        verbose_name_plural = "đợt xếp loại"
        ordering = ["-year", "committee"]
        constraints = [
            models.UniqueConstraint(
                "committee",
                "year",
                name="round_once_a_year",
                violation_error_message="Đảng bộ đã mở đợt xếp loại của năm này.",
            ),
            models.CheckConstraint(
                condition=~Q(state=RoundState.RATIFIED)
                | Q(ratified_at__isnull=False, ratified_by__isnull=False),
                name="round_ratified_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(self_review_by__isnull=True)
                | Q(cell_by__isnull=True)
                | Q(self_review_by__lte=F("cell_by")),
                name="round_reviews_before_cells",
                violation_error_message="Hạn nộp bản kiểm điểm phải trước hạn của chi bộ.",
            ),
            models.CheckConstraint(
                condition=Q(cell_by__isnull=True)
                | Q(ratify_by__isnull=True)
                | Q(cell_by__lte=F("ratify_by")),
                name="round_cells_before_ratification",
                violation_error_message="Hạn của chi bộ phải trước hạn công nhận.",
            ),
        ]
        triggers = [RATIFIED_STAYS]

    def __str__(self) -> str:
        return f"Xếp loại năm {self.year} – {self.committee}"

    def get_absolute_url(self) -> str:
        return reverse("evaluations:round", args=[self.pk])

    @property
    def is_ratified(self) -> bool:
        return self.state == RoundState.RATIFIED


class ClosedRatification(models.Model):
    """A ratification that was opened again, with its papers as they were printed (blocks of
    `documents.stored`). Only ever added: nobody changes or removes one."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="closed")
    version = models.PositiveSmallIntegerField("lần")
    ratified_at = models.DateTimeField("công nhận lúc")
    ratified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người công nhận"
    )
    reason = ProseField("lý do mở lại", max_length=1000)
    reopened_at = models.DateTimeField("mở lại lúc")
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người mở lại"
    )
    papers = models.JSONField(editable=False)

    class Meta:
        verbose_name = "lần công nhận đã mở lại"
        verbose_name_plural = "lần công nhận đã mở lại"
        ordering = ["round", "version"]
        constraints = [
            models.UniqueConstraint("round", "version", name="closed_ratification_once_a_version")
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.round}, lần {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("evaluations:closed", args=[self.round_id, self.version])
