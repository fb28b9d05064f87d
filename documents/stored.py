"""A document as plain data and back: what was issued stays readable as it was, whatever the
program that made it has become."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from documents import blocks
from documents.layouts import Layout

_CLASSES = {
    cls.__name__: cls
    for cls in (
        blocks.Anchor, blocks.Bullets, blocks.Chart, blocks.Column, blocks.Document, blocks.Heading,
        blocks.Letterhead, blocks.PageBreak, blocks.Paragraph, blocks.Recipients, blocks.Ruled,
        blocks.Run, blocks.Series, blocks.Signature, blocks.Signatures, blocks.Table,
        blocks.Title, Layout,
    )
}  # fmt: skip
KIND = "is"


def to_data(part: Any) -> Any:
    """The document, or a part of one, as JSON can hold it."""
    if is_dataclass(part):
        kept = {field.name: to_data(getattr(part, field.name)) for field in fields(part)}
        return {KIND: type(part).__name__} | kept
    if isinstance(part, datetime):
        return {KIND: "datetime", "iso": part.isoformat()}
    if isinstance(part, date):
        return {KIND: "date", "iso": part.isoformat()}
    if isinstance(part, list | tuple):
        return [to_data(one) for one in part]
    return part


def from_data(data: Any) -> Any:
    """The document from its data. What a class no longer has is left out, what it has since got
    takes its default; KeyError for a part that is no longer known."""
    if isinstance(data, list):
        return tuple(from_data(one) for one in data)
    if not isinstance(data, dict):
        return data
    match data[KIND]:
        case "datetime":
            return datetime.fromisoformat(data["iso"])
        case "date":
            return date.fromisoformat(data["iso"])
    cls = _CLASSES[data[KIND]]
    known = {field.name for field in fields(cls)}
    return cls(**{name: from_data(value) for name, value in data.items() if name in known})
