"""What became of a proposal that was made at an earlier meeting."""

from django.db import models

from cells.fields import ProseField
from meetings.models.meeting import Meeting, Opinion
from meetings.triggers import PartOfSignedMeeting


class ProposalAnswer(models.Model):
    """How a later meeting of the cell settled a proposal. A proposal without one is open.

    What was asked, and when, is kept as it was: the minutes that heard it may be reopened.
    """

    opinion = models.OneToOneField(
        Opinion, models.PROTECT, related_name="answer", verbose_name="kiến nghị"
    )
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="proposal_answers")
    asked = ProseField("kiến nghị", max_length=10000)
    asked_on = models.DateField("kiến nghị tại kỳ họp ngày")
    text = ProseField("đã giải quyết thế nào", max_length=1000)

    class Meta:
        verbose_name = "giải quyết kiến nghị"
        verbose_name_plural = "giải quyết kiến nghị"
        triggers = [PartOfSignedMeeting()]

    def __str__(self) -> str:
        return self.text[:60]
