"""Dashboards on paper: the names stand beside their months, and charts give way to their tables."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from reports.services import facts
from tests import factories as make
from tests.meetings.saving import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
A4_PX = {"width": 680, "height": 980}
"""What a sheet leaves between its margins, at 96 points an inch."""


def test_a_map_of_months_prints_with_its_names_and_the_figures_of_its_charts(
    page: Page, committee, cell_a, officer
):
    facts.refresh(first=date(2025, 12, 1), last=date(2026, 11, 1), now=make.at(make.TODAY))
    sign_in(page, officer)
    page.set_viewport_size(A4_PX)
    page.goto(f"/dashboards/committees/{committee.pk}/?month=2026-10")
    page.emulate_media(media="print")
    name = page.locator(".hmk-heat tbody th").first
    expect(name).to_be_visible()
    place = name.bounding_box()
    assert place["x"] >= 0, "the names are off the sheet"
    last = page.locator(".hmk-heat tbody tr").first.locator("td").last.bounding_box()
    assert last["x"] + last["width"] <= A4_PX["width"]
    expect(page.locator("table[data-chart]").first).to_be_visible()
