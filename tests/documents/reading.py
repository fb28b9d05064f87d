"""Reads written files back, for the tests to compare."""

import io
import struct
import unicodedata
import zlib

import docx
from docx.oxml.ns import qn
from pypdf import PdfReader

from documents.blocks import Document
from documents.docx import write_docx
from documents.pdf import write_pdf


def pdf_of(document: Document) -> PdfReader:
    return PdfReader(io.BytesIO(write_pdf(document)))


def docx_of(document: Document):
    return docx.Document(io.BytesIO(write_docx(document)))


def pages_of(document: Document) -> list[str]:
    """The text of each page of the PDF, in order of reading."""
    return [unicodedata.normalize("NFC", page.extract_text()) for page in pdf_of(document).pages]


def docx_text(document: Document) -> str:
    """Every text of the body in order, tables included; breaks as \\n."""
    lines = []
    for paragraph in docx_of(document).element.body.iter(qn("w:p")):
        parts = (
            (part.text or "") if part.tag == qn("w:t") else "\n"
            for part in paragraph.iter(qn("w:t"), qn("w:br"))
        )
        lines.append("".join(parts))
    return "\n".join(lines)


def squeezed(text: str) -> str:
    """The text without spaces: a PDF knows positions, not spaces."""
    return "".join(unicodedata.normalize("NFC", text).split()).replace("\u200b", "")


def picture_rows(png: bytes) -> list[bytes]:
    """The rows of an RGBA picture of eight bits, four bytes a point (PNG, 9: filtering)."""
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (depth, colour) == (8, 6)
    packed, at = b"", 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + size]
        at += size + 12
    data, before, rows = zlib.decompress(packed), bytes(4 * width), []
    for top in range(0, height * (4 * width + 1), 4 * width + 1):
        row = bytearray(data[top + 1 : top + 1 + 4 * width])
        for i in range(len(row)):
            left, above, corner = (row[i - 4], before[i], before[i - 4]) if i > 3 else (
                0, before[i], 0)  # fmt: skip
            row[i] = (row[i] + _predicted(data[top], left, above, corner)) % 256
        before = bytes(row)
        rows.append(before)
    return rows


def _predicted(way: int, left: int, above: int, corner: int) -> int:
    nearest = min((left, above, corner), key=lambda one: abs(left + above - corner - one))
    return (0, left, above, (left + above) // 2, nearest)[way]
