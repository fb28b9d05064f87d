-- One row for each wanted cell and month, from the records. Parameters: cells (bigint[]), first and
-- last (the first days of the first and last month), now, today, and the weights and thresholds of
-- `reports.rules`. `services.facts` puts the INSERT around it.
WITH wanted AS (
    SELECT c.id AS cell_id,
           m.month::date AS month,
           (m.month + interval '1 month' - interval '1 day')::date AS last_day,
           c.founded, c.dissolved
    FROM cells_cell c
    CROSS JOIN generate_series(
        %(first)s::timestamp, %(last)s::timestamp, interval '1 month'
    ) AS m (month)
    WHERE c.id = ANY (%(cells)s)
      AND (c.founded IS NULL OR c.founded < m.month + interval '1 month')
      AND (c.dissolved IS NULL OR c.dissolved > m.month)
),
roll AS (
    SELECT w.cell_id, w.month,
           count(*) FILTER (WHERE p.own) AS members,
           count(*) FILTER (WHERE p.own AND NOT s.probationary) AS official,
           count(*) FILTER (WHERE p.own AND s.probationary) AS probationary,
           count(*) FILTER (WHERE p.own AND s.exempted) AS exempted,
           count(*) FILTER (WHERE p.own AND s.away) AS away,
           count(*) FILTER (WHERE p.own AND s.elsewhere) AS elsewhere,
           count(*) FILTER (WHERE p.own AND s.suspended) AS suspended,
           count(*) FILTER (WHERE NOT p.own) AS temporary_here
    FROM wanted w
    JOIN LATERAL (
        SELECT member_id, kind = 'primary' AS own
        FROM members_membership
        WHERE cell_id = w.cell_id AND validity @> w.last_day
    ) p ON true
    CROSS JOIN LATERAL (
        SELECT coalesce(bool_or(kind = 'probationary'), false) AS probationary,
               coalesce(bool_or(kind = 'exempted'), false) AS exempted,
               coalesce(bool_or(kind = 'away'), false) AS away,
               coalesce(bool_or(kind = 'elsewhere'), false) AS elsewhere,
               coalesce(bool_or(kind = 'suspended'), false) AS suspended
        FROM members_standing
        WHERE member_id = p.member_id AND validity @> w.last_day
    ) s
    GROUP BY w.cell_id, w.month
),
-- The meetings of the quarters that the months lie in, for the thematic ones of the quarter.
meeting AS (
    SELECT m.id, m.cell_id, m.month, m.kind, m.state, m.signed_at,
           CASE WHEN m.state = 'signed' THEN m.review_specificity END AS review_specificity,
           CASE WHEN m.state = 'signed' THEN m.repetition END AS repetition,
           own.total AS score, own.level, sup.total AS superior_score, sup.level AS superior_level,
           (coalesce(m.started_at, m.planned_at) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS held_on,
           (m.signed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS signed_on,
           -- That the office had the minutes opened again makes no cell late that was in time.
           (least(m.signed_at, CASE WHEN m.version > 1 THEN (
               SELECT min(made_at) FROM meetings_bookpage
               WHERE meeting_id = m.id AND kind = 'minutes'
           ) END) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS first_signed_on,
           (extract(epoch FROM m.ended_at - m.started_at) / 60)::int AS minutes,
           m.state <> 'planned' AS held,
           r.latest_usual_day, r.issue_days
    FROM meetings_meeting m
    JOIN meetings_meetingregime r ON r.id = m.regime_id
    LEFT JOIN meetings_meetingscore own ON own.meeting_id = m.id AND m.state = 'signed'
    LEFT JOIN meetings_superiorscore sup ON sup.meeting_id = m.id AND m.state = 'signed'
    WHERE m.cell_id = ANY (%(cells)s)
      AND m.month BETWEEN date_trunc('quarter', %(first)s::timestamp)::date AND %(last)s::date
),
held AS (
    SELECT w.cell_id, w.month,
           count(*) FILTER (WHERE m.kind = 'thematic' AND m.month = w.month) AS thematic,
           count(*) FILTER (WHERE m.kind = 'extraordinary' AND m.month = w.month) AS extraordinary,
           count(*) FILTER (WHERE m.kind = 'review' AND m.month = w.month) AS review,
           count(*) FILTER (WHERE m.kind = 'thematic') AS thematic_in_quarter
    FROM wanted w
    JOIN meeting m ON m.cell_id = w.cell_id AND m.held
     AND m.month BETWEEN date_trunc('quarter', w.month)::date AND w.month
    GROUP BY w.cell_id, w.month
),
regular AS (
    SELECT m.*,
           greatest(m.held_on - (m.month + m.latest_usual_day - 1), 0) AS days_late
    FROM meeting m
    JOIN wanted w ON w.cell_id = m.cell_id AND w.month = m.month
    WHERE m.kind = 'regular'
),
attendance AS (
    SELECT m.cell_id, m.month,
           count(*) AS bound,
           count(*) FILTER (WHERE a.status IN ('present', 'online')) AS present,
           count(*) FILTER (WHERE a.status = 'excused') AS excused,
           count(*) FILTER (WHERE a.status = 'unexcused') AS unexcused
    FROM regular m
    JOIN meetings_attendance a ON a.meeting_id = m.id
    WHERE m.held AND NOT (a.exempted OR a.elsewhere OR a.suspended)
    GROUP BY m.cell_id, m.month
),
opinion AS (
    SELECT m.cell_id, m.month,
           count(*) FILTER (WHERE o.kind = 'discussion') AS discussion,
           count(*) FILTER (WHERE o.kind = 'criticism') AS criticism,
           count(*) FILTER (WHERE o.kind = 'self_criticism') AS self_criticism,
           count(*) FILTER (WHERE o.kind = 'proposal') AS proposal,
           count(*) FILTER (WHERE o.kind = 'reserved') AS reserved
    FROM meeting m
    JOIN meetings_opinion o ON o.meeting_id = m.id
    WHERE m.state = 'signed'
    GROUP BY m.cell_id, m.month
),
resolution AS (
    SELECT m.cell_id, m.month, count(*) AS voted, count(*) FILTER (WHERE r.passed) AS passed
    FROM meeting m
    JOIN meetings_resolution r ON r.meeting_id = m.id
    WHERE m.state = 'signed'
    GROUP BY m.cell_id, m.month
),
-- Work is due in the month whose meeting hears of it; while the month runs, once that meeting is
-- signed, or the work ended. An assignment is a fact once the minutes that
-- hand it out are signed; the month that closes it is that of the meeting which found it so.
assignment AS (
    SELECT a.cell_id, a.report_month, a.state, a.given_on, g.month AS given_month,
           c.month AS closed_month
    FROM meetings_assignment a
    JOIN meetings_meeting g ON g.id = a.meeting_id AND g.state = 'signed'
    LEFT JOIN meetings_meeting c ON c.id = a.closed_by_id
    WHERE a.cell_id = ANY (%(cells)s)
      AND g.month <= %(last)s::date
      AND (c.month IS NULL OR c.month >= %(first)s::date OR a.report_month >= %(first)s::date)
),
work AS (
    SELECT w.cell_id, w.month,
           count(*) FILTER (WHERE a.given_month = w.month) AS given,
           count(*) FILTER (WHERE d.due) AS due,
           count(*) FILTER (WHERE d.due AND a.state = 'done' AND d.in_time) AS done_on_time,
           count(*) FILTER (WHERE d.due AND a.state = 'done' AND NOT d.in_time) AS done_late,
           count(*) FILTER (WHERE d.due AND a.state = 'carried') AS carried,
           count(*) FILTER (WHERE d.due AND a.state = 'dropped') AS dropped,
           count(*) FILTER (WHERE d.due AND a.state = 'open') AS still_open,
           count(*) FILTER (WHERE d.open_then) AS open_at_end,
           count(*) FILTER (
               WHERE d.open_then AND (d.due OR a.report_month < w.month)
           ) AS overdue_at_end
    FROM wanted w
    JOIN assignment a ON a.cell_id = w.cell_id AND a.given_month <= w.month
    LEFT JOIN regular m ON m.cell_id = w.cell_id AND m.month = w.month
    CROSS JOIN LATERAL (
        SELECT a.report_month = w.month
               AND (w.last_day < %(today)s OR a.state <> 'open'
                    OR m.state = 'signed' AND a.given_on <= m.held_on) AS due,
               a.closed_month <= a.report_month AS in_time,
               a.closed_month IS NULL OR a.closed_month > w.month AS open_then
    ) d
    GROUP BY w.cell_id, w.month
),
fact AS (
    SELECT w.cell_id, w.month, %(now)s::timestamptz AS refreshed_at,
           w.founded, w.dissolved, w.last_day,
           coalesce(w.month + rs.latest_usual_day - 1, w.last_day) AS regular_by,
           coalesce(p.members, 0) AS members, coalesce(p.official, 0) AS official,
           coalesce(p.probationary, 0) AS probationary, coalesce(p.exempted, 0) AS exempted,
           coalesce(p.away, 0) AS away, coalesce(p.elsewhere, 0) AS elsewhere,
           coalesce(p.suspended, 0) AS suspended, coalesce(p.temporary_here, 0) AS temporary_here,
           m.id AS regular_id, coalesce(m.state, 'none') AS regular_state,
           CASE WHEN m.held THEN m.held_on END AS regular_on,
           CASE WHEN m.held THEN m.days_late END AS days_late,
           m.minutes, m.signed_on,
           CASE WHEN m.signed_on IS NOT NULL AND m.issue_days IS NOT NULL
                THEN m.first_signed_on <= m.held_on + m.issue_days END AS signed_in_time,
           coalesce(h.thematic, 0) AS thematic, coalesce(h.extraordinary, 0) AS extraordinary,
           coalesce(h.review, 0) AS review, coalesce(h.thematic_in_quarter, 0) AS thematic_in_quarter,
           coalesce(rs.thematic_per_quarter, 0) AS thematic_required,
           coalesce(t.bound, 0) AS bound, coalesce(t.present, 0) AS present,
           coalesce(t.excused, 0) AS excused, coalesce(t.unexcused, 0) AS unexcused,
           coalesce(o.discussion, 0) AS discussion, coalesce(o.criticism, 0) AS criticism,
           coalesce(o.self_criticism, 0) AS self_criticism, coalesce(o.proposal, 0) AS proposal,
           coalesce(o.reserved, 0) AS reserved,
           coalesce(r.voted, 0) AS resolutions_voted, coalesce(r.passed, 0) AS resolutions_passed,
           coalesce(k.given, 0) AS given, coalesce(k.due, 0) AS due,
           coalesce(k.done_on_time, 0) AS done_on_time, coalesce(k.done_late, 0) AS done_late,
           coalesce(k.carried, 0) AS carried, coalesce(k.dropped, 0) AS dropped,
           coalesce(k.still_open, 0) AS still_open, coalesce(k.open_at_end, 0) AS open_at_end,
           coalesce(k.overdue_at_end, 0) AS overdue_at_end,
           m.review_specificity, m.repetition,
           m.score, coalesce(m.level, '') AS level,
           m.superior_score, coalesce(m.superior_level, '') AS superior_level
    FROM wanted w
    LEFT JOIN roll p USING (cell_id, month)
    LEFT JOIN held h USING (cell_id, month)
    LEFT JOIN regular m USING (cell_id, month)
    LEFT JOIN attendance t USING (cell_id, month)
    LEFT JOIN opinion o USING (cell_id, month)
    LEFT JOIN resolution r USING (cell_id, month)
    LEFT JOIN work k USING (cell_id, month)
    LEFT JOIN meetings_meetingregime rs ON rs.validity @> w.last_day
)
SELECT fact.*, why.reasons,
       (SELECT coalesce(sum((%(weights)s::jsonb ->> reason)::int), 0)
        FROM unnest(why.reasons) AS reason) AS attention
FROM fact
CROSS JOIN LATERAL (
    SELECT fact.month + interval '1 month' <= %(today)s AS over,
           date_part('month', fact.month)::int %% 3 = 0 AS closes_quarter,
           fact.regular_state IN ('open', 'signed') AS held,
           coalesce(fact.founded <= fact.regular_by, true)
           AND coalesce(fact.dissolved > fact.regular_by, true) AS owed,
           coalesce(fact.dissolved > fact.last_day, true) AS stays
) AS month
-- What is asked of a cell that was there: of one that is founded after the day of the meeting, or
-- dissolved by the end, nothing that it could not do.
-- The names are those of `rules.Reason`; the words for them are made where they are shown.
CROSS JOIN LATERAL (
    SELECT array_remove(ARRAY[
        CASE WHEN month.over AND month.owed AND NOT month.held THEN 'not_held' END,
        CASE WHEN month.over AND fact.regular_state = 'open' THEN 'unsigned' END,
        CASE WHEN NOT fact.signed_in_time THEN 'signed_late' END,
        CASE WHEN fact.review_specificity < %(specificity)s THEN 'vague' END,
        CASE WHEN fact.repetition > %(repetition)s THEN 'monotone' END,
        CASE WHEN month.closes_quarter AND month.over AND month.stays
              AND fact.thematic_in_quarter < fact.thematic_required THEN 'no_thematic' END,
        CASE WHEN fact.bound > 0 AND fact.present < %(attendance)s * fact.bound
             THEN 'few_came' END,
        CASE WHEN fact.unexcused > 0 THEN 'unexcused' END,
        CASE WHEN fact.members > 0 AND fact.away > %(away)s * fact.members
             THEN 'many_away' END,
        CASE WHEN month.stays AND fact.official < %(official)s THEN 'few_official' END,
        CASE WHEN month.over AND month.stays AND fact.due >= %(least_due)s
              AND fact.done_on_time < %(execution)s * fact.due THEN 'not_done' END,
        CASE WHEN month.stays AND fact.overdue_at_end > 0 THEN 'overdue' END
    ], NULL)::varchar[] AS reasons
) AS why
