"""Pages of forms in two tabs: what a browser would send of them."""

from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from django.test import Client


class Fields(HTMLParser):
    """What a browser would send of the page's form as it stands."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._area = self._select = None
        self.feed(page[page.index('<form method="post"\n        data-keep') :])

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        name = given.get("name")
        if tag == "textarea":
            self._area = name
            self.sent[name] = [""]
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self.sent[self._select] = [given.get("value") or ""]
        elif tag == "input" and name:
            if given.get("type") in {"checkbox", "radio"}:
                if "checked" in given:
                    self.sent.setdefault(name, []).append(given.get("value") or "on")
            else:
                self.sent[name] = [given.get("value") or ""]

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._area = None
            return
        if tag == "select":
            self._select = None

    def handle_data(self, data):
        if self._area:
            self.sent[self._area] = [self.sent[self._area][0] + data.removeprefix("\n")]


@dataclass
class Tab:
    """One open page of a form."""

    client: Client
    url: str
    typed: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        answer = self.client.get(self.url)
        assert answer.status_code == 200
        self.typed = Fields(answer.content.decode()).sent

    def saves(self, **values: object) -> tuple[int, str]:
        self.typed |= {name: [str(value)] for name, value in values.items()}
        answer = self.client.post(self.url, self.typed)
        text = unescape(answer.content.decode())
        if answer.status_code == 422:
            self.typed = Fields(text).sent
        return answer.status_code, text
