"""The score once signed: what a signature fixes, and what the superior gives."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from accounts.models import RoleKind
from meetings.models import Measure, Meeting, MeetingScore, Score, SuperiorScore
from meetings.queries_scores import waiting_for_superior
from meetings.services import scores, superior
from meetings.services.base import MeetingSigned
from meetings.services.superior import Given
from tests.factories import RoleFactory
from tests.meetings.helpers import NOW, held, planned, ready
from tests.meetings.scoring import judged, sheet, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cell_a, secretary_a) -> Meeting:
    return held(planned(cell_a, secretary_a), secretary_a)


class TestSigned:
    def test_points_grounds_total_and_level_are_fixed(self, cell_a, secretary_a):
        meeting = signed(ready(cell_a, secretary_a), secretary_a)
        head = MeetingScore.objects.get()
        assert (head.total, head.level, head.thematic) == (97, "fair", False)
        rows = Score.objects.select_related("criterion")
        assert len(rows) == 27
        counted = [row.computed if row.points is None else row.points for row in rows]
        assert sum(counted) == 92  # and five that the month is awarded
        speaking = rows.get(criterion__measure=Measure.SPEAKERS)
        assert (speaking.points, speaking.computed) == (None, 2)
        assert speaking.basis == "1/6 đồng chí dự họp phát biểu, 16,6%"
        assert sheet(meeting).total.points == 97

    def test_a_later_change_of_the_roll_changes_nothing_of_it(self, cell_a, secretary_a):
        meeting = signed(ready(cell_a, secretary_a), secretary_a)
        cell_a.min_minutes = 300
        cell_a.save()
        assert sheet(meeting).total.points == 97

    def test_a_signature_without_a_score_keeps_what_the_record_tells(self, meeting, secretary_a):
        signed(meeting, secretary_a)
        head = MeetingScore.objects.get()
        assert (head.total, head.level, head.approved) == (None, "", False)
        assert Score.objects.get(criterion__measure=Measure.DURATION).computed == 5
        assert Score.objects.get(criterion=judged(meeting)).points is None

    def test_nothing_of_it_changes_any_more(self, cell_a, secretary_a):
        meeting = ready(cell_a, secretary_a)
        criterion = judged(meeting)
        signed(meeting, secretary_a)
        with pytest.raises(MeetingSigned):
            scores.mark(meeting, criterion, values={"points": Decimal(1)}, by=secretary_a)
        for change in (
            lambda: Score.objects.update(points=0),
            lambda: MeetingScore.objects.update(total=100),
            lambda: Score.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError, match="are signed"), transaction.atomic():
                change()


# --- The superior ---------------------------------------------------------------------------------
class TestSuperior:
    @pytest.fixture
    def done(self, cell_a, secretary_a) -> Meeting:
        return signed(ready(cell_a, secretary_a), secretary_a)

    def own(self, meeting: Meeting, **other: Given) -> dict[int, Given]:
        """The cell's own points, but these by position ('at_4')."""
        given = {one.criterion.pk: Given(one.points) for one in sheet(meeting).lines if one.applies}
        for key, one in other.items():
            given[judged(meeting, int(key.removeprefix("at_"))).pk] = one
        return given

    def test_the_superior_agrees_or_gives_other_points_with_a_reason(self, done, overseer):
        superior.score(done, given=self.own(done), now=NOW, by=overseer)
        found = SuperiorScore.objects.get()
        assert (found.total, found.level, found.scored_by_name) == (97, "fair", overseer.full_name)
        less = self.own(done, at_10=Given(Decimal(4), "Nội dung còn chung chung"))
        superior.score(done, given=less, now=NOW, by=overseer)
        found.refresh_from_db()
        assert found.total == 91
        assert MeetingScore.objects.get().total == 97

    def test_another_figure_without_a_reason_is_refused(self, done, overseer):
        criterion = judged(done, 10)
        with pytest.raises(ValidationError) as refused:
            superior.score(
                done, given=self.own(done, at_10=Given(Decimal(4))), now=NOW, by=overseer
            )
        assert refused.value.message_dict.keys() == {f"reason_{criterion.pk}"}
        assert not SuperiorScore.objects.exists()

    @pytest.mark.parametrize("points", [None, Decimal(11), Decimal("0.5")])
    def test_points_that_cannot_be_are_refused(self, done, overseer, points):
        given = self.own(done, at_10=Given(points, "Vì vậy"))
        with pytest.raises(ValidationError) as refused:
            superior.score(done, given=given, now=NOW, by=overseer)
        assert refused.value.message_dict.keys() == {f"points_{judged(done, 10).pk}"}

    def test_what_was_given_before_stays_in_the_trail(self, done, overseer):
        for points in (4, 6):
            given = self.own(done, at_10=Given(Decimal(points), "Còn chung chung"))
            superior.score(done, given=given, now=NOW, by=overseer)
        events = SuperiorScore.pgh_event_model.objects.order_by("pgh_id")
        assert list(events.values_list("total", flat=True)) == [91, 93]
        rows = SuperiorScore.objects.get().rows.model.pgh_event_model.objects
        changed = rows.filter(criterion=judged(done, 10)).order_by("pgh_id")
        assert list(changed.values_list("points", flat=True)) == [4, 6]
        assert rows.count() == 27 + 1

    def test_not_before_the_signature(self, cell_a, secretary_a, overseer):
        meeting = ready(cell_a, secretary_a)
        with pytest.raises(ValidationError, match="sau khi chi bộ đã ký"):
            superior.score(meeting, given={}, now=NOW, by=overseer)

    @pytest.mark.parametrize("who", ["secretary_a", "officer", "viewer", "stranger", "admin_user"])
    def test_only_who_follows_the_cell_scores(self, request, done, who):
        user = request.getfixturevalue(who)
        with pytest.raises(PermissionDenied):
            superior.score(done, given=self.own(done), now=NOW, by=user)

    def test_the_list_holds_what_waits_in_ones_own_cells(
        self, done, cell_b, secretary_b, overseer, officer
    ):
        other = signed(ready(cell_b, secretary_b), secretary_b)
        assert list(waiting_for_superior(overseer)) == [done]
        assert not waiting_for_superior(officer).exists()
        RoleFactory(user=overseer, kind=RoleKind.OVERSEER, cell=cell_b)
        assert {*waiting_for_superior(overseer)} == {done, other}
        superior.score(done, given=self.own(done), now=NOW, by=overseer)
        assert list(waiting_for_superior(overseer)) == [other]
