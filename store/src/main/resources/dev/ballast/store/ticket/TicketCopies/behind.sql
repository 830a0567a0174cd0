-- Tickets that a tracker does not have, or does not have as they are: open ones without a copy, and
-- those about which something was done that was not reported there. The oldest first.
-- Parameters: tracker, most.
-- Columns: ticket_id, newest.
SELECT ticket.ticket_id, s.newest
FROM ticket
LEFT JOIN ticket_copy AS c ON c.ticket_id = ticket.ticket_id AND c.tracker = ?
CROSS JOIN LATERAL (
  SELECT max(ticket_step_id) AS newest FROM ticket_step WHERE ticket_step.ticket_id = ticket.ticket_id
) AS s
WHERE s.newest IS NOT NULL AND c.given_up IS NULL
  AND CASE WHEN c.remote IS NULL THEN ticket.state = 'open' OR c.begun_at IS NOT NULL
           ELSE s.newest > c.step_id END
ORDER BY ticket.ticket_id
LIMIT ?
