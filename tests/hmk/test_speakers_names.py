"""Who spoke is known inside the cell and to its overseer only: the walk of every address, as
officer and as viewer, finds no name beside an opinion, in no page and in no file.

The walk takes its addresses from the URL matrix, so a new page is covered as soon as it has its
row there. It looks at what HMK writes; the text of an opinion may hold names that people typed.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from types import SimpleNamespace
from typing import get_args

import pytest
from django.contrib import admin
from django.urls import reverse
from pypdf import PdfReader

from documents.formats import Format
from meetings.models import (
    Attendance,
    AttendanceStatus,
    Meeting,
    NumberSeries,
    Opinion,
    OpinionReading,
    ReservedFollowUp,
)
from meetings.services import minutes, record
from tests.documents.reading import squeezed
from tests.factories import member_of
from tests.hmk.test_url_matrix import OPEN, TABLE, things  # noqa: F401  (a fixture)
from tests.meetings.helpers import NOW, ready

pytestmark = pytest.mark.django_db
SPEAKER, GUEST = "Ngụy Khắc Xứng", "Tiến sĩ Doãn Bá Vịnh"
NAMES = (SPEAKER, GUEST)
MARKS = ("Tấn-lẻ-chín", "Ruộng-bậc-thang", "Giếng-đá-ong")
"""A word of each opinion, by which it is known wherever it stands."""
WITHOUT_NAMES = ("officer", "viewer")
OF_PEOPLE = ("members:", "cells:", "meetings:blank-roll", "meetings:member-roll")
"""Pages of members, and the roll itself, where a name may stand by itself."""


def speak(meeting: Meeting, by, speaker) -> None:
    """A discussion, a reserved opinion and a guest's words, by people who stand nowhere else."""
    if not meeting.attendances.filter(member=speaker).exists():
        Attendance.objects.create(
            meeting=meeting,
            member=speaker,
            name=speaker.full_name,
            status=AttendanceStatus.PRESENT,
            membership="primary",
            grade="official",
        )
    texts = [f"Nói về {mark}, xin bàn kỹ." for mark in MARKS]
    for text, who, kind in (
        (texts[0], {"speaker": speaker}, "criticism"),
        (texts[1], {"speaker": speaker}, "reserved"),
        (texts[2], {"guest": GUEST}, "discussion"),
    ):
        record.add_opinion(meeting, values={"text": text, "kind": kind} | who, by=by)


@pytest.fixture
def spoken(things, cell_a, cell_b, secretary_a) -> list[SimpleNamespace]:  # noqa: F811
    """What the addresses name: the drafts of the matrix, and a meeting that was signed, both with
    opinions of the same people."""
    speaker = member_of(cell_a, SPEAKER)
    speak(Meeting.objects.get(pk=things.meeting), secretary_a, speaker)
    meeting = ready(cell_a, secretary_a, kind="thematic")
    speak(meeting, secretary_a, speaker)
    # The meetings of the matrix took their numbers past the series.
    NumberSeries.objects.update_or_create(
        term=meeting.term, document_type="BB", defaults={"last_number": 900}
    )
    minutes.sign(meeting, now=NOW, by=secretary_a)
    reserved = Opinion.objects.get(meeting=meeting, kind="reserved")
    signed = vars(things) | {
        "meeting": meeting.pk,
        "opinion": reserved.pk,
        "follow_up": ReservedFollowUp.objects.get(opinion=reserved).pk,
        "resolution": meeting.resolutions.get().pk,
        "assignment": meeting.assignments.get().pk,
        "attendance": meeting.attendances.get(member=speaker).pk,
        "item": meeting.agenda_items.first().pk,
    }
    return [things, SimpleNamespace(**signed)]


def addresses(named: SimpleNamespace) -> Iterator[tuple[str, str]]:
    """Every address of the matrix that answers a GET, in every format of file."""
    for name, row in TABLE.items():
        if not any(answer == OPEN for answer in row.get.values()):
            continue
        taken = {key: getattr(named, thing) for key, thing in row.things.items()}
        formats = get_args(Format) if "file_format" in taken else ("",)
        for one in formats:
            yield name, reverse(name, kwargs=taken | ({"file_format": one} if one else {}))


def texts_of(response) -> Iterator[str]:
    """Everything that can be read in an answer, its headers too; of a file all of its parts."""
    yield str(dict(response.headers))
    content = b"".join(response) if response.streaming else response.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for part in parts.namelist():
                yield from _plain(parts.read(part).decode("utf-8", "replace"))
    elif content.startswith(b"%PDF") and b"startxref" in content:
        # A file that somebody attached may only begin like a PDF: it is read as it stands.
        reader = PdfReader(io.BytesIO(content))
        yield "".join(page.extract_text() for page in reader.pages)
        yield str(reader.metadata)
        yield content.decode("latin-1")
    else:
        yield from _plain(content.decode("utf-8", "replace"))


def _plain(markup: str) -> Iterator[str]:
    """The source as it is sent, also without its tags: a name may be cut by one."""
    unescaped = html.unescape(markup)
    if markup.lstrip().startswith(("{", "[")):
        unescaped = unescaped.encode().decode("unicode_escape", "replace") + unescaped
    yield unescaped.replace("\r\n ", "")
    yield re.sub(r"<[^>]*>", "", unescaped)


def found_in(response) -> tuple[set[str], set[str]]:
    """The names and the opinions that stand in an answer."""
    text = squeezed(" ".join(texts_of(response)))
    return (
        {name for name in NAMES if squeezed(name) in text},
        {mark for mark in MARKS if squeezed(mark) in text},
    )


@pytest.mark.parametrize("who", WITHOUT_NAMES)
def test_no_address_shows_a_name_beside_an_opinion(request, client_of, spoken, who):
    browser = client_of(request.getfixturevalue(who))
    opened, read = set(), set()
    for named in spoken:
        for name, url in addresses(named):
            # What is searched for its words: the pages of no single object.
            for words in ("", *((*MARKS, *NAMES) if not TABLE[name].things else ())):
                response = browser.get(url, {"q": words} if words else {}, follow=True)
                if response.status_code != 200:
                    break
                opened.add(name)
                names, opinions = found_in(response)
                read |= opinions
                assert not (names and opinions), f"{url} {words}: {names} with {opinions}"
                if not words and not name.startswith(OF_PEOPLE):
                    assert not names, f"{url} names {names}"
    expected = {name for name, row in TABLE.items() if row.get[who] == OPEN} - SAY_NOTHING
    assert expected <= opened, "not looked at"
    assert read == set(MARKS), "a walk that reads no opinion would agree with everything"


SAY_NOTHING = {"healthz"}
"""What tells nothing of a cell."""


def test_the_walk_would_see_a_name(client_of, overseer, spoken):
    """The control: the same walk, by somebody who may know who spoke, finds the names in pages,
    in Word and in PDF."""
    browser, seen = client_of(overseer), set()
    for named in spoken:
        for name, url in addresses(named):
            response = browser.get(url)
            if response.status_code == 200:
                names, opinions = found_in(response)
                if names == set(NAMES) and opinions == set(MARKS):
                    seen.add((name, url.rpartition(".")[2] if "." in url else ""))
    assert seen >= {
        ("meetings:detail", ""),
        ("meetings:minutes-file", "docx"),
        ("meetings:minutes-file", "pdf"),
    }


def test_admin_knows_nothing_of_opinions(client_of, admin_user, spoken):
    """Opinions have no page in admin and no trail; its lists hold no word of them."""
    models = admin.site._registry
    assert not {Meeting, Opinion, OpinionReading, ReservedFollowUp} & set(models)
    assert not hasattr(Opinion, "pgh_event_models")
    browser = client_of(admin_user)
    browser.get("/admin/")
    for model in models:
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        _, opinions = found_in(browser.get(url))
        assert not opinions, url
