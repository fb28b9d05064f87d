"""Database triggers that keep what is signed as it was signed, whoever writes."""

import pgtrigger


class PartOfSignedMeeting(pgtrigger.Trigger):
    """Refuses to add, change or remove a row that belongs to a signed meeting.

    The row lock in the first statement waits for a signature in progress, and then sees it.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def __init__(self, *, meeting: str = "{row}.meeting_id", unless_only: tuple[str, ...] = ()):
        """`meeting` is SQL for the meeting's id, with {row} for OLD or NEW; `unless_only` names
        the fields that may change after the signature."""
        self.meeting = meeting
        self.unless_only = unless_only
        super().__init__(name="signed_stays", declare=[("state_now", "TEXT")])

    def get_func(self, model: type) -> str:
        spared = ""
        if self.unless_only:
            # These columns follow the later life of the row and are no part of the minutes.
            same = " AND ".join(
                f"NEW.{field.column} IS NOT DISTINCT FROM OLD.{field.column}"
                for field in model._meta.concrete_fields
                if field.name not in self.unless_only
            )
            spared = f"IF TG_OP = 'UPDATE' AND ({same}) THEN RETURN NEW; END IF;"
        return f"""
            {spared}
            IF TG_OP <> 'INSERT' THEN {self._refuse("OLD")} END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            {self._refuse("NEW")}
            RETURN NEW;
        """

    def _refuse(self, row: str) -> str:
        meeting = self.meeting.format(row=row)
        # One statement: the lock waits for a signature in progress and then reads what it left.
        return f"""
            SELECT state INTO state_now FROM meetings_meeting WHERE id = {meeting} FOR SHARE;
            IF state_now = 'signed' THEN
                RAISE EXCEPTION 'the minutes of meeting % are signed', {meeting}
                    USING ERRCODE = 'HM001';
            END IF;
        """  # noqa: S608  (built from constants of the models)


# The one way back: the next version is opened, after a page of the cell's book has kept the one
# that it closes. Nothing else of the row changes with it but what the next signature fixes anew.
SIGNED_STAYS = pgtrigger.Trigger(
    name="signed_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    declare=[("reset", "TEXT[]")],
    func="""
        reset := ARRAY['state', 'version', 'signed_at', 'signed_by_id', 'counts'];
        IF OLD.state = 'signed' THEN
            IF TG_OP = 'UPDATE' AND NEW.state = 'open' AND NEW.version = OLD.version + 1
               AND to_jsonb(NEW) - reset = to_jsonb(OLD) - reset
               AND NEW.signed_at IS NULL AND NEW.signed_by_id IS NULL AND NEW.counts = '{}'
               AND EXISTS (SELECT 1 FROM meetings_bookpage WHERE meeting_id = OLD.id
                           AND kind = 'reopening' AND version = OLD.version)
            THEN RETURN NEW; END IF;
            RAISE EXCEPTION 'the minutes of meeting % are signed', OLD.id USING ERRCODE = 'HM001';
        END IF;
        IF TG_OP = 'UPDATE' AND (NEW.version <> OLD.version OR OLD.version > 1 AND
            (NEW.cell_id, NEW.term_id, NEW.minutes_number)
            IS DISTINCT FROM (OLD.cell_id, OLD.term_id, OLD.minutes_number)) THEN
            RAISE EXCEPTION 'meeting % keeps version, number and term', OLD.id
                USING ERRCODE = 'HM003';
        END IF;
        RETURN COALESCE(NEW, OLD);
    """,
)

NUMBER_STAYS = pgtrigger.Trigger(
    name="number_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__number__isnull=False),
    func="""
        IF TG_OP = 'DELETE' OR (NEW.number, NEW.term_id, NEW.document_type, NEW.meeting_id)
            IS DISTINCT FROM (OLD.number, OLD.term_id, OLD.document_type, OLD.meeting_id) THEN
            RAISE EXCEPTION 'resolution % keeps its number', OLD.id USING ERRCODE = 'HM003';
        END IF;
        RETURN NEW;
    """,
)

# The minutes that heard of the work print what was to be done: it stays, also while the minutes
# that gave it are reopened.
HEARD_STAYS = pgtrigger.Trigger(
    name="heard_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    declare=[("later", "TEXT[]")],
    func="""
        later := ARRAY['state', 'closed_by_id'];
        IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - later = to_jsonb(OLD) - later THEN
            RETURN NEW;
        END IF;
        IF EXISTS (SELECT 1 FROM meetings_assignmentreview AS heard
                   JOIN meetings_meeting AS other ON other.id = heard.meeting_id
                   WHERE heard.assignment_id = OLD.id AND other.state = 'signed')
           OR EXISTS (SELECT 1 FROM meetings_assignment AS anew
                      JOIN meetings_meeting AS other ON other.id = anew.meeting_id
                      WHERE anew.carried_from_id = OLD.id AND other.state = 'signed') THEN
            RAISE EXCEPTION 'signed minutes heard of assignment %', OLD.id USING ERRCODE = 'HM004';
        END IF;
        RETURN COALESCE(NEW, OLD);
    """,
)

APPEND_ONLY = pgtrigger.Trigger(
    name="append_only",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="RAISE EXCEPTION 'the pages of the book stay' USING ERRCODE = 'HM005';",
)

ADDENDUM_TO_SIGNED = pgtrigger.Trigger(
    name="addendum_to_signed",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        PERFORM 1 FROM meetings_meeting
        WHERE id = NEW.meeting_id AND state = 'signed' AND version = NEW.version FOR SHARE;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'meeting % has no such signed minutes', NEW.meeting_id
                USING ERRCODE = 'HM005';
        END IF;
        RETURN NEW;
    """,
)

ISSUED_AFTER_SIGNATURE = pgtrigger.Trigger(
    name="issued_after_signature",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    declare=[("held_on", "DATE")],
    func="""
        SELECT (COALESCE(started_at, planned_at) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
        INTO held_on FROM meetings_meeting WHERE id = NEW.meeting_id AND state = 'signed';
        IF held_on IS NULL OR NEW.issued_on < held_on THEN
            RAISE EXCEPTION 'meeting % is not signed, or is later than its documents',
                NEW.meeting_id USING ERRCODE = 'HM003';
        END IF;
        RETURN NEW;
    """,
)

# The row of the rule set is locked first: the foreign key of a meeting that is being planned
# holds it, so that whoever comes second sees the other. Closing the period of a rule set in use is
# how its successor begins; all else of it stays.
REGIME_IN_USE = pgtrigger.Trigger(
    name="regime_in_use_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func="""
        PERFORM 1 FROM meetings_meetingregime WHERE id = OLD.id FOR UPDATE;
        IF EXISTS (SELECT 1 FROM meetings_meeting WHERE regime_id = OLD.id)
           AND ((to_jsonb(NEW) - 'validity') IS DISTINCT FROM (to_jsonb(OLD) - 'validity')
                OR lower(NEW.validity) IS DISTINCT FROM lower(OLD.validity)) THEN
            RAISE EXCEPTION 'regime % is in use', OLD.code USING ERRCODE = 'HM002';
        END IF;
        RETURN NEW;
    """,
)

REGIME_LINE_IN_USE = pgtrigger.Trigger(
    name="regime_line_in_use_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        PERFORM 1 FROM meetings_meetingregime
        WHERE id IN (COALESCE(NEW.regime_id, 0), COALESCE(OLD.regime_id, 0)) FOR UPDATE;
        IF EXISTS (SELECT 1 FROM meetings_meeting
                   WHERE regime_id IN (COALESCE(NEW.regime_id, 0), COALESCE(OLD.regime_id, 0)))
        THEN
            RAISE EXCEPTION 'the regime of this line is in use' USING ERRCODE = 'HM002';
        END IF;
        RETURN COALESCE(NEW, OLD);
    """,
)

FOLLOWS_RESERVED = pgtrigger.Trigger(
    name="follows_reserved",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        PERFORM 1 FROM meetings_opinion o JOIN meetings_meeting m ON m.id = o.meeting_id
        WHERE o.id = NEW.opinion_id AND o.kind = 'reserved' AND m.state = 'signed';
        IF NOT FOUND THEN
            RAISE EXCEPTION 'opinion % is no reserved one of signed minutes', NEW.opinion_id
                USING ERRCODE = 'HM010';
        END IF;
        RETURN NEW;
    """,
)

# A draft may still lose an opinion, and its readings with it; what was once signed may not.
READING_STAYS = pgtrigger.Trigger(
    name="reading_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'UPDATE' OR EXISTS (
            SELECT 1 FROM meetings_reservedfollowup WHERE opinion_id = OLD.opinion_id
        ) THEN
            RAISE EXCEPTION 'readings of reserved opinions stay' USING ERRCODE = 'HM011';
        END IF;
        RETURN OLD;
    """,
)

_IN_USE = """
    PERFORM 1 FROM meetings_scoringtable WHERE id IN ({ids}) FOR UPDATE;
    IF EXISTS (SELECT 1 FROM meetings_meetingscore WHERE table_id IN ({ids})){also} THEN
        RAISE EXCEPTION 'the scoring table is in use' USING ERRCODE = 'HM012';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""

# As with rule sets: only the end of its period may change, which is how its successor begins.
SCORING_TABLE_IN_USE = pgtrigger.Trigger(
    name="scoring_table_in_use_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func=_IN_USE.format(
        ids="OLD.id",
        also="""
        AND ((to_jsonb(NEW) - 'validity') IS DISTINCT FROM (to_jsonb(OLD) - 'validity')
             OR lower(NEW.validity) IS DISTINCT FROM lower(OLD.validity))""",
    ),
)

CRITERION_IN_USE = pgtrigger.Trigger(
    name="criterion_in_use_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func=_IN_USE.format(ids="COALESCE(NEW.table_id, 0), COALESCE(OLD.table_id, 0)", also=""),
)
