-- Tickets that are open, and those that were closed since a moment: the most urgent and then the oldest
-- first.
-- Parameters: moment, number or 0 (twice).
SELECT ticket_id, ticket.target, ticket.check_name, ticket.subject, ticket.summary, owner, opened_at,
  due_at, closed_at, reopened, alert.urgency, alert.condition::text AS condition
FROM ticket
JOIN alert USING (alert_id)
WHERE (closed_at IS NULL OR closed_at >= ?::timestamptz)
  AND (?::bigint = 0 OR ticket_id = ?)
ORDER BY closed_at IS NOT NULL, array_position('{page,ticket,note}', alert.urgency), opened_at, ticket_id
