"""The acts that a page guides through: their forms, their services, when they make sense."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from members.forms import acts as forms
from members.models import ActKind, MemberAct
from members.models import StandingKind as Kind
from members.services import basics, moves, standings
from members.state import State

STANDING = "Tình trạng"
MOVING = "Chuyển đi, chuyển đến"
LEAVING = "Thôi đảng tịch"
GROUPS = (STANDING, MOVING, LEAVING)


@dataclass(frozen=True)
class Guide:
    """A page for one kind of act."""

    kind: ActKind
    group: str
    icon: str
    lead: str
    form: type[forms.ActForm]
    run: Callable[..., MemberAct]
    sensible: Callable[[State], bool]

    @property
    def label(self) -> str:
        return self.kind.label


def _here(state: State) -> bool:
    return state.here


def _has(kind: str) -> Callable[[State], bool]:
    return lambda state: state.here and state.stands(kind)


def _has_not(kind: str) -> Callable[[State], bool]:
    return lambda state: state.here and not state.stands(kind)


def _settled(state: State) -> bool:
    return state.here and state.move is None


GUIDES = {
    guide.kind.value: guide
    for guide in (
        Guide(
            ActKind.OFFICIAL, STANDING, "patch-check",
            "Sau 12 tháng dự bị, có quyết định công nhận là đảng viên chính thức.",
            forms.OfficialForm, standings.recognise, _has_not(Kind.OFFICIAL),
        ),
        Guide(
            ActKind.EXEMPTED, STANDING, "house-heart",
            "Không tính vắng, không tính vào tổng số biểu quyết khi vắng, không xếp loại cuối năm.",
            forms.ExemptForm, standings.exempt, _has_not(Kind.EXEMPTED),
        ),
        Guide(
            ActKind.EXEMPTION_ENDED, STANDING, "calendar-check",
            "Đồng chí trở lại công tác và sinh hoạt như trước.",
            forms.EndForm, partial(standings.end, kind=ActKind.EXEMPTION_ENDED),
            _has(Kind.EXEMPTED),
        ),
        Guide(
            ActKind.AWAY, STANDING, "geo-alt",
            "Vẫn thuộc chi bộ, vẫn phải dự sinh hoạt hoặc báo lý do vắng.",
            forms.AwayForm, standings.go_away, _has_not(Kind.AWAY),
        ),
        Guide(
            ActKind.RETURNED, STANDING, "house-door",
            "Khi về, lấy nhận xét của cấp ủy nơi đã đến.",
            forms.EndForm, partial(standings.end, kind=ActKind.RETURNED), _has(Kind.AWAY),
        ),
        Guide(
            ActKind.SUSPENDED, STANDING, "slash-circle",
            "Theo quyết định: không dự sinh hoạt, không tính vào tổng số biểu quyết.",
            forms.SuspendForm, standings.suspend, _has_not(Kind.SUSPENDED),
        ),
        Guide(
            ActKind.SUSPENSION_ENDED, STANDING, "calendar-check",
            "Hết thời hạn hoặc có quyết định cho sinh hoạt trở lại.",
            forms.EndForm, partial(standings.end, kind=ActKind.SUSPENSION_ENDED),
            _has(Kind.SUSPENDED),
        ),
        Guide(
            ActKind.TRANSFERRED, MOVING, "box-arrow-right",
            "Sang chi bộ khác trong HMK: chi bộ này ghi giới thiệu, chi bộ kia ghi tiếp nhận.",
            forms.TransferForm, moves.transfer, _settled,
        ),
        Guide(
            ActKind.SENT_TEMPORARILY, MOVING, "arrow-left-right",
            "Vẫn trong đảng số của chi bộ; không tính vào tổng số biểu quyết ở đây.",
            forms.TemporaryForm, moves.send_temporarily,
            lambda state: _settled(state) and not state.stands(Kind.TEMPORARILY_ELSEWHERE),
        ),
        Guide(
            ActKind.TEMPORARY_ENDED, MOVING, "calendar-check",
            "Đồng chí về sinh hoạt tại chi bộ của mình.",
            forms.EndForm, moves.end_temporary,
            lambda state: state.stands(Kind.TEMPORARILY_ELSEWHERE) or bool(state.guest),
        ),
        Guide(
            ActKind.TRANSFERRED_OUT, MOVING, "box-arrow-up-right",
            "Sang tổ chức đảng chưa dùng HMK. Hồ sơ cũ vẫn còn để tra cứu.",
            forms.TransferOutForm, partial(moves.leave, kind=ActKind.TRANSFERRED_OUT), _settled,
        ),
        Guide(
            ActKind.TRANSFERRED_IN, MOVING, "box-arrow-in-right",
            "Đồng chí đã chuyển đi, nay chuyển về: dùng lại hồ sơ cũ.",
            forms.ReturnForm, basics.return_member,
            lambda state: not state.here and not state.guest and not state.gone_for_good,
        ),
        Guide(
            ActKind.DIED, LEAVING, "flower1",
            "Từ ngày này đồng chí không còn trong danh sách; hồ sơ vẫn được giữ.",
            forms.DeathForm, partial(moves.leave, kind=ActKind.DIED), _settled,
        ),
        Guide(
            ActKind.STRUCK_OFF, LEAVING, "person-dash",
            "Ghi lại quyết định đã có. HMK không tự xóa tên ai: chi bộ xét, cấp ủy quyết định.",
            forms.StrikeOffForm, partial(moves.leave, kind=ActKind.STRUCK_OFF), _settled,
        ),
        Guide(
            ActKind.EXPELLED, LEAVING, "person-x",
            "Ghi lại quyết định kỷ luật đã có hiệu lực.",
            forms.DecisionForm, partial(moves.leave, kind=ActKind.EXPELLED), _settled,
        ),
        Guide(
            ActKind.LEFT, LEAVING, "door-open",
            "Ghi lại quyết định cho ra khỏi Đảng theo đơn xin.",
            forms.DecisionForm, partial(moves.leave, kind=ActKind.LEFT), _settled,
        ),
    )
}  # fmt: skip


def offered(state: State) -> list[tuple[str, list[Guide]]]:
    """The acts that make sense now, by group."""
    grouped = (
        (group, [one for one in GUIDES.values() if one.group == group and one.sensible(state)])
        for group in GROUPS
    )
    return [(group, guides) for group, guides in grouped if guides]
