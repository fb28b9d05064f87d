"""Bounds what an upload may bring: a file that is too long is counted, not kept."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class BoundedUploads(TemporaryFileUploadHandler):
    """What a file has past UPLOAD_MOST_BYTES is read and dropped: its form finds the true size, and
    can say how long it was.

    A body past UPLOAD_MOST_OF_A_BODY is not read at all: that raises RequestDataTooBig.
    """

    def handle_raw_input(self, input_data, META, content_length, *args, **kwargs):  # noqa: N803
        if content_length > settings.UPLOAD_MOST_OF_A_BODY:
            raise RequestDataTooBig("the body is longer than UPLOAD_MOST_OF_A_BODY")
        return super().handle_raw_input(input_data, META, content_length, *args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= settings.UPLOAD_MOST_BYTES:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> TemporaryUploadedFile:
        found = super().file_complete(file_size)
        if file_size > settings.UPLOAD_MOST_BYTES:
            found.truncate(0)
        return found
