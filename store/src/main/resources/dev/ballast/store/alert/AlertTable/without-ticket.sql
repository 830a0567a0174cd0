-- Open alerts that are to have a ticket, and of whose check and subject there never was one.
SELECT alert_id::text AS alert_id, target, check_name, subject, urgency, since, raised_at,
  resolved_at, returns, condition::text AS condition, unknown, cause::text AS cause
FROM alert
WHERE resolved_at IS NULL
  AND urgency <> 'note'
  AND cause IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM ticket
    WHERE ticket.target = alert.target
      AND ticket.check_name = alert.check_name
      AND ticket.subject = alert.subject)
ORDER BY raised_at, alert_id
