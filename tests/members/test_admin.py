"""Django admin looks members up; there is no way round the acts."""

import pytest
from django.urls import reverse

from members.models import Member, MemberAct, MemberLook, Membership, Office, Standing
from members.services import standings
from tests.factories import TODAY, CellFactory


@pytest.fixture
def staff(client_of, admin_user):
    return client_of(admin_user)


@pytest.mark.parametrize("model", [Member, Membership, Standing, Office, MemberAct, MemberLook])
def test_nothing_of_the_roll_is_written_there(model, staff, member_a, secretary_a):
    standings.go_away(member_a, day=TODAY, until=None, ground="x", today=TODAY, by=secretary_a)
    name = f"admin:members_{model._meta.model_name}"
    before = list(model.objects.order_by("pk").values())
    assert staff.get(reverse(f"{name}_changelist")).status_code == 200
    assert staff.post(reverse(f"{name}_add"), {}).status_code == 403
    for row in model.objects.all()[:1]:
        for view in ("change", "delete"):
            answer = staff.post(reverse(f"{name}_{view}", args=[row.pk]), {"post": "yes"})
            assert answer.status_code == 403, view
    action = {"action": "delete_selected", "_selected_action": [one["id"] for one in before]}
    staff.post(reverse(f"{name}_changelist"), action | {"post": "yes"})
    assert list(model.objects.order_by("pk").values()) == before


def test_a_cell_is_merged_by_an_act_and_dissolved_by_hand_when_empty(
    staff, cell_a, cell_b, committee
):
    empty = CellFactory(committee=committee)
    for cell, dissolved in ((cell_a, False), (empty, True)):
        url = reverse("admin:cells_cell_change", args=[cell.pk])
        form = staff.get(url).context["adminform"].form
        assert "merged_into" not in form.fields
        assert ("dissolved" in form.fields) == dissolved
