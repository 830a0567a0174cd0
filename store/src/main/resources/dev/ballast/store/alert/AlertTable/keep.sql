-- Keeps an alert as it is now.
-- Parameters: id, target, check, subject, urgency, since, raised at, resolved at or '', returns,
-- condition, unknown or '', cause or ''.
INSERT INTO alert (alert_id, target, check_name, subject, urgency, since, raised_at, resolved_at,
  returns, condition, unknown, cause)
VALUES (?::uuid, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, NULLIF(?, '')::timestamptz, ?,
  ?::jsonb, NULLIF(?, ''), NULLIF(?, '')::uuid)
ON CONFLICT (alert_id) DO UPDATE SET
  urgency = excluded.urgency,
  resolved_at = excluded.resolved_at,
  returns = excluded.returns,
  condition = excluded.condition,
  unknown = excluded.unknown,
  cause = excluded.cause
