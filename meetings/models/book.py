"""The bound book of a cell: one page after the other, each chained to the one before by its hash,
and the signed addenda to minutes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cells.fields import LineField, ProseField
from cells.models import Cell
from meetings.models.meeting import Meeting
from meetings.triggers import ADDENDUM_TO_SIGNED, APPEND_ONLY


class Addendum(models.Model):
    """A correction of signed minutes, dated and signed by itself. It belongs to the version of
    the minutes that it corrects, and stays with that version when the minutes are reopened."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="addenda")
    version = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField("số")
    reason = LineField("lý do", max_length=300)
    text = ProseField("nội dung đính chính, bổ sung", max_length=10000)
    signed_at = models.DateTimeField("ký lúc")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signer_name = LineField(max_length=80, help_text="As the signer was called that day.")

    class Meta:
        verbose_name = "phụ lục đính chính"
        verbose_name_plural = "phụ lục đính chính"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint("meeting", "position", name="addendum_position_once")
        ]
        triggers = [APPEND_ONLY, ADDENDUM_TO_SIGNED]

    def __str__(self) -> str:
        return f"Phụ lục đính chính số {self.position}"


class BookSchema(models.Model):
    """Which fields of which models a hash covers, named by the SHA-256 over that list.

    A page keeps the list that it was made by: a field or a model that is added later changes no
    old hash.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    covers = models.JSONField(help_text="The names of the fields in order, by model.")

    class Meta:
        verbose_name = "phạm vi mã kiểm tra"
        verbose_name_plural = "phạm vi mã kiểm tra"
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return self.digest[:12]


class PageKind(models.TextChoices):
    MINUTES = "minutes", "Biên bản"
    ADDENDUM = "addendum", "Phụ lục đính chính"
    REOPENING = "reopening", "Mở lại biên bản"


class BookPage(models.Model):
    """A page of a cell's book. Only ever added: nobody changes or removes one.

    What minutes and addenda say is not stored twice: their rows are the content, as long as the
    version stands. A reopening keeps the whole version that it closes (`content`).
    """

    cell = models.ForeignKey(Cell, models.PROTECT, related_name="book_pages")
    position = models.PositiveIntegerField("trang")
    kind = models.CharField("loại trang", max_length=10, choices=PageKind)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="book_pages")
    version = models.PositiveSmallIntegerField(
        help_text="Of the minutes: the one signed, corrected or closed by this page."
    )
    addendum = models.OneToOneField(
        Addendum, models.PROTECT, null=True, blank=True, related_name="page"
    )
    reason = LineField("lý do mở lại", max_length=300, blank=True)
    content = models.JSONField(null=True, blank=True)
    schema = models.ForeignKey(BookSchema, models.PROTECT, null=True, blank=True, related_name="+")
    content_hash = models.CharField(max_length=64, blank=True)
    fingerprints = models.JSONField(
        default=dict,
        blank=True,
        help_text="The beginning of each row's hash, by model: they tell which row has changed.",
    )
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "trang sổ"
        verbose_name_plural = "trang sổ"
        ordering = ["cell", "position"]
        constraints = [
            models.UniqueConstraint("cell", "position", name="book_page_position_once"),
            models.UniqueConstraint(
                "meeting",
                "version",
                "kind",
                condition=~Q(kind=PageKind.ADDENDUM),
                name="book_page_once_a_version",
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="book_page_from_one"),
            models.CheckConstraint(
                condition=Q(kind=PageKind.ADDENDUM, addendum__isnull=False)
                | (~Q(kind=PageKind.ADDENDUM) & Q(addendum__isnull=True)),
                name="book_page_of_an_addendum",
            ),
            models.CheckConstraint(
                condition=(Q(kind=PageKind.REOPENING, content__isnull=False) & ~Q(reason=""))
                | (~Q(kind=PageKind.REOPENING) & Q(content__isnull=True, reason="")),
                name="book_page_of_a_reopening",
            ),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"Trang {self.position}: {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """Where the version of the minutes is read that this page closes."""
        return reverse("meetings:version", args=[self.meeting_id, self.version])
