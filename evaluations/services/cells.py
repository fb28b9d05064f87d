"""What a cell does in a round: the collective first, then its members, then the proposal."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts import scope
from accounts.models import User
from cells.models import Cell
from evaluations import access, queries
from evaluations.models import (
    BALLOT_FIELDS,
    GRADE_FIELDS,
    VOTE_FIELDS,
    CellRating,
    Grade,
    MemberRating,
    Rated,
    Remark,
    ResultReceipt,
    Round,
    Stage,
    Status,
)
from evaluations.proposing import Norms, proposal_of
from evaluations.rules import Ballots
from evaluations.services.base import held_cell, open_cell, open_member, put
from meetings.models import MeetingKind
from meetings.services.base import refuse_strangers
from members.models import OfficeKind
from members.queries import office_holder

COUNTED = (*BALLOT_FIELDS, *VOTE_FIELDS.values())
PROPOSING = {"proposed", "proposed_because"}


# --- The collective -------------------------------------------------------------------------------
def review_collective(rating: CellRating, *, values: dict, by: User) -> CellRating:
    """Keeps the draft report, points, the review meeting, who chaired and counted; with it the
    review of the cell has begun. What is proposed follows where votes are in. Raises
    ValidationError keyed by field."""
    with open_cell(rating, by=by) as cell:
        _check_frame(cell, values)
        _check_points(cell.round, values)
        if cell.stage == Stage.WAITING:
            values = values | {"stage": Stage.COLLECTIVE}
        return _count(cell, values)


def _check_frame(cell: CellRating, values: dict) -> None:
    """Looks at the meeting and the chair that will stand, when one of them changes."""
    if not {"meeting", "secretary_chair"} & values.keys():
        return
    meeting = values.get("meeting", cell.meeting)
    if meeting and (meeting.cell_id != cell.cell_id or meeting.kind != MeetingKind.REVIEW):
        raise ValidationError({"meeting": "Xin chọn hội nghị kiểm điểm của chính chi bộ."})
    chair = values.get("secretary_chair", cell.secretary_chair)
    if chair is None:
        return
    day = meeting.held_on if meeting else cell.round.rated_on
    refuse_strangers(cell.cell, day, {"secretary_chair": [chair]})
    if office_holder(cell.cell, OfficeKind.SECRETARY, day) == chair:
        raise ValidationError(
            {
                "secretary_chair": "Khi kiểm điểm bí thư, phó bí thư hoặc một chi ủy viên chủ trì, "
                "không phải bí thư."
            }
        )


def _check_points(round_: Round, values: dict) -> None:
    """Points stay within what the regime gives for each part."""
    most = {
        "common_points": round_.regime.common_points,
        "result_points": round_.regime.result_points,
    }
    wrong = {
        name: f"Nhiều nhất {limit} điểm."
        for name, limit in most.items()
        if values.get(name) is not None and values[name] > limit
    }
    if wrong:
        raise ValidationError(wrong)


def _grades(row: Rated, values: dict, norms: Norms) -> dict[str, dict[str, str]]:
    """What the row keeps of the grades that were sent, by the key of the criterion: '' takes one
    back, a criterion that is not named stays, those of another regime or subject are passed over.
    """
    known = [str(one.pk) for one in norms.criteria_of(row)]
    found = {}
    for name in GRADE_FIELDS:
        sent = values.get(name)
        if sent is None:
            continue
        kept = getattr(row, name) | {key: sent[key] for key in known if key in sent}
        found[name] = {key: kept[key] for key in known if kept.get(key)}
        if not set(found[name].values()) <= set(Grade.values):
            raise ValidationError({name: "Xin chọn mức phân loại trong danh sách."})
    return found


def count_collective(rating: CellRating, *, values: dict, day: date, by: User) -> CellRating:
    """The vote on the cell itself, and the level that follows from it (or that the conference
    decided, with the reason). Members may be counted from now on."""
    with open_cell(rating, by=by) as cell:
        base = queries.voting_base_of(cell, day)
        cell = _count(cell, values | {"base": base})
        if cell.proposed and cell.stage in {Stage.WAITING, Stage.COLLECTIVE}:
            put(cell, {"stage": Stage.MEMBERS})
        return cell


def _count(row: Rated, values: dict) -> Rated:
    """Stores a count with what is decided on it. Raises ValidationError keyed by field."""
    gates = values.get("gates_met")
    norms = Norms.of(row.round.regime)
    if gates is not None:
        known = [*norms.gate_names(row), *norms.case_names(row)]
        values = values | {"gates_met": [one for one in known if one in gates]}
    values = values | _grades(row, values, norms)
    for name, value in values.items():
        setattr(row, name, value)
    if row.ballots is not None and (faults := row.ballots.faults()):
        raise ValidationError({_field_of(name): text for name, text in faults.items()})
    given = {name: values[name] for name in PROPOSING & values.keys()}
    decided = decide_proposal(row, norms, **given)
    return put(row, {k: v for k, v in values.items() if k not in PROPOSING} | decided)


def _field_of(fault: str) -> str:
    return "valid" if fault == "votes" else fault


def decide_proposal(
    row: Rated, norms: Norms, *, proposed: str | None = None, proposed_because: str | None = None
) -> dict[str, str]:
    """What the row proposes: the computed level, or another with its reason.

    Raises ValidationError for another level without a reason. None leaves what stands.
    """
    computed = proposal_of(row, norms).level or ""
    because = row.proposed_because if proposed_because is None else proposed_because
    if proposed is None:
        proposed = row.proposed if because else computed
    wanted = proposed or computed
    if not wanted or wanted == computed:
        return {"proposed": str(computed), "proposed_because": ""}
    if not because.strip():
        raise ValidationError(
            {"proposed_because": "Mức khác với mức tính được: xin ghi lý do của hội nghị."}
        )
    return {"proposed": str(wanted), "proposed_because": because}


# --- Members --------------------------------------------------------------------------------------
def review_member(rating: MemberRating, *, values: dict, by: User) -> MemberRating:
    """The self-review: text, own level, points, grades and conditions, what others said. What is
    proposed follows where votes are in. `own_grades` and `meeting_grades` are by the key of the
    criterion (see `_grades`)."""
    with open_member(rating, by=by) as row:
        _check_points(row.round, values)
        return _count(row, values)


def count_members(
    rating: CellRating,
    *,
    issued: int,
    collected: int,
    votes: Mapping[int, Mapping[str, int]],
    day: date,
    by: User,
) -> int:
    """The votes on members, by the key of their line: valid ballots and each level. All or nothing;
    gives how many were written.

    Raises ValidationError keyed '<key>' for a line that does not add up, or by field.
    """
    with open_cell(rating, by=by) as cell:
        if cell.round.regime.collective_first and not cell.proposed:
            raise ValidationError("Biểu quyết mức của tập thể chi bộ trước, rồi đến đảng viên.")
        base, norms = queries.voting_base_of(cell, day), Norms.of(cell.round.regime)
        if wrong := Ballots(issued, collected, 0, {}, base).faults():
            raise ValidationError(wrong)
        rows = list(
            MemberRating.objects.select_for_update().filter(
                cell_rating=cell, pk__in=votes, status=Status.RATED
            )
        )
        faults = {}
        for row in rows:
            row.round = cell.round
            for name, value in {
                "base": base, "issued": issued, "collected": collected, **votes[row.pk]
            }.items():  # fmt: skip
                setattr(row, name, value)
            if row.ballots is None:
                faults[str(row.pk)] = "Xin ghi đủ số phiếu của cả bốn mức."
            elif wrong := row.ballots.faults():
                faults[str(row.pk)] = " ".join(wrong.values())
            else:
                for name, value in decide_proposal(row, norms).items():
                    setattr(row, name, value)
        if faults:
            raise ValidationError(faults)
        MemberRating.objects.bulk_update(
            rows, ["base", *COUNTED, "proposed", "proposed_because"], batch_size=500
        )
        return len(rows)


def add_remark(rating: MemberRating, *, values: dict, by: User) -> Remark:
    """What the place of residence, the temporary or the former cell says of a member, typed by the
    home cell from paper. The same is kept once, however often a page is sent."""
    with open_member(rating, by=by) as row:
        made = put(Remark(round_id=row.round_id, rating=row), values | {"written_by": by})
        said = {name: getattr(made, name) for name in ("kind", "issuer", "given_on", "text")}
        if row.remarks.filter(**said).exclude(pk=made.pk).exists():
            raise ValidationError({"text": "Nhận xét này đã ghi."})
        return made


def say(rating: MemberRating, *, kind: str, cell: Cell, values: dict, by: User) -> Remark:
    """The remark that a cell owes on a member who is rated elsewhere (213-QĐ/TW; who is elsewhere
    for a time or was transferred), written by that cell itself: once, and then corrected.

    Raises PermissionDenied for who does not keep that cell's book and where nothing is asked of
    it, ValidationError once the home cell has proposed.
    """
    if not scope.cells_to_write(by).filter(pk=cell.pk).exists():
        raise PermissionDenied
    with held_cell(rating.cell_rating) as home:
        asked = queries.asked_of(Cell.objects.filter(pk=cell.pk)).get(kind)
        if asked is None or not asked.filter(pk=rating.pk).exists():
            raise PermissionDenied
        if home.stage == Stage.PROPOSED:
            raise ValidationError("Chi bộ chính thức đã gửi đề nghị nên không ghi nhận xét nữa.")
        key = {"rating": rating, "kind": kind, "by_cell": cell}
        row = Remark.objects.filter(**key).first() or Remark(round_id=home.round_id, **key)
        return put(row, values | {"issuer": cell.name, "written_by": by})


def ask_residence(rating: MemberRating, *, values: dict, by: User) -> MemberRating:
    """Which cell of the place of residence is asked for its remark; None asks nobody."""
    with open_member(rating, by=by) as row:
        wanted = values.get("residence_cell")
        if (
            wanted
            and not queries.may_say_of_residence(row.cell_rating).filter(pk=wanted.pk).exists()
        ):
            raise ValidationError({"residence_cell": "Xin chọn chi bộ nơi cư trú trong đợt này."})
        return put(row, values)


def remove_remark(remark: Remark, *, by: User) -> None:
    """Takes a remark back that was typed from paper; what a cell wrote itself stays."""
    with open_member(remark.rating, by=by) as row:
        if remark.by_cell_id:
            raise ValidationError(f"Nhận xét này do {remark.by_cell} tự ghi nên giữ nguyên.")
        Remark.objects.filter(pk=remark.pk, rating=row).delete()


# --- The proposal ---------------------------------------------------------------------------------
def lacking(rating: CellRating) -> list[str]:
    """What the cell still has to do before it can propose, in words."""
    found = []
    if not rating.proposed:
        found.append("Biểu quyết mức của tập thể chi bộ.")
    waiting = MemberRating.objects.filter(
        cell_rating=rating, status=Status.RATED, proposed=""
    ).order_by("member__sort_key")
    names = list(waiting.values_list("name", flat=True)[:6])
    if names:
        more = " và những đồng chí khác" if len(names) > 5 else ""
        found.append(f"Đề nghị mức cho: {', '.join(names[:5])}{more}.")
    return found


def submit(rating: CellRating, *, today: date, by: User) -> CellRating:
    """Sends the proposal of the cell to the committee. Raises ValidationError with what lacks."""
    with open_cell(rating, by=by) as cell:
        if missing := lacking(cell):
            raise ValidationError([f"Chưa gửi được. {text}" for text in missing])
        return put(cell, {"stage": Stage.PROPOSED, "proposed_on": today, "returned_because": ""})


@transaction.atomic
def take_back(rating: CellRating, *, reason: str, by: User) -> CellRating:
    """The cell takes its proposal back, or the office returns it; either says why. What the
    committee had noted on it falls away."""
    if not access.manages(by, rating.round) and not access.writes(by, rating):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError({"reason": "Xin ghi lý do."})
    with held_cell(rating) as cell:
        if cell.stage != Stage.PROPOSED:
            raise ValidationError("Chi bộ chưa gửi đề nghị, hoặc đề nghị đã được rút.")
        clear = {"ratified": "", "reason": ""}
        cell.members.exclude(ratified="").update(**clear)
        return put(
            cell,
            {"stage": Stage.MEMBERS, "proposed_on": None, "returned_because": reason} | clear,
        )


def acknowledge(rating: CellRating, *, now: datetime, by: User) -> None:
    """The cell has taken note of the ratified result; once for each version."""
    if not scope.cells_to_write(by).filter(pk=rating.cell_id).exists():
        raise PermissionDenied
    if not rating.round.is_ratified:
        raise ValidationError("Kết quả chưa được công nhận.")
    ResultReceipt.objects.get_or_create(
        cell_rating=rating,
        version=rating.round.version,
        defaults={"seen_by": by, "seen_at": now},
    )
