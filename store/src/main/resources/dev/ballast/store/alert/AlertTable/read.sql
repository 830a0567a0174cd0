-- Alerts that are open, and those that were resolved since a moment: the most urgent first.
-- Parameters: moment, target or '' (twice).
SELECT alert_id::text AS alert_id, target, check_name, subject, urgency, since, raised_at,
  resolved_at, returns, condition::text AS condition, unknown, cause::text AS cause
FROM alert
WHERE (resolved_at IS NULL OR resolved_at >= ?::timestamptz)
  AND (?::text = '' OR target = ?)
ORDER BY resolved_at IS NOT NULL, array_position('{page,ticket,note}', urgency), raised_at, alert_id
