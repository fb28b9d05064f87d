-- The cells of each kind at or below each committee, added up. Parameters: committees (bigint[]),
-- first and last (months). Cells, and how many of them met and had their theme, are those that stood
-- at the end of the month, as the roll is; what happened is that of all. Columns of the same name in
-- both tables are put in by `services.facts`.
SELECT up.id AS committee_id, c.kind, f.month,
       count(*) FILTER (WHERE l.there) AS cells,
       count(*) FILTER (WHERE f.attention > 0) AS needing_attention,
       count(*) FILTER (WHERE 'few_official' = ANY (f.reasons)) AS few_official,
       count(*) FILTER (WHERE l.there AND f.regular_state IN ('open', 'signed')) AS regular_held,
       count(*) FILTER (WHERE f.days_late > 0) AS held_late,
       count(*) FILTER (WHERE f.regular_state = 'signed') AS regular_signed,
       count(f.signed_in_time) AS deadline_known,
       count(*) FILTER (WHERE f.signed_in_time) AS signed_in_time,
       count(*) FILTER (
           WHERE l.there AND f.thematic_in_quarter >= f.thematic_required
       ) AS thematic_done,
       count(f.review_specificity) AS specificity_known,
       coalesce(sum(f.review_specificity), 0) AS specificity_sum,
       count(f.repetition) AS repetition_known,
       coalesce(sum(f.repetition), 0) AS repetition_sum,
       count(coalesce(f.superior_score, f.score)) AS scored,
       count(f.superior_score) AS superior_scored,
       coalesce(sum(coalesce(f.superior_score, f.score)), 0) AS points_sum,
       count(*) FILTER (WHERE l.level = 'good') AS level_good,
       count(*) FILTER (WHERE l.level = 'fair') AS level_fair,
       count(*) FILTER (WHERE l.level = 'average') AS level_average,
       count(*) FILTER (WHERE l.level = 'weak') AS level_weak,
       {sums}
FROM cells_committee up
JOIN cells_committee own ON starts_with(own.path, up.path)
JOIN cells_cell c ON c.committee_id = own.id
JOIN reports_cellmonth f ON f.cell_id = c.id
CROSS JOIN LATERAL (
    SELECT coalesce(nullif(f.superior_level, ''), f.level) AS level,
           coalesce(c.dissolved >= f.month + interval '1 month', true) AS there
) AS l
WHERE up.id = ANY (%(committees)s) AND f.month BETWEEN %(first)s AND %(last)s
GROUP BY up.id, c.kind, f.month
