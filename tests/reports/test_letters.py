"""Letters: each is sent once, and what nobody can know is told to the office, not tried again."""

import signal
import subprocess
import sys
from datetime import date, timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPServerDisconnected,
)

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hmk.services.places import BASE
from reports import queries, tasks
from reports.models import Letter, LetterState, Reminder
from reports.queries.reminders import accounts_to_write, troubled_letters
from reports.services import letters
from tests import factories as make
from tests.reports.post import Faulty
from tests.reports.workers import Staff

DAY = date(2026, 11, 9)
NOW = make.at(DAY)
LATER = NOW + letters.LEASE + timedelta(seconds=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(secretary_a, cell_a) -> int:
    """An account with an address and one thing to be written of."""
    secretary_a.email = "bithu-a@example.vn"
    secretary_a.save()
    make.ReminderFactory(user=secretary_a, cell=cell_a)
    return secretary_a.pk


@pytest.fixture
def post(settings, monkeypatch) -> pytest.MonkeyPatch:
    settings.EMAIL_BACKEND = "tests.reports.post.Faulty"
    return monkeypatch


def ids() -> list[str]:
    return [letter.extra_headers["Message-ID"] for letter in mail.outbox]


# --- Sent once ------------------------------------------------------------------------------------
def test_one_letter_tells_all_and_is_sent_once(told, cell_a, settings):
    settings.SITE_URL = "https://hmk.example.vn"
    make.ReminderFactory(user_id=told, cell=cell_a, subject="x", text="Việc thứ hai", link="/x/")
    assert accounts_to_write() == [told]
    assert letters.mail(told, now=NOW) == 2
    assert letters.mail(told, now=NOW) == 0
    assert accounts_to_write() == []
    (letter,) = mail.outbox
    assert letter.to == ["bithu-a@example.vn"]
    assert letter.subject == "HMK: 2 việc cần lưu ý"
    assert "Việc thứ hai" in letter.body
    assert "https://hmk.example.vn/x/" in letter.body
    assert not Reminder.objects.filter(mailed_at=None).exists()


def test_what_comes_later_is_another_letter_under_another_name(told, cell_a):
    letters.mail(told, now=NOW)
    make.ReminderFactory(user_id=told, cell=cell_a, subject="x")
    assert letters.mail(told, now=LATER) == 1
    assert len(set(ids())) == 2


def test_what_one_worker_has_claimed_no_other_sends(told):
    (letter,) = letters.claim(told, now=NOW)
    assert letters.claim(told, now=NOW) == []
    assert accounts_to_write() == []
    assert letter.state == LetterState.SENDING


@pytest.mark.parametrize(
    "change", [{"email": ""}, {"is_active": False}], ids=["no_address", "closed"]
)
def test_who_cannot_be_written_to_is_written_no_letter(told, secretary_a, change):
    type(secretary_a).objects.filter(pk=told).update(**change)
    assert accounts_to_write() == []
    assert letters.mail(told, now=NOW) == 0
    assert not Letter.objects.exists()


# --- A server of mail that fails ------------------------------------------------------------------
@pytest.mark.parametrize(
    ("when", "fault"),
    [
        ("unreached", ConnectionRefusedError(111, "refused")),
        ("unreached", SMTPAuthenticationError(535, b"who are you")),
        ("refuses", SMTPRecipientsRefused({"a": (451, b"come back later")})),
        ("refuses", SMTPDataError(452, b"no room")),
    ],
)
def test_what_surely_was_not_sent_waits_for_the_next_round(told, post, caplog, when, fault):
    with post.context() as broken:
        broken.setattr(Faulty, when, fault)
        assert letters.mail(told, now=NOW) == 0
    assert "is waiting" in caplog.text
    assert accounts_to_write() == [told]
    assert letters.mail(told, now=LATER) == 1
    assert ids() == [Letter.objects.get().message_id]


@pytest.mark.parametrize(
    ("fault", "state", "words"),
    [
        (SMTPRecipientsRefused({"a": (550, b"no such user")}), "refused", "550 no such user"),
        (SMTPDataError(554, b"spam"), "refused", "554 spam"),
        (SMTPServerDisconnected("gone"), "unclear", letters.BROKEN_OFF),
        (TimeoutError("timed out"), "unclear", letters.BROKEN_OFF),
    ],
)
def test_what_was_refused_for_good_or_is_unclear_is_not_tried_again_but_shown(
    told, post, caplog, officer, committee, fault, state, words
):
    with post.context() as broken:
        broken.setattr(Faulty, "refuses", fault)
        letters.mail(told, now=NOW)
    tasks.mail_reminders()
    assert letters.mail(told, now=LATER) == 0
    assert mail.outbox == []
    (shown,) = troubled_letters(queries.cells_under(committee))
    assert (shown.state, shown.things) == (state, 1)
    assert words in shown.fault


# --- A worker that dies between sending and noting ------------------------------------------------
ONCE = "letters.mail({user}, now=timezone.now())"
UNCLAIMED = "with transaction.atomic(): letters.mail({user}, now=timezone.now())"
"""The control: the claim goes down with the worker, as one in the same transaction would."""


def killed_while_sending(staff: Staff, user: int, how: str) -> None:
    code = (
        "import django; django.setup()\n"
        "from django.db import transaction\n"
        "from django.utils import timezone\n"
        "from reports.services import letters\n" + how.format(user=user)
    )
    env = staff.env | {"WORKER_POST": "tests.reports.post.Deadly"}
    run = subprocess.run([sys.executable, "-c", code], cwd=BASE, env=env, check=False)
    assert run.returncode == -signal.SIGKILL


def sent(staff: Staff) -> list[str]:
    """The names of the letters that the server of mail took."""
    return [
        line
        for path in sorted((staff.media / "letters").glob("*"))
        for line in path.read_text().splitlines()
        if line.startswith("Message-ID:")
    ]


@pytest.fixture
def staff(tmp_path, transactional_db):
    folder = tmp_path / "media"
    folder.mkdir()
    found = Staff("memory://", folder)
    yield found
    found.dismiss()


@pytest.mark.django_db(transaction=True)
def test_a_letter_whose_worker_was_killed_is_not_sent_a_second_time_but_by_the_office(
    staff, told, settings, officer, committee, caplog
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = staff.media / "letters"
    killed_while_sending(staff, told, ONCE)
    (letter,) = Letter.objects.all()
    assert (letter.state, len(sent(staff))) == (LetterState.SENDING, 1)
    later = letter.lease_until + timedelta(seconds=1)
    assert letters.mail(told, now=later) == 0
    assert letters.settle(now=letter.lease_until - timedelta(seconds=1)) == 0
    assert letters.settle(now=later) == 1
    assert letters.mail(told, now=later) == 0
    assert len(sent(staff)) == 1

    assert letters.send_again(committee, [letter.pk], by=officer) == 1
    assert letters.mail(told, now=later) == 1
    assert len(sent(staff)) == 2
    assert set(sent(staff)) == {f"Message-ID: {letter.message_id}"}


@pytest.mark.django_db(transaction=True)
def test_without_a_claim_of_its_own_it_would_be_sent_twice(staff, told, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = staff.media / "letters"
    killed_while_sending(staff, told, UNCLAIMED)
    assert letters.mail(told, now=NOW) == 1
    assert len(set(sent(staff))) == 2


def test_a_worker_that_was_only_slow_still_notes_that_it_sent(told):
    (letter,) = letters.claim(told, now=NOW)
    letters.settle(now=LATER)
    assert letters._note(letter, LetterState.SENT, "", now=LATER) == 1
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT


# --- The office -----------------------------------------------------------------------------------
def unclear(user, cell, number: int = 0) -> Letter:
    letter = Letter.objects.create(user=user, made_at=NOW, state=LetterState.UNCLEAR, fault="Đứt.")
    make.ReminderFactory(user=user, cell=cell, subject=f"letter {number}", letter=letter)
    return letter


def test_the_office_sees_them_and_sends_them_again(
    client_of, committee, cell_a, secretary_a, officer
):
    letter = unclear(secretary_a, cell_a)
    client, url = client_of(officer), reverse("reports:letters", args=[committee.pk])
    assert url in client.get(reverse("reports:duties", args=[committee.pk])).content.decode()
    page = client.get(url).content.decode()
    assert str(secretary_a) in page
    assert "Chưa rõ đã gửi" in page
    done = client.post(url, {"letter": [letter.pk, "x", "9" * 40]}, follow=True).content.decode()
    assert "Đã đưa 1 thư vào gửi lại." in done
    assert "Không có thư nào chưa rõ" in done
    letter.refresh_from_db()
    assert letter.state == LetterState.WAITING
    again = client.post(url, {"letter": letter.pk}, follow=True).content.decode()
    assert "Không còn thư nào như vậy" in again


def test_what_is_on_its_way_by_now_is_not_sent_again_from_an_old_look(
    committee, cell_a, secretary_a, officer, monkeypatch
):
    """Two clicks at once: the second has seen the letter before a worker took it."""
    secretary_a.email = "bithu-a@example.vn"
    secretary_a.save()
    letter = unclear(secretary_a, cell_a)
    look = letters.troubled_letters

    def taken_meanwhile(cells):
        seen = list(look(cells).values_list("pk", flat=True))
        Letter.objects.update(state=LetterState.WAITING)
        letters.claim(secretary_a.pk, now=NOW)
        return Letter.objects.filter(pk__in=seen)

    monkeypatch.setattr(letters, "troubled_letters", taken_meanwhile)
    assert letters.send_again(committee, [letter.pk], by=officer) == 0
    letter.refresh_from_db()
    assert letter.state == LetterState.SENDING


def test_a_claim_locks_reminders_and_letters_and_not_the_account(told):
    with CaptureQueriesContext(connection) as asked:
        letters.claim(told, now=NOW)
    locks = [one["sql"].partition("FOR UPDATE")[2] for one in asked if "FOR UPDATE" in one["sql"]]
    assert locks == [' OF "reports_reminder" SKIP LOCKED', ' OF "reports_letter" SKIP LOCKED']


def test_letters_to_other_committees_are_neither_seen_nor_sent(
    client_of, committee, cell_elsewhere, officer, viewer
):
    user = make.UserFactory()
    make.RoleFactory(user=user, kind="secretary", cell=cell_elsewhere)
    letter = unclear(user, cell_elsewhere)
    url = reverse("reports:letters", args=[committee.pk])
    assert str(user) not in client_of(officer).get(url).content.decode()
    assert letters.send_again(committee, [letter.pk], by=officer) == 0
    with pytest.raises(PermissionDenied):
        letters.send_again(committee, [letter.pk], by=viewer)


def test_the_list_costs_the_same_for_twice_as_many(
    client_of, committee, cell_a, secretary_a, officer
):
    url, client = reverse("reports:letters", args=[committee.pk]), client_of(officer)

    def cost(first: int, count: int) -> int:
        for number in range(first, first + count):
            unclear(secretary_a, cell_a, number)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    assert cost(0, 5) == cost(5, 5) <= 15
