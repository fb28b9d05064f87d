from reports.models.facts import SUMMED, BranchMonth, CellMonth, RegularState

__all__ = ["SUMMED", "BranchMonth", "CellMonth", "RegularState"]
