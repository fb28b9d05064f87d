from evaluations.models.papers import FormKind, FormTemplate, ResultReceipt, ReviewFile
from evaluations.models.polls import ConfidenceLine, ConfidencePoll, PollRules
from evaluations.models.ratings import (
    BALLOT_FIELDS,
    VOTE_FIELDS,
    CellRating,
    MemberRating,
    Rated,
    Remark,
    RemarkKind,
    Stage,
    Status,
)
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
    "BALLOT_FIELDS",
    "VOTE_FIELDS",
    "BallotMode",
    "CapBase",
    "CapScope",
    "CellRating",
    "ConfidenceLine",
    "ConfidencePoll",
    "FormKind",
    "FormTemplate",
    "Level",
    "LevelNorm",
    "MemberRating",
    "PollRules",
    "Rated",
    "RatingRegime",
    "Remark",
    "RemarkKind",
    "ResultReceipt",
    "ReviewFile",
    "Round",
    "RoundState",
    "Stage",
    "Status",
]
