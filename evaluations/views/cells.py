"""A cell in a round: the page, the collective, the ballots, the proposal, the committee's word."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from evaluations import access, queries
from evaluations.cellpage import page_of
from evaluations.figures import cells_year
from evaluations.forms.cells import CollectiveBallots, CollectiveForm, FileForm, MemberBallots
from evaluations.forms.rounds import DecideForm, ReasonForm
from evaluations.models import CellRating, MemberRating
from evaluations.proposing import Norms, reasons_of
from evaluations.services import cells, committee, files
from evaluations.views.common import form_page, one_click
from evaluations.views.rounds import FORM
from meetings.attachment_files import CONTENT_TYPES, SHOWN_IN_BROWSER
from meetings.views.before import NOTHING, SANDBOX


@require_safe
def cell(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything of a cell's year, with the next step."""
    part = access.cell_to_read(request.user, pk)
    sees = access.reads_reviews(request.user, part)
    shown = {
        "part": part,
        "round": part.round,
        "cell_page": page_of(part, today=timezone.localdate()),
        "writes": access.writes(request.user, part),
        "decides": access.decides(request.user, part),
        "sees": sees,
        "files": queries.with_ratified(part.files.filter(member_rating=None)) if sees else [],
        "receipt": part.receipts.filter(version=part.round.version).first(),
    }
    return render(request, "evaluations/cell.html", shown)


def _about(part: CellRating) -> str:
    return f"{part.cell}, năm {part.round.year}"


@FORM
def collective(request: HttpRequest, pk: int) -> HttpResponse:
    """The report of the collective, its meeting, its tellers."""
    part = access.cell_to_write(request.user, pk)
    norms = Norms.of(part.round.regime)
    chairs = queries.who_may_chair(part.cell, timezone.localdate())
    if part.secretary_chair and part.secretary_chair not in chairs:
        chairs.append(part.secretary_chair)  # who chaired and holds no office any more
    form = CollectiveForm(
        request.POST or None,
        instance=part,
        prefix="collective",
        norms=norms,
        meetings=queries.review_meetings(part),
        chairs=chairs,
    )
    return form_page(
        request,
        form,
        lambda: cells.review_collective(part, values=form.values(), by=request.user),
        title="Kiểm điểm tập thể chi bộ",
        about=_about(part),
        back=part.get_absolute_url(),
        done="Đã lưu phần kiểm điểm tập thể.",
        then=part,
    )


@FORM
def collective_ballots(request: HttpRequest, pk: int) -> HttpResponse:
    """The vote on the cell."""
    part = access.cell_to_write(request.user, pk)
    today, norms = timezone.localdate(), Norms.of(part.round.regime)
    year = cells_year([part.cell_id], part.round.year, today=today)[part.cell_id]
    reasons = reasons_of(part, norms) if part.ballots else []
    form = CollectiveBallots(
        request.POST or None, instance=part, prefix="vote", norms=norms, work=year.work
    )
    return form_page(
        request,
        form,
        lambda: cells.count_collective(part, values=form.values(), day=today, by=request.user),
        title="Phiếu xếp loại tập thể chi bộ",
        about=_about(part),
        back=part.get_absolute_url(),
        done="Đã ghi kết quả biểu quyết của tập thể.",
        then=part,
        template="evaluations/ballots.html",
        base=queries.voting_base_of(part, today),
        part=part,
        reasons=reasons,
    )


@FORM
def member_ballots(request: HttpRequest, pk: int) -> HttpResponse:
    """The votes on all members of the cell, as the tellers read them out."""
    part = access.cell_to_write(request.user, pk)
    today = timezone.localdate()
    rows = list(queries.rated_in_cell(part))
    form = MemberBallots(request.POST or None, part=part, rows=rows)

    def write() -> None:
        try:
            cells.count_members(
                part,
                issued=form.cleaned_data["issued"],
                collected=form.cleaned_data["collected"],
                votes=form.votes(),
                day=today,
                by=request.user,
            )
        except ValidationError as error:
            raise _by_row(error, form) from None

    return form_page(
        request,
        form,
        write,
        title="Phiếu xếp loại đảng viên",
        about=_about(part),
        back=part.get_absolute_url(),
        done="Đã ghi kết quả biểu quyết từng đảng viên.",
        then=part,
        template="evaluations/member_ballots.html",
        base=queries.voting_base_of(part, today),
        part=part,
    )


def _by_row(error: ValidationError, form: forms.Form) -> ValidationError:
    """A fault of a member's row stands at the first figure of the row."""
    if not hasattr(error, "error_dict"):
        return error
    return ValidationError(
        {
            (f"{name}-valid" if f"{name}-valid" in form.fields else name): problems
            for name, problems in error.error_dict.items()
        }
    )


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends the proposal to the committee."""
    part = access.cell_to_write(request.user, pk)
    return one_click(
        request,
        lambda: cells.submit(part, today=timezone.localdate(), by=request.user),
        done="Đã gửi đề nghị xếp loại lên Đảng ủy.",
        then=part,
    )


@FORM
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The cell takes its proposal back, or the office returns it."""
    part = access.cell_to_take_back(request.user, pk)
    form = ReasonForm(request.POST or None)
    own = access.writes(request.user, part)
    return form_page(
        request,
        form,
        lambda: cells.take_back(part, reason=form.cleaned_data["reason"], by=request.user),
        title="Rút lại đề nghị" if own else "Trả lại chi bộ",
        about=_about(part),
        back=part.get_absolute_url(),
        done="Đề nghị đã về lại chi bộ để sửa.",
        then=part,
        button="Rút lại" if own else "Trả lại",
    )


@require_POST
def received(request: HttpRequest, pk: int) -> HttpResponse:
    """The cell takes note of its result."""
    part = access.cell_to_write(request.user, pk)
    return one_click(
        request,
        lambda: cells.acknowledge(part, now=timezone.now(), by=request.user),
        done="Đã ghi là chi bộ nhận kết quả.",
        then=part,
    )


@FORM
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The level that the committee means to ratify for the cell."""
    part = access.cell_to_decide(request.user, pk)
    return decide_page(request, part, part, about=_about(part))


def decide_page(
    request: HttpRequest, row: CellRating | MemberRating, part: CellRating, *, about: str
) -> HttpResponse:
    """The same page for a cell and for a member."""
    form = DecideForm(request.POST or None, row=row)
    return form_page(
        request,
        form,
        lambda: committee.decide(row, by=request.user, **form.cleaned_data),
        title="Mức công nhận",
        about=about,
        back=row.get_absolute_url(),
        done="Đã ghi mức công nhận; có hiệu lực khi công nhận cả đợt.",
        then=row,
        row=row,
        reasons=reasons_of(row, Norms.of(part.round.regime)),
        template="evaluations/decide.html",
    )


# --- Files ----------------------------------------------------------------------------------------
@FORM
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """A form of the collective that was filled in elsewhere."""
    part = access.cell_to_write(request.user, pk)
    return attach_page(request, part, None, about=_about(part))


def attach_page(
    request: HttpRequest, part: CellRating, member: MemberRating | None, *, about: str
) -> HttpResponse:
    """The same page for a cell and for a member."""
    form = FileForm(request.POST or None, request.FILES or None)
    row = member or part
    return form_page(
        request,
        form,
        lambda: files.attach(
            part, member, upload=form.cleaned_data["file"], now=timezone.now(), by=request.user
        ),
        title="Đính kèm bản kiểm điểm",
        about=about,
        back=row.get_absolute_url(),
        done="Đã đưa tệp lên.",
        then=row,
        button="Đưa lên",
        multipart=True,
    )


@require_safe
def file(request: HttpRequest, pk: int) -> FileResponse:
    """A file of a review; what a browser can show opens in a place without any rights."""
    row = access.file_to_read(request.user, pk)
    if not default_storage.exists(row.file):
        raise Http404
    response = FileResponse(
        default_storage.open(row.file),
        as_attachment=row.content_type not in SHOWN_IN_BROWSER,
        filename=row.name,
        content_type=row.content_type,
    )
    response["Cache-Control"] = "private, no-store"
    pdf = row.content_type == CONTENT_TYPES["pdf"]
    response["Content-Security-Policy"] = NOTHING if pdf else SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def file_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a file back."""
    row = access.file_to_write(request.user, pk)
    then = row.member_rating or row.cell_rating
    return one_click(
        request, lambda: files.detach(row, by=request.user), done="Đã bỏ tệp.", then=then
    )
