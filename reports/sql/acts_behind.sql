-- The cells whose facts are older than an act that moves their roll, with the first such month.
-- Parameters: since (acts recorded before are known), before (months from here on are written
-- anyway). Which cells an act moves is said in `reports.receivers.roll_changed`.
WITH act AS (
    SELECT id, member_id, day, recorded_at, cell_from_id, cell_to_id, corrects_id
    FROM members_memberact
    WHERE recorded_at > %(since)s AND day < %(before)s
),
moved AS (
    SELECT p.cell_id, act.day, act.recorded_at
    FROM act JOIN members_membership p ON p.member_id = act.member_id
    UNION ALL
    SELECT p.cell_id, act.day, act.recorded_at
    FROM act
    JOIN members_memberact part ON part.part_of_id IN (act.id, act.corrects_id)
    JOIN members_membership p ON p.member_id = part.member_id
    UNION ALL
    SELECT part.cell_to_id, act.day, act.recorded_at
    FROM act JOIN members_memberact part ON part.part_of_id IN (act.id, act.corrects_id)
    UNION ALL
    SELECT cell_from_id, day, recorded_at FROM act
    UNION ALL
    SELECT cell_to_id, day, recorded_at FROM act
)
SELECT f.cell_id, min(f.month)
FROM moved m
JOIN reports_cellmonth f
  ON f.cell_id = m.cell_id
 AND f.month >= date_trunc('month', m.day::timestamp)::date
 AND f.month < %(before)s
 AND f.refreshed_at < m.recorded_at
GROUP BY f.cell_id
