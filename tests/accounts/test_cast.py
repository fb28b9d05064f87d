def test_the_cast_gathers(
    cell_a, cell_b, cell_elsewhere, secretary_a, secretary_b, overseer, officer, viewer,
    other_officer, admin_user, stranger,
):  # fmt: skip
    assert cell_a.committee == cell_b.committee != cell_elsewhere.committee
    assert cell_a.memberships.count() == 6
    assert {user.roles.count() for user in (secretary_a, overseer, officer, viewer)} == {1}
    assert not admin_user.roles.exists()
    assert not stranger.roles.exists()
