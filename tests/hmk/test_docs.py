"""The glossary speaks of the code as it is."""

import re
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parents[2]
FOLDERS = (
    "accounts", "cells", "documents", "evaluations", "hmk", "meetings", "members", "reports",
    "static",
)  # fmt: skip
WRITTEN_IN = {".py", ".js", ".css", ".html", ".sql"}
NAMES = re.findall(r"`([^`\n]+)`", (BASE / "docs" / "glossary.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def words_of_the_code() -> set[str]:
    """Every word of the program, and the names of its modules."""
    words = set()
    for folder in FOLDERS:
        for path in (BASE / folder).rglob("*.*"):
            if path.suffix in WRITTEN_IN and "migrations" not in path.parts:
                words |= set(re.findall(r"[\w-]+", path.read_text(encoding="utf-8")))
                words |= {path.stem, path.parent.name}
    return words


@pytest.mark.parametrize("name", sorted(set(NAMES)))
def test_what_the_glossary_names_is_there(name, words_of_the_code):
    missing = set(re.findall(r"[\w-]+", name)) - words_of_the_code
    assert not missing


def test_the_glossary_was_read():
    assert len(NAMES) > 100
