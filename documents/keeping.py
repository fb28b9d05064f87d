"""Files that people send: kept under random names, and swept away when no row names them."""

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

MEGABYTE = 1024 * 1024

# Whatever zipfile says of an archive that is broken, cut off or packed in an odd way.
BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


def megabytes(size: int) -> str:
    """A size in bytes as "10,1" megabytes; rounded up: one byte more than ten is not ten."""
    return f"{-(-size * 10 // MEGABYTE) / 10:.1f}".replace(".", ",")


def digest_of(upload: UploadedFile) -> str:
    """SHA-256 of the content."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def keep(folder: str, upload: UploadedFile) -> str:
    """Stores the file in the folder under a random name; gives its path."""
    name = uuid4().hex
    return default_storage.save(f"{folder}/{name[:2]}/{name}", upload)


def sweep(folder: str, known: Callable[[set[str]], set[str]], *, before: datetime) -> int:
    """Removes files of the folder that are older than the moment and that no row names; says how
    many. `known` tells of paths those that a row names. What is younger may be on its way."""
    if not default_storage.exists(folder):
        return 0
    folders, _ = default_storage.listdir(folder)
    swept = 0
    for inner in folders:
        _, names = default_storage.listdir(f"{folder}/{inner}")
        paths = {f"{folder}/{inner}/{name}" for name in names}
        for path in paths - known(paths):
            if default_storage.get_modified_time(path) < before:
                default_storage.delete(path)
                swept += 1
    return swept
