"""Birth dates, card numbers, telephones and notes are shown inside the cell and to its overseer
only: the walk of every address, as officer and as viewer, finds none, in no page and in no file.
And whoever looks at a member from outside is noted, on whatever page.

The walk takes its addresses from the URL matrix, so a new page is covered as soon as it has its
row there.
"""

import re
from datetime import date

import pgtrigger
import pytest
from django.contrib import admin
from django.urls import reverse

from documents.sheets import CONTENT_TYPES
from members.models import LookKind, Member, MemberLook
from tests.factories import member_of
from tests.hmk.test_speakers_names import addresses, texts_of
from tests.hmk.test_url_matrix import OPEN, TABLE, things  # noqa: F401  (a fixture)

pytestmark = pytest.mark.django_db
BORN = date(1917, 8, 17)
CARD, PHONE, NOTE = "40.918273", "0977 654 111", "Ghi-chú-kín"
IN_A_SHEET = (BORN - date(1899, 12, 30)).days
SECRETS = re.compile(
    rf"17[/.-]0?8[/.-]1917|1917-08-17|ngày 17 tháng 0?8|\b17/08\b|\b1917\b|>{IN_A_SHEET}<"
    rf"|{re.escape(CARD)}|{re.escape(PHONE)}|{re.escape(NOTE)}"
)
FROM_OUTSIDE = ("officer", "viewer")
OF_ONE_MEMBER = {"member", "double", "act"}
"""What of the things in an address is a member, or leads to one."""


@pytest.fixture
def secret(things, cell_a, secretary_a):  # noqa: F811
    """Every member of cell A has particulars that stand nowhere else, each of the same days."""
    people = Member.objects.filter(memberships__cell=cell_a)
    for number, member in enumerate(people.order_by("pk")):
        card = CARD if member.pk == things.member else f"{CARD}-{number}"
        Member.objects.filter(pk=member.pk).update(
            birth_date=BORN, card_number=card, phone=PHONE, note=NOTE
        )
        # Saved once more, so that what is searched for follows.
        Member.objects.get(pk=member.pk).save()
    return things


def everything(named):
    """Every address of the matrix that answers a GET, in every format, and what narrows it."""
    yield from addresses(named)
    for sheet_format in CONTENT_TYPES:
        yield "members:export", reverse("members:export", args=[sheet_format])
    for month in (8, 11):
        yield "members:birthdays", f"{reverse('members:birthdays')}?month={month}"
    for year in (1997, 2026):
        yield "members:badges", f"{reverse('members:badges')}?year={year}"
    for words in ("Mai", "40.9", "0977"):
        for name in ("members:list", "search:page", "meetings:absences", "members:looks"):
            yield name, f"{reverse(name)}?q={words}"


def secrets_in(response) -> set[str]:
    return {found for text in texts_of(response) for found in SECRETS.findall(text)}


@pytest.mark.parametrize("who", FROM_OUTSIDE)
def test_no_address_shows_particulars_to_who_is_outside(request, client_of, secret, who):
    browser, opened = client_of(request.getfixturevalue(who)), set()
    for name, url in everything(secret):
        response = browser.get(url, follow=True)
        if response.status_code == 200:
            opened.add(name)
            assert not secrets_in(response), url
    expected = {name for name, row in TABLE.items() if row.get[who] == OPEN}
    assert expected <= opened


@pytest.mark.parametrize("who", FROM_OUTSIDE)
def test_a_card_number_finds_nobody_from_outside(request, client_of, secret, who):
    browser = client_of(request.getfixturevalue(who))
    for name in ("members:list", "search:page"):
        page = browser.get(reverse(name), {"q": CARD}).content.decode()
        assert "Hồ Thị Mai" not in page
    answer = browser.get(reverse("members:export", args=["csv"]), {"q": CARD})
    assert answer.status_code == 302


def test_the_walk_would_see_them(client_of, secretary_a, secret):
    """The control: the same walk by who keeps the book finds them, in pages and in files."""
    browser, seen = client_of(secretary_a), set()
    for name, url in everything(secret):
        response = browser.get(url)
        if response.status_code == 200 and secrets_in(response):
            seen.add((name, re.sub(r".*[./](docx|pdf|csv|xlsx)/?$", r"\1", url.split("?")[0])))
    names = {name for name, _ in seen}
    assert names >= {"members:list", "members:detail", "members:edit", "members:birthdays"}
    for file in (
        ("members:export", "csv"), ("members:export", "xlsx"),
        ("meetings:member-roll", "pdf"), ("meetings:member-roll", "docx"),
    ):  # fmt: skip
        assert file in seen


def test_previews_of_acts_tell_no_particulars(client_of, officer, secret, cell_b):
    """What an act will do is told in words, also where it writes into the basic data."""
    browser = client_of(officer)
    member = member_of(
        Member.objects.get(pk=secret.member).memberships.get().cell, "Hồ Dự Bị",
        grade="probationary", birth_date=BORN, card_number=f"{CARD}/1",
    )  # fmt: skip
    for kind, values in (
        ("away", {"day": "01/11/2026", "ground": "x"}),
        ("official", {"day": "01/11/2026", "decided_by": "base_committee", "document": "QĐ 1"}),
        ("transferred", {"day": "01/11/2026", "cell_to": cell_b.pk}),
    ):
        url = reverse("members:act", args=[member.pk, kind])
        answer = browser.post(url, values | {"step": "preview"})
        assert answer.status_code == 200
        assert not secrets_in(answer)


@pytest.mark.parametrize("who", ["overseer", "officer", "viewer"])
def test_whoever_looks_from_outside_is_noted_on_whatever_page(
    request, client_of, secret, secretary_a, who
):
    user = request.getfixturevalue(who)
    browser, walked = client_of(user), set()
    for name, url in addresses(secret):
        of_a_member = OF_ONE_MEMBER & set(TABLE[name].things.values())
        if not of_a_member or TABLE[name].get[who] != OPEN:
            continue
        before = MemberLook.objects.filter(user=user).count()
        if browser.get(url).status_code == 200:
            walked.add(name)
            looked = MemberLook.objects.filter(user=user, kind=LookKind.PAGE)
            assert looked.filter(member=secret.member).exists(), url
            # Once a day: the next page of the same member starts anew.
            assert before <= looked.count()
        _forget(user)
    assert "members:detail" in walked
    assert "meetings:member-attendance" in walked
    if who == "officer":
        assert walked >= {"members:act-menu", "members:act", "members:merge-double"}


def _forget(user) -> None:
    """Takes the looks of the user away, which nobody else can."""
    with pgtrigger.ignore("members.MemberLook:looks_stay"):
        MemberLook.objects.filter(user=user).delete()


class TestAdmin:
    def test_its_lists_show_no_particulars(self, client_of, admin_user, secret, secretary_a):
        browser = client_of(admin_user)
        for model in admin.site._registry:
            url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            assert not secrets_in(browser.get(url)), url

    @pytest.mark.parametrize("view", ["change", "history"])
    def test_a_look_there_is_noted_too(self, client_of, admin_user, officer, secret, view):
        browser = client_of(admin_user)
        url = reverse(f"admin:members_member_{view}", args=[secret.member])
        assert browser.get(url).status_code == 200
        assert browser.get(url).status_code == 200
        look = MemberLook.objects.get(user=admin_user)
        assert (look.member_id, look.kind) == (secret.member, LookKind.PAGE)
        page = client_of(officer).get(reverse("members:looks")).content.decode()
        assert str(admin_user) in page

    def test_who_is_not_there_leaves_nothing(self, client_of, admin_user, db):
        url = reverse("admin:members_member_change", args=[999_999])
        assert client_of(admin_user).get(url).status_code == 302
        assert not MemberLook.objects.exists()
