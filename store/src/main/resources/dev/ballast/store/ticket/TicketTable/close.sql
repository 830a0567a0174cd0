-- Closes what no open alert is about.
-- Parameters: now.
UPDATE ticket SET state = 'closed', closed_at = ?::timestamptz
WHERE state = 'open'
  AND NOT EXISTS (
    SELECT 1 FROM alert
    WHERE alert.target = ticket.target
      AND alert.check_name = ticket.check_name
      AND alert.subject = ticket.subject
      AND alert.resolved_at IS NULL)
RETURNING ticket_id
