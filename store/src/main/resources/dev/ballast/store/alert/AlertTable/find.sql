-- Alerts whose id begins so, the newest first; ten at most.
-- Parameters: beginning, its length.
SELECT alert_id::text AS alert_id, target, check_name, subject, urgency, since, raised_at,
  resolved_at, returns, condition::text AS condition, unknown, cause::text AS cause
FROM alert
WHERE ? = left(alert_id::text, ?)
ORDER BY raised_at DESC, alert_id
LIMIT 10
