from evaluations.models.polls import ConfidenceLine, ConfidencePoll
from evaluations.models.ratings import CellRating, MemberRating, Remark, RemarkKind, Stage, Status
from evaluations.models.regimes import (
    BallotMode,
    CapBase,
    CapScope,
    Level,
    LevelNorm,
    RatingRegime,
)
from evaluations.models.rounds import Round, RoundState

__all__ = [
    "BallotMode",
    "CapBase",
    "CapScope",
    "CellRating",
    "ConfidenceLine",
    "ConfidencePoll",
    "Level",
    "LevelNorm",
    "MemberRating",
    "RatingRegime",
    "Remark",
    "RemarkKind",
    "Round",
    "RoundState",
    "Stage",
    "Status",
]
