"""What the browser tests of saving share: a server that can be killed, people who sign in."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from playwright.sync_api import Locator, Page, expect

from accounts.models import RoleKind, User
from meetings.models import Meeting
from tests.factories import PASSWORD, RoleFactory, UserFactory
from tests.meetings.helpers import held, planned

NOVEMBER_3 = date(2026, 11, 3)
TEXT = "Chi bộ bàn việc làm đường ngõ 3."
OTHER = "Chi bộ bàn việc lắp đèn ngõ 3."
CONCLUSION = "[name='closing-conclusion']"


class Server:
    """A real process: killed, the browser meets a closed port."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        at = connection.settings_dict
        database = f"postgres://{at['USER']}:{at['PASSWORD']}@{quote(at['HOST'], safe='')}"
        port = f":{at['PORT']}" if at["PORT"] else ""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.real_server", str(self.port)],
            cwd=Path(__file__).resolve().parents[2],
            env=dict(os.environ) | {"DATABASE_URL": f"{database}{port}/{at['NAME']}"},
        )
        limit = time.monotonic() + 60
        while not self.answers():
            assert time.monotonic() < limit, "the server does not start"
            assert self.process.poll() is None, "the server has ended"
            time.sleep(0.1)

    def answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


@pytest.fixture
def server(db) -> Iterator[Server]:
    server = Server()
    server.start()
    yield server
    server.kill()


@pytest.fixture
def meeting(cell_a, secretary_a) -> Meeting:
    """Open and being written, as nothing is concluded yet."""
    return held(
        planned(cell_a, secretary_a, day=NOVEMBER_3), secretary_a, conclusion="", ended_at=None
    )


@pytest.fixture
def deputy_a(cell_a) -> User:
    """A second one who keeps the book of cell A."""
    user = UserFactory(username="phobithu-a", full_name="Trần Thị Mai Bình")
    RoleFactory(user=user, kind=RoleKind.SECRETARY, cell=cell_a)
    return user


def sign_in(page: Page, user: User, site: str = "") -> Page:
    page.goto(f"{site}/accounts/login/")
    page.fill("input[name=login]", user.username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/dashboards/**")
    return page


def leave(field: Locator, text: str) -> None:
    """Types the text and goes on to the next field."""
    field.fill(text)
    field.press("Tab")


def is_saved(page: Page, part: str) -> None:
    expect(page.locator(f"#{part} .hmk-savestate.is-saved").last).to_be_visible()


def drafts(page: Page) -> int:
    """What the browser keeps that the server has not confirmed."""
    return page.evaluate(
        "Object.keys(localStorage).filter((key) => key.startsWith('hmk:draft:')).length"
    )
