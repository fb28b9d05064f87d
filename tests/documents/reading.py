"""Reads written files back, for the tests to compare."""

import io
import unicodedata

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
