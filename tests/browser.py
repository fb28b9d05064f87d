"""A real Chromium for tests, through pytest-playwright's fixtures.

    @pytest.mark.django_db(transaction=True)
    def test_x(page): page.goto("/")            # desktop; addresses are relative to live_server
    def test_y(phone_page): phone_page.goto("/")  # a phone with a touch screen

A test that asks for no Chromium where there is none fails with the remedy in words. Only
`--browser-tests=skip`, said by name, skips them, and then the summary says so loudly.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

from hmk.services import chromium

DESKTOP = {"viewport": {"width": 1280, "height": 800}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
NEEDS_BROWSER = {"browser", "browser_type_launch_args"}

# A busy machine answers late; what is wrong stays wrong for so long.
expect.set_options(timeout=20_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--browser-tests",
        choices=["require", "skip"],
        default="require",
        help="require (default): without a Chromium browser tests fail; skip: do not run them",
    )


def uses_browser(item: pytest.Item) -> bool:
    return not NEEDS_BROWSER.isdisjoint(getattr(item, "fixturenames", ()))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--browser-tests") == "skip":
        for item in filter(uses_browser, items):
            item.add_marker(pytest.mark.skip(reason="browser tests: --browser-tests=skip"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    left_out = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if "--browser-tests=skip" in str(report.longrepr)
    ]
    if left_out:
        terminalreporter.section(
            f"!!! {len(left_out)} browser test(s) DID NOT RUN: --browser-tests=skip !!!", red=True
        )


@pytest.fixture(scope="session")
def chromium_found() -> chromium.Browser:
    found = chromium.find()
    if found is None:
        pytest.fail(chromium.REMEDY, pytrace=False)
    if not found.program.exists():
        pytest.fail(f"there is no {found.program} ({found.origin})", pytrace=False)
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict, chromium_found: chromium.Browser
) -> dict:
    # Playwright runs its own event loop in the test's thread, where Django sees one and refuses.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return browser_type_launch_args | {
        "executable_path": chromium_found.program,
        "env": {**os.environ, **chromium_found.env},
        "args": [
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
            *chromium_found.arguments,
        ],
    }


@pytest.fixture
def browser_context_args(browser_context_args: dict, live_server) -> dict:
    return browser_context_args | {
        "base_url": live_server.url,
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
    }


@pytest.fixture
def watched() -> Iterator[Callable[[Page], Page]]:
    """Fails the test when a page of its broke our content security policy or threw an error."""
    faults: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            faults.append(message.text)

    def watch(page: Page) -> Page:
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", hear)
        return page

    yield watch
    if faults:
        pytest.fail("the browser complained:\n" + "\n".join(faults))


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    return new_context(**DESKTOP)


@pytest.fixture
def page(context: BrowserContext, watched: Callable[[Page], Page]) -> Page:
    return watched(context.new_page())


@pytest.fixture
def phone_page(new_context: Callable, watched: Callable[[Page], Page]) -> Page:
    return watched(new_context(**PHONE).new_page())
