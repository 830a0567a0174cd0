-- What was done about a ticket and is not reported to a tracker, in order.
-- Parameters: ticket, newest step that was reported.
SELECT ticket_step_id, kind, at, who, note FROM ticket_step
WHERE ticket_id = ? AND ticket_step_id > ?
ORDER BY ticket_step_id
