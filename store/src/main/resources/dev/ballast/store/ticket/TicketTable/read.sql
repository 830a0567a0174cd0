-- Tickets that are open, and those that were closed since a moment: the most urgent and then the oldest
-- first. Of several copies the one that was made last.
-- Parameters: moment, number or 0 (twice).
SELECT ticket.ticket_id, ticket.target, ticket.check_name, ticket.subject, ticket.summary, ticket.owner,
  opened_at, due_at, closed_at, reopened, alert.urgency, alert.condition::text AS condition,
  closing.at AS closed_step_at, closing.who AS closed_by, closing.note AS closed_why, copy.url
FROM ticket
JOIN alert USING (alert_id)
LEFT JOIN LATERAL (
    SELECT at, who, note FROM ticket_step
    WHERE ticket_step.ticket_id = ticket.ticket_id AND kind = 'closed' AND ticket.state = 'closed'
    ORDER BY ticket_step_id DESC LIMIT 1
) closing ON true
LEFT JOIN LATERAL (
    SELECT url FROM ticket_copy
    WHERE ticket_copy.ticket_id = ticket.ticket_id AND url IS NOT NULL AND given_up IS NULL
    ORDER BY begun_at DESC LIMIT 1
) copy ON true
WHERE (closed_at IS NULL OR closed_at >= ?::timestamptz)
  AND (?::bigint = 0 OR ticket.ticket_id = ?)
ORDER BY closed_at IS NOT NULL, array_position('{page,ticket,note}', alert.urgency), opened_at,
  ticket.ticket_id
