"""Database triggers that keep what is ratified, and the regimes it was ratified under."""

import pgtrigger

# The row of the regime is locked first: the foreign key of a round that is being opened holds it.
REGIME_IN_USE = pgtrigger.Trigger(
    name="rating_regime_in_use_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func="""
        PERFORM 1 FROM evaluations_ratingregime WHERE id = OLD.id FOR UPDATE;
        IF EXISTS (SELECT 1 FROM evaluations_round WHERE regime_id = OLD.id)
           AND ((to_jsonb(NEW) - 'years') IS DISTINCT FROM (to_jsonb(OLD) - 'years')
                OR lower(NEW.years) IS DISTINCT FROM lower(OLD.years)) THEN
            RAISE EXCEPTION 'rating regime % is in use', OLD.code USING ERRCODE = 'HM002';
        END IF;
        RETURN NEW;
    """,
)


def _part_in_use(name: str, what: str) -> pgtrigger.Trigger:
    """Refuses to add, change or remove a part of a regime that a round was opened under."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
        PERFORM 1 FROM evaluations_ratingregime
        WHERE id IN (COALESCE(NEW.regime_id, 0), COALESCE(OLD.regime_id, 0)) FOR UPDATE;
        IF EXISTS (SELECT 1 FROM evaluations_round
                   WHERE regime_id IN (COALESCE(NEW.regime_id, 0), COALESCE(OLD.regime_id, 0)))
        THEN
            RAISE EXCEPTION 'the rating regime of this {what} is in use' USING ERRCODE = 'HM002';
        END IF;
        RETURN COALESCE(NEW, OLD);
    """,  # noqa: S608  (built from constants of this module)
    )


NORM_IN_USE = _part_in_use("level_norm_in_use_stays", "level")
CRITERION_IN_USE = _part_in_use("rating_criterion_in_use_stays", "criterion")


class PartOfRatifiedRound(pgtrigger.Trigger):
    """Refuses to add, change or remove a row of a round that is ratified, whoever writes.

    The row lock in the statement waits for a ratification in progress, and then sees it.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def __init__(self, *, round_id: str = "{row}.round_id"):
        """`round_id` is SQL for the round's id, with {row} for OLD or NEW."""
        self.round_id = round_id
        super().__init__(name="ratified_stays", declare=[("state_now", "TEXT")])

    def get_func(self, model: type) -> str:  # noqa: ARG002  (pgtrigger's signature)
        return f"""
            IF TG_OP <> 'INSERT' THEN {self._refuse("OLD")} END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            {self._refuse("NEW")}
            RETURN NEW;
        """

    def _refuse(self, row: str) -> str:
        key = self.round_id.format(row=row)
        return f"""
            SELECT state INTO state_now FROM evaluations_round WHERE id = {key} FOR SHARE;
            IF state_now = 'ratified' THEN
                RAISE EXCEPTION 'round % is ratified', {key} USING ERRCODE = 'HM003';
            END IF;
        """  # noqa: S608  (built from constants of the models)
