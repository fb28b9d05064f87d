"""Files as people send them, good and bad, made by the tests themselves."""

import io
import zipfile
from functools import cache

import docx
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.models import Attachment, Meeting
from tests.factories import AttachmentFactory

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
JPG = b"\xff\xd8\xff\xe0" + b"\x00" * 40
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 200
TXT = "Nội dung chuyên đề: giữ gìn vệ sinh môi trường.\n".encode()


@cache
def word() -> bytes:
    """A document that a word processor would open."""
    buffer = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Chuyên đề tháng 11")
    document.save(buffer)
    return buffer.getvalue()


def zipped(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def changed(content: bytes, **more: bytes) -> bytes:
    """An archive with entries added or replaced; `__` in a name stands for a stroke."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    return zipped(entries | {name.replace("__", "/"): data for name, data in more.items()})


def open_document() -> bytes:
    mime = b"application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": mime, "content.xml": b"<office/>"})


def slides() -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"})


def macro_word() -> bytes:
    return changed(word(), **{"word__vbaProject.bin": b"\xd0\xcf\x11\xe0" * 10})


def macro_word_in_disguise() -> bytes:
    """The part with the programs has an innocent name; the list of types still tells."""
    types = (
        b'<Types><Override PartName="/word/document.xml" ContentType="application/'
        b'vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    )
    plain = changed(word(), word__theme=b"\xd0\xcf\x11\xe0")
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    return zipped(entries | {"[Content_Types].xml": types})


def bomb() -> bytes:
    """A small file that would be 300 MB unpacked."""
    return changed(word(), word__document2=b"\x00" * (300 * 1024 * 1024))


def locked_word() -> bytes:
    """A document whose entries are marked as encrypted."""
    content = bytearray(word())
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 8] |= 1
        at += 4
    return bytes(content)


def sheet() -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<w/>"})


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def kept_file(meeting: Meeting, content: bytes = PDF, **fields) -> Attachment:
    """An attachment whose file is on disk."""
    row = AttachmentFactory.build(meeting=meeting)
    path = default_storage.save(row.file.name, ContentFile(content))
    return AttachmentFactory(meeting=meeting, file=path, size=len(content), **fields)
