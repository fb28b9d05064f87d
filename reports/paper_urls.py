"""Reports of cells and committees."""

from typing import get_args

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from documents.formats import ReportFormat
from reports.views import papers

app_name = "papers"


class ReportFormatConverter(StringConverter):
    regex = "|".join(get_args(ReportFormat))


register_converter(ReportFormatConverter, "report_format")

urlpatterns = [
    path("", papers.listing, name="list"),
    path("start/", papers.start, name="start"),
    path("progress/", papers.progress, name="progress"),
    path("progress/retry/", papers.retry, name="retry"),
    path("progress/cancel/", papers.cancel_all, name="cancel-all"),
    path("<int:pk>/", papers.report, name="report"),
    path("<int:pk>/texts/", papers.texts, name="texts"),
    path("<int:pk>/issue/", papers.issue, name="issue"),
    path("<int:pk>/rebuild/", papers.rebuild, name="rebuild"),
    path("<int:pk>/cancel/", papers.cancel, name="cancel"),
    path("<int:pk>/file.<report_format:file_format>", papers.file, name="file"),
]
