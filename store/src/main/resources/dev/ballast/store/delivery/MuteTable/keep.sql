-- Keeps a mute, or extends the one of the same alerts that is in force.
-- Parameters: target or '', check or '', subject or '', pages, reason, made by, made at, ends at.
WITH given AS (
    SELECT ?::text AS target, ?::text AS check_name, ?::text AS subject, ?::boolean AS pages,
           ?::text AS reason, ?::text AS made_by, ?::timestamptz AS made_at, ?::timestamptz AS ends_at
), extended AS (
    UPDATE alert_mute m
    SET reason = given.reason, made_by = given.made_by, ends_at = greatest(m.ends_at, given.ends_at)
    FROM given
    WHERE m.target = given.target AND m.check_name = given.check_name
      AND m.subject = given.subject AND m.pages = given.pages AND m.ends_at > given.made_at
    RETURNING m.alert_mute_id, m.target, m.check_name, m.subject, m.pages, m.reason, m.made_by,
              m.made_at, m.ends_at
), added AS (
    INSERT INTO alert_mute (target, check_name, subject, pages, reason, made_by, made_at, ends_at)
    SELECT target, check_name, subject, pages, reason, made_by, made_at, ends_at FROM given
    WHERE NOT EXISTS (SELECT FROM extended)
    RETURNING alert_mute_id, target, check_name, subject, pages, reason, made_by, made_at, ends_at
)
SELECT *, true AS extended FROM extended
UNION ALL
SELECT *, false FROM added
ORDER BY ends_at DESC, alert_mute_id
LIMIT 1
